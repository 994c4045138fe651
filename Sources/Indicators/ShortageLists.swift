import Procurement

/// The lists of drugs in short supply (短缺、易短缺), by product.
struct ShortageLists {
  private var byCode: [String: ShortageKind] = [:]
  private var byName: [String: ShortageKind] = [:]

  /// How many drugs are listed, by code or by name.
  var count: Int { byCode.count + byName.count }

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

  /// How many of the listed drugs are among some products.
  func count(among products: [Product]) -> Int {
    let codes = Set(products.map(\.code))
    let names = Set(products.map(\.name))
    return byCode.keys.count { codes.contains($0) } + byName.keys.count { names.contains($0) }
  }

  /// The listed drugs that are not among some products, by code and then by name.
  func missing(among products: [Product]) -> [(code: String, name: String, kind: ShortageKind)] {
    let codes = Set(products.map(\.code))
    let names = Set(products.map(\.name))
    return byCode.filter { !codes.contains($0.key) }.sorted { $0.key < $1.key }
      .map { ($0.key, "", $0.value) }
      + byName.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
      .map { ("", $0.key, $0.value) }
  }

  /// The list that a product is on; `nil`: none.
  func kind(of product: Product) -> ShortageKind? {
    let kinds = [byCode[product.code], byName[product.name]]
    return kinds.contains(.short) ? .short : kinds.compactMap(\.self).first
  }
}
