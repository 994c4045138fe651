import Procurement

/// Names the file that is missing where an indicator could not be computed for want of another that
/// it stands behind.
///
/// Without `vbp/batches.csv` no catalogue and no contract can be used, though their files are there;
/// without `products.csv` nothing says which products are high-value consumables or biologicals.
struct MissingFiles {
  private let missing: Set<String>

  /// Looks at which files `catalogues` lack.
  init(_ catalogues: Catalogues) {
    missing = catalogues.missing
  }

  /// The results with the file that is missing as their reason.
  func naming(_ results: [IndicatorResult]) -> [IndicatorResult] {
    guard !missing.isEmpty else { return results }
    return results.map { result in
      var result = result
      result.reason = result.reason.map { name($0, of: result.id) }
      return result
    }
  }

  /// The reason why the indicator `id` is not computable.
  func name(_ reason: NotComputableReason, of id: String) -> NotComputableReason {
    switch reason {
    case .noBatchCatalogue where missing.contains("vbp/batches.csv"):
      .noBatches
    case .noContracts
    where missing.contains("vbp/batches.csv") && !missing.contains("vbp/contracts.csv"):
      .noBatches
    case .noPurchases, .noMatchedItems, .categoryNotStated:
      missing.contains("products.csv") && Self.needsProducts(id) ? .noProducts : reason
    default: reason
    }
  }

  private static func needsProducts(_ id: String) -> Bool {
    id.hasSuffix("/high-value-consumables") || id.hasPrefix("price-index/biological/")
  }
}
