public import PricePanel
public import Procurement

/// What all monitors found in one month.
public struct MonitorRun: Sendable {
  /// The panel without the purchases whose unit of price is in doubt.
  public let screened: ScreenedPanel
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
  /// First of all the purchases whose unit of price is in doubt are found and left out of what all
  /// other monitors compare; see ``ScreenedPanel``. A monitor that is switched off accounts for all its units with
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
    let context = try MonitorContext(
      panel: panel, month: month, catalogues: catalogues, rules: rules)
    var tallies: [MonitorTally] = []
    for monitor in allMonitors {
      tallies.append(try MonitorRun.tally(monitor, rules: rules, context: context))
    }
    screened = context.screen.screened
    changes = context.changes
    accounts = tallies.map { $0.account.named(by: rules) }
    findings = tallies.flatMap(\.findings).sorted(by: Finding.ranksBefore)
    countedOnceExcess = ExcessClaim.countedOnce(tallies.flatMap(\.claims))
  }

  /// Folds one monitor over all products.
  private static func tally(
    _ type: any Monitor.Type, rules: Rules, context: MonitorContext
  ) throws(RuleError) -> MonitorTally {
    var tally = MonitorTally(id: type.id)
    let variants = RuleVariants(
      rules.section(of: type.id), products: context.panel.products)
    var monitors: [(any Monitor)?] = []
    for section in variants.sections {
      monitors.append(section.isEnabled ? try type.init(rules: section, context: context) : nil)
    }
    for product in context.panel.products.indices {
      let cells = context.allCells(of: product)
      guard !cells.isEmpty else { continue }
      func units(_ cells: ArraySlice<Cell>) -> Int {
        type.unit.count(in: cells, regions: context.regions)
      }
      guard let monitor = monitors[variants[product]] else {
        tally.setAside(units(cells), because: .switchedOff)
        continue
      }
      if type.scope == .outliers, context.isOnShortageList(product) {
        tally.setAside(units(cells), because: .shortageList)
        continue
      }
      if type.scope != .everything, context.screen.screened.isScreened(product) {
        let remaining = context.cells(of: product)
        tally.setAside(units(cells) - units(remaining), because: .unitMismatch)
        if remaining.isEmpty { continue }
      }
      monitor.examine(product, into: &tally)
    }
    if let monitor = monitors[0] {
      monitor.examineOthers(into: &tally)
    } else {
      tally.setAside(type.otherUnits(in: context), because: .switchedOff)
    }
    return tally
  }
}

extension MonitorAccount {
  /// The account, marked where it flagged more than the rules hold likely.
  func named(by rules: Rules) -> MonitorAccount {
    var account = self
    if let share = rules.crowdedShare, tested >= rules.crowdedMinimum {
      account.isCrowded = Double(flagged) > share * Double(tested)
    }
    return account
  }
}
