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
    self.month = month
    var previousMonth: [PriceComparison] = []
    var sameMonthLastYear: [PriceComparison] = []
    previousMonth.reserveCapacity(panel.panel.products.count)
    sameMonthLastYear.reserveCapacity(panel.panel.products.count)
    var now: [InstitutionPurchase] = []
    var then: [InstitutionPurchase] = []
    for product in panel.panel.products.indices {
      guard let first = panel.panel.history(of: product).cells.first, first.month <= month else {
        previousMonth.append(.notFollowed)
        sameMonthLastYear.append(.notFollowed)
        continue
      }
      InstitutionPurchase.collect(from: panel.cells(of: product, in: month...month), into: &now)
      guard !now.isEmpty else {
        let isInDoubt =
          panel.isScreened(product)
          && panel.panel.cells(of: product, in: month...month).contains { $0.lowest != nil }
        previousMonth.append(isInDoubt ? .unitMismatch : .notBought)
        sameMonthLastYear.append(isInDoubt ? .unitMismatch : .notBought)
        continue
      }
      let compare = { (reference: Month?) -> PriceComparison in
        guard let reference else { return .noEarlierPurchase }
        InstitutionPurchase.collect(
          from: panel.cells(of: product, in: reference...reference), into: &then)
        guard !then.isEmpty else { return .noEarlierPurchase }
        return MatchedPriceChange(
          product: product, now: now, then: then, referenceMonth: reference
        ).map(PriceComparison.change) ?? .noMatchedInstitution
      }
      previousMonth.append(compare(panel.lastPricedMonth(of: product, before: month)))
      sameMonthLastYear.append(compare(month.advanced(by: -12)))
    }
    self.previousMonth = previousMonth
    self.sameMonthLastYear = sameMonthLastYear
  }

  /// The comparisons with one reference, by product.
  ///
  /// - Parameter reference: ``Procurement/ReferenceKind/sameMonthLastYear``, or anything else for
  ///   the previous month with purchases.
  func comparisons(with reference: ReferenceKind) -> [PriceComparison] {
    reference == .sameMonthLastYear ? sameMonthLastYear : previousMonth
  }
}
