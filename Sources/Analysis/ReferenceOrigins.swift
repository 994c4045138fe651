internal import Procurement

/// Finds which price of the catalogues a reference was made from.
struct ReferenceOrigins: Sendable {
  private let catalogues: Catalogues
  /// The products of the names that lowest listings are looked for, by name and then code.
  private let namesakes: [String: [Product]]
  /// The entries of batches by product code, in the catalogue's order.
  private let entries: [String: [CatalogueEntry]]

  /// Looks up what `findings` need.
  ///
  /// - Complexity: O(findings + catalogues).
  init(_ catalogues: Catalogues, of findings: some Sequence<Finding>) {
    self.catalogues = catalogues
    let compared = findings.filter {
      $0.referenceKind == .lowestListing || $0.referenceKind == .highestSelected
    }
    let names = Set(compared.map { (catalogues.product(code: $0.product.code) ?? $0.product).name })
    namesakes = Dictionary(
      grouping: catalogues.products.values.filter { names.contains($0.name) }
        .sorted { $0.code < $1.code }, by: \.name)
    entries = Dictionary(grouping: catalogues.entries, by: \.productCode)
  }

  /// The prices that give the finding's reference when divided by their pack; none where the
  /// reference is no set price, or stands on the purchase lines themselves.
  func origins(of finding: Finding) -> [Explanation.Origin] {
    let product = catalogues.product(code: finding.product.code) ?? finding.product
    let candidates: [Explanation.Origin] =
      switch finding.referenceKind {
      case .listingPrice:
        [origin("products.csv", product.listingPrice, product.conversionRatio)]
          .compactMap(\.self)
      case .priceCap:
        [origin("products.csv", product.priceCap, product.conversionRatio)]
          .compactMap(\.self)
      case .paymentStandard:
        [origin("products.csv", product.paymentStandard, product.conversionRatio)]
          .compactMap(\.self)
      case .selectedPrice: selected(product.code)
      case .highestSelected: (namesakes[product.name] ?? []).flatMap { selected($0.code) }
      case .lowestListing:
        (namesakes[product.name] ?? []).filter {
          $0.form == product.form && $0.manufacturer != product.manufacturer
        }.compactMap {
          origin("\($0.manufacturer) \($0.code)", $0.listingPrice, $0.conversionRatio)
        }
      default: []
      }
    return candidates.filter { candidate in
      let price = candidate.pack.yuan / candidate.ratio.units
      return abs(price - finding.reference) <= max(1e-6, finding.reference * 1e-6)
    }
  }

  private func selected(_ code: String) -> [Explanation.Origin] {
    let rows = entries[code] ?? Product.codeOfAllSpecifications(code).flatMap { entries[$0] } ?? []
    return rows.compactMap { entry in
      let name = catalogues.batches[entry.batch]?.name ?? entry.batch
      let ratio = entry.conversionRatio ?? catalogues.products[entry.productCode]?.conversionRatio
      return origin(name, entry.selectedPrice, ratio, source: entry.source)
    }
  }

  private func origin(
    _ name: String, _ pack: Money?, _ ratio: Quantity?, source: SourceLine? = nil
  ) -> Explanation.Origin? {
    pack.map {
      Explanation.Origin(
        name: name, pack: $0, ratio: ratio.flatMap { $0 > .zero ? $0 : nil } ?? .one,
        source: source)
    }
  }
}
