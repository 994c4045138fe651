import DelimitedText
import TestSupport
import Testing

struct DelimitedWriterTests {
  @Test(
    arguments: [
      (["a", "b"], "a,b\r\n"), (["a b", ""], "a b,\r\n"), (["", ""], ",\r\n"),
      ([""], "\"\"\r\n"), (["a,b"], "\"a,b\"\r\n"), (["a\"b"], "\"a\"\"b\"\r\n"),
      (["\""], "\"\"\"\"\r\n"), (["a\nb", "c\rd"], "\"a\nb\",\"c\rd\"\r\n"),
      ([" a", "a\t"], "\" a\",\"a\t\"\r\n"), (["价格;"], "价格;\r\n"),
    ])
  func rows(_ fields: [String], _ expected: String) {
    var writer = DelimitedWriter()
    writer.write(fields)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test func delimiterIsQuotedWhateverItIs() {
    var writer = DelimitedWriter(delimiter: UInt8(ascii: ";"))
    writer.write(["a,b", "c;d"])
    #expect(writer.bytes == Array("a,b;\"c;d\"\r\n".utf8))
  }

  /// What is written is read back the same, whatever it is.
  @Test(arguments: UInt64(1)...3, [",", "\t", ";"] as [Unicode.Scalar])
  func roundTrip(_ seed: UInt64, _ delimiter: Unicode.Scalar) {
    let alphabet = Array(",;\t \"\n\r\0a价=😀")
    var generator = SplitMix64(seed: seed)
    var writer = DelimitedWriter(delimiter: UInt8(ascii: delimiter))
    var rows: [[String]] = []
    for _ in 0..<400 {
      let fields = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        String(
          (0..<Int.random(in: 0...5, using: &generator)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
          })
      }
      rows.append(fields)
      writer.write(fields)
    }
    let reading = read(writer.bytes, dialect: Dialect(delimiter: UInt8(ascii: delimiter)))
    #expect(reading.faults.isEmpty)
    #expect(
      reading.records.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } == rows)
  }
}
