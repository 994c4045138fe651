internal import Parallel
package import PricePanel
package import Procurement

/// What batch catalogues and contracts come to for a panel, whatever the month: looked up once for
/// all monitors and indicators.
package struct ExecutionBasis: Sendable {
  /// The price panel.
  package let panel: Panel
  /// The catalogues beside the purchases.
  package let catalogues: Catalogues
  /// In which batches each product is selected.
  package let selections: Selections
  /// The selected prices that the catalogues state.
  package let prices: SelectedPrices
  /// Under which codes the batch catalogues list products.
  package let codes: ListedCodes
  /// The products of each variety of each batch.
  package let products: VarietyProducts
  /// The varieties of all batches.
  private let listings: BatchVarieties
  private let book: Deferred<ContractBook, RuleError>

  /// Looks up the panel's products in the catalogues.
  ///
  /// - Parameter workers: how many work side by side.
  /// - Complexity: O(products + catalogue rows).
  package init(panel: Panel, catalogues: Catalogues, rules: Rules, workers: Int = 1) {
    self.panel = panel
    self.catalogues = catalogues
    let codes = ListedCodes(panel: panel, catalogues: catalogues)
    let selected = Deferred { Selections(panel: panel, catalogues: catalogues, codes: codes) }
    let priced = Deferred { SelectedPrices(panel: panel, catalogues: catalogues, codes: codes) }
    let listed = Deferred { VarietyProducts(panel: panel, catalogues: catalogues, codes: codes) }
    self.codes = codes
    sideBySide(workers, [{ _ = listed() }, { _ = selected() }, { _ = priced() }])
    selections = selected()
    let (prices, products) = (priced(), listed())
    self.prices = prices
    self.products = products
    listings = BatchVarieties(
      panel: panel, catalogues: catalogues, codes: codes, prices: prices)
    book = Deferred { () throws(RuleError) in
      try ContractBook(
        panel: panel, catalogues: catalogues, codes: codes, products: products, prices: prices,
        rules: rules.section(ofIndicator: "contract-completion"))
    }
  }

  /// All contracts, held against the panel when they are first asked for.
  ///
  /// - Throws: when the rules lack a parameter of `contract-completion`.
  package func contracts() throws(RuleError) -> ContractBook { try book() }

  /// The varieties of the batches in force at the end of `month`.
  ///
  /// - Complexity: O(products + catalogue rows).
  package func varieties(inForceAt month: Month) -> [VarietyInForce] {
    listings.inForce(at: month)
  }
}
