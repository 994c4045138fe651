public import Procurement

/// What an indicator's value is.
public enum IndicatorUnit: String, CaseIterable, Sendable {
  /// A ratio of two amounts, 0.9 for 90 %.
  case ratio
  /// A count, of varieties (个), categories (类), institutions (家).
  case count
  /// An amount of money in 元.
  case amount
  /// An index, 100 in its base month.
  case index
}

/// The value of one indicator for one scope and period, with what it was made of.
public struct IndicatorResult: Hashable, Sendable {
  /// The indicator, such as `platform-share/drugs`.
  public var id: String
  /// What it is about, where the identifier ends in a code: the batch's name; else empty.
  public var subject: String
  /// What it covers: `public` institutions for shares, `in-force` batches for counts; each
  /// indicator's page says which there are.
  public var scope: String
  /// The months it covers.
  public var period: ClosedRange<Month>
  /// What the value is.
  public var unit: IndicatorUnit
  /// For a ratio: the amount that counts; for an amount of money: itself, exact; `nil` for others
  /// and where not computable.
  public var numerator: IndicatorAmount?
  /// For a ratio: the whole amount; for savings: what the goods would have cost before; `nil` for
  /// others and where not computable.
  public var denominator: IndicatorAmount?
  /// The value; `nil` when it is not computable.
  public var value: Double?
  /// What the value is held against, in its unit: time progress for completion, the limit of a
  /// share; `nil` where there is nothing but the plans' targets.
  public var reference: Double?
  /// Why there is no value; `nil` when there is one.
  public var reason: NotComputableReason?
  /// The value month by month, oldest first.
  public var series: [MonthValue]
  /// What else has to be said with the value: the base it was made with, how much of the whole it
  /// covers.
  public var facts: [IndicatorFact]
  /// For a share: between which bounds it lies with what counts nowhere; ``facts`` have them, too. `nil`
  /// where all counts.
  public var bounds: ShareBounds?
  /// Parts that explain the value: by region, by level, by channel and so on.
  public var breakdown: [IndicatorPart]

  /// A result; see the properties.
  public init(
    id: String, subject: String = "", scope: String, period: ClosedRange<Month>,
    unit: IndicatorUnit,
    numerator: IndicatorAmount? = nil, denominator: IndicatorAmount? = nil, value: Double? = nil,
    reference: Double? = nil, reason: NotComputableReason? = nil, series: [MonthValue] = [],
    facts: [IndicatorFact] = [], bounds: ShareBounds? = nil, breakdown: [IndicatorPart] = []
  ) {
    self.id = id
    self.subject = subject
    self.scope = scope
    self.period = period
    self.unit = unit
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
    self.reference = reference
    self.reason = reason
    self.series = series
    self.facts = facts
    self.bounds = bounds
    self.breakdown = breakdown
  }
}
