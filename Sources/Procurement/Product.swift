/// What kind of good a product is (类别).
public enum ProductCategory: String, CaseIterable, Sendable {
  /// Chemical drug (化学药), code prefix X.
  case chemical
  /// Biological drug (生物制品), code prefix X; told apart by the catalogue only.
  case biological
  /// Chinese patent medicine (中成药), code prefix Z.
  case chinesePatent = "chinese-patent"
  /// Chinese herbal slices (中药饮片), code prefix T.
  case herbalSlices = "herbal-slices"
  /// Granules of a formula (配方颗粒), code prefix T.
  case granules
  /// Preparation made by a hospital (自制剂), code prefix J.
  case hospitalPreparation = "hospital-preparation"
  /// Medical consumable (医用耗材), code prefix C.
  case consumable
  /// Neither the catalogue nor the code says.
  case unstated

  /// The category that a national code stands for: its first letter, where the code has the
  /// length that goes with it. `T` covers both slices and granules and is read as slices; a
  /// catalogue may say otherwise.
  public init(code: String) {
    let bytes = code.utf8
    let isCode = bytes.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
    }
    switch (isCode ? bytes.first : nil, bytes.count) {
    case (UInt8(ascii: "X"), 23): self = .chemical
    case (UInt8(ascii: "Z"), 20): self = .chinesePatent
    case (UInt8(ascii: "T"), 10), (UInt8(ascii: "T"), 20): self = .herbalSlices
    case (UInt8(ascii: "J"), 10...): self = .hospitalPreparation
    case (UInt8(ascii: "C"), 20), (UInt8(ascii: "C"), 27): self = .consumable
    default: self = .unstated
    }
  }

  /// Whether the good is a drug in the wide sense: everything that is not a consumable.
  public var isDrug: Bool {
    switch self {
    case .consumable, .unstated: false
    default: true
    }
  }
}

extension Product {
  /// The first 20 characters of a consumable's code of 27, which stand for all of its specifications and models
  /// (规格型号); `nil` for any other code.
  public static func codeOfAllSpecifications(_ code: String) -> String? {
    let isOne = code.utf8.count == 27 && ProductCategory(code: code) == .consumable
    return isOne ? String(code.prefix(20)) : nil
  }
}

/// A drug or consumable, one per product code.
public struct Product: Hashable, Sendable {
  /// The code (国家医保药品代码, 耗材编码), or naming and maker where records carry no code.
  public var code: String
  /// The generic or registered name (通用名); the code where no name is known.
  public var name: String
  /// The dosage form (剂型); empty when not known.
  public var form: String
  /// Strength and pack (规格); empty when not known.
  public var specification: String
  /// The maker or marketing authorisation holder (生产企业); empty when not known.
  public var manufacturer: String
  /// What kind of good it is.
  public var category: ProductCategory
  /// The consumable category (耗材类别) as the user's list names it; empty when not known.
  public var consumableCategory: String
  /// Whether the good is a high-value consumable (高值医用耗材); `nil` when nothing says.
  public var isHighValue: Bool?
  /// Smallest preparation units in a pack (转换比); `nil` when the catalogue does not say.
  public var conversionRatio: Quantity?
  /// The listing price of a pack (挂网价); `nil` when the catalogue does not say.
  public var listingPrice: Money?
  /// The price cap of a pack (限价); `nil` when the catalogue does not say.
  public var priceCap: Money?
  /// The payment standard of a pack (支付标准); `nil` when the catalogue does not say.
  public var paymentStandard: Money?

  /// A product of which only the code is known; the rest is filled in.
  public init(code: String) {
    self.code = code
    name = code
    form = ""
    specification = ""
    manufacturer = ""
    category = ProductCategory(code: code)
    consumableCategory = ""
  }
}
