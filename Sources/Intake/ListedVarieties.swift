internal import Procurement

/// Which varieties and products the catalogue of each batch lists.
struct ListedVarieties {
  /// What the catalogue of a batch says of a variety, or of one product bought as it.
  struct Terms {
    /// Whether it lists the variety.
    let isListed: Bool
    /// Smallest units in a pack; `nil` where that is not stated, or products differ in it.
    let pack: Quantity?
    /// Which of 瓶 and 包 is a smallest unit: the specifications of its packs of several units count it.
    let vessels: Set<Character>
  }

  /// What the catalogue of one batch lists.
  private struct Listing {
    /// The varieties that it lists each product under, the first one first, and the product's pack.
    var products: [String: (varieties: [String], pack: Quantity?, vessels: Set<Character>)] = [:]
    /// The pack of each variety's products.
    var packs: [String: Pack] = [:]
    /// What all of each variety's products with several units in a pack count, 瓶 or 包; none without such.
    var vessels: [String: Set<Character>] = [:]

    mutating func add(_ entry: CatalogueEntry, pack: Quantity?, specification: String) {
      packs[entry.variety, default: .unstated].add(entry.productCode.isEmpty ? nil : pack)
      guard !entry.productCode.isEmpty else { return }
      var own: Set<Character> = []
      if let pack, pack.units != 1 {
        own = QuantityUnit.vessels(countedIn: specification, ratio: pack)
        vessels[entry.variety] = vessels[entry.variety]?.intersection(own) ?? own
      }
      products[entry.productCode, default: ([], pack, own)].varieties.append(entry.variety)
    }
  }

  /// Smallest units in a pack of a variety's products.
  private enum Pack {
    case unstated
    case stated(Quantity)
    case several

    /// What all of them have; `nil` where they differ or nothing states it.
    var quantity: Quantity? { if case .stated(let pack) = self { pack } else { nil } }

    mutating func add(_ pack: Quantity?) {
      guard let pack else { return }
      switch self {
      case .unstated: self = .stated(pack)
      case .stated(let other) where other != pack: self = .several
      case .stated, .several: break
      }
    }
  }

  private var listings: [String: Listing] = [:]
  private var last: (product: String, variety: String, batch: String, terms: Terms)?

  init(_ catalogues: Catalogues) {
    for entry in catalogues.entries {
      listings[entry.batch, default: Listing()].add(
        entry,
        pack: entry.conversionRatio ?? catalogues.products[entry.productCode]?.conversionRatio,
        specification: catalogues.products[entry.productCode]?.specification ?? "")
    }
  }

  func has(_ product: String, of variety: String, in batch: String) -> Bool {
    listings[batch]?.products[product]?.varieties.contains(variety) ?? false
  }

  func variety(of product: String, in batch: String) -> String? {
    listings[batch]?.products[product]?.varieties.first
  }

  /// What the catalogue of `batch` says of `variety`, or of `product` where that is not empty.
  mutating func terms(of product: String, _ variety: String, in batch: String) -> Terms {
    // Contracts of one variety mostly follow each other.
    if let last, last.variety == variety, last.batch == batch, last.product == product {
      return last.terms
    }
    let listing = listings[batch]
    let pack = listing?.packs[variety]
    let terms = Terms(
      isListed: pack != nil,
      pack: product.isEmpty ? pack?.quantity : listing?.products[product]?.pack,
      vessels: (product.isEmpty
        ? listing?.vessels[variety] : listing?.products[product]?.vessels) ?? [])
    last = (product, variety, batch, terms)
    return terms
  }
}
