/// An amount of money in 1/10 000 元, exact.
///
/// A profile may name another currency; the arithmetic is the same. Sums trap on overflow, which
/// Intake makes impossible by refusing single amounts above ``limit``.
public struct Money: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The amount in 1/10 000 元.
  public var tenThousandths: Int64

  /// An amount of `tenThousandths` / 10 000 元.
  @inlinable
  public init(tenThousandths: Int64) {
    self.tenThousandths = tenThousandths
  }

  /// The largest amount that a single purchase line may carry: 100 亿元. A million such lines
  /// would still add up within 64 bits many times over in any real ledger.
  public static let limit = Money(tenThousandths: 100_000_000_000_000)

  /// The amount nearest to `yuan`, halves away from zero.
  @inlinable
  public init(rounding yuan: Double) {
    tenThousandths = Int64((yuan * 10_000).rounded(.toNearestOrAwayFromZero))
  }

  /// Nothing.
  @inlinable public static var zero: Money { Money(tenThousandths: 0) }

  /// The sum; traps beyond 64 bits.
  @inlinable
  public static func + (left: Money, right: Money) -> Money {
    Money(tenThousandths: left.tenThousandths + right.tenThousandths)
  }

  /// The difference; traps beyond 64 bits.
  @inlinable
  public static func - (left: Money, right: Money) -> Money {
    Money(tenThousandths: left.tenThousandths - right.tenThousandths)
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
    let half: Int64 = tenThousandths < 0 ? -50 : 50
    return (tenThousandths + half) / 100
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
