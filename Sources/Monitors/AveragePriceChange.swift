public import PricePanel
public import Procurement

/// The average price change of all products against their previous month with purchases.
///
/// Σ p₁·q₁ ÷ Σ p₀·q₁ − 1 over all products and matched institutions: each product's matched
/// change weighted with the amount that its present quantity would have cost at the price before.
public enum AveragePriceChange {
  /// The average change in each month of `months`.
  ///
  /// - Parameters:
  ///   - panel: the price panel.
  ///   - months: the months wanted; earlier months of the panel serve as references.
  /// - Returns: one element a month, 0.01 for +1 %; `nil` where nothing matched.
  /// - Complexity: O(cells of the panel).
  public static func byMonth(
    of panel: Panel, in months: ClosedRange<Month>
  ) -> [(month: Month, change: Double?)] {
    byMonth(of: ScreenedPanel(panel), in: months)
  }

  /// The average change in each month of `months`, without the purchases whose unit is in doubt.
  ///
  /// - Complexity: O(cells of the panel).
  public static func byMonth(
    of panel: ScreenedPanel, in months: ClosedRange<Month>
  ) -> [(month: Month, change: Double?)] {
    let span = months.lowerBound.distance(to: months.upperBound) + 1
    var before = [Double](repeating: 0, count: span)
    var after = before
    var bought = MonthlyPurchases()
    for product in panel.panel.products.indices {
      bought.collect(panel.history(of: product).cells, until: months.upperBound)
      for place in bought.months.indices.dropFirst() {
        let slot = months.lowerBound.distance(to: bought.months[place])
        guard slot >= 0 else { continue }
        bought.forEachMatch(of: place, with: place - 1) { now, then in
          before[slot] += then.price * now.quantity.units
          after[slot] += now.price * now.quantity.units
        }
      }
    }
    return (0..<span).map { slot in
      let change = before[slot] > 0 ? after[slot] / before[slot] - 1 : nil
      return (months.lowerBound.advanced(by: slot), change)
    }
  }
}
