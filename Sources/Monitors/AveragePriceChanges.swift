import Procurement

/// The average price change of all products against their previous month with purchases, month by
/// month.
///
/// Σ p₁·q₁ ÷ Σ p₀·q₁ − 1 over all products and matched institutions: each product's matched
/// change weighted with the amount that its present quantity would have cost at the price before.
struct AveragePriceChanges {
  private let first: Month
  /// What the matched quantities of each month cost at the earlier price, and at the present one, in 元.
  private var before: [Double]
  private var after: [Double]

  /// No products yet.
  init(months: ClosedRange<Month>) {
    first = months.lowerBound
    before = Array(repeating: 0, count: first.distance(to: months.upperBound) + 1)
    after = before
  }

  /// Adds a product.
  ///
  /// - Parameter bought: its purchases, none of them after the last of the months.
  mutating func add(_ bought: MonthlyPurchases) {
    for place in bought.months.indices.dropFirst() {
      let slot = first.distance(to: bought.months[place])
      bought.forEachMatch(of: place, with: place - 1) { now, then in
        before[slot] += then.price * now.quantity.units
        after[slot] += now.price * now.quantity.units
      }
    }
  }

  /// One element a month, 0.01 for +1 %; `nil` where nothing matched.
  var byMonth: [(month: Month, change: Double?)] {
    before.indices.map { slot in
      let change = before[slot] > 0 ? after[slot] / before[slot] - 1 : nil
      return (first.advanced(by: slot), change)
    }
  }
}
