import Procurement

/// The varieties that batches in force at the end of a month list: which products are bought
/// under volume-based procurement (集采), selected or not.
struct VarietiesInForce {
  private let names: Set<String>
  private let codes: Set<String>

  /// Reads the catalogues; rows of unknown batches are left out.
  ///
  /// - Complexity: O(catalogue rows).
  init(_ catalogues: Catalogues, at month: Month) {
    let rows = catalogues.entries.filter {
      catalogues.batches[$0.batch]?.isInForce(on: month.lastDay) ?? false
    }
    names = Set(rows.map(\.variety))
    codes = Set(rows.map(\.productCode).filter { !$0.isEmpty })
  }

  /// Whether a row names the product's code, or its generic name.
  func contain(_ product: Product) -> Bool {
    codes.contains(product.code) || names.contains(product.name)
  }
}
