import Procurement

/// The lists of drugs in short supply (短缺、易短缺), by product.
struct ShortageLists {
  private var byCode: [String: ShortageKind] = [:]
  private var byName: [String: ShortageKind] = [:]

  /// Whether no list was supplied.
  var isEmpty: Bool { byCode.isEmpty && byName.isEmpty }

  /// Reads the lists; what is on both is in short supply.
  init(_ catalogues: Catalogues) {
    for entry in catalogues.shortages {
      if entry.productCode.isEmpty {
        byName[entry.name] = byName[entry.name] == .short ? .short : entry.kind
      } else {
        byCode[entry.productCode] = byCode[entry.productCode] == .short ? .short : entry.kind
      }
    }
  }

  /// The list that a product is on; `nil`: none.
  func kind(of product: Product) -> ShortageKind? {
    let kinds = [byCode[product.code], byName[product.name]]
    return kinds.contains(.short) ? .short : kinds.compactMap(\.self).first
  }
}
