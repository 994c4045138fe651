import Execution
import Procurement

/// 零采购: contracted varieties of which nothing was bought though a good part of the agreement period
/// has run.
struct ZeroUptake: Monitor {
  static let id = "zero-uptake"
  static let unit = MonitoredUnit.other
  static let scope = MonitorScope.everything

  private let units: ContractUnits
  private let watch: Double
  private let warn: Double

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    units = try ContractUnits(rules: rules, context: context)
    watch = try rules.number("watch-progress")
    warn = try rules.number("warn-progress")
  }

  static func otherUnits(in context: MonitorContext) -> Int { ContractUnits.count(in: context) }

  func examineOthers(into tally: inout MonitorTally) {
    units.examine(into: &tally) { row, tally in
      if !row.isWithoutUptake {
        tally.pass()
      } else if row.isShared {
        tally.setAside(because: .sharedProduct)
      } else if row.timeProgress > watch + 1e-9 {
        let severity: Severity = row.timeProgress > warn + 1e-9 ? .warn : .watch
        // What came back beyond that was bought before the period.
        units.flag(Self.id, severity, row, completion: 0, lower: 0, &tally)
      } else if row.elapsed > watch + 1e-9 {
        tally.setAside(because: .recordsMissing)
      } else {
        tally.setAside(because: .periodJustBegun)
      }
    }
  }
}
