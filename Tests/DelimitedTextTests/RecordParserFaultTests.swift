import DelimitedText
import Testing

struct RecordParserFaultTests {
  // MARK: Quotes that are never closed

  @Test(
    arguments: [
      ("\"", [1], []),
      ("a,\"b", [1], []),
      ("a,\"b\n", [1], []),
      ("a,\"b\nc,d\ne,f\n", [1], [ReadRecord(2, "c", "d"), ReadRecord(3, "e", "f")]),
      ("a,b\n\"c,d\ne,f", [2], [ReadRecord(1, "a", "b"), ReadRecord(3, "e", "f")]),
      ("a,b\nc,d\ne,\"f", [3], [ReadRecord(1, "a", "b"), ReadRecord(2, "c", "d")]),
      ("a,b\r\nc,\"d\r\n\r\ne,f\r\n", [2], [ReadRecord(1, "a", "b"), ReadRecord(4, "e", "f")]),
      // Closed by a doubled mark only, which closes nothing.
      ("a,\"b\"\"\nc,d\n", [1], [ReadRecord(2, "c", "d")]),
    ] as [(String, [Int], [ReadRecord])])
  func nextLinesSurviveAnUnclosedQuote(
    _ text: String, _ faultLines: [Int], _ records: [ReadRecord]
  ) {
    for expectedFields in [0, 2] {
      let reading = read(text, expectedFields: expectedFields)
      #expect(reading.records == records)
      #expect(reading.faultLines == faultLines)
      #expect(reading.faults.allSatisfy { $0.kind == .unclosedQuote })
    }
    #expect(read(text) == PlainLibCSV.read(Array(text.utf8)))
  }

