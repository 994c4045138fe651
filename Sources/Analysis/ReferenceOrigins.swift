internal import Procurement

/// Finds which price of the catalogues a reference was made from.
struct ReferenceOrigins: Sendable {
  private let catalogues: Catalogues

  init(_ catalogues: Catalogues) {
    self.catalogues = catalogues
  }

  /// The prices that give the finding's reference when divided by their pack; none where the
  /// reference is no set price, or stands on the purchase lines themselves.
  func origins(of finding: Finding) -> [Explanation.Origin] {
    let product = catalogues.products[finding.product.code] ?? finding.product
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
      case .selectedPrice: selected { $0.productCode == product.code }
      case .highestSelected:
        selected { catalogues.products[$0.productCode]?.name == product.name }
      case .lowestListing:
        catalogues.products.values.filter {
          $0.name == product.name && $0.form == product.form
            && $0.manufacturer != product.manufacturer
        }.sorted { $0.code < $1.code }.compactMap {
          origin("\($0.manufacturer) \($0.code)", $0.listingPrice, $0.conversionRatio)
        }
      default: []
      }
    return candidates.filter { candidate in
      let price = candidate.pack.yuan / candidate.ratio.units
      return abs(price - finding.reference) <= max(1e-6, finding.reference * 1e-6)
    }
  }

  private func selected(_ isMeant: (CatalogueEntry) -> Bool) -> [Explanation.Origin] {
    catalogues.entries.filter(isMeant).compactMap { entry in
      let name = catalogues.batches[entry.batch]?.name ?? entry.batch
      let ratio = entry.conversionRatio ?? catalogues.products[entry.productCode]?.conversionRatio
      return origin(name, entry.selectedPrice, ratio, source: entry.source)
    }
  }

  private func origin(
    _ name: String, _ pack: Money?, _ ratio: Quantity?, source: SourceLine? = nil
  ) -> Explanation.Origin? {
    let one = Quantity(tenThousandths: 10_000)
    return pack.map {
      Explanation.Origin(
        name: name, pack: $0, ratio: ratio.flatMap { $0 > .zero ? $0 : nil } ?? one,
        source: source)
    }
  }
}
