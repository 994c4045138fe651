import Execution
import PricePanel
import Procurement

/// 线下采购: purchases of public institutions outside the provincial platform.
///
/// Two kinds of unit: a product of a variety (品种) of a batch in force that an institution bought
/// off the platform, however little; and an institution whose off-platform share of drugs (slices
/// excluded) and high-value consumables in the month is above the limit. Filed purchases (备案采购)
/// are not off the platform here; `platform-share` shows them apart.
struct OffPlatform: Monitor {
  static let id = "off-platform"
  static let unit = MonitoredUnit.productAndInstitution
  static let scope = MonitorScope.everything

  private let context: MonitorContext
  private let limit: ShareLimit
  private let minimumAmount: Money
  private let minimumPurchase: Money
  private let isSupplied: Bool

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    limit = try ShareLimit(rules: rules)
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
    minimumPurchase = Money(rounding: try rules.number("minimum-purchase"))
    isSupplied = context.channelLedgers.hasOffPlatform(in: context.month)
  }

  static func otherUnits(in context: MonitorContext) -> Int {
    context.channelLedgers.ledgers(in: context.month).count(where: \.isBuyer)
  }

  // MARK: Varieties

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let cells = context.allCells(of: product)
    let isVariety = context.selections.isOfVarietyInForce(product: product, at: context.month)
    guard isVariety, !context.isOnShortageList(product) else {
      tally.setAside(
        cells.countOfInstitutions, because: isVariety ? .shortageList : .notInBatch)
      return
    }
    cells.forEachUnit { own in
      let reason =
        obstacle(to: Int(own[own.startIndex].institution))
        ?? (own.allSatisfy { $0.channel == .unstated } ? .channelNotStated : nil)
      if let reason {
        tally.setAside(because: reason)
      } else {
        judge(own, of: product, &tally)
      }
    }
  }

  /// Why nothing can be said of an institution.
  private func obstacle(to institution: Int) -> NotApplicableReason? {
    if !isSupplied { return .noOffPlatformPurchases }
    return context.obstacle(ofOwnershipOf: institution)
  }

  private func judge(_ cells: ArraySlice<Cell>, of index: Int, _ tally: inout MonitorTally) {
    let off = cells.filter { $0.channel == .offPlatform && $0.netAmount > .zero }
    let amount = off.reduce(Money.zero) { $0 + $1.netAmount }
    guard !off.isEmpty else {
      tally.pass()
      return
    }
    guard amount >= minimumPurchase else {
      tally.setAside(because: .tooLittleMoney)
      return
    }
    let whole = cells.reduce(Money.zero) { $0 + max($1.netAmount, .zero) }
    var finding = Finding(
      monitor: OffPlatform.id, severity: .warn, month: context.month,
      product: context.panel.products[index],
      institution: context.panel.institutions[Int(off[0].institution)], unit: .share,
      observed: amount.yuan / whole.yuan, reference: 0, referenceKind: .ruleLimit, peers: 0,
      quantity: off.reduce(.zero) { $0 + $1.ordered - $1.returned }, excessAmount: amount,
      bounds: PriceBounds(lower: nil, upper: 0), method: BoundsMethod.ruleLimit.rawValue,
      evidence: context.sources(of: off.prefix(evidenceLimit).compactMap(\.highest)))
    finding.denominator = whole
    tally.flag(finding)
  }

  // MARK: Institutions

  func examineOthers(into tally: inout MonitorTally) {
    let ledgers = context.channelLedgers.ledgers(in: context.month)
    for (institution, ledger) in ledgers.enumerated() where ledger.isBuyer {
      let reason: NotApplicableReason? =
        if let obstacle = obstacle(to: institution) {
          obstacle
        } else if ledger.stated <= .zero, ledger.unstated > .zero {
          .channelNotStated
        } else if ledger.stated <= .zero || ledger.stated < minimumAmount {
          .tooLittleMoney
        } else {
          nil
        }
      if let reason {
        tally.setAside(because: reason)
        continue
      }
      let share = ledger.off.yuan / ledger.stated.yuan
      guard limit.isExceeded(by: share) else {
        tally.pass()
        continue
      }
      tally.flag(
        limit.finding(
          OffPlatform.id, month: context.month,
          institution: context.panel.institutions[institution], share: share,
          whole: ledger.stated,
          evidence: context.sources(
            of: context.channelLedgers.largest(
              of: institution, through: .offPlatform, in: context.month...context.month))))
    }
  }
}
