import Execution
import PricePanel
import Procurement

/// The indicators of payment, credit, delivery, short supply and participation, as far as the rules
/// switch them on.
struct SupplyIndicators {
  /// Their results.
  let results: [IndicatorResult]

  /// Computes them.
  ///
  /// - Throws: when the rules lack a parameter.
  init(
    panel: Panel, month: Month, selections: Selections, catalogues: Catalogues, rules: Rules
  ) throws(RuleError) {
    func section(_ id: String) -> RuleSection? {
      let section = rules.section(ofIndicator: id)
      return section.isEnabled ? section : nil
    }
    var results: [IndicatorResult] = []
    let parties = PaymentParties(panel: panel, month: month, catalogues: catalogues)
    if let rules = section("payment-30-day-rate") {
      results += try PaymentRate(
        bills: Bill.bills(of: catalogues.payments), parties: parties, month: month, rules: rules
      ).results
    }
    if section("direct-settlement-share") != nil {
      results.append(
        DirectSettlement(payments: catalogues.payments, parties: parties, month: month).result)
    }
    if section("credit-coverage") != nil {
      results.append(CreditCoverage(panel: panel, month: month, catalogues: catalogues).result)
    }
    let lists = ShortageLists(catalogues)
    if section("delivery-rate") != nil {
      results.append(DeliveryRate(panel: panel, month: month, lists: lists).result)
    }
    if section("shortage-supply") != nil {
      results.append(
        try ShortageSupply(
          panel: panel, month: month, lists: lists, catalogues: catalogues,
          monitor: rules.section(ofMonitor: "supply-warning")
        ).result)
    }
    if section("non-public-participation") != nil {
      results +=
        NonPublicParticipation(
          panel: panel, month: month, selections: selections, catalogues: catalogues
        ).results
    }
    self.results = results
  }
}
