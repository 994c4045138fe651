internal import Execution
internal import Indicators
internal import Monitors
internal import Parallel
internal import PricePanel
internal import Procurement

/// All that a month's report says of a panel, worked out side by side.
struct MonthResults: Sendable {
  /// What was bought.
  let overview: Overview
  /// All indicators, and how far they are from the plans' targets.
  let indicators: IndicatorRun
  /// What the monitors found, and since when.
  let clues: Clues
  /// How prices moved.
  let prices: PriceMovement
  /// The panel without the purchases whose unit of price is in doubt.
  let screened: ScreenedPanel

  /// Watches and measures one month.
  ///
  /// - Parameters:
  ///   - execution: the panel, and what its contracts and batch catalogues come to.
  ///   - month: the report month.
  ///   - baseMonth: the month in which price indices are 100; `nil`: as the rules say.
  ///   - workers: how many work side by side; the results are the same for any number.
  /// - Throws: when the rules lack a parameter.
  init(
    _ execution: ExecutionBasis, month: Month, baseMonth: Month?, rules: Rules, workers: Int
  ) throws(RuleError) {
    let (panel, catalogues) = (execution.panel, execution.catalogues)
    let first = panel.months?.lowerBound ?? month
    let months = [month, month.advanced(by: -1)].filter { $0 >= first }
    let basis = try MonitorBasis(
      execution, months: months,
      earlier: FindingChains.earlierMonths(before: month, since: first), rules: rules,
      workers: workers)
    screened = basis.screened(in: month)
    // What is worked out side by side; each asks for what it needs of the others.
    let summed = Deferred { Overview(panel: panel, month: month) }
    let watched = Deferred { () throws(RuleError) in try MonitorRun(basis, month: month) }
    let before = months.dropFirst().first.map { month in
      Deferred { () throws(RuleError) in try MonitorRun(basis, month: month) }
    }
    let moved = Deferred { () throws(RuleError) in
      PriceMovement(panel: panel, changes: try watched().changes)
    }
    let chains = before.map { before in
      MonitorRun.monitors.map { monitor in
        Deferred { () throws(RuleError) in
          try FindingChains(
            of: monitor, in: watched(), month: month, first: first, before: before())
        }
      }
    }
    let measured = IndicatorParts(
      execution, month: month, rules: rules, screened: screened, baseMonth: baseMonth)
    sideBySide(
      workers,
      [{ _ = try? watched() }, { _ = try? before?() }] + measured.tasks
        + (chains ?? []).map { chain in { _ = try? chain() } }
        + [{ _ = summed() }, { _ = try? moved() }])
    overview = summed()
    indicators = try IndicatorRun(measured)
    var joined: FindingChains?
    if let chains {
      var parts: [FindingChains] = []
      for chain in chains { parts.append(try chain()) }
      joined = FindingChains(joining: parts)
    }
    clues = Clues(
      try watched(), month: month, decisions: catalogues.decisions, chains: joined)
    prices = try moved()
  }
}
