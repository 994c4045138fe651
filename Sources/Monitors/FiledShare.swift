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
  private let rules: RuleSection
  private let watch: Double
  private let warn: Double
  private let minimumAmount: Money

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    self.rules = rules
    watch = try rules.number("watch-share")
    warn = try rules.number("warn-share")
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
      let isAbove =
        ledger.drugs > .zero && ledger.filed.yuan > watch * ledger.drugs.yuan + 1e-9
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
        tally.flag(finding(institution, ledger))
      } else {
        tally.pass()
      }
    }
  }

  private func finding(_ institution: Int, _ ledger: ChannelLedgers.Ledger) -> Finding {
    let share = ledger.filed.yuan / ledger.drugs.yuan
    let severity: Severity = share > warn + 1e-9 ? .warn : .watch
    var finding = Finding(
      monitor: FiledShare.id, severity: severity, month: context.month,
      product: Product(code: ""), institution: context.panel.institutions[institution],
      unit: .share, observed: share, reference: watch, referenceKind: .ruleLimit, peers: 0,
      quantity: .zero, excessAmount: Money(rounding: (share - watch) * ledger.drugs.yuan),
      bounds: PriceBounds(lower: nil, upper: watch), method: BoundsMethod.ruleLimit.rawValue,
      suggestedStep: context.step(for: severity, by: rules),
      evidence: context.sources(
        of: context.channelLedgers.largest(
          of: institution, through: .filed, in: FiledShare.year(of: context))))
    finding.denominator = ledger.drugs
    return finding
  }
}
