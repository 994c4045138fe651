import Execution
import Procurement

/// 约定量滞后: contracted quantities whose completion is behind time progress by more points than the
/// rules allow.
///
/// 运城 (五): 督导医疗机构完成带量采购任务. Contracts of which nothing at all was bought are `zero-uptake`'s,
/// unless that is switched off.
struct ContractLag: Monitor {
  static let id = "contract-lag"
  static let unit = MonitoredUnit.other
  static let scope = MonitorScope.everything

  private let units: ContractUnits
  private let watch: Double
  private let warn: Double
  private let sparesZeroUptake: Bool

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    units = try ContractUnits(rules: rules, context: context)
    watch = try rules.number("watch-lag")
    warn = try rules.number("warn-lag")
    sparesZeroUptake = context.basis.rules.section(ofMonitor: ZeroUptake.id).isEnabled
  }

  static func otherUnits(in context: MonitorContext) -> Int { ContractUnits.count(in: context) }

  func examineOthers(into tally: inout MonitorTally) {
    units.examine(into: &tally) { row, tally in
      if sparesZeroUptake, row.isWithoutUptake {
        tally.setAside(because: row.isShared ? .sharedProduct : .withoutUptake)
      } else if row.lags(by: watch) {
        let severity: Severity = row.lags(by: warn) ? .warn : .watch
        units.flag(
          Self.id, severity, row, completion: row.completion, lower: row.timeProgress - watch,
          &tally)
      } else if row.mightLag(by: watch) {
        tally.setAside(because: .recordsMissing)
      } else {
        tally.pass()
      }
    }
  }
}
