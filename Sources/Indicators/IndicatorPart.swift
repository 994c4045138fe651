/// A part of an indicator.
public struct IndicatorPart: Hashable, Sendable {
  /// What the parts are split by.
  public enum Dimension: String, CaseIterable, Sendable {
    /// Purchases by channel (采购渠道).
    case channel
    /// Public institutions by region (地区).
    case region
    /// Public institutions, each (医疗机构).
    case institution
    /// By who owns the institution (机构性质).
    case ownership
    /// By batch level (带量采购层级).
    case level
    /// Counts new this month, expiring, cumulative (品种变动).
    case change
    /// By what is bought: drugs, consumables and so on (类别).
    case category
    /// Batches of volume-based procurement (批次).
    case batch
    /// Varieties (品种).
    case variety
    /// Products, each (产品).
    case product
    /// Hospital unions, whose members count together (医联体).
    case union
    /// Makers and distributors (企业).
    case enterprise
    /// Amounts by how long they are overdue (账龄).
    case age
    /// Enterprises by their credit rating (信用等级).
    case rating
    /// Institutions and unions with many lagging varieties (滞后品种较多的机构).
    case lagging
    /// What an amount is made of, in the order of the formula (构成).
    case component
  }

  /// What the parts are split by.
  public var dimension: Dimension
  /// The part's name: a `Channel` name, a region, an institution's name, an `Ownership` or
  /// `BatchLevel` raw value, or `new`, `expiring`, `cumulative`, and `unmapped` for varieties in
  /// force that the table of categories does not have. Of components, ages and ratings the
  /// indicator's page has the names.
  public var name: String
  /// The code of what ``name`` names, where it has one; tells namesakes apart.
  public var code: String
  /// For ratios, the amount that counts; for channels, the channel's amount; for savings, what was
  /// spent.
  public var numerator: IndicatorAmount?
  /// For ratios, the whole amount; for savings, what the goods would have cost before.
  public var denominator: IndicatorAmount?
  /// The part's own value; `nil` where not computable.
  public var value: Double?
  /// What the value is held against, in its unit; `nil` where there is nothing.
  public var reference: Double?
  /// Why there is no value; `nil` when there is one.
  public var reason: NotComputableReason?

  /// What else has to be said with the part.
  public var facts: [IndicatorFact]
  /// The codes of those whose figure the part is, at most two of them: where it is one, the part is a single
  /// institution's or union's. It stands in no report, and decides what is published; empty: not told.
  public var holders: Set<String> = []

  /// A part; see the properties.
  public init(
    dimension: Dimension, name: String, code: String = "", numerator: IndicatorAmount? = nil,
    denominator: IndicatorAmount? = nil, value: Double? = nil, reference: Double? = nil,
    reason: NotComputableReason? = nil, facts: [IndicatorFact] = []
  ) {
    self.dimension = dimension
    self.name = name
    self.code = code
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
    self.reference = reference
    self.reason = reason
    self.facts = facts
  }
}
