import Intake
import Procurement
import SystemPackage
import TestSupport
import Testing

struct SourceReaderTests {
  private func reader(_ folder: TemporaryFolder) throws -> SourceReader {
    let reading = try Reading(folder)
    return SourceReader(
      folder: try DataFolder(FilePath(folder.path)), accounts: reading.result.files)
  }

  private func line(_ number: Int, _ file: String = "purchases/a.csv") -> SourceLine {
    SourceLine(file: file, line: number)
  }

  @Test func linesAreReadBackInTheOrderAskedFor() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv", purchaseFile([TestLine("L1"), TestLine("L2"), TestLine("L3")]))
    let texts = try reader(folder).read([line(4), line(2), line(99)])
    #expect(texts.map(\.text) == [TestLine("L3").text, TestLine("L1").text])
    #expect(texts.map(\.source) == [line(4), line(2)])
  }

  @Test func textIsDecodedAndAQuotedLineFeedKeepsTheRecordTogether() throws {
    let folder = try TemporaryFolder()
    // 日期,通用名,单价,数量 and 甲 in GB18030.
    let header: [UInt8] = [
      0xC8, 0xD5, 0xC6, 0xDA, 0x2C, 0xCD, 0xA8, 0xD3, 0xC3, 0xC3, 0xFB, 0x2C, 0xB5, 0xA5, 0xBC,
      0xDB, 0x2C, 0xCA, 0xFD, 0xC1, 0xBF, 0x0D, 0x0A,
    ]
    try folder.write(
      "purchases/a.csv",
      header + Array("2025-01-01,\"".utf8) + [0xBC, 0xD7, 0x0D, 0x0A, 0xBC, 0xD7]
        + Array("\",1,2\r\n".utf8))
    let texts = try reader(folder).read([line(2)])
    #expect(texts.map(\.text) == ["2025-01-01,\"甲 甲\",1,2"])
  }

  /// A quotation mark inside a field opens nothing, and one that is never closed costs its own line.
  @Test func strayQuotesGlueNoLinesTogether() throws {
    let folder = try TemporaryFolder()
    let inches = TestLine("L1", ["通用名": "逍遥丸（5\"型）"])
    let open = TestLine("L2", ["通用名": "\"丸"])
    try folder.write(
      "purchases/a.csv", purchaseFile([inches, open, TestLine("L3"), TestLine("L4")]))
    let texts = try reader(folder).read([line(2), line(4), line(5)])
    #expect(texts.map(\.text) == [inches.text, TestLine("L3").text, TestLine("L4").text])
  }

  @Test func onlyFilesThatTheRunHasReadAreOpenedAndLongLinesAreCut() throws {
    let folder = try TemporaryFolder()
    try folder.write("secret.csv", "secret\nsecret\n")
    try folder.write("purchases/notes.txt", "secret\nsecret\n")
    let long = String(repeating: "x", count: 20_000)
    try folder.write("purchases/a.csv", purchaseFile([TestLine("L1", ["配送企业": long])]))
    let reader = try reader(folder)
    let others = ["secret.csv", "purchases/../secret.csv", "purchases/notes.txt", "/etc/hostname"]
    #expect(reader.read(others.map { line(1, $0) }).isEmpty)
    #expect(reader.read([line(2)]).map(\.text.utf8.count) == [SourceReader.byteLimit])
  }

  /// A profile that lies elsewhere says what is quoted of the files that it was named for.
  @Test func linesAreQuotedByTheProfileThatTheRunNames() throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", "Day,Where,Item,Cost,Count\n2025-03-05,Ulm,Tea,2,3\n")
    try folder.write(
      "elsewhere.yaml",
      """
      files: '*.csv'
      fields: {date: Day, institution-name: Where, product-name: Item, price: Cost, quantity: Count}
      """)
    let profile = try ImportProfile(FilePath(folder.path + "/elsewhere.yaml"))
    let reading = try Reading(folder) { $0.profile = profile }
    #expect(reading.sum(\.accepted) == 1)
    let reader = SourceReader(
      folder: try DataFolder(FilePath(folder.path)), accounts: reading.result.files,
      profile: profile)
    let quotes = reader.quotes(of: [line(2)], readingAtMost: 1 << 20)
    #expect(
      quotes[line(2)]
        == PurchaseQuote([
          .date: "2025-03-05", .productName: "Tea", .price: "2", .quantity: "3",
        ]))
  }

  /// A record that goes on in the next stretch of its file is quoted like any other.
  @Test func everyLineOfALargeFileIsQuoted() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "x", count: 3_000)
    let lines = (1...2_000).map {
      TestLine("L\($0)", ["通用名": "\"甲\n\(long)\"", "采购数量": "\($0)", "采购金额": "\($0)0"])
    }
    try folder.write("purchases/a.csv", purchaseFile(lines))
    let wanted = lines.indices.map { line(2 + 2 * $0) }
    let quotes = try reader(folder).quotes(of: wanted, readingAtMost: 1 << 24)
    #expect(quotes.count == lines.count)
    let texts = wanted.map { quotes[$0]?.texts[.quantity] }
    #expect(texts == (1...2_000).map { "\($0)" })
    #expect(quotes[line(2)]?.texts[.orderLine] == "L1")
    #expect(quotes[line(2)]?.texts[.amount] == "10")
  }
}
