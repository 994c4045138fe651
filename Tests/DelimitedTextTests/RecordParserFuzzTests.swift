import DelimitedText
import TestSupport
import Testing

/// Byte soup against libcsv itself; the seeds are fixed.
struct RecordParserFuzzTests {
  /// Single bytes, those that mean something more often, and characters of GB18030 of two and
  /// four bytes whose later bytes look like text.
  private static let alphabet: [[UInt8]] =
    [
      [0x61], [0x62], [0x20], [0x09], [0x00], [0x0D], [0x0D, 0x0A], [0x3B], [0x22, 0x22],
      [0x81, 0x40], [0xFE, 0x7E], [0x81, 0x30, 0x81, 0x30], [0x81], [0xFE], [0x30], [0x7E],
    ] + Array(repeating: [0x2C], count: 4) + Array(repeating: [0x22], count: 3)
    + Array(repeating: [0x0A], count: 3)

  private static func soup(_ generator: inout SplitMix64, upTo limit: Int = 40) -> [UInt8] {
    let count = Int.random(in: 0...limit, using: &generator)
    return (0..<count).flatMap { _ in
      alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
    }
  }

  @Test(arguments: UInt64(1)...16)
  func sameAsLibCSV(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var reader = Reader()
    for _ in 0..<1500 {
      let text = Self.soup(&generator)
      let reading = reader.read(text)
      let reference = PlainLibCSV.read(text)
      if reading != reference {
        Issue.record("\(text): \(reading) instead of \(reference)")
      }
    }
  }

  @Test(arguments: UInt64(1)...4, [UInt8(ascii: "\t"), UInt8(ascii: ";")])
  func sameAsLibCSVWithOtherDialects(_ seed: UInt64, _ delimiter: UInt8) {
    var generator = SplitMix64(seed: seed)
    for newline in [UInt8(ascii: "\n"), UInt8(ascii: "\r")] {
      let dialect = Dialect(delimiter: delimiter, newline: newline)
      var reader = Reader(dialect: dialect)
      for _ in 0..<500 {
        let text = Self.soup(&generator).map { $0 == 0x2C ? delimiter : $0 }
        let reading = reader.read(text)
        if reading != PlainLibCSV.read(text, dialect: dialect) { Issue.record("\(text)") }
      }
    }
  }

  /// Cut anywhere between lines, the soup gives the same records, lines and faults.
  @Test(arguments: UInt64(1)...8, 0...3)
  func cutsChangeNothing(_ seed: UInt64, _ expectedFields: Int) {
    var generator = SplitMix64(seed: seed)
    var reader = Reader(expectedFields: expectedFields)
    for _ in 0..<400 {
      let text = Self.soup(&generator)
      let whole = reader.read(text)
      let lines = Set((1...20).filter { _ in Bool.random(using: &generator) })
      let cut = reader.read(text, cutAfter: lines)
      if cut != whole {
        Issue.record("\(text) cut after \(lines.sorted()): \(cut) instead of \(whole)")
      }
    }
  }

  /// Whatever is expected, no line that is not blank is lost, and none is both a fault and part
  /// of a record, but for lines that a lone return makes two records of.
  @Test(arguments: UInt64(1)...8, 0...3)
  func everyLineIsARecordOrAFault(_ seed: UInt64, _ expectedFields: Int) {
    var generator = SplitMix64(seed: seed)
    var reader = Reader(expectedFields: expectedFields)
    for _ in 0..<400 {
      let text = Self.soup(&generator)
      let reading = reader.read(text)
      let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
      let inRecords = Set(reading.records.flatMap { $0.line..<($0.line + $0.lineCount) })
      let inFaults = Set(reading.faultLines)
      if !hasLoneReturn(text) { #expect(inRecords.isDisjoint(with: inFaults), "\(text)") }
      for (index, line) in lines.enumerated()
      where !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
        #expect(inRecords.contains(index + 1) || inFaults.contains(index + 1), "\(text)")
      }
    }
  }

  private func hasLoneReturn(_ text: [UInt8]) -> Bool {
    text.indices.contains { text[$0] == 0x0D && ($0 + 1 == text.count || text[$0 + 1] != 0x0A) }
  }

  /// Long soups, in which the buffers grow and records run over many lines.
  @Test(arguments: UInt64(1)...4)
  func longSoup(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let text = Self.soup(&generator, upTo: 0) + (0..<300).flatMap { _ in Self.soup(&generator) }
    #expect(read(text) == PlainLibCSV.read(text))
  }
}