  /// The second stray mark closes the first; the record between them has not the fields expected.
  @Test func strayQuotesFarApartSwallowNothing() {
    let text = "a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n10,\"11,12\n13,14,15\n"
    let reading = read(text, expectedFields: 3)
    #expect(reading.faultLines == [2, 5])
    #expect(
      reading.records == [
        ReadRecord(1, "a", "b", "c"), ReadRecord(3, "4", "5", "6"), ReadRecord(4, "7", "8", "9"),
        ReadRecord(6, "13", "14", "15"),
      ])
  }

  /// The swallowing record has the right number of fields; the whole line inside it gives it away.
  @Test func swallowedLinesAreFoundByTheirShape() {
    let text = "1,\"2\n3,4\n5,6\"\n7,8\n"
    #expect(read(text).records.first == ReadRecord(1, lines: 3, "1", "2\n3,4\n5,6"))
    let reading = read(text, expectedFields: 2)
    #expect(reading.faultLines == [1])
    #expect(
      reading.records == [
        ReadRecord(2, "3", "4"), ReadRecord(3, "5", "6\""), ReadRecord(4, "7", "8"),
      ])
  }

  @Test(
    arguments: [
      "1,\"2\n3\"\n4,5\n", "1,\"2\n3,4,5\n6\"\n7,8\n", "\"1\n\",\"2\n\"\n",
      "\"a\r\nb\",\"\"\"\n\"\r\n",
    ])
  func meantNewlinesAreKept(_ text: String) {
    let reading = read(text, expectedFields: 2)
    #expect(reading.faults.isEmpty)
    #expect(reading == read(text))
  }

  @Test func oneLineWithAnotherNumberOfFieldsIsStillARecord() {
    let reading = read("a,b\nc\nd,e,f\n", expectedFields: 2)
    #expect(reading.faults.isEmpty)
    #expect(reading.records.map(\.fields.count) == [2, 1, 3])
  }

  // MARK: Two records on one line

  /// A return alone ends a record but no line. What begins after it and is never closed is a fault;
  /// the record before it stands.
  @Test func recordBeforeAFaultStands() {
    let reading = read("a,b\rc,\"d\ne,f\n")
    #expect(reading.faultLines == [1])
    #expect(reading.records == [ReadRecord(1, "a", "b"), ReadRecord(2, "e", "f")])
  }

  @Test func recordsBeforeAFaultAreNotReadTwice() {
    let text = Array("\"a\nb\",c\rd,\"e\nf,g\n".utf8)
    #expect(read(text).faultLines == [2])
    #expect(
      read(text).records == [ReadRecord(1, lines: 2, "a\nb", "c"), ReadRecord(3, "f", "g")])
    #expect(read(text) == PlainLibCSV.read(text))
  }

  @Test func recordBeforeAReturnIsNotReadTwice() {
    let text = Array("a,b\rc,\"d\ne\",f\ng\n".utf8)
    let whole = read(text)
    #expect(
      whole.records == [
        ReadRecord(1, "a", "b"), ReadRecord(1, lines: 2, "c", "d\ne", "f"), ReadRecord(3, "g"),
      ])
    var reader = Reader()
    #expect(reader.read(text, cutAfter: [1]) == whole)
  }

  // MARK: Length

  @Test func excerptIsTheLinesBeginning() throws {
    let line = "\"" + String(repeating: "é", count: 200)
    let fault = try #require(read(line + "\na\n").faults.first)
    #expect(fault.excerpt == Array(line.utf8.prefix(120)))
    #expect(read("\"ab\nc").faults.first?.excerpt == Array("\"ab\n".utf8))
  }

  @Test(arguments: [("\n", 0), ("\n", 1), ("\r\n", 0), ("\r\n", 1), ("", 0), ("", 1)])
  func linesUpToTheLimitAreRecords(_ newline: String, _ excess: Int) {
    let limit = RecordParser.recordLimit
    let line = [UInt8](repeating: 0x78, count: limit + excess)
    let last = newline.isEmpty ? [] : Array("b\n".utf8)
    let reading = read(Array("a\n".utf8) + line + Array(newline.utf8) + last)
    var expected = [ReadRecord(1, "a")]
    if excess == 0 { expected.append(ReadRecord(line: 2, fields: [line])) }
    if !last.isEmpty { expected.append(ReadRecord(3, "b")) }
    #expect(reading.records == expected)
    #expect(reading.faultLines == (excess == 0 ? [] : [2]))
    #expect(reading.faults.allSatisfy { $0.kind == .tooLong })
  }

  @Test(.timeLimit(.minutes(1)), arguments: [66_000, 100_000, 200_000, 1_000_000])
  func linesFarBeyondTheLimitAreOneFault(_ length: Int) {
    let line = [UInt8](repeating: 0x78, count: length) + [0x0A]
    let reading = read(Array("a\n".utf8) + line + Array("b\n".utf8) + line.dropLast())
    #expect(reading.records == [ReadRecord(1, "a"), ReadRecord(3, "b")])
    #expect(reading.faultLines == [2, 4])
    #expect(reading.faults.allSatisfy { $0.kind == .tooLong })
  }

  /// What is never closed is read no more often than a record may have lines, wherever reading resumes.
  @Test(
    arguments: [
      "\"a\n", "甲,\"规格 10\"x\n", "a,\"b\r\n", "\"\(String(repeating: "x", count: 3_000))\n",
    ], [0, 2])
  func unclosedQuotesCostABoundedAmountOfWork(_ line: String, _ expectedFields: Int) {
    for closing in ["", "a,\"b\"\n"] {
      let some = String(repeating: line, count: 500) + closing
      let times = min(10, 200_000 / some.utf8.count + 1)
      let text = Array(String(repeating: some, count: times).utf8)
      for reader in RecordReader.allCases {
        let parser = RecordParser(dialect: Dialect(), reader: reader)
        var batch = RecordBatch()
        _ = parser.parse(
          text, in: 0..<text.count, firstLine: 1, isLast: true, expectedFields: expectedFields,
          into: &batch)
        #expect(batch.faults.count > 400 * times)
        #expect(parser.fedByteCount <= text.count * RecordParser.lineLimit)
      }
    }
  }

  /// A line behind the quote that is whole by itself ends the search for its end.
  @Test(arguments: RecordReader.allCases)
  func anUnclosedQuoteBeforeWholeLinesIsReadTwiceAtMost(_ reader: RecordReader) {
    let text = Array(String(repeating: "甲,\"丸\n乙,丙\n", count: 1_000).utf8)
    let parser = RecordParser(dialect: Dialect(), reader: reader)
    var batch = RecordBatch()
    _ = parser.parse(
      text, in: 0..<text.count, firstLine: 1, isLast: true, expectedFields: 2, into: &batch)
    #expect(batch.faults.map(\.line) == (0..<1_000).map { Int32(2 * $0 + 1) })
    #expect(batch.records.map(\.line) == (0..<1_000).map { Int32(2 * $0 + 2) })
    #expect(parser.fedByteCount <= 2 * text.count)
  }

  @Test(arguments: [0, 2], RecordReader.allCases)
  func recordsOfAsManyLinesAsAllowedAreRead(_ expectedFields: Int, _ reader: RecordReader) {
    for excess in [0, 1] {
      let feeds = String(repeating: "x\n", count: RecordParser.lineLimit - 1 + excess)
      let text = Array("a,b\nc,\"\(feeds)\"\nd,e\n".utf8)
      var batch = RecordBatch()
      var reading = Reading()
      _ = RecordParser(dialect: Dialect(), reader: reader).parse(
        text, in: 0..<text.count, firstLine: 1, isLast: true, expectedFields: expectedFields,
        into: &batch)
      reading.append(batch)
      if excess == 0 {
        #expect(reading.faults.isEmpty)
        #expect(
          reading.records == [
            ReadRecord(1, "a", "b"), ReadRecord(2, lines: RecordParser.lineLimit, "c", feeds),
            ReadRecord(RecordParser.lineLimit + 2, "d", "e"),
          ])
      } else {
        // The mark behind the feeds opens a record of its own.
        #expect(reading.faultLines == [2, RecordParser.lineLimit + 2])
        #expect(reading.faults.allSatisfy { $0.kind == .unclosedQuote })
        #expect(reading.records.last == ReadRecord(RecordParser.lineLimit + 3, "d", "e"))
      }
    }
  }

  @Test func recordOverManyLinesHasTheSameLimit() {
    let line = Array("x,y,z\n".utf8)
    let count = RecordParser.recordLimit / line.count + 10
    let lines = [[UInt8]](repeating: line, count: count).joined()
    let reading = read(Array("a,\"b\n".utf8) + lines + Array("\"\n".utf8))
    // The mark at the very end is a fault of its own.
    #expect(reading.faultLines == [1, count + 2])
    #expect(reading.faults.allSatisfy { $0.kind == .unclosedQuote })
    #expect(reading.records.count == count)
    #expect(reading.records.first == ReadRecord(2, "x", "y", "z"))
    #expect(reading.records.last == ReadRecord(count + 1, "x", "y", "z"))
  }

  @Test func everyLineIsAccountedFor() {
    let text = String(repeating: "a,\"b\n", count: 301)
    let reading = read(text, expectedFields: 2)
    let lines = reading.faultLines + reading.records.flatMap { $0.line..<($0.line + $0.lineCount) }
    #expect(lines.sorted() == Array(1...301))
  }

  // MARK: Cuts

  @Test(arguments: [0, 2])
  func unfinishedRecordsResumeExactly(_ expectedFields: Int) {
    let texts = [
      "a,b\n\"c\nd\",\"e\n\nf\"\n\ng,h\n", "\"a\r\nb\",c\r\n\"d\"\"\r\n\"\"e\",f",
      "1,\"2\n3,4\n5,6\"\n7,8\n", "a,\"b\nc,d\ne,f\n\"g,h\ni,j\n",
      "a,b\rc,\"d\ne\"\rf,\"\ng\"\n\"h\n\"\ri,j\n",
    ]
    var reader = Reader(expectedFields: expectedFields)
    for text in texts.map({ Array($0.utf8) }) {
      let whole = reader.read(text)
      let count = text.count { $0 == 0x0A }
      for cuts in 0..<(1 << count) {
        let lines = Set((0..<count).filter { cuts >> $0 & 1 == 1 }.map { $0 + 1 })
        #expect(reader.read(text, cutAfter: lines) == whole, "\(lines)")
      }
    }
  }

  @Test func unfinishedRecordsLeaveNothingBehind() {
    let text = Array("a,b\nc,\"d\n".utf8)
    var batch = RecordBatch()
    let end = RecordParser(dialect: Dialect()).parse(
      text, in: 0..<text.count, firstLine: 1, isLast: false, into: &batch)
    #expect(end == 4)
    #expect(batch.recordCount == 1)
    #expect(batch.fieldCount == 2)
    #expect(batch.faults.isEmpty)
  }

  @Test(arguments: [0, 1])
  func lineLimitHoldsOverCuts(_ excess: Int) {
    let feeds = String(repeating: "x\n", count: RecordParser.lineLimit - 1 + excess)
    let text = Array("a,b\nc,\"\(feeds)\"\nd,e\n".utf8)
    let whole = read(text)
    #expect(whole.faults.isEmpty == (excess == 0))
    var reader = Reader()
    for cut in 1...RecordParser.lineLimit + 3 {
      #expect(reader.read(text, cutAfter: [cut]) == whole, "\(cut)")
      #expect(reader.read(text, cutAfter: [cut, cut + 1, cut + 20]) == whole, "\(cut)")
    }
  }

  @Test func limitHoldsOverCuts() {
    let line = Array("x\n".utf8)
    let lines = [[UInt8]](repeating: line, count: RecordParser.recordLimit / 2).joined()
    let text = Array("a\n\"b\n".utf8) + lines + Array("c\n".utf8)
    let whole = read(text)
    #expect(whole.faultLines == [2])
    var reader = Reader()
    #expect(reader.read(text, cutAfter: [2, 3, 1000, RecordParser.recordLimit / 2 + 2]) == whole)
  }
}
