public import PricePanel
public import Procurement

/// What all monitors found in one month.
public struct MonitorRun: Sendable {
  /// The price changes of the month, which the report also shows.
  public let changes: PriceChanges
  /// Each monitor's account, in the order the monitors run; tested + not applicable = its units.
  public let accounts: [MonitorAccount]
  /// All findings, ranked by severity, money at stake and identifier.
  public let findings: [Finding]
  /// The findings' money at stake with each purchase counted once.
  ///
  /// A purchase is what one institution bought of one product in the month. It counts with the
  /// largest money above zero that any finding sees in it; falls count nothing. A finding about a
  /// whole product is spread over its matched institutions in proportion to what each bought, so
  /// that a single finding counts with exactly its own money.
  public let countedOnceExcess: Money

  /// Runs all monitors that the rules switch on.
  ///
  /// A monitor that is switched off accounts for all its units with
  /// ``Procurement/NotApplicableReason/switchedOff``.
  ///
  /// - Parameters:
  ///   - panel: the price panel.
  ///   - month: the report month.
  ///   - catalogues: for batches and selected prices; products come from the panel.
  ///   - rules: the thresholds.
  /// - Throws: when the rules lack a parameter that a monitor needs.
  /// - Complexity: O(cells of the months compared + products × log cells).
  public init(
    panel: Panel, month: Month, catalogues: Catalogues, rules: Rules
  ) throws(RuleError) {
    let context = MonitorContext(
      panel: panel, month: month, catalogues: catalogues, steps: rules.steps)
    var tallies: [MonitorTally] = []
    for monitor in allMonitors {
      tallies.append(try MonitorRun.tally(monitor, rules: rules, context: context))
    }
    changes = context.changes
    accounts = tallies.map(\.account)
    findings = tallies.flatMap(\.findings).sorted(by: Finding.ranksBefore)
    countedOnceExcess = ExcessClaim.countedOnce(tallies.flatMap(\.claims))
  }

  /// Folds one monitor over all products.
  private static func tally(
    _ type: any Monitor.Type, rules: Rules, context: MonitorContext
  ) throws(RuleError) -> MonitorTally {
    var tally = MonitorTally(id: type.id)
    // A section that is not there at all lacks its first parameter.
    let section =
      rules.monitors[type.id]
      ?? RuleSection(id: type.id, isEnabled: true, authority: "", values: [:])
    guard section.isEnabled else {
      tally.setAside(type.unit.count(in: context), because: .switchedOff)
      return tally
    }
    let monitor = try type.init(rules: section, context: context)
    for product in context.panel.products.indices {
      monitor.examine(product, into: &tally)
    }
    return tally
  }
}

extension MonitoredUnit {
  /// How many units were bought in the report month.
  func count(in context: MonitorContext) -> Int {
    context.panel.products.indices.reduce(0) { sum, product in
      let cells = context.cells(of: product)
      return sum + (self == .product ? (cells.isEmpty ? 0 : 1) : cells.countOfInstitutions)
    }
  }
}
