package import PricePanel
package import Procurement

/// What varieties cost before a batch of volume-based procurement (集采前加权均价).
///
/// A product's price is the one that its row of the batch catalogue states, else the plain mean of what the
/// variety's rows state; where none states any it is the amount ÷ the quantity of all products of the variety,
/// bought by anybody in the months before the batch, after returns.
package struct BasePrices: Sendable {
  /// What a variety cost before a batch, in 元 per smallest preparation unit.
  package struct Base: Hashable, Sendable {
    /// The price of the variety, and of its products whose rows state none.
    package let price: Double
    /// What products' own rows of the catalogue state, by code.
    fileprivate let stated: [String: Double]
    /// The first and last month with purchases that it is made of; `nil` where the catalogue states
    /// it.
    package let months: ClosedRange<Month>?

    /// What the row of a product states, under its own code or the one of all its specifications; `nil` where
    /// none does.
    package func statedPrice(of product: String) -> Double? {
      stated[product] ?? Product.codeOfAllSpecifications(product).flatMap { stated[$0] }
    }

    /// The price of a product; with an empty code that of the variety.
    package func price(of product: String) -> Double { statedPrice(of: product) ?? price }
  }

  private let panel: Panel
  private let prices: SelectedPrices
  private let span: Int
  private let least: Int

  /// Base prices by the rules' section `savings`.
  ///
  /// - Throws: when `rules` lacks `base-months` or `minimum-base-months`.
  package init(panel: Panel, prices: SelectedPrices, rules: RuleSection) throws(RuleError) {
    self.panel = panel
    self.prices = prices
    span = max(1, try rules.count("base-months"))
    least = try rules.count("minimum-base-months")
  }

  /// What a variety cost before the batch in force that started first: from then on it is under agreement.
  ///
  /// - Complexity: O(cells of the products in the base period).
  package func base(of variety: VarietyInForce) -> Base? {
    base(of: variety.name, batch: variety.first, products: variety.all)
  }

  /// What a variety contracted in `batch` cost before: what that batch's own catalogue states, else what it
  /// cost before the batch in force that started first.
  ///
  /// - Parameters:
  ///   - products: the products bought as it in `batch`, as indices into ``PricePanel/Panel/products``.
  ///   - inForce: the variety in all batches in force; `nil` where none is.
  /// - Complexity: O(cells of the products in the base period).
  package func base(
    of variety: String, contractedIn batch: Batch, products: [Int], inForce: VarietyInForce?
  ) -> Base? {
    let isStated = prices.statedBase(batch: batch.id, variety: variety) != nil
    guard !isStated, let inForce, inForce.first.start < batch.start else {
      return base(of: variety, batch: batch, products: products)
    }
    return base(of: inForce)
  }

  /// What `variety` cost before `batch`; `nil` where nothing is stated and too little was bought.
  ///
  /// - Parameter products: the variety's products, as indices into ``PricePanel/Panel/products``.
  /// - Complexity: O(cells of the products in the base period).
  private func base(of variety: String, batch: Batch, products: [Int]) -> Base? {
    if let stated = prices.statedBase(batch: batch.id, variety: variety) {
      return Base(price: stated.mean, stated: stated.byProduct, months: nil)
    }
    let first = batch.start.firstMonthOfPeriod
    let period = first.advanced(by: -span)...first.advanced(by: -1)
    var amount = Money.zero
    var quantity = Quantity.zero
    var isBought = [Bool](repeating: false, count: span)
    for product in products {
      for index in panel.cells(of: product, in: period).indices {
        let cell = panel.cells[index]
        amount += cell.netAmount
        quantity += cell.ordered - cell.returned
        isBought[first.distance(to: cell.month) + span] = true
      }
    }
    guard isBought.count(where: \.self) >= least, amount > .zero, quantity > .zero,
      let earliest = isBought.firstIndex(of: true), let latest = isBought.lastIndex(of: true)
    else { return nil }
    let months = period.lowerBound.advanced(by: earliest)...period.lowerBound.advanced(by: latest)
    return Base(price: amount.yuan / quantity.units, stated: [:], months: months)
  }
}
