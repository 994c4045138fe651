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
  /// The average change of all products against their previous month with purchases, 0.01 for +1 %,
  /// in each month from the panel's first to this one; `nil` where nothing matched. Of months that
  /// are compared together only the last has them.
  public let averages: [(month: Month, change: Double?)]

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
  /// product cost is put together once for all of them.
  ///
  /// - Parameter screen: what is left out as it is looked at from a month.
  static func all(in months: [Month], screen: UnitScreen) -> [Month: PriceChanges] {
    let compared = comparisons(of: months.map(screen.screened), in: months)
    return Dictionary(
      zip(months, compared).map { ($0, PriceChanges(month: $0, $1)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The comparisons of one month, with both references.
  private struct Comparisons {
    var previousMonth: [PriceComparison] = []
    var sameMonthLastYear: [PriceComparison] = []
    var averages: [(month: Month, change: Double?)] = []

    mutating func append(_ previous: PriceComparison, _ lastYear: PriceComparison) {
      previousMonth.append(previous)
      sameMonthLastYear.append(lastYear)
    }
  }

  private init(month: Month, _ comparisons: Comparisons) {
    self.month = month
    previousMonth = comparisons.previousMonth
    sameMonthLastYear = comparisons.sameMonthLastYear
    averages = comparisons.averages
  }

  private static func comparisons(
    of panels: [ScreenedPanel], in months: [Month]
  ) -> [Comparisons] {
    var result = [Comparisons](repeating: Comparisons(), count: months.count)
    guard let panel = panels.first?.panel, let last = months.max() else { return result }
    var isScreened = [Bool](repeating: false, count: panel.products.count)
    for panel in panels {
      for product in isScreened.indices where panel.isScreened(product) {
        isScreened[product] = true
      }
    }
    var averages = AveragePriceChanges(months: min(panel.months?.lowerBound ?? last, last)...last)
    var bought = MonthlyPurchases()
    for product in panel.products.indices {
      let cells = panel.history(of: product).cells
      if !isScreened[product] { bought.collect(cells, until: last) }
      for place in months.indices {
        // What is left out depends on the month that it is looked at from.
        if isScreened[product] {
          bought.collect(panels[place].history(of: product).cells, until: last)
        }
        let month = months[place]
        if month == last { averages.add(bought) }
        guard let first = cells.first, first.month <= month else {
          result[place].append(.notFollowed, .notFollowed)
          continue
        }
        guard let now = bought.months.lastIndex(of: month) else {
          let isInDoubt =
            isScreened[product] && panels[place].isScreened(product)
            && panel.cells(of: product, in: month...month).contains { $0.isPriced }
          let comparison = isInDoubt ? PriceComparison.unitMismatch : .notBought
          result[place].append(comparison, comparison)
          continue
        }
        let lastYear = bought.months.firstIndex(of: month.advanced(by: -12))
        result[place].append(
          compare(product, in: bought, of: now, with: now > 0 ? now - 1 : nil),
          compare(product, in: bought, of: now, with: lastYear))
      }
    }
    for place in months.indices where months[place] == last {
      result[place].averages = averages.byMonth
    }
    return result
  }

  /// Compares one product's prices of two months.
  private static func compare(
    _ product: Int, in bought: MonthlyPurchases, of now: Int, with reference: Int?
  ) -> PriceComparison {
    guard let reference else { return .noEarlierPurchase }
    return MatchedPriceChange(product: product, in: bought, of: now, with: reference)
      .map(PriceComparison.change) ?? .noMatchedInstitution
  }

  /// The comparisons with one reference, by product.
  ///
  /// - Parameter reference: ``Procurement/ReferenceKind/sameMonthLastYear``, or anything else for
  ///   the previous month with purchases.
  func comparisons(with reference: ReferenceKind) -> [PriceComparison] {
    reference == .sameMonthLastYear ? sameMonthLastYear : previousMonth
  }
}
