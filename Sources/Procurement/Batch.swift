/// Who organised a batch of volume-based procurement (带量采购层级).
public enum BatchLevel: String, CaseIterable, Sendable {
  /// National (国家).
  case national
  /// Provincial (省级).
  case provincial
  /// An alliance of provinces that the province takes part in (联盟).
  case alliance
  /// A city or an alliance of cities (市级).
  case municipal
}

/// Whether a batch is about drugs or consumables.
public enum BatchKind: String, CaseIterable, Sendable {
  /// Drugs (药品).
  case drugs
  /// Medical consumables (医用耗材).
  case consumables
}

/// A batch of volume-based procurement (带量采购批次) and the time its prices are in force.
public struct Batch: Hashable, Sendable {
  /// The batch's identifier, unique in `vbp/batches.csv`.
  public var id: String
  /// The batch's name, such as 国采第九批.
  public var name: String
  /// Who organised it.
  public var level: BatchLevel
  /// Drugs or consumables.
  public var kind: BatchKind
  /// The first day of the agreement period.
  public var start: Day
  /// The last day of the agreement period.
  public var end: Day
  /// The batch that this one renews (接续); empty when it is new.
  public var renews: String

  /// A batch; see the properties.
  public init(
    id: String, name: String, level: BatchLevel, kind: BatchKind, start: Day, end: Day,
    renews: String = ""
  ) {
    self.id = id
    self.name = name
    self.level = level
    self.kind = kind
    self.start = start
    self.end = end
    self.renews = renews
  }

  /// Whether the agreement period includes `day`.
  public func isInForce(on day: Day) -> Bool {
    start <= day && day <= end
  }

  /// Whether purchases of `month` are of the agreement period: its 16th lies in it, as for
  /// ``Contract/covers(_:)``.
  public func covers(_ month: Month) -> Bool { month.belongs(from: start, to: end) }
}

/// What a product is to the variety under which a batch catalogue lists it (供应类型).
public enum SupplyRole: String, CaseIterable, Sendable {
  /// Selected (中选).
  case selected
  /// A verified stand-in where the selected product cannot be had (备供); counts as selected.
  case standIn = "stand-in"
  /// Of the variety, and not selected (非中选).
  case nonSelected = "non-selected"
}

/// One row of a batch catalogue (批次目录): a variety, and one of its products where there is one.
public struct CatalogueEntry: Hashable, Sendable {
  /// The batch's identifier.
  public var batch: String
  /// The variety (品种): the generic name as the batch catalogue lists it.
  public var variety: String
  /// The product's code; empty when the row names only the variety.
  public var productCode: String
  /// What the product is to the variety: selected unless the row says otherwise.
  public var role: SupplyRole
  /// The selected price of a pack (中选价).
  public var selectedPrice: Money?
  /// Smallest preparation units in that pack (转换比); `nil`: as the product catalogue says.
  public var conversionRatio: Quantity?
  /// The weighted average price of a pack before the batch (集采前均价), where the office states it;
  /// `nil`: as the purchases of the twelve months before show.
  public var basePrice: Money?
  /// Where the row stands.
  public var source: SourceLine

  /// A catalogue row; see the properties.
  public init(
    batch: String, variety: String, productCode: String = "", role: SupplyRole = .selected,
    selectedPrice: Money? = nil, conversionRatio: Quantity? = nil, basePrice: Money? = nil,
    source: SourceLine
  ) {
    self.batch = batch
    self.variety = variety
    self.productCode = productCode
    self.role = role
    self.selectedPrice = selectedPrice
    self.conversionRatio = conversionRatio
    self.basePrice = basePrice
    self.source = source
  }
}
