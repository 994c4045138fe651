public import Indicators
public import Procurement

/// One monthly report as a value: everything that the four formats show, and nothing else.
///
/// It is a pure function of the input files. Reporting writes it; it decides nothing.
public struct Report: Sendable {
  /// The month reported on.
  public var month: Month
  /// The currency amounts are in; `CNY` unless a profile says otherwise.
  public var currency: String
  /// The plan marked in the target-gap summary; `nil` when there are no plans.
  public var plan: Plan?
  /// All plans, in the order of the file.
  public var plans: [Plan]
  /// The rules in force.
  public var rules: Rules
  /// What was read, and what became of it.
  public var data: DataQuality
  /// What was bought in the month.
  public var overview: Overview
  /// All indicators, sorted by identifier.
  public var indicators: [IndicatorResult]
  /// Institutions whose filed purchases exceed the limit, largest share first.
  public var filedPurchases: [FiledPurchases]
  /// Every plan's targets against the values now, in the order of the plans.
  public var targets: [TargetGap]
  /// How prices moved.
  public var prices: PriceMovement
  /// What each monitor did, in the order the monitors run.
  public var monitors: [MonitorAccount]
  /// All findings, ranked.
  public var findings: [Finding]
  /// The findings' money at stake with each purchase counted once.
  public var excessAmount: Money

  /// The findings of one monitor, ranked.
  public func findings(of monitor: String) -> [Finding] {
    findings.filter { $0.monitor == monitor }
  }
}

/// What was read and what became of it: read = accepted + rejected + duplicates, in lines and
/// in money.
public struct DataQuality: Sendable {
  /// One file's account.
  public typealias File = FileAccount

  /// The files, sorted by path.
  public var files: [File]
  /// Every line that was not counted, sorted by file and line.
  public var rejects: [Reject]
  /// Rejects beyond what is listed one by one.
  public var rejectsNotListed: Int
  /// Lines not counted, by reason.
  public var rejectCounts: [(reason: RejectReason, lines: Int)]
  /// What was wrong in catalogues and with whole files.
  public var notices: [Notice]
  /// The first month with purchases; `nil` when there are none.
  public var firstMonth: Month?
  /// The last month with purchases; `nil` when there are none.
  public var lastMonth: Month?
  /// The number of cells in the price panel.
  public var cells: Int

  /// The sum over all files of one of their counts.
  public func sum(_ count: KeyPath<File, Int>) -> Int {
    files.reduce(0) { $0 + $1[keyPath: count] }
  }

  /// The sum over all files of one of their amounts.
  public func sum(_ amount: KeyPath<File, Money>) -> Money {
    files.reduce(.zero) { $0 + $1[keyPath: amount] }
  }
}

/// What was bought in the report month.
public struct Overview: Sendable {
  /// One group's purchases in the month, and in the months before.
  public struct Group: Sendable {
    /// What the group is, such as a `ProductCategory` raw value or a region.
    public var name: String
    /// The net amount in the month.
    public var amount: Money
    /// The net amount in the month before; `nil` when the panel does not reach back.
    public var previousMonth: Money?
    /// The net amount in the same month last year; `nil` when the panel does not reach back.
    public var sameMonthLastYear: Money?
    /// The net amount from January to the month.
    public var yearToDate: Money
  }

  /// Everything.
  public var total: Group
  /// By product category, in the order of `ProductCategory`; empty groups left out.
  public var categories: [Group]
  /// By region, sorted by name.
  public var regions: [Group]
  /// By channel, in the order of `Channel`; empty groups left out.
  public var channels: [Group]
  /// Net amount by month, oldest first.
  public var months: [(month: Month, amount: Money)]
  /// Accepted lines in the month.
  public var lines: Int
  /// Products bought in the month.
  public var products: Int
  /// Institutions that bought in the month.
  public var institutions: Int
  /// Distributors that were bought from in the month.
  public var distributors: Int
}

/// How prices moved against the previous month: rose + fell + unchanged + not bought this month
/// + not comparable = items followed.
public struct PriceMovement: Sendable {
  /// One product's matched price change.
  public struct Change: Sendable {
    /// The product.
    public var product: Product
    /// The month compared with.
    public var referenceMonth: Month
    /// The price then, over the matched institutions, 元 per smallest preparation unit.
    public var reference: Double
    /// The price now, over the matched institutions.
    public var price: Double
    /// The institutions matched.
    public var institutions: Int
    /// The amount bought now by the matched institutions.
    public var amount: Money

    /// The relative change: 0.1 for +10 %.
    public var change: Double { price / reference - 1 }
  }

  /// Products ever bought up to the month.
  public var followed: Int
  /// Products whose matched price rose.
  public var rose: Int
  /// Products whose matched price fell.
  public var fell: Int
  /// Products whose matched price stayed.
  public var unchanged: Int
  /// Products not bought at a price this month.
  public var notBought: Int
  /// Products bought this month with nothing to compare with (new, or no matched institution).
  public var notComparable: Int
  /// The ten largest rises, largest first.
  public var largestRises: [Change]
  /// The ten largest falls, largest first.
  public var largestFalls: [Change]
  /// The average price change month by month, weighted by amount over matched products: `0.01`
  /// for +1 %; `nil` where nothing matched.
  public var averageChange: [MonthValue]
}
