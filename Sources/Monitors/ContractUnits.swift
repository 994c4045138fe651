import Execution
import PricePanel
import Procurement

/// What `contract-lag` and `zero-uptake` have in common: the contracts that run in the month, one
/// by one, and why some of them cannot be judged.
struct ContractUnits {
  private let context: MonitorContext
  private let ledger: ContractLedger
  private let minimumAmount: Money
  /// Whether each contract is of something in short supply.
  private let isShort: [Bool]
  /// The contracts whose quantities may be packs taken for units, or units for packs.
  private let doubted: Set<SourceLine>

  /// - Throws: when `rules` lacks `minimum-amount`, or the rules a parameter of
  ///   `contract-completion`.
  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    ledger = try context.ledger()
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
    isShort = try context.basis.contractsInShortSupply()
    doubted = Set(ledger.doubts.map(\.source))
  }

  /// How many units there are; without any contracts one, of which that is said.
  static func count(in context: MonitorContext) -> Int {
    if context.catalogues.contracts.isEmpty { return 1 }
    guard let ledger = try? context.ledger() else { return 0 }
    return ledger.rows.count + ledger.notices.count
  }

  /// Judges every contract that can be judged, and accounts for the others.
  func examine(
    into tally: inout MonitorTally,
    _ judge: (ContractProgress, inout MonitorTally) -> Void
  ) {
    guard !context.catalogues.contracts.isEmpty else {
      tally.setAside(because: .noContracts)
      return
    }
    tally.setAside(ledger.notices.count, because: .suspectContract)
    // By identity, which is a small number.
    var isCurrent = [Bool](
      repeating: false, count: (ledger.rows.lazy.map(\.account.identity).max() ?? -1) + 1)
    for row in ledger.rows where row.isCurrent { isCurrent[row.account.identity] = true }
    for row in ledger.rows {
      if !row.isCurrent, isCurrent[row.account.identity] {
        tally.setAside(because: .otherPeriod)
      } else if !row.isFollowed {
        tally.setAside(because: .purchasesBeginLater)
      } else if isShort[row.account.place] {
        tally.setAside(because: .shortageList)
      } else if value(of: row.contracted, in: row).map({ $0 < minimumAmount }) ?? false {
        tally.setAside(because: .tooLittleMoney)
      } else {
        judge(row, &tally)
      }
    }
  }

  /// Flags a contract whose completion lies behind time progress. Where the contracted quantity itself
  /// is in doubt that is 关注, and the step is what all monitors suggest then: the data come first.
  ///
  /// - Parameters:
  ///   - completion: how much was bought, as a share of what was contracted.
  ///   - lower: the lowest completion that would not have been a finding.
  func flag(
    _ monitor: String, _ severity: Severity, _ row: ContractProgress, completion: Double,
    lower: Double, _ tally: inout MonitorTally
  ) {
    let holder = row.holder
    let isDoubted = !doubted.isDisjoint(with: row.account.sources)
    let missing = value(
      of: row.contracted, in: row, share: completion - row.timeProgress)
    var finding = Finding(
      monitor: monitor, severity: isDoubted ? .watch : severity, month: context.month,
      product: product(of: row),
      institution: holder.union.isEmpty
        ? holder.institutions.first
        : Institution(
          code: holder.code, name: holder.name, ownership: holder.institutions[0].ownership,
          region: holder.region, union: holder.union),
      variety: row.variety, batch: row.batch, unit: .share, observed: completion,
      reference: row.timeProgress, referenceKind: .timeProgress, peers: 0,
      quantity: row.contracted, excessAmount: missing ?? .zero,
      bounds: PriceBounds(lower: lower, upper: nil), method: BoundsMethod.ruleLimit.rawValue,
      evidence: Array(row.account.sources.prefix(evidenceLimit)),
      distinction: row.account.isBesideAnother ? "\(row.account.start) \(row.account.end)" : "")
    finding.valuedAt = row.account.price
    tally.flag(finding, hasOwnStep: !isDoubted)
  }

  /// What a share of a quantity costs at the selected price; `nil` where there is none.
  private func value(
    of quantity: Quantity, in row: ContractProgress, share: Double = 1
  ) -> Money? {
    row.account.price.map { Money(rounding: $0 * share * quantity.units) }
  }

  private func product(of row: ContractProgress) -> Product {
    if let bought = context.basis.execution.codes.products(code: row.productCode).first {
      return context.panel.products[bought]
    }
    return context.catalogues.products[row.productCode] ?? Product(code: row.productCode)
  }
}
