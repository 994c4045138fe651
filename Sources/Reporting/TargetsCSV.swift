import Analysis
import Indicators
import Procurement

/// `targets.csv`: every plan's targets against the values now, a row each, for Excel and WPS.
///
/// UTF-8 with BOM, CRLF, numbers plain; identifiers do not depend on the language.
/// `Reports/README.md` documents the columns.
enum TargetsCSV {
  /// The columns in their order.
  static let columns = [
    "plan", "chosen", "region", "document", "indicator", "wording", "clause", "baseline_year",
    "baseline_text", "baseline", "target_year", "target_text", "target", "now", "gap",
    "straight_line", "needed_pace", "pace", "projected_arrival", "deviation", "major_deviation",
    "status", "reason",
  ]

  /// The targets of `report`.
  ///
  /// - Complexity: O(*n*) in the targets.
  static func bytes(of report: Report) -> [UInt8] {
    csv(columns, report.targets.lazy.map { row($0, of: report) })
  }

  private static func row(_ gap: TargetGap, of report: Report) -> [CSVCell] {
    let plan = report.plans.first { $0.id == gap.plan }
    let target = gap.target
    let isChosen = gap.plan == report.plan?.id
    return [
      .text(gap.plan), .text(isChosen ? "true" : "false"), .text(plan?.region ?? ""),
      .text(plan?.document ?? ""), .text(target.indicator), .text(target.wording),
      .text(target.clause), .number(target.baselineYear.map(String.init) ?? ""),
      .text(target.baseline.text), .number(target.baseline.value),
      .number(target.targetYear.map(String.init) ?? ""),
      .text(target.target.text), .number(target.target.value), .number(gap.now),
      .number(gap.gap), .number(gap.straightLine), .number(gap.neededPace), .number(gap.pace),
      .text(gap.projectedArrival?.description ?? ""), .number(gap.deviation),
      .text(gap.isMajorDeviation.map { $0 ? "true" : "false" } ?? ""),
      .text(gap.status.rawValue), .text(gap.reason?.rawValue ?? ""),
    ]
  }
}
