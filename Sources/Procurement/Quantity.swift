/// A quantity in 1/10 000 of a unit, exact. Which unit is said where the value stands; in the
/// panel it is always the smallest preparation unit (最小制剂单位).
public struct Quantity: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The quantity in 1/10 000 of its unit.
  public var tenThousandths: Int64

  /// A quantity of `tenThousandths` / 10 000 units.
  @inlinable
  public init(tenThousandths: Int64) {
    self.tenThousandths = tenThousandths
  }

  /// The quantity nearest to `units`, halves away from zero; the largest or smallest there is for one
  /// beyond 64 bits, and nothing for what is no number.
  @inlinable
  public init(rounding units: Double) {
    tenThousandths = Int64(saturating: units * 10_000)
  }

  /// Nothing.
  @inlinable public static var zero: Quantity { Quantity(tenThousandths: 0) }

  /// One unit.
  public static var one: Quantity { Quantity(tenThousandths: 10_000) }

  /// The sum; the largest or smallest there is for one beyond 64 bits.
  @inlinable
  public static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(tenThousandths: left.tenThousandths.adding(saturating: right.tenThousandths))
  }

  /// The difference; the largest or smallest there is for one beyond 64 bits.
  @inlinable
  public static func - (left: Quantity, right: Quantity) -> Quantity {
    Quantity(
      tenThousandths: left.tenThousandths.subtracting(saturating: right.tenThousandths))
  }

  /// Whether the left quantity is the smaller one.
  @inlinable
  public static func < (left: Quantity, right: Quantity) -> Bool {
    left.tenThousandths < right.tenThousandths
  }

  /// The quantity as the nearest binary fraction.
  @inlinable public var units: Double { Double(tenThousandths) / 10_000 }

  /// The quantity without trailing zeros, such as `1200` or `4.5`.
  public var decimal: String {
    decimalText(magnitude: tenThousandths.magnitude, isNegative: tenThousandths < 0, places: 4)
  }
}

extension Quantity: CustomStringConvertible {
  /// The same as ``decimal``.
  public var description: String { decimal }
}

/// `magnitude` / 10^`places` in decimal digits, trailing zeros left off.
func decimalText(magnitude: UInt64, isNegative: Bool, places: Int) -> String {
  var digits = String(magnitude)
  if digits.utf8.count <= places {
    digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
  }
  let zeros = digits.utf8.suffix(places).reversed().prefix { $0 == UInt8(ascii: "0") }.count
  var text = isNegative ? "-" : ""
  text += Substring(digits.utf8.dropLast(places))
  if zeros < places {
    text += "."
    text += Substring(digits.utf8.suffix(places).dropLast(zeros))
  }
  return text
}
