import Execution
import Procurement

/// What is in short supply: whoever does not buy it may not be able to.
///
/// Asked are the catalogues, and not only what was bought: nothing is harder to get than what nobody
/// ever got.
struct ShortSupply: Sendable {
  private let codes: Set<String>
  private let names: Set<String>
  /// The products on the list by their codes, whether their codes or their generic names stand there.
  private let known: Set<String>
  /// The varieties of which a selected product is on the list.
  private let varieties: Set<VarietyProducts.Key>

  /// Reads the shortage list.
  ///
  /// - Parameter bought: the products of the panel.
  /// - Complexity: O(products + catalogue rows), O(1) without a list.
  init(_ catalogues: Catalogues, bought: [Product]) {
    let codes = Set(catalogues.shortages.lazy.map(\.productCode).filter { !$0.isEmpty })
    let names = Set(catalogues.shortages.lazy.filter { $0.productCode.isEmpty }.map(\.name))
    self.codes = codes
    self.names = names
    guard !catalogues.shortages.isEmpty else {
      (known, varieties) = ([], [])
      return
    }
    var known = codes
    for product in bought where names.contains(product.name) { known.insert(product.code) }
    for product in catalogues.products.values where names.contains(product.name) {
      known.insert(product.code)
    }
    self.known = known
    varieties = Set(
      catalogues.entries.lazy.filter { $0.role == .selected && known.contains($0.productCode) }
        .map { VarietyProducts.Key(batch: $0.batch, variety: $0.variety) })
  }

  /// Whether a product's code or generic name is on the list.
  func contains(_ product: Product) -> Bool {
    codes.contains(product.code) || names.contains(product.name)
  }

  /// Whether the product with the code `code`, or the variety that it is bought as, is on the list.
  func contains(code: String, of variety: String) -> Bool {
    names.contains(variety) || known.contains(code)
  }

  /// Whether a variety, or one of the products that a batch selects of it, is on the list. Stand-ins
  /// (备供) are not asked for: that they are hard to get keeps nobody from what is selected.
  func contains(_ variety: String, in batch: String) -> Bool {
    names.contains(variety)
      || varieties.contains(VarietyProducts.Key(batch: batch, variety: variety))
  }
}
