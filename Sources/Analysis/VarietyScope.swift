internal import Execution
internal import PricePanel
internal import Procurement

/// What went before a finding about a variety of volume-based procurement.
struct VarietyScope: Sendable {
  private let finding: Finding
  private let panel: Panel
  private let catalogues: Catalogues
  private let rules: Rules

  /// `nil` where the finding is about no variety.
  init?(_ finding: Finding, panel: Panel, catalogues: Catalogues, rules: Rules) {
    guard !finding.variety.isEmpty else { return nil }
    self.finding = finding
    self.panel = panel
    self.catalogues = catalogues
    self.rules = rules
  }

  /// What ``history`` is a history of.
  var historyKind: Explanation.HistoryKind {
    finding.referenceKind == .timeProgress ? .completion : .nonSelectedShare
  }

  /// Twelve months up to the finding's, oldest first.
  var history: [Explanation.Point] {
    let value = historyKind == .completion ? completion : share
    return (0..<12).map { index in
      let month = finding.month.advanced(by: index - 11)
      return Explanation.Point(month: month, value: value(month))
    }
  }

  /// The completion of the finding's contract at the end of a month.
  private var completion: (Month) -> Double? {
    let ledger = rules.indicators["contract-completion"].flatMap { section in
      try? ContractLedger(
        panel: panel, month: finding.month, catalogues: catalogues, rules: section)
    }
    let row = ledger?.rows.first { row in
      row.batch == finding.batch && row.variety == finding.variety
        && row.productCode == finding.product.code
        && row.holder.code == finding.institution?.code
        && finding.evidence.allSatisfy(row.sources.contains)
    }
    return { month in
      row.flatMap {
        $0.start.month <= month ? $0.bought(until: month).units / $0.contracted.units : nil
      }
    }
  }

  /// The share of what is not selected in what the finding's institution bought in a month.
  private var share: (Month) -> Double? {
    let varieties = VarietiesInForce(
      panel: panel, catalogues: catalogues,
      prices: SelectedPrices(panel: panel, catalogues: catalogues), month: finding.month)
    let variety = varieties.all.first { $0.name == finding.variety }
    let institution = panel.institutions.firstIndex { $0.code == finding.institution?.code }
    return { month in
      guard let variety, let institution else { return nil }
      let split = variety.split(of: panel, period: month...month, tolerance: 0) {
        $0 == institution
      }[UInt32(institution)]
      return split.flatMap {
        $0.all.quantity > .zero
          ? $0.nonSelected.quantity.units / $0.all.quantity.units : nil
      }
    }
  }
}
