package import Execution
internal import Parallel
package import PricePanel
package import Procurement

/// The indicators of one month in parts that do not wait for each other, so that they can be worked
/// out side by side. ``IndicatorRun`` puts them together.
package struct IndicatorParts: Sendable {
  /// The platform shares, how far they are from the plans, and who files too much.
  struct Shares: Sendable {
    var results: [IndicatorResult] = []
    var filedPurchases: [FiledPurchases] = []
  }

  let month: Month
  let catalogues: Catalogues
  let rules: Rules
  let shares: Deferred<Shares, RuleError>
  /// The counts of varieties, by the identifier of their subject.
  let varieties: Deferred<[String: VBPVarieties], RuleError>
  let indices: Deferred<[IndicatorResult], RuleError>
  let supply: Deferred<[IndicatorResult], RuleError>
  let execution: Deferred<ExecutionIndicators, RuleError>

  /// What is to be worked out, those that take longest first.
  package var tasks: [@Sendable () -> Void] {
    [
      { [supply] in _ = try? supply() }, { [execution] in _ = try? execution() },
      { [indices] in _ = try? indices() }, { [shares] in _ = try? shares() },
      { [varieties] in _ = try? varieties() },
    ]
  }

  /// The indicators that the rules switch on; nothing is worked out yet.
  ///
  /// - Parameters:
  ///   - basis: what contracts and batch catalogues come to.
  ///   - month: the report month; later cells are left out.
  ///   - rules: the switches and thresholds.
  ///   - screened: the panel without the purchases whose unit of price is in doubt, for price
  ///     indices.
  ///   - baseMonth: the month in which price indices are 100; `nil`: as the rules say.
  package init(
    _ basis: ExecutionBasis, month: Month, rules: Rules, screened: ScreenedPanel,
    baseMonth: Month?
  ) {
    let (panel, catalogues) = (basis.panel, basis.catalogues)
    self.month = month
    self.catalogues = catalogues
    self.rules = rules
    shares = Deferred { () throws(RuleError) in
      var shares = Shares()
      let section = rules.section(ofIndicator: "platform-share")
      guard section.isEnabled else { return shares }
      let share = try PlatformShare(
        panel: panel, month: month, catalogues: catalogues, rules: section,
        filed: rules.section(ofMonitor: "filed-share"))
      shares.results = share.results
      shares.filedPurchases = share.filedPurchases
      if rules.section(ofIndicator: "platform-gap").isEnabled {
        shares.results += PlatformGap(share, month: month, plans: catalogues.plans).results
      }
      return shares
    }
    varieties = Deferred { () throws(RuleError) in
      var counts: [String: VBPVarieties] = [:]
      let section = rules.section(ofIndicator: "vbp-varieties")
      guard section.isEnabled else { return counts }
      let first = min(panel.months?.lowerBound ?? month, month)
      for subject in VBPVarieties.Subject.allCases {
        counts[subject.id] = try VBPVarieties(
          subject, months: first...month, catalogues: catalogues, rules: section)
      }
      return counts
    }
    indices = Deferred { () throws(RuleError) in
      let section = rules.section(ofIndicator: "price-index")
      guard section.isEnabled else { return [] }
      return try PriceIndex(
        screened, month: month, baseMonth: baseMonth, selections: basis.selections,
        catalogues: catalogues, rules: section
      ).results
    }
    supply = Deferred { () throws(RuleError) in
      try SupplyIndicators(
        panel: panel, month: month, selections: basis.selections, catalogues: catalogues,
        rules: rules
      ).results
    }
    execution = Deferred { () throws(RuleError) in
      try ExecutionIndicators(basis, month: month, rules: rules)
    }
  }
}
