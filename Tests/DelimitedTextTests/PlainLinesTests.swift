import DelimitedText
import TestSupport
import Testing

/// The scan for plainly formed lines against libcsv: whatever the text, both give the same fields,
/// records, lines and faults.
struct PlainLinesTests {
  /// What a reader makes of a text, in a form that can be compared.
  struct Reading: Equatable {
    var records: [[[UInt8]]] = []
    var lines: [Int32] = []
    var lineCounts: [Int32] = []
    var faults: [Int32] = []
    var unfinishedFrom = 0
    var endsInsideLine = false
  }

  func read(
    _ text: [UInt8], with reader: RecordReader, _ dialect: Dialect, isLast: Bool, expected: Int
  ) -> Reading {
    var batch = RecordBatch()
    var reading = Reading()
    reading.unfinishedFrom = RecordParser(dialect: dialect, reader: reader).parse(
      text, in: 0..<text.count, firstLine: 1, isLast: isLast, expectedFields: expected,
      into: &batch)
    for record in batch.records {
      reading.records.append(
        (0..<Int(record.fieldCount)).map { Array(batch.bytes(of: record, column: $0)) })
      reading.lines.append(record.line)
      reading.lineCounts.append(record.lineCount)
    }
    reading.faults = batch.faults.map(\.line)
    reading.endsInsideLine = batch.endsInsideLine
    return reading
  }

  func expectSame(
    _ text: [UInt8], _ dialect: Dialect = Dialect(), expected: Int = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for isLast in [true, false] {
      let scanned = read(text, with: .automatic, dialect, isLast: isLast, expected: expected)
      let split = read(text, with: .libcsv, dialect, isLast: isLast, expected: expected)
      #expect(
        scanned == split, "text \(String(decoding: text, as: UTF8.self).debugDescription)",
        sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [
    "a,b\nc,d\n", "a,b\r\nc,d\r\n", "\n\na\n\n", "\r\n\r\n", "\"a,b\",c\n", "\"a\"\"b\",c\n",
    "\"a\nb\",c\n", " a , b \n", "a b,c d\n", "\" a \",b\n", "\"a\" ,b\n", "\"a\"x,b\n", "a\"b,c\n",
    "a\"b\",c\n", "\"\",\"\"\n", "\"\"\n", "\"\n", ",\n", ",,\n,,\n", "a\rb\n", "a\r\rb\n",
    "\"a\r\nb\"\n",
    "a,b", "a,", "\"a", "\t\n", " \n", "a\0b,\0\n", "\"a\"\r\n\"b\"\r\n", "a,\"b\"\n\"c\",d\n",
    "\"a,\nb,c\n",
  ])
  func `forms that matter`(_ text: String) {
    for dialect in [Dialect(), Dialect(delimiter: UInt8(ascii: "\t")), Dialect(newline: 0x0D)] {
      expectSame(Array(text.utf8), dialect)
      expectSame(Array(text.utf8), dialect, expected: 2)
    }
  }

  /// The same forms where they cross the 64 bytes that the scan looks at in one step.
  @Test(arguments: 50...70)
  func `forms across a step`(_ length: Int) {
    let filler = String(repeating: "x", count: length)
    for form in [
      "\r\n", "\n", ",b\r\n", ",\"b\"\r\n", ",\"b\r\n\"", ",\"b\"\"c\"\n", ", b\n", ",b \n", "\"\n",
      "\r",
    ] {
      expectSame(Array((filler + form + "c,d\n" + filler + form).utf8))
    }
  }

  @Test func `bytes of every value`() {
    for byte in UInt8.min...UInt8.max {
      expectSame([0x61, byte, 0x62, 0x2C, byte, 0x0A, byte, 0x2C, 0x61, byte, 0x0A])
    }
  }

  @Test(arguments: 0..<40)
  func `random text`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    // Quotes and line ends far more often than in any file; some bytes of Chinese in GB18030, whose
    // second byte may be a letter or a bar, and in UTF-8.
    let alphabet: [[UInt8]] = [
      [0x61], [0x62], [0x2C], [0x2C], [0x22], [0x22], [0x0A], [0x0D], [0x0D, 0x0A], [0x20], [0x09],
      [0x3B], [0x00], [0xD2, 0xA9], [0x81, 0x7C], [0xE8, 0x8D, 0xAF], [0x22, 0x2C, 0x22],
      [0x78, 0x78, 0x78, 0x78, 0x78, 0x78, 0x78, 0x78],
    ]
    for _ in 0..<500 {
      var text: [UInt8] = []
      let length = Int(random.next() % 160)
      let variety = 3 + Int(random.next() % UInt64(alphabet.count - 2))
      while text.count < length {
        text += alphabet[Int(random.next() % UInt64(variety))]
      }
      let delimiters: [UInt8] = [0x2C, 0x2C, 0x09, 0x3B]
      let dialect = Dialect(
        delimiter: delimiters[Int(random.next() % 4)], newline: random.next() % 8 == 0 ? 0x0D : 0x0A
      )
      expectSame(text, dialect, expected: Int(random.next() % 4))
    }
  }

  /// Records of a realistic shape with a few damaged ones among them, thousands in one text, so
  /// that buffers grow and both readers take turns.
  @Test(arguments: [1, 2, 3])
  func `long text`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var text: [UInt8] = []
    for line in 0..<4_000 {
      var fields = ["P\(line)", "2025-12-01", "\"0.25g×24片,铝塑\"", "12.50", "", "盐湖区医院"]
      switch random.next() % 50 {
      case 0: fields[2] = "\"未闭合"
      case 1: fields[2] = "\"两\n行\""
      case 2: fields[1] = " 2025-12-01 "
      case 3: fields[3] = "\"1,250\"\"\""
      case 4: fields.removeLast()
      default: break
      }
      text += Array((fields.joined(separator: ",") + (line % 3 == 0 ? "\r\n" : "\n")).utf8)
    }
    expectSame(text, expected: 6)
  }
}
