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
  /// The name of the file that ``rules`` were read from; `nil`: the program's own.
  public var rulesFile: String?
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
  /// All findings but those that reviewers have dismissed, ranked.
  public var findings: [Finding]
  /// The money at stake of ``findings`` with each purchase counted once.
  public var excessAmount: Money
  /// The findings that reviewers have dismissed, ranked; no total counts them.
  public var dismissed: [Finding] = []
  /// How ``findings`` stand to the month before; `nil` when the data begin with this month.
  public var monthOnMonth: MonthOnMonth?
  /// What stands beside the first ``findings``.
  public var backgrounds = ClueBackgrounds()

  /// The findings of one monitor, ranked.
  public func findings(of monitor: String) -> [Finding] {
    findings.filter { $0.monitor == monitor }
  }
}
