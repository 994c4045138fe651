internal import Execution
internal import Parallel
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
      IndicatorParts(
        ExecutionBasis(panel: panel, catalogues: catalogues, rules: rules), month: month,
        rules: rules, screened: screened ?? ScreenedPanel(panel), baseMonth: baseMonth))
  }

  /// Puts all indicators together; parts that nothing has worked out yet are worked out now.
  ///
  /// - Throws: as the other initializer does.
  package init(_ parts: IndicatorParts) throws(RuleError) {
    let (catalogues, rules) = (parts.catalogues, parts.rules)
    let shares = try parts.shares()
    let counts = try parts.varieties()
    let execution = try parts.execution()
    var results = shares.results + counts.values.map(\.result)
    results += try parts.indices() + parts.supply() + execution.results
    filedPurchases = shares.filedPurchases
    notices = execution.notices
    results = MissingFiles(catalogues).naming(results)
    results.sort { $0.id < $1.id }

    let gaps = rules.section(ofIndicator: "target-gap")
    if gaps.isEnabled {
      let rows = try TargetGaps(month: parts.month, rules: gaps)
      targets = rows.rows(of: catalogues.plans) { target in
        if let count = counts[target.indicator] {
          let now = count.value(levels: target.levels)
          let missing = MissingFiles(catalogues)
          return (
            now.count.map(Double.init),
            now.reason.map { missing.name($0, of: target.indicator) }
          )
        }
        let result = results.first { $0.id == target.indicator }
        guard let result else {
          return (nil, rules.switchesOff(target.indicator) ? .switchedOff : .noInput)
        }
        return (result.value, result.reason)
      }
    } else {
      targets = []
    }
    self.results = results
  }
}

extension Rules {
  /// Whether the section that the indicator `id` belongs to is switched off.
  fileprivate func switchesOff(_ id: String) -> Bool {
    let family = String(id.prefix { $0 != "/" })
    return !section(ofIndicator: family == "vbp-categories" ? "vbp-varieties" : family).isEnabled
  }
}
