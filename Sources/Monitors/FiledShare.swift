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

  /// An institution's purchases of drugs in the year.
  private struct Ledger {
    var filed = Money.zero
    var all = Money.zero
    var isBuyer = false
    var isUnstated = false
    var lines: [(amount: Money, mark: PriceMark)] = []
  }

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
    FiledShare.ledgers(in: context).ledgers.count(where: \.isBuyer)
  }

  func examineOthers(into tally: inout MonitorTally) {
    let (ledgers, isSupplied) = FiledShare.ledgers(in: context)
    for (institution, ledger) in ledgers.enumerated() where ledger.isBuyer {
      let isAbove =
        ledger.all > .zero && ledger.filed.yuan > watch * ledger.all.yuan + 1e-9
      let reason: NotApplicableReason? =
        if !isSupplied {
          .noOffPlatformPurchases
        } else if context.panel.institutions[institution].ownership != .public {
          .notPublic
        } else if ledger.all <= .zero || ledger.all < minimumAmount {
          .tooLittleMoney
        } else if ledger.isUnstated, !isAbove {
          // What does not say its channel may have been filed as well.
          .channelNotStated
        } else {
          nil
        }
      if let reason {
        tally.setAside(because: reason)
      } else if isAbove {
        tally.flag(finding(institution, ledger), claims: [])
      } else {
        tally.pass()
      }
    }
  }

  private func finding(_ institution: Int, _ ledger: Ledger) -> Finding {
    let share = ledger.filed.yuan / ledger.all.yuan
    let severity: Severity = share > warn + 1e-9 ? .warn : .watch
    let lines = ledger.lines.sorted {
      $0.amount == $1.amount
        ? ($0.mark.file, $0.mark.line) < ($1.mark.file, $1.mark.line) : $0.amount > $1.amount
    }
    var finding = Finding(
      monitor: FiledShare.id, severity: severity, month: context.month,
      product: Product(code: ""), institution: context.panel.institutions[institution],
      unit: .share, observed: share, reference: watch, referenceKind: .ruleLimit, peers: 0,
      quantity: .zero, excessAmount: Money(rounding: (share - watch) * ledger.all.yuan),
      bounds: PriceBounds(lower: nil, upper: watch), method: BoundsMethod.ruleLimit.rawValue,
      suggestedStep: context.step(for: severity, by: rules),
      evidence: context.sources(of: lines.prefix(evidenceLimit).map(\.mark)))
    finding.denominator = ledger.all
    return finding
  }

  /// What each institution bought in the year, and whether anything off the platform was supplied.
  ///
  /// Granules count as for the platform share.
  ///
  /// - Complexity: O(cells of the year).
  private static func ledgers(
    in context: MonitorContext
  ) -> (ledgers: [Ledger], isSupplied: Bool) {
    let year = context.month.startOfYear...context.month
    let countsGranules =
      (try? context.basis.rules.section(ofIndicator: "platform-share").flag("count-granules"))
      ?? true
    var result = [Ledger](repeating: Ledger(), count: context.panel.institutions.count)
    var isSupplied = false
    for (index, product) in context.panel.products.enumerated() {
      let counts =
        product.category.isDrug && product.category != .herbalSlices
        && (product.category != .granules || countsGranules)
      for cell in context.panel.cells(of: index, in: year) {
        let isFiled = cell.channel == .filed
        isSupplied = isSupplied || isFiled || cell.channel == .offPlatform
        guard counts else { continue }
        let institution = Int(cell.institution)
        result[institution].isBuyer = true
        result[institution].all += cell.netAmount
        if cell.channel == .unstated { result[institution].isUnstated = true }
        guard isFiled else { continue }
        result[institution].filed += cell.netAmount
        if let mark = cell.highest { result[institution].lines.append((cell.netAmount, mark)) }
      }
    }
    return (result, isSupplied)
  }
}
