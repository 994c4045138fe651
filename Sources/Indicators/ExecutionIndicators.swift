import Execution
import PricePanel
import Procurement

/// The indicators of the execution of volume-based procurement (集采执行), which share one ledger of
/// contracts and one reading of the batch catalogues.
struct ExecutionIndicators {
  /// The results of those that the rules switch on.
  private(set) var results: [IndicatorResult] = []
  /// Contracts whose unit is in doubt, whether they are left out or count.
  private(set) var notices: [Notice] = []

  /// Computes them for `month`.
  ///
  /// - Throws: when the rules lack a parameter that one of them needs.
  /// - Complexity: O(contracts × products of a variety + cells of the products in batches).
  init(_ basis: ExecutionBasis, month: Month, rules: Rules) throws(RuleError) {
    let catalogues = basis.catalogues
    let completion = rules.section(ofIndicator: ContractCompletion.id)
    let surplus = rules.section(ofIndicator: RetainedSurplus.id)
    let savings = rules.section(ofIndicator: Savings.id)
    let share = rules.section(ofIndicator: NonSelectedShare.id)
    let bases =
      savings.isEnabled || surplus.isEnabled
      ? try BasePrices(panel: basis.panel, prices: basis.prices, rules: savings) : nil
    let varieties = basis.varieties(inForceAt: month)
    if completion.isEnabled || surplus.isEnabled {
      let book = try basis.contracts()
      let ledger = ContractLedger(book, month: month)
      notices = (ledger.notices + ledger.doubts).sorted { $0.source < $1.source }
      if completion.isEnabled {
        results += try ContractCompletion(
          ledger: ledger, month: month, catalogues: catalogues, rules: completion,
          lag: rules.section(ofMonitor: "contract-lag")
        ).results
      }
      if surplus.isEnabled, let bases {
        results.append(
          try RetainedSurplus(
            basis, book, bases: bases, varieties: varieties, month: month, rules: surplus
          ).result)
      }
    }
    if share.isEnabled {
      results.append(
        try NonSelectedShare(
          panel: basis.panel, month: month, varieties: varieties, catalogues: catalogues,
          rules: rules.section(ofMonitor: NonSelectedShare.id)
        ).result)
    }
    if savings.isEnabled, let bases {
      results.append(
        Savings(
          panel: basis.panel, month: month, varieties: varieties, bases: bases,
          catalogues: catalogues
        ).result)
    }
  }
}
