public import Procurement

/// What a ratio is made of, or an amount that an indicator tells.
public enum IndicatorAmount: Hashable, Sendable {
  /// An amount of money.
  case money(Money)
  /// A quantity in smallest preparation units.
  case quantity(Quantity)
  /// A number of things.
  case count(Int)

  /// What the amount is: `money`, `quantity` or `count`.
  public var kind: String {
    switch self {
    case .money: "money"
    case .quantity: "quantity"
    case .count: "count"
    }
  }

  /// The amount as the nearest binary fraction: 元, smallest preparation units or things.
  public var number: Double {
    switch self {
    case .money(let money): money.yuan
    case .quantity(let quantity): quantity.units
    case .count(let count): Double(count)
    }
  }

  /// The amount in decimal digits.
  public var decimal: String {
    switch self {
    case .money(let money): money.decimal
    case .quantity(let quantity): quantity.decimal
    case .count(let count): String(count)
    }
  }
}
