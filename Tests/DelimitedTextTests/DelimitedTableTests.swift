import DelimitedText
import SystemPackage
import Testing

struct DelimitedTableTests {
  @Test(arguments: TextEncoding.allCases)
  func rowsInAnyEncoding(_ encoding: TextEncoding) throws {
    let scratch = try Scratch()
    let text = "编码;名称\r\n\r\n1;\"阿莫西林\n胶囊\"\r\n2;\" 甲;乙 \"\r\n3"
    let table = try DelimitedTable(scratch.write(encoding.encode(text)))
    #expect(
      table.rows.map(table.fields(of:)) == [
        ["编码", "名称"], ["1", "阿莫西林\n胶囊"], ["2", " 甲;乙 "], ["3"],
      ])
    #expect(table.rows.map(table.line(of:)) == [1, 3, 5, 6])
    #expect(table.faults.isEmpty)
  }

  @Test func emptyFileHasNoRows() throws {
    let scratch = try Scratch()
    let table = try DelimitedTable(scratch.write([]))
    #expect(table.rows.isEmpty)
    #expect(table.faults.isEmpty)
  }

  @Test func aFileTooLargeIsRefused() throws {
    let scratch = try Scratch()
    let path = try scratch.write(Array("code,name\n".utf8) + repeatElement(0x31, count: 1 << 18))
    let file = try FileDescriptor.open(path, .writeOnly)
    try file.closeAfter { try file.resize(to: 1 << 30 + 1) }
    #expect(throws: Errno.fileTooLarge) { try DelimitedTable(path) }
  }

  @Test func damagedCharactersAreMarked() throws {
    let scratch = try Scratch()
    let table = try DelimitedTable(scratch.write([0xBC, 0xDB, 0x2C, 0xFF, 0x2C, 0x61]))
    #expect(table.rows.first.map(table.fields(of:)) == ["价", "\u{FFFD}", "a"])
  }

  @Test(
    arguments: [
      ("code,name\n1,\"a\n2,b\n3,c\n", [2], ["code", "2", "3"]),
      // Another stray mark closes the first: rows must not vanish into one.
      ("code,name\n1,\"a\n2,b\n3,\"c\n4,d\n", [2, 4], ["code", "2", "4"]),
      ("code,name\n1,\"a\n2,b\n3,c\"\n", [2], ["code", "2", "3"]),
    ])
  func unclosedQuotesSwallowNoRows(
    _ text: String, _ faultLines: [Int], _ firstFields: [String]
  ) throws {
    let scratch = try Scratch()
    let table = try DelimitedTable(scratch.write(Array(text.utf8)))
    #expect(table.faults.map { Int($0.line) } == faultLines)
    #expect(table.rows.map { table.fields(of: $0).first ?? "" } == firstFields)
  }

  @Test func longTablesAreReadWhole() throws {
    let scratch = try Scratch()
    let row = String(repeating: "x", count: 1000) + ",\"a\nb\"\n"
    let count = 4500
    let table = try DelimitedTable(
      scratch.write(Array(("k,v\n" + String(repeating: row, count: count)).utf8)))
    #expect(table.rows.count == count + 1)
    #expect(table.rows.dropFirst().map(table.line(of:)) == (0..<count).map { 2 + 2 * $0 })
    #expect(table.rows.last.map(table.fields(of:))?.last == "a\nb")
  }

  @Test(arguments: TextEncoding.allCases)
  func columnsAreTheirDifferentTexts(_ encoding: TextEncoding) throws {
    let scratch = try Scratch()
    // More rows than are looked up together; the texts of a column are new now and then, and the
    // last row is too short to have it.
    let values = (0..<700).map { "品种\($0 / 100 % 3)" } + ["末"]
    let lines = ["序号,品种"] + values.indices.map { "\($0),\(values[$0])" } + ["701"]
    let table = try DelimitedTable(scratch.write(encoding.encode(lines.joined(separator: "\n"))))
    let column = table.texts(of: 1)
    #expect(column.texts == ["品种", "品种0", "品种1", "品种2", "末", ""])
    #expect(column.places.map { column.texts[Int($0)] } == ["品种"] + values + [""])
    #expect(table.text(of: 701, column: 1) == "末")
    #expect(Array(table.bytes(of: 702, column: 0)) == Array("701".utf8))
    #expect(table.bytes(of: 702, column: 1).isEmpty)
  }

  @Test func missingFileIsAnError() throws {
    let scratch = try Scratch()
    #expect(throws: Errno.noSuchFileOrDirectory) {
      _ = try DelimitedTable(scratch.path.appending("none.csv"))
    }
  }
}
