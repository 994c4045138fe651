import DelimitedText
import Testing

struct RecordParserTests {
  @Test(
    arguments: [
      // Ends of lines.
      ("", []),
      ("a,b", [ReadRecord(1, "a", "b")]),
      ("a,b\n", [ReadRecord(1, "a", "b")]),
      ("a,b\nc,d\n", [ReadRecord(1, "a", "b"), ReadRecord(2, "c", "d")]),
      ("a,b\r\nc,d\r\n", [ReadRecord(1, "a", "b"), ReadRecord(2, "c", "d")]),
      ("a,b\r\nc,d", [ReadRecord(1, "a", "b"), ReadRecord(2, "c", "d")]),
      ("a,b\rc,d\ne", [ReadRecord(1, "a", "b"), ReadRecord(1, "c", "d"), ReadRecord(2, "e")]),
      ("a\r\r\nb\n", [ReadRecord(1, "a"), ReadRecord(2, "b")]),
      // Blank lines.
      ("\n\na\n\n \t\nb\n\n", [ReadRecord(3, "a"), ReadRecord(6, "b")]),
      ("\r\n\r\na\r\n", [ReadRecord(3, "a")]),
      ("a\n  ", [ReadRecord(1, "a")]),
      // Empty fields.
      (",\n", [ReadRecord(1, "", "")]),
      (",", [ReadRecord(1, "", "")]),
      ("a,\n,b\n", [ReadRecord(1, "a", ""), ReadRecord(2, "", "b")]),
      ("\"\"\n", [ReadRecord(1, "")]),
      ("\"\",\"\"", [ReadRecord(1, "", "")]),
      // Blanks.
      (" a , b c ,\td\t\n", [ReadRecord(1, "a", "b c", "d")]),
      ("\" a \", \"b\" ,c\n", [ReadRecord(1, " a ", "b", "c")]),
      // Quotes.
      ("\"a,b\",c\n", [ReadRecord(1, "a,b", "c")]),
      ("\"a\"\"b\",\"\"\"\"\n", [ReadRecord(1, "a\"b", "\"")]),
      ("a\"b,c\"\n", [ReadRecord(1, "a\"b", "c\"")]),
      ("\"a\"b,c\n\",d\n", [ReadRecord(1, lines: 2, "a\"b,c\n", "d")]),
      ("\"a\"", [ReadRecord(1, "a")]),
      ("\"a\" ", [ReadRecord(1, "a")]),
      // Newlines in quotes.
      (
        "\"a\nb\",c\nd,\"e\r\n\nf\"\ng\n",
        [
          ReadRecord(1, lines: 2, "a\nb", "c"), ReadRecord(3, lines: 3, "d", "e\r\n\nf"),
          ReadRecord(6, "g"),
        ]
      ),
      ("\"a\n\"\nb", [ReadRecord(1, lines: 2, "a\n"), ReadRecord(3, "b")]),
      // Bytes that mean nothing.
      ("a\0b,\0\n\0\n", [ReadRecord(1, "a\0b", "\0"), ReadRecord(2, "\0")]),
      ("\"\0\",\0", [ReadRecord(1, "\0", "\0")]),
      ("a;b\tc\n", [ReadRecord(1, "a;b\tc")]),
    ] as [(String, [ReadRecord])])
  func records(_ text: String, _ expected: [ReadRecord]) {
    let reading = read(text)
    #expect(reading.records == expected)
    #expect(reading.faults.isEmpty)
    #expect(reading == PlainLibCSV.read(Array(text.utf8)))
  }

  @Test(
    arguments: [
      ("a", true), ("a\n", false), ("a\nb", true), ("", false), ("a,", true), ("\"a\"", true),
      ("a\n ", false), ("\"a", false), ("a\r", false),
    ])
  func endInsideALineIsKnown(_ text: String, _ expected: Bool) {
    #expect(read(text).endsInsideLine == expected)
  }

