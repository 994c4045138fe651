package import PricePanel
package import Procurement

/// Under which codes the batch catalogues list the panel's products.
///
/// A product is listed under its own code. A consumable's code of 27 characters that no row has stands under its
/// first 20, which are those of all its specifications (规格型号).
package struct ListedCodes: Sendable {
  /// By product, as ``PricePanel/Panel/products`` has them.
  package let codes: [String]
  private let own: [String: Int]
  private let listed: [String: [Int]]

  /// Looks the panel's products up.
  ///
  /// - Complexity: O(products + catalogue rows).
  package init(panel: Panel, catalogues: Catalogues) {
    let rows = Set(catalogues.entries.lazy.map(\.productCode))
    let codes = panel.products.map { product in
      guard !rows.contains(product.code),
        let whole = Product.codeOfAllSpecifications(product.code), rows.contains(whole)
      else { return product.code }
      return whole
    }
    self.codes = codes
    own = panel.products.places(by: \.code)
    listed = Dictionary(grouping: codes.indices.filter { codes[$0] != panel.products[$0].code }) {
      codes[$0]
    }
  }

  /// The products that a row with the code `code` is about, as indices into the panel's, in their order; none
  /// where nobody bought any.
  package func products(code: String) -> [Int] {
    (own[code].map { [$0] } ?? []) + (listed[code] ?? [])
  }
}
