internal import Execution
internal import PricePanel
internal import Procurement

/// What went before findings about varieties of volume-based procurement.
struct VarietyHistories: Sendable {
  private let panel: Panel
  private let month: Month
  private let contracts: [Goods: [ContractProgress]]
  private let varieties: [String: VarietyInForce]
  private let institutions: [String: Int]

  /// What a contract is for, and whose it is; there is one for each of its periods.
  private struct Goods: Hashable {
    let batch: String
    let variety: String
    let product: String
    let holder: String?
  }

  /// Looks up what `findings` of `month` need; nothing where none is about a variety.
  ///
  /// - Complexity: that of a ledger of contracts, once.
  init(of findings: some Sequence<Finding>, in basis: ExecutionBasis, month: Month) {
    panel = basis.panel
    self.month = month
    let kinds = Set(findings.filter { !$0.variety.isEmpty }.map { Self.kind(of: $0) })
    if kinds.contains(.completion), let book = try? basis.contracts() {
      contracts = Dictionary(grouping: ContractLedger(book, month: month).rows) { row in
        Goods(
          batch: row.batch, variety: row.variety, product: row.productCode,
          holder: row.holder.code)
      }
    } else {
      contracts = [:]
    }
    if kinds.contains(.nonSelectedShare) {
      varieties = Dictionary(
        basis.varieties(inForceAt: month).map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first })
      institutions = panel.institutions.places(by: \.code)
    } else {
      varieties = [:]
      institutions = [:]
    }
  }

  /// What the history of a finding about a variety is a history of.
  static func kind(of finding: Finding) -> Explanation.HistoryKind {
    finding.referenceKind == .timeProgress ? .completion : .nonSelectedShare
  }

  /// Twelve months up to the finding's, oldest first; `nil` where it is about no variety.
  func history(of finding: Finding) -> [MonthValue]? {
    guard !finding.variety.isEmpty else { return nil }
    let value = Self.kind(of: finding) == .completion ? completion(finding) : share(finding)
    return [MonthValue](month.twelveMonths, value)
  }

  /// How much of the agreement period of the finding's contract has run at the end of each of the
  /// same months; none where it is about no contract.
  func references(of finding: Finding) -> [MonthValue] {
    guard !finding.variety.isEmpty, Self.kind(of: finding) == .completion,
      let account = contract(of: finding)?.account
    else { return [] }
    return [MonthValue](month.twelveMonths) { each in
      account.start.month <= each
        ? each.lastDay.progress(from: account.start, to: account.end) : nil
    }
  }

  private func contract(of finding: Finding) -> ContractProgress? {
    let goods = Goods(
      batch: finding.batch, variety: finding.variety, product: finding.product.code,
      holder: finding.institution?.code)
    return contracts[goods]?.first { row in
      finding.evidence.allSatisfy(row.account.sources.contains)
    }
  }

  /// The completion of the finding's contract at the end of a month.
  private func completion(_ finding: Finding) -> (Month) -> Double? {
    let row = contract(of: finding)
    return { month in
      row.flatMap {
        $0.account.start.month <= month ? $0.bought(until: month).units / $0.contracted.units : nil
      }
    }
  }

  /// The share of what is not selected in what the finding's institution bought in a month.
  private func share(_ finding: Finding) -> (Month) -> Double? {
    let variety = varieties[finding.variety]
    let institution = institutions[finding.institution?.code ?? ""]
    return { month in
      guard let variety, let institution else { return nil }
      var (all, nonSelected) = (Quantity.zero, Quantity.zero)
      variety.forEachStretch(in: panel, period: month...month) { role, cells in
        for cell in cells where Int(cell.institution) == institution {
          let quantity = cell.ordered - cell.returned
          all += quantity
          if role == .nonSelected { nonSelected += quantity }
        }
      }
      return all > .zero ? nonSelected.units / all.units : nil
    }
  }
}
