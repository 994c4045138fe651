import PricePanel
import Procurement

/// 备案采购占比: what a public institution bought off the platform with a filing (备案采购), as a share of
/// all drugs that it bought from January to the report month, herbal slices excluded.
///
/// 河北 ch. 5 §6: 公立医疗机构在省级平台采购全部所需药品; a filing is the way round it for single cases, and some
/// provinces hold five percent of an institution's yearly drug purchases to be the most.
struct FiledShare: Monitor {
  static let id = "filed-share"
  static let unit = MonitoredUnit.other
  static let scope = MonitorScope.everything

  private let context: MonitorContext
  private let limit: ShareLimit
  private let minimumAmount: Money

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    limit = try ShareLimit(rules: rules)
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
  }

  static func otherUnits(in context: MonitorContext) -> Int {
    context.channelLedgers.ledgers(in: year(of: context)).count(where: \.isDrugBuyer)
  }

  /// The months that count: of the report year those until the report month.
  private static func year(of context: MonitorContext) -> ClosedRange<Month> {
    context.month.startOfYear...context.month
  }

  func examineOthers(into tally: inout MonitorTally) {
    let year = FiledShare.year(of: context)
    let ledgers = context.channelLedgers.ledgers(in: year)
    let isSupplied = context.channelLedgers.hasOffPlatformOrFiled(in: year)
    for (institution, ledger) in ledgers.enumerated() where ledger.isDrugBuyer {
      let share = ledger.drugs > .zero ? ledger.filed.yuan / ledger.drugs.yuan : 0
      let isAbove = limit.isExceeded(by: share)
      let reason: NotApplicableReason? =
        if !isSupplied {
          .noOffPlatformPurchases
        } else if let obstacle = context.obstacle(ofOwnershipOf: institution) {
          obstacle
        } else if ledger.drugs <= .zero || ledger.drugs < minimumAmount {
          .tooLittleMoney
        } else if ledger.hasUnstatedDrugs, !isAbove {
          // What does not say its channel may have been filed as well.
          .channelNotStated
        } else {
          nil
        }
      if let reason {
        tally.setAside(because: reason)
      } else if isAbove {
        tally.flag(
          limit.finding(
            FiledShare.id, month: context.month,
            institution: context.panel.institutions[institution], share: share,
            whole: ledger.drugs,
            evidence: context.sources(
              of: context.channelLedgers.largest(of: institution, through: .filed, in: year))))
      } else {
        tally.pass()
      }
    }
  }
}
