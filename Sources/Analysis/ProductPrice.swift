public import Procurement
internal import PricePanel
internal import Statistics

/// What institutions paid for a product in the report month (采购价格公示).
public struct ProductPrice: Hashable, Sendable {
  /// The product.
  public var product: Product
  /// The lowest price of any purchase, in 元 per smallest preparation unit.
  public var lowest: UnitPrice
  /// The median of the institutions' average prices, in 元 per smallest preparation unit.
  public var median: Double
  /// The highest price of any purchase, in 元 per smallest preparation unit.
  public var highest: UnitPrice
  /// How many institutions bought it.
  public var institutions: Int

  /// The prices of all products bought in `month`, sorted by code.
  ///
  /// Private institutions and pharmacies are left out, and so are purchases whose unit of price is
  /// in doubt.
  ///
  /// - Complexity: O(products + cells of the month).
  static func all(in screened: ScreenedPanel, month: Month) -> [ProductPrice] {
    let panel = screened.panel
    let isCounted = panel.institutions.map { $0.ownership != .private && $0.ownership != .pharmacy }
    return panel.products.indices.compactMap { index in
      let bought = screened.history(of: index).purchases(in: month).filter {
        isCounted[Int($0.institution)]
      }
      guard let lowest = bought.map(\.lowest.price).min(),
        let highest = bought.map(\.highest.price).max(),
        let median = OrderedSample(bought.map(\.averagePrice)).median
      else { return nil }
      return ProductPrice(
        product: panel.products[index], lowest: lowest, median: median, highest: highest,
        institutions: bought.count)
    }
  }
}
