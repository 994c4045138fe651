/// What an institution has agreed to buy of a variety in a batch (约定采购量).
public struct Contract: Hashable, Sendable {
  /// The batch's identifier.
  public var batch: String
  /// The institution's code.
  public var institution: String
  /// The variety (品种) as the batch catalogue lists it.
  public var variety: String
  /// The selected product's code; empty where any selected product of the variety will do.
  public var productCode: String
  /// The agreed quantity for the whole period, in smallest preparation units.
  public var quantity: Quantity
  /// The first day of the agreement period: the batch's unless the row has its own.
  public var start: Day
  /// The last day of the agreement period.
  public var end: Day
  /// Where the row stands.
  public var source: SourceLine

  /// A contracted quantity; see the properties.
  public init(
    batch: String, institution: String, variety: String, productCode: String = "",
    quantity: Quantity, start: Day, end: Day, source: SourceLine
  ) {
    self.batch = batch
    self.institution = institution
    self.variety = variety
    self.productCode = productCode
    self.quantity = quantity
    self.start = start
    self.end = end
    self.source = source
  }

  /// Whether purchases of `month` are held against the contract: its 16th lies in the period.
  ///
  /// The panel knows months, not days. A month belongs to the period that holds its middle, so
  /// that of two periods that follow each other each month belongs to one.
  public func covers(_ month: Month) -> Bool { month.belongs(from: start, to: end) }

  /// How much of the period has run at the end of `day`, 0–1 (时间进度).
  public func timeProgress(on day: Day) -> Double { day.progress(from: start, to: end) }
}

extension Month {
  /// Whether the month's 16th lies in the days from `start` to `end`: months that are known whole
  /// belong to the period that holds their middle.
  public func belongs(from start: Day, to end: Day) -> Bool {
    let middle = Day(month: self, day: 16)
    return start <= middle && middle <= end
  }
}

extension Day {
  /// The first month that belongs to a period which begins on this day; see
  /// ``Month/belongs(from:to:)``.
  public var firstMonthOfPeriod: Month { day <= 16 ? month : month.advanced(by: 1) }

  /// The last month that belongs to a period which ends on this day.
  public var lastMonthOfPeriod: Month { day >= 16 ? month : month.advanced(by: -1) }

  /// How much of the period from `start` to `end`, both included, has run at the end of this day,
  /// 0–1.
  public func progress(from start: Day, to end: Day) -> Double {
    let whole = end.ordinal - start.ordinal + 1
    let run = min(max(ordinal - start.ordinal + 1, 0), whole)
    return Double(run) / Double(whole)
  }
}

/// The rates by which what a batch saves is shared with institutions (结余留用), as the local rules set
/// them; `nil` where they were not supplied.
public struct SurplusRates: Hashable, Sendable {
  /// The batch's identifier.
  public var batch: String
  /// The institution's code; empty for all institutions of the batch.
  public var institution: String
  /// The fund's payment rate (医保基金支付比例), 0–1.
  public var payment: Double?
  /// The share of the goods that insured patients use (参保患者使用占比), 0–1.
  public var insured: Double?
  /// The rate by the assessment (考核比例), 0–1; what is retained is at most half of the base.
  public var assessment: Double?
  /// Where the row stands.
  public var source: SourceLine

  /// Rates; see the properties.
  public init(
    batch: String, institution: String = "", payment: Double?, insured: Double?,
    assessment: Double?, source: SourceLine
  ) {
    self.batch = batch
    self.institution = institution
    self.payment = payment
    self.insured = insured
    self.assessment = assessment
    self.source = source
  }
}
