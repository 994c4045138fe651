import Procurement

/// Numbers as people read them, the same under every locale: a full stop before decimals, commas
/// between thousands, U+2212 never (spreadsheets do not read it), an en dash for nothing.
enum NumberText {
  /// What stands where there is no number.
  static let nothing = "–"

  /// A whole number with thousands separators, such as `1,234`.
  static func count(_ value: Int) -> String {
    (value < 0 ? "-" : "") + grouped(String(value.magnitude))
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
    var text = fixed(value, places: value.magnitude < 0.1 ? 6 : value.magnitude < 100 ? 4 : 2)
    guard let point = text.firstIndex(of: ".") else { return text }
    while text.last == "0", text.distance(from: point, to: text.endIndex) > 3 { text.removeLast() }
    return text
  }

  /// A unit price as the CSV has it, with two to six decimals, for what is computed from it.
  static func exactPrice(_ value: Double) -> String {
    var text = fixed(value, places: 6)
    guard let point = text.firstIndex(of: ".") else { return text }
    while text.last == "0", text.distance(from: point, to: text.endIndex) > 3 { text.removeLast() }
    return text
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
    var digits = String(units.magnitude)
    if digits.utf8.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
    }
    let whole = digits.dropLast(places)
    let fraction = places > 0 ? "." + digits.suffix(places) : ""
    return (units < 0 ? "-" : "") + whole + fraction
  }

  /// A number with at most `places` decimals, trailing zeros left off, for CSV, JSON and SVG.
  static func trimmed(_ value: Double, places: Int) -> String {
    var text = plain(value, places: places)
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  /// A number with at most `places` decimals and thousands separators.
  static func trimmedGrouped(_ value: Double, places: Int) -> String {
    group(trimmed(value, places: places))
  }

  private static func group(_ decimal: String) -> String {
    let isNegative = decimal.hasPrefix("-")
    let digits = isNegative ? decimal.dropFirst() : decimal[...]
    let whole = digits.prefix { $0 != "." }
    return (isNegative ? "-" : "") + grouped(String(whole)) + digits.dropFirst(whole.count)
  }

  private static func grouped(_ digits: String) -> String {
    let bytes = Array(digits.utf8)
    guard bytes.count > 3, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return digits }
    var result = ""
    for (index, byte) in bytes.enumerated() {
      if index > 0, (bytes.count - index).isMultiple(of: 3) { result.append(",") }
      result.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return result
  }
}
