public import PricePanel
public import Procurement

/// The price changes of all products in one month, computed once for all who need them.
///
/// Returns never enter: a cell keeps them apart from what was bought.
public struct PriceChanges: Sendable {
  /// The month.
  public let month: Month
  /// Against the last earlier month in which the product was bought at a price (上一有采购月), by
  /// product.
  public let previousMonth: [PriceComparison]
  /// Against the same month last year (上年同月), by product.
  public let sameMonthLastYear: [PriceComparison]

  /// Compares the prices of `month` with those before.
  ///
  /// - Complexity: O(cells of the three months), and O(log cells) for each product.
  public init(panel: Panel, month: Month) {
    self.init(panel: ScreenedPanel(panel), month: month)
  }

  /// Compares the prices of `month` with those before, but for those whose unit is in doubt.
  ///
  /// - Complexity: O(cells of the three months), and O(log cells) for each product.
  public init(panel: ScreenedPanel, month: Month) {
    self.init(month: month, Self.comparisons(of: [panel], in: [month])[0])
  }

  /// Compares the prices of several months with those before, product by product, so that what a
  /// product cost is at hand for all of them.
  ///
  /// - Parameter panel: the panel as it is looked at from a month.
  static func all(
    in months: [Month], panel: (Month) -> ScreenedPanel
  ) -> [Month: PriceChanges] {
    let compared = comparisons(of: months.map(panel), in: months)
    return Dictionary(
      zip(months, compared).map { ($0, PriceChanges(month: $0, $1)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The comparisons of one month, with both references.
  private struct Comparisons {
    var previousMonth: [PriceComparison] = []
    var sameMonthLastYear: [PriceComparison] = []
  }

  private init(month: Month, _ comparisons: Comparisons) {
    self.month = month
    previousMonth = comparisons.previousMonth
    sameMonthLastYear = comparisons.sameMonthLastYear
  }

  private static func comparisons(
    of panels: [ScreenedPanel], in months: [Month]
  ) -> [Comparisons] {
    var result = [Comparisons](repeating: Comparisons(), count: months.count)
    var bought = MonthlyPurchases()
    for product in panels[0].panel.products.indices {
      // What is left out depends on the month that it is looked at from.
      let isScreened = panels.contains { $0.isScreened(product) }
      bought.forget()
      for place in months.indices {
        if isScreened { bought.forget() }
        let (previous, lastYear) = compare(product, in: panels[place], months[place], &bought)
        result[place].previousMonth.append(previous)
        result[place].sameMonthLastYear.append(lastYear)
      }
    }
    return result
  }

  /// Compares one product's prices with both references.
  ///
  /// - Parameter bought: what is known already of the product's months.
  private static func compare(
    _ product: Int, in panel: ScreenedPanel, _ month: Month, _ bought: inout MonthlyPurchases
  ) -> (previous: PriceComparison, lastYear: PriceComparison) {
    guard let first = panel.panel.history(of: product).cells.first, first.month <= month else {
      return (.notFollowed, .notFollowed)
    }
    let now = bought.purchases(of: product, in: month, panel)
    guard !now.isEmpty else {
      let isInDoubt =
        panel.isScreened(product)
        && panel.panel.cells(of: product, in: month...month).contains { $0.lowest != nil }
      return isInDoubt ? (.unitMismatch, .unitMismatch) : (.notBought, .notBought)
    }
    func compare(with reference: Month?) -> PriceComparison {
      guard let reference else { return .noEarlierPurchase }
      let then = bought.purchases(of: product, in: reference, panel)
      guard !then.isEmpty else { return .noEarlierPurchase }
      return MatchedPriceChange(
        product: product, now: now, then: then, referenceMonth: reference
      ).map(PriceComparison.change) ?? .noMatchedInstitution
    }
    return (
      compare(with: panel.lastPricedMonth(of: product, before: month)),
      compare(with: month.advanced(by: -12))
    )
  }

  /// The comparisons with one reference, by product.
  ///
  /// - Parameter reference: ``Procurement/ReferenceKind/sameMonthLastYear``, or anything else for
  ///   the previous month with purchases.
  func comparisons(with reference: ReferenceKind) -> [PriceComparison] {
    reference == .sameMonthLastYear ? sameMonthLastYear : previousMonth
  }
}

/// What was bought of one product month by month: a month is compared with two others and serves two
/// others, but is put together once.
private struct MonthlyPurchases {
  private var months: [Month] = []
  /// The purchases of each of ``months``, and room for those of others.
  private var purchases: [[InstitutionPurchase]] = []

  /// What each institution bought in a month, sorted by institution.
  mutating func purchases(
    of product: Int, in month: Month, _ panel: ScreenedPanel
  ) -> [InstitutionPurchase] {
    if let place = months.firstIndex(of: month) { return purchases[place] }
    if purchases.count == months.count { purchases.append([]) }
    InstitutionPurchase.collect(
      from: panel.cells(of: product, in: month...month), into: &purchases[months.count])
    months.append(month)
    return purchases[months.count - 1]
  }

  /// Goes on to another product, or to other purchases of this one.
  mutating func forget() { months.removeAll(keepingCapacity: true) }
}