  @Test func delimiterTab() {
    let dialect = Dialect(delimiter: UInt8(ascii: "\t"))
    let reading = read("a\t\tb, c \n\t\n\"x\ty\"\tz\n", dialect: dialect)
    #expect(
      reading.records == [
        ReadRecord(1, "a", "", "b, c"), ReadRecord(2, "", ""), ReadRecord(3, "x\ty", "z"),
      ])
  }

  @Test func delimiterSemicolon() {
    let reading = read("a;b,c;\"d;e\"\n", dialect: Dialect(delimiter: UInt8(ascii: ";")))
    #expect(reading.records == [ReadRecord(1, "a", "b,c", "d;e")])
  }

  @Test func returnsAloneEndLines() {
    let dialect = Dialect(newline: UInt8(ascii: "\r"))
    let text = "a,b\rc,\"d\re\"\r\rf,\"g\nh\"\ri"
    let reading = read(text, dialect: dialect)
    #expect(
      reading.records == [
        ReadRecord(1, "a", "b"), ReadRecord(2, lines: 2, "c", "d\re"), ReadRecord(5, "f", "g\nh"),
        ReadRecord(6, "i"),
      ])
    #expect(reading == PlainLibCSV.read(Array(text.utf8), dialect: dialect))
  }

  /// 0x81 0x22 never occurs in GB18030, while 0x30–0x39, 0x40–0x7E and 0x5C do as later bytes.
  @Test func laterBytesOfGB18030AreNoDelimiters() {
    let text: [UInt8] = [0x81, 0x5C, 0x2C, 0x81, 0x30, 0x81, 0x30, 0x2C, 0xFE, 0x7E, 0x0A]
    #expect(
      read(text).records == [
        ReadRecord(line: 1, fields: [[0x81, 0x5C], [0x81, 0x30, 0x81, 0x30], [0xFE, 0x7E]])
      ])
  }

  @Test func onlyTheRangeCounts() {
    let text = Array("x,\"y\na,b\nc,d\n\"z".utf8)
    let parser = RecordParser(dialect: Dialect())
    var batch = RecordBatch()
    let end = parser.parse(text, in: 5..<13, firstLine: 70, isLast: true, into: &batch)
    var reading = Reading()
    reading.append(batch)
    #expect(end == 13)
    #expect(reading.records == [ReadRecord(70, "a", "b"), ReadRecord(71, "c", "d")])
    #expect(reading.faults.isEmpty)
  }

  @Test func batchesAndParsersCanBeUsedAgain() {
    let parser = RecordParser(dialect: Dialect())
    var batch = RecordBatch()
    func records(_ text: String) -> [ReadRecord] {
      let text = Array(text.utf8)
      _ = parser.parse(text, in: 0..<text.count, firstLine: 1, isLast: true, into: &batch)
      var reading = Reading()
      reading.append(batch)
      return reading.records
    }
    #expect(records("long,longer,longest\nand,so,on").count == 2)
    #expect(records("\"never closed").isEmpty)
    #expect(batch.faults.count == 1)
    #expect(records("a") == [ReadRecord(1, "a")])
    #expect(batch.faults.isEmpty)
    #expect(records("").isEmpty)
    #expect(batch.byteCount == 0)
    #expect(!batch.endsInsideLine)
  }

  @Test func columnsBeyondTheRecordAreEmpty() {
    let text = Array("a,b\n".utf8)
    var batch = RecordBatch()
    _ = RecordParser(dialect: Dialect()).parse(
      text, in: 0..<4, firstLine: 1, isLast: true, into: &batch)
    for record in batch.records {
      #expect(batch.bytes(of: record, column: 1) == [0x62])
      #expect(batch.bytes(of: record, column: 2).isEmpty)
    }
    #expect(batch.recordCount == 1)
    #expect(batch.fieldCount == 2)
  }

  /// More fields and records than the buffers have room for at first, in one line and in many.
  @Test(arguments: [",", ",\n", "a\n", "a,", "\"\n\"\n", " \n\"\"\n"])
  func buffersGrow(_ unit: String) {
    let text = Array(String(repeating: unit, count: 2_000).utf8) + Array("end".utf8)
    #expect(read(text) == PlainLibCSV.read(text))
  }

  /// Lines have numbers of 32 bits; beyond them nothing traps.
  @Test(arguments: RecordReader.allCases, ["a\nb\n", "\"a\"\nb\n", "\"a\nb\n", "\"a\n\"\nb\n"])
  func linesBeyondAllNumbersAreRead(_ reader: RecordReader, _ text: String) {
    let text = Array(text.utf8)
    var batch = RecordBatch()
    for firstLine in [Int(Int32.max) - 1, Int(Int32.max), Int(Int32.max) + 1, Int.max] {
      let end = RecordParser(dialect: Dialect(), reader: reader).parse(
        text, in: 0..<text.count, firstLine: firstLine, isLast: true, into: &batch)
      #expect(end == text.count)
      #expect(batch.recordCount + batch.faults.count == 2)
      #expect(batch.records.allSatisfy { $0.line > Int32.max - 100 && $0.lineCount <= 2 })
    }
  }
}
