import Execution
import Procurement

/// What some goods would have cost before, and cost now.
struct Saved {
  var before = Money.zero
  var now = Money.zero
  var savings: Money { before - now }

  static func += (left: inout Saved, right: Saved) {
    left.before += right.before
    left.now += right.now
  }

  /// Both together; of nothing and something the latter.
  static func + (left: Saved, right: Saved?) -> Saved {
    var sum = left
    if let right { sum += right }
    return sum
  }
}

/// What one institution bought of a variety in one month.
struct SavedPurchase {
  private(set) var amount = Money.zero
  /// What the products whose own price before is stated would have cost, in 元.
  private var before = 0.0
  /// How much was bought of the others.
  private var others = Quantity.zero

  /// Adds what was bought of a product whose own price before is `price`; `nil` where it has none.
  mutating func add(_ uptake: Uptake, before price: Double?) {
    amount += uptake.amount
    if let price { before += price * uptake.quantity.units } else { others += uptake.quantity }
  }

  /// What it comes to where the others cost `price` before.
  func saved(at price: Double) -> Saved {
    Saved(before: Money(rounding: before + price * others.units), now: amount)
  }
}
