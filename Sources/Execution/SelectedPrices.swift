import PricePanel
package import Procurement

/// The selected prices (中选价) that the batch catalogues state, per smallest preparation unit.
package struct SelectedPrices: Sendable {
  private struct Key: Hashable {
    let batch: String
    let name: String
  }

  /// Of selected products and of stand-ins.
  private var byProduct: [Key: UnitPrice] = [:]
  private var byVariety: [Key: [UnitPrice]] = [:]
  private var ofStandIns: [Key: [UnitPrice]] = [:]
  private var bases: [Key: [(product: String, price: UnitPrice)]] = [:]

  /// Reads the catalogues' rows; products that are not selected have no selected price.
  ///
  /// - Parameters:
  ///   - panel: for the packs of products that were bought.
  ///   - catalogues: the rows, and the packs of the others.
  init(panel: Panel, catalogues: Catalogues, codes: ListedCodes) {
    for entry in catalogues.entries {
      let ratio =
        entry.conversionRatio
        ?? codes.products(code: entry.productCode).first.map { panel.products[$0].packRatio }
        ?? catalogues.products[entry.productCode]?.packRatio ?? .one
      let variety = Key(batch: entry.batch, name: entry.variety)
      if let base = entry.basePrice.flatMap({ UnitPrice(pack: $0, ratio: ratio) }) {
        bases[variety, default: []].append((entry.productCode, base))
      }
      guard entry.role != .nonSelected,
        let price = entry.selectedPrice.flatMap({ UnitPrice(pack: $0, ratio: ratio) })
      else { continue }
      let product = Key(batch: entry.batch, name: entry.productCode)
      if entry.role == .selected {
        byVariety[variety, default: []].append(price)
        byProduct[product] = price
      } else {
        ofStandIns[variety, default: []].append(price)
        byProduct[product] = byProduct[product] ?? price
      }
    }
  }

  /// The price in 元 at which a contracted quantity is valued: the product's, selected or standing in, or
  /// where any selected product will do the plain mean of the variety's selected products, else of its
  /// stand-ins; `nil` where the catalogue states none.
  package func price(batch: String, variety: String, product: String) -> Double? {
    if !product.isEmpty { return byProduct[Key(batch: batch, name: product)]?.yuan }
    let key = Key(batch: batch, name: variety)
    return mean(byVariety[key] ?? ofStandIns[key])
  }

  /// The lowest selected price of a variety in a batch; `nil` where the catalogue states none.
  package func lowest(batch: String, variety: String) -> UnitPrice? {
    byVariety[Key(batch: batch, name: variety)]?.min()
  }

  /// The prices before the batch that the catalogue states for a variety (集采前均价), in 元: the plain mean
  /// of all its rows that state one, and by code what the rows of products do; `nil` where none does.
  func statedBase(batch: String, variety: String) -> (mean: Double, byProduct: [String: Double])? {
    let rows = bases[Key(batch: batch, name: variety)] ?? []
    guard let mean = mean(rows.map(\.price)) else { return nil }
    let named = rows.lazy.filter { !$0.product.isEmpty }.map { ($0.product, $0.price.yuan) }
    return (mean, Dictionary(named, uniquingKeysWith: { first, _ in first }))
  }

  private func mean(_ prices: [UnitPrice]?) -> Double? {
    guard let prices, !prices.isEmpty else { return nil }
    return prices.reduce(0) { $0 + $1.yuan } / Double(prices.count)
  }
}
