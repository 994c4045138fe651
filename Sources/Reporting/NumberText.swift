import Procurement

/// Numbers as people read them, the same under every locale: a full stop before decimals, commas
/// between thousands, U+2212 never (spreadsheets do not read it), an en dash for nothing.
enum NumberText {
  /// What stands where there is no number.
  static let nothing = "–"

  /// A whole number with thousands separators, such as `1,234`.
  static func count(_ value: Int) -> String {
    group(String(value))
  }

  /// An amount with two decimals and thousands separators, such as `1,234.50`.
  static func money(_ value: Money) -> String {
    group(value.decimal)
  }

  /// An amount in 万元 with two decimals, such as `123.45`.
  static func tenThousands(_ value: Money) -> String {
    fixed(value.yuan / 10_000, places: 2)
  }

  /// A quantity with thousands separators and as many decimals as it has.
  static func quantity(_ value: Quantity) -> String {
    group(value.decimal)
  }

  /// A ratio in percent, such as `90.00%`.
  static func percent(_ value: Double, places: Int = 2) -> String {
    fixed(value * 100, places: places) + "%"
  }

  /// A change in percent with its sign, such as `+1.20%`.
  static func change(_ value: Double, places: Int = 2) -> String {
    signed(value * 100, places: places) + "%"
  }

  /// A ratio in percent with no more decimals than it has, for axes.
  static func axisPercent(_ value: Double) -> String {
    trimmedGrouped(value * 100, places: 2) + "%"
  }

  /// A number with its sign, such as `+1.20`; zero has none.
  static func signed(_ value: Double, places: Int) -> String {
    let text = fixed(value, places: places)
    let isZero = !text.utf8.contains { (0x31...0x39).contains($0) }
    return (value > 0 && !isZero ? "+" : "") + text
  }

  /// A unit price with at least two decimals and as many as tell it apart: four below 100, six
  /// below 0.1, such as `0.4286` or `12.50`.
  static func price(_ value: Double) -> String {
    guard value.isFinite else { return nothing }
    let places = value.magnitude < 0.1 ? 6 : value.magnitude < 100 ? 4 : 2
    return withoutZeros(fixed(value, places: places), keeping: 2)
  }

  /// A unit price as the CSV has it, with two to six decimals, for what is computed from it.
  static func exactPrice(_ value: Double) -> String {
    withoutZeros(fixed(value, places: 6), keeping: 2)
  }

  /// A number with exactly `places` decimals and thousands separators, halves away from zero.
  static func fixed(_ value: Double, places: Int) -> String {
    group(plain(value, places: places))
  }

  /// A number with exactly `places` decimals and no separators, for CSV and SVG.
  static func plain(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, let units = Int64(exactly: scaled) else { return nothing }
    var bytes = Array(String(units.magnitude).utf8)
    let missing = max(places + 1 - bytes.count, 0)
    bytes.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing), at: 0)
    if places > 0 { bytes.insert(UInt8(ascii: "."), at: bytes.count - places) }
    if units < 0 { bytes.insert(UInt8(ascii: "-"), at: 0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number with at most `places` decimals, trailing zeros left off, for CSV, JSON and SVG.
  static func trimmed(_ value: Double, places: Int) -> String {
    withoutZeros(plain(value, places: places), keeping: 0)
  }

  /// A number with at most `places` decimals and thousands separators.
  static func trimmedGrouped(_ value: Double, places: Int) -> String {
    group(trimmed(value, places: places))
  }

  /// A decimal number without zeros behind its first `least` decimals.
  private static func withoutZeros(_ decimal: String, keeping least: Int) -> String {
    var places = decimal.utf8.reversed().prefix { $0 != UInt8(ascii: ".") }.count
    guard places < decimal.utf8.count else { return decimal }
    var kept = decimal.utf8[...]
    while places > least, kept.last == UInt8(ascii: "0") {
      kept.removeLast()
      places -= 1
    }
    if places == 0 { kept.removeLast() }
    return String(Substring(kept))
  }

  /// A decimal number with commas between thousands.
  private static func group(_ decimal: String) -> String {
    let sign = decimal.utf8.first == UInt8(ascii: "-") ? 1 : 0
    let digits = decimal.utf8.dropFirst(sign).prefix { (0x30...0x39).contains($0) }
    guard digits.count > 3 else { return decimal }
    var bytes = Array(decimal.utf8)
    for place in stride(from: sign + digits.count - 3, to: sign, by: -3) {
      bytes.insert(UInt8(ascii: ","), at: place)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
