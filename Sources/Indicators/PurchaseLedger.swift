import Execution
import PricePanel
import Procurement

/// One kind of goods in the panel, summed by month and by institution: what platform shares and
/// filed shares are made of.
struct PurchaseLedger {
  /// The kinds that shares are made of.
  enum Kind: Int, CaseIterable {
    /// All drugs but herbal slices; granules as the rules say.
    case drugs
    /// All medical consumables.
    case consumables
    /// The high-value ones among them.
    case highValueConsumables
  }

  /// Public institutions, by month from the panel's first month to the report month.
  private(set) var months: [ChannelTotals]
  /// Every institution in the report year, in the order of the panel.
  private(set) var institutions: [ChannelTotals]
  /// Public institutions in the report year by category: a drug's ``ProductCategory`` raw value, a
  /// consumable's own category where the catalogue has one.
  private(set) var categories: [String: ChannelTotals] = [:]

  /// The ledgers of all kinds, in the order of ``Kind``.
  ///
  /// - Parameters:
  ///   - panel: the price panel.
  ///   - months: from the panel's first month to the report month.
  ///   - countsGranules: whether granules (配方颗粒) count as drugs.
  ///   - isHighValue: whether a consumable is a high-value one.
  /// - Complexity: O(cells), one pass.
  static func ledgers(
    of panel: Panel, months: ClosedRange<Month>, countsGranules: Bool,
    isHighValue: (Product) -> Bool
  ) -> [PurchaseLedger] {
    let span = months.lowerBound.distance(to: months.upperBound) + 1
    // Of all kinds, one behind the other.
    let buyers = panel.institutions.count
    var byMonth = [ChannelTotals](repeating: ChannelTotals(), count: span * Kind.allCases.count)
    var byBuyer = [ChannelTotals](repeating: ChannelTotals(), count: buyers * Kind.allCases.count)
    var categories = [[String: ChannelTotals]](repeating: [:], count: Kind.allCases.count)
    let isPublic = panel.isPublic
    let year = months.upperBound.startOfYear
    for product in panel.products.indices {
      let kinds = kinds(
        of: panel.products[product], countsGranules: countsGranules, isHighValue: isHighValue)
      guard !kinds.isEmpty else { continue }
      var total = ChannelTotals()
      var isBought = false
      for place in panel.cells(of: product, in: months).indices {
        let cell = panel.cells[place]
        let institution = Int(cell.institution)
        let month = months.lowerBound.distance(to: cell.month)
        for kind in kinds {
          if isPublic[institution] { byMonth[kind.rawValue * span + month].add(cell) }
          if cell.month >= year { byBuyer[kind.rawValue * buyers + institution].add(cell) }
        }
        if isPublic[institution], cell.month >= year {
          total.add(cell)
          isBought = true
        }
      }
      guard isBought else { continue }
      let category = category(of: panel.products[product])
      for kind in kinds { categories[kind.rawValue][category, default: ChannelTotals()] += total }
    }
    return Kind.allCases.map(\.rawValue).map { kind in
      PurchaseLedger(
        months: Array(byMonth[kind * span..<(kind + 1) * span]),
        institutions: Array(byBuyer[kind * buyers..<(kind + 1) * buyers]),
        categories: categories[kind])
    }
  }

  private static func category(of product: Product) -> String {
    product.category == .consumable && !product.consumableCategory.isEmpty
      ? product.consumableCategory : product.category.rawValue
  }

  private static func kinds(
    of product: Product, countsGranules: Bool, isHighValue: (Product) -> Bool
  ) -> [Kind] {
    guard product.category == .consumable else {
      return product.countsAsDrug(withGranules: countsGranules) ? [.drugs] : []
    }
    return isHighValue(product) ? [.consumables, .highValueConsumables] : [.consumables]
  }
}
