package import Execution
public import PricePanel
public import Procurement

/// All indicators of one month, and how far they are from the plans' targets.
public struct IndicatorRun: Sendable {
  /// All indicators that the rules switch on, sorted by identifier.
  public let results: [IndicatorResult]
  /// Every target of every plan, in the order of the plans.
  public let targets: [TargetGap]
  /// Public institutions whose filed purchases of drugs exceed the limit, largest share first.
  public let filedPurchases: [FiledPurchases]
  /// Rows of the catalogues that are left out because the purchases cast doubt on them.
  public let notices: [Notice]

  /// Computes all indicators.
  ///
  /// - Parameters:
  ///   - panel: the price panel.
  ///   - month: the report month; later cells are left out.
  ///   - catalogues: batches, categories and plans.
  ///   - rules: the switches and thresholds.
  ///   - screened: the panel without the purchases whose unit of price is in doubt, for price
  ///     indices; `nil`: none is.
  ///   - baseMonth: the month in which price indices are 100; `nil`: as the rules say.
  /// - Throws: when the rules lack a parameter that an indicator needs.
  /// - Complexity: O(cells + months × catalogue rows).
  public init(
    panel: Panel, month: Month, catalogues: Catalogues, rules: Rules,
    screened: ScreenedPanel? = nil, baseMonth: Month? = nil
  ) throws(RuleError) {
    try self.init(
      ExecutionBasis(panel: panel, catalogues: catalogues, rules: rules), month: month,
      rules: rules, screened: screened ?? ScreenedPanel(panel), baseMonth: baseMonth)
  }

  /// Computes all indicators, where contracts and batch catalogues are looked up already.
  ///
  /// - Throws: as the other initializer does.
  package init(
    _ basis: ExecutionBasis, month: Month, rules: Rules, screened: ScreenedPanel,
    baseMonth: Month?
  ) throws(RuleError) {
    let (panel, catalogues) = (basis.panel, basis.catalogues)
    var results: [IndicatorResult] = []
    var filedPurchases: [FiledPurchases] = []
    let shares = rules.section(ofIndicator: "platform-share")
    if shares.isEnabled {
      let share = try PlatformShare(
        panel: panel, month: month, catalogues: catalogues, rules: shares,
        filed: rules.section(ofMonitor: "filed-share"))
      results += share.results
      filedPurchases = share.filedPurchases
      if rules.section(ofIndicator: "platform-gap").isEnabled {
        results += PlatformGap(share, month: month, plans: catalogues.plans).results
      }
    }
    var counts: [String: VBPVarieties] = [:]
    let varieties = rules.section(ofIndicator: "vbp-varieties")
    if varieties.isEnabled {
      let first = min(panel.months?.lowerBound ?? month, month)
      for subject in VBPVarieties.Subject.allCases {
        let count = try VBPVarieties(
          subject, months: first...month, catalogues: catalogues, rules: varieties)
        counts[subject.id] = count
        results.append(count.result)
      }
    }
    let indices = rules.section(ofIndicator: "price-index")
    if indices.isEnabled {
      results += try PriceIndex(
        screened, month: month, baseMonth: baseMonth, selections: basis.selections,
        catalogues: catalogues, rules: indices
      ).results
    }
    results += try SupplyIndicators(
      panel: panel, month: month, selections: basis.selections, catalogues: catalogues,
      rules: rules
    ).results
    let execution = try ExecutionIndicators(basis, month: month, rules: rules)
    results += execution.results
    notices = execution.notices
    results = MissingFiles(catalogues).naming(results)
    results.sort { $0.id < $1.id }

    let gaps = rules.section(ofIndicator: "target-gap")
    if gaps.isEnabled {
      targets = try TargetGaps(month: month, rules: gaps).rows(of: catalogues.plans) { target in
        if let count = counts[target.indicator] {
          let now = count.value(levels: target.levels)
          let missing = MissingFiles(catalogues)
          return (
            now.count.map(Double.init),
            now.reason.map { missing.name($0, of: target.indicator) }
          )
        }
        let result = results.first { $0.id == target.indicator }
        return (result?.value, result == nil ? .noInput : result?.reason)
      }
    } else {
      targets = []
    }
    self.results = results
    self.filedPurchases = filedPurchases
  }
}
