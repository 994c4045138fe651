/// A price per smallest preparation unit (最小制剂单位) in 1/100 000 000 元.
///
/// The price of a pack divided by its conversion ratio (转换比) seldom ends after four decimals;
/// eight keep the hard comparisons (above the listing price, above the selected price) exact to
/// far below their tolerance of 0.005 元.
public struct UnitPrice: Hashable, Comparable, Sendable {
  /// The price in 1/100 000 000 元.
  public var raw: Int64

  /// A price of `raw` / 100 000 000 元.
  @inlinable
  public init(raw: Int64) {
    self.raw = raw
  }

  /// The price nearest to `yuan`, halves away from zero; the largest or smallest there is for one
  /// beyond 64 bits.
  @inlinable
  public init(rounding yuan: Double) {
    raw = Int64(saturating: yuan * 100_000_000)
  }

  /// The largest price of one smallest unit that a purchase line may come to: 100 亿元.
  public static let limit = UnitPrice(raw: 1_000_000_000_000_000_000)

  /// The price of one smallest unit of a pack.
  ///
  /// - Parameters:
  ///   - pack: the price of the pack.
  ///   - ratio: the smallest preparation units in the pack.
  /// - Returns: `pack` ÷ `ratio`, rounded to nearest, halves up; `nil` when the ratio is not
  ///   above zero.
  @inlinable
  public init?(pack: Money, ratio: Quantity) {
    guard ratio.tenThousandths > 0 else { return nil }
    let scaled = pack.tenThousandths.multipliedFullWidth(by: 100_000_000)
    let divisor = ratio.tenThousandths
    guard scaled.high == 0 && pack.tenThousandths >= 0 else {
      self.init(rounding: pack.yuan / ratio.units)
      return
    }
    let (quotient, rest) = scaled.low.quotientAndRemainder(dividingBy: UInt64(divisor))
    self.init(raw: Int64(clamping: quotient + (rest * 2 >= UInt64(divisor) ? 1 : 0)))
  }

  /// Whether the left price is the lower one.
  @inlinable
  public static func < (left: UnitPrice, right: UnitPrice) -> Bool {
    left.raw < right.raw
  }

  /// Whether it is above `ceiling` by more than `tolerance`, in 元 per pack of `pack` smallest units. One
  /// step is forgiven, which is what dividing two pack prices can lose.
  @inlinable
  public func exceeds(
    _ ceiling: UnitPrice, by tolerance: Double, perPackOf pack: Quantity
  ) -> Bool {
    UnitPrice(raw: raw - ceiling.raw - 1).yuan * pack.units > tolerance
  }

  /// The price in 元 as the nearest binary fraction.
  @inlinable public var yuan: Double { Double(raw) / 100_000_000 }

  /// The price in 元 with trailing zeros left off, such as `0.4286`, rounded to six decimals.
  public var decimal: String {
    let rounded = (raw.magnitude + 50) / 100
    return decimalText(magnitude: rounded, isNegative: raw < 0, places: 6)
  }
}

extension UnitPrice: CustomStringConvertible {
  /// The same as ``decimal``.
  public var description: String { decimal }
}
