public import Procurement

/// What an indicator's value is.
public enum IndicatorUnit: String, Sendable {
  /// A ratio of two amounts of money, 0.9 for 90 %.
  case ratio
  /// A count of varieties (个) or categories (类).
  case count
}

/// The value of one indicator for one scope and period, with what it was made of.
public struct IndicatorResult: Hashable, Sendable {
  /// The indicator, such as `platform-share/drugs`.
  public var id: String
  /// What it covers: `public` institutions for shares, `in-force` batches for counts.
  public var scope: String
  /// The months it covers.
  public var period: ClosedRange<Month>
  /// What the value is.
  public var unit: IndicatorUnit
  /// For a ratio: the amount that counts; `nil` for counts and where not computable.
  public var numerator: Money?
  /// For a ratio: the whole amount; `nil` for counts and where not computable.
  public var denominator: Money?
  /// The value; `nil` when it is not computable.
  public var value: Double?
  /// Why there is no value; `nil` when there is one.
  public var reason: NotComputableReason?
  /// The value month by month, oldest first.
  public var series: [MonthValue]
  /// Parts that explain the value: by region, by level, by channel and so on.
  public var breakdown: [IndicatorPart]

  /// A result; see the properties.
  public init(
    id: String, scope: String, period: ClosedRange<Month>, unit: IndicatorUnit,
    numerator: Money? = nil, denominator: Money? = nil, value: Double? = nil,
    reason: NotComputableReason? = nil, series: [MonthValue] = [], breakdown: [IndicatorPart] = []
  ) {
    self.id = id
    self.scope = scope
    self.period = period
    self.unit = unit
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
    self.reason = reason
    self.series = series
    self.breakdown = breakdown
  }
}

/// An indicator's value in one month; `nil` where it is not computable.
public struct MonthValue: Hashable, Sendable {
  /// The month.
  public var month: Month
  /// The value.
  public var value: Double?

  /// Value `value` in `month`.
  public init(month: Month, value: Double?) {
    self.month = month
    self.value = value
  }
}

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
  }

  /// What the parts are split by.
  public var dimension: Dimension
  /// The part's name: a `Channel` name, a region, an institution's name, an `Ownership` or
  /// `BatchLevel` raw value, or `new`, `expiring`, `cumulative`, and `unmapped` for varieties in
  /// force that the table of categories does not have.
  public var name: String
  /// For ratios, the amount through the platform; for channels, the channel's amount.
  public var numerator: Money?
  /// For ratios, the whole amount.
  public var denominator: Money?
  /// The part's own value; `nil` where not computable.
  public var value: Double?

  /// A part; see the properties.
  public init(
    dimension: Dimension, name: String, numerator: Money? = nil, denominator: Money? = nil,
    value: Double? = nil
  ) {
    self.dimension = dimension
    self.name = name
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
  }
}

/// Why an indicator, or its distance from a target, is not computable (无法计算).
public enum NotComputableReason: String, CaseIterable, Sendable {
  /// No off-platform purchases were supplied, so the whole amount is not known.
  case noOffPlatformPurchases = "no-off-platform-purchases"
  /// Records do not say through which channel they were bought.
  case channelNotStated = "channel-not-stated"
  /// Nothing of the kind was bought by public institutions in the period.
  case noPurchases = "no-purchases"
  /// Neither records nor catalogue say which institutions are public.
  case ownershipNotStated = "ownership-not-stated"
  /// Nothing says which consumables are high-value.
  case noHighValueList = "no-high-value-list"
  /// No batch catalogue was supplied.
  case noBatchCatalogue = "no-batch-catalogue"
  /// The catalogue has no mapping from consumable varieties to categories.
  case noVarietyCategories = "no-variety-categories"
  /// The input for this indicator was not supplied.
  case noInput = "no-input"
  /// The plan leaves the target blank.
  case targetBlank = "target-blank"
  /// The plan gives no baseline.
  case baselineBlank = "baseline-blank"
  /// Nothing moved since the baseline, so no date of arrival follows.
  case noProgress = "no-progress"
}
