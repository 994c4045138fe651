/// An amount of money in 1/10 000 元, exact.
///
/// A profile may name another currency; the arithmetic is the same. Sums of purchases are exact:
/// Intake refuses single amounts above ``limit``, and lines by which a file would come to more than
/// ten trillion 元. What is computed from prices that nobody can have meant ends at the largest amount
/// there is, and never stops a run.
public struct Money: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The amount in 1/10 000 元.
  public var tenThousandths: Int64

  /// An amount of `tenThousandths` / 10 000 元.
  @inlinable
  public init(tenThousandths: Int64) {
    self.tenThousandths = tenThousandths
  }

  /// The largest amount that a single purchase line may carry: 100 亿元.
  public static let limit = Money(tenThousandths: 100_000_000_000_000)

  /// The amount nearest to `yuan`, halves away from zero; the largest or smallest there is for one
  /// beyond 64 bits, and nothing for what is no number.
  @inlinable
  public init(rounding yuan: Double) {
    tenThousandths = Int64(saturating: yuan * 10_000)
  }

  /// Nothing.
  @inlinable public static var zero: Money { Money(tenThousandths: 0) }

  /// The sum; the largest or smallest there is for one beyond 64 bits.
  @inlinable
  public static func + (left: Money, right: Money) -> Money {
    Money(tenThousandths: left.tenThousandths.adding(saturating: right.tenThousandths))
  }

  /// The difference; the largest or smallest there is for one beyond 64 bits.
  @inlinable
  public static func - (left: Money, right: Money) -> Money {
    Money(
      tenThousandths: left.tenThousandths.subtracting(saturating: right.tenThousandths))
  }

  /// Whether the left amount is the smaller one.
  @inlinable
  public static func < (left: Money, right: Money) -> Bool {
    left.tenThousandths < right.tenThousandths
  }

  /// The amount in 元 as the nearest binary fraction, for statistics and charts.
  @inlinable public var yuan: Double { Double(tenThousandths) / 10_000 }

  /// The amount rounded to whole 分 (1/100 元), halves away from zero.
  public var fen: Int64 {
    let magnitude = Int64((tenThousandths.magnitude + 50) / 100)
    return tenThousandths < 0 ? -magnitude : magnitude
  }

  /// The amount with two decimals and no grouping, such as `1627584457.29`.
  public var decimal: String {
    let magnitude = fen.magnitude
    let cents = magnitude % 100
    return "\(fen < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}

extension Money: CustomStringConvertible {
  /// The same as ``decimal``.
  public var description: String { decimal }
}
