import DelimitedText
import TestSupport
import Testing

/// Columns read some records at a time, against naive readings of the same fields.
struct ColumnsTests {
  /// A batch of one column, with a second one behind it so that no line is blank.
  private static func batch(_ fields: [String]) -> RecordBatch {
    let text = Array(fields.map { "\($0),x\n" }.joined().utf8)
    var batch = RecordBatch()
    _ = RecordParser(dialect: Dialect()).parse(
      text, in: 0..<text.count, firstLine: 1, isLast: true, into: &batch)
    return batch
  }

  /// The number, digit by digit; `nil` for anything but a plain one.
  private static func naive(_ field: String, places: Int) -> (scaled: Int64, decimals: Int)? {
    guard field.utf8.count <= 18 else { return nil }
    let digits = field.hasPrefix("-") ? field.dropFirst() : field[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1].count : 0
    guard (1...2).contains(parts.count), decimals <= places,
      parts.contains(where: { !$0.isEmpty }),
      let value = Int64(parts.joined() + String(repeating: "0", count: places - decimals)),
      !parts.joined().contains("-"), !parts.joined().contains("+")
    else { return nil }
    return (field.hasPrefix("-") ? -value : value, decimals)
  }

  /// Reads the numbers as the third of eight columns, the last of which no record reaches.
  private static func expectDecimals(_ fields: [String], places: Int) {
    var result = RecordBatch.Decimals(records: fields.count)
    var columns = SIMD8<Int32>(repeating: -1)
    (columns[3], columns[7]) = (0, 9)
    batch(fields).readDecimals(
      columns: columns, of: 0..<fields.count, places: SIMD8(repeating: Int32(places)),
      into: &result)
    for (index, field) in fields.enumerated() {
      let expected = naive(field, places: places)
      #expect(result.plain[index] == (expected == nil ? 0 : 0b1000), "\(field)")
      #expect(result.values[index][3] == expected?.scaled ?? 0, "\(field)")
      #expect(result.values[index].wrappedSum() == expected?.scaled ?? 0, "\(field)")
      if let expected {
        #expect(Int(result.decimals[index][3]) == expected.decimals, "\(field)")
      }
    }
  }

  @Test(arguments: [0, 4, 8, 12])
  func numbersAreRead(places: Int) {
    Self.expectDecimals(
      [
        "0", "7", "10", "0.1", ".5", "5.", ".", "-", "-.", "-5", "-0.25", "--1", "1-", "1.2.3",
        "12345678", "1234567.8", "123456789", "12345678.9", "99999999", "999999.99", "0.00000001",
        "123456789012345678", "1234567890123456789", "1234567890123.4567", "1 2", "1e3", "1;5",
        "１２", "+1", "0000.0000", "12:45", "1/2", "..", "00000000",
      ], places: places)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func anyTextIsReadAsItIsNaively(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let letters = Array("0123456789012345678901234567890123456789.-/:5")
    let fields = (0..<4_000).map { _ in
      String(
        (0..<Int.random(in: 1...19, using: &generator)).map { _ in
          letters[Int.random(in: 0..<letters.count, using: &generator)]
        })
    }
    Self.expectDecimals(fields, places: Int.random(in: 0...10, using: &generator))
  }

  @Test func daysAreReadAsPrinted() {
    let fields = [
      "2025-01-05", "1999-12-31", "2025-13-77", "2025/01/05", "2025-1-5", "20250105", "2025-01-0x",
      "2025-01-055", "2025:01-05", "x025-01-05", "", "2025-01-05 08:00",
    ]
    var days: [Int32] = []
    Self.batch(fields).readDays(column: 0, of: 0..<fields.count, into: &days)
    #expect(
      days.prefix(fields.count) == [
        20_250_105, 19_991_231, 20_251_377, -1, -1, -1, -1, -1, -1, -1, -1, -1,
      ])
  }

  @Test func namesWithNumbersAreTakenApart() {
    let fields = [
      "P001", "P002", "P02", "Q001", "17", "x", "", "A1234567890123", "P999999999999", "P001",
    ]
    var stems = ByteInterner()
    var serials = RecordBatch.Serials()
    Self.batch(fields).readSerials(
      column: 0, of: 0..<fields.count, stems: &stems, into: &serials)
    typealias Serials = RecordBatch.Serials
    #expect(
      serials.stems.prefix(fields.count) == [
        0, 0, 1, 2, 3, Serials.noStem, Serials.empty, Serials.noStem, 4, 0,
      ])
    for (index, number) in [(0, 1), (1, 2), (2, 2), (3, 1), (4, 17), (8, 999_999_999_999)] {
      #expect(serials.numbers[index] == UInt64(number))
    }
    #expect(serials.numbers[5] != serials.numbers[7])
  }

  @Test func aPartOfTheRecordsIsReadByItself() {
    let fields = ["a", "b", "a", "c", "b", "b"]
    let batch = Self.batch(fields)
    var interner = ByteInterner()
    var ids: [UInt32] = []
    batch.intern(column: 0, of: 0..<6, in: &interner, into: &ids)
    #expect(ids == [0, 1, 0, 2, 1, 1])
    batch.intern(column: 0, of: 3..<5, in: &interner, into: &ids)
    #expect(ids.prefix(2) == [2, 1])
    batch.intern(column: 1, of: 0..<6, in: &interner, into: &ids)
    #expect(ids == [3, 3, 3, 3, 3, 3])
    // A column that no record reaches is empty everywhere.
    batch.intern(column: 9, of: 0..<6, in: &interner, into: &ids)
    #expect(interner.bytes(of: ids[0]) == [])
  }
}
