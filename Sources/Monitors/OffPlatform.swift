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

  /// An institution's purchases of goods that belong on the platform.
  struct Ledger {
    var off = Money.zero
    var stated = Money.zero
    var unstated = Money.zero
    var isBuyer = false
    var lines: [(amount: Money, mark: PriceMark)] = []
  }

  private let context: MonitorContext
  private let watch: Double
  private let warn: Double
  private let minimumAmount: Money
  private let minimumPurchase: Money
  private let isSupplied: Bool

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    watch = try rules.number("watch-share")
    warn = try rules.number("warn-share")
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
    minimumPurchase = Money(rounding: try rules.number("minimum-purchase"))
    isSupplied = context.panel.products.indices.contains { product in
      context.allCells(of: product).contains { $0.channel == .offPlatform }
    }
  }

  static func otherUnits(in context: MonitorContext) -> Int {
    OffPlatform.ledgers(in: context).count(where: \.isBuyer)
  }

  // MARK: Varieties

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let cells = context.allCells(of: product)
    let isVariety = context.selections.isOfVarietyInForce(
      context.panel.products[product], at: context.month)
    guard isVariety, !context.isOnShortageList(product) else {
      tally.setAside(
        cells.countOfInstitutions, because: isVariety ? .shortageList : .notInBatch)
      return
    }
    var start = cells.startIndex
    while start < cells.endIndex {
      var end = start + 1
      while end < cells.endIndex, cells[end].institution == cells[start].institution { end += 1 }
      let own = cells[start..<end]
      let reason =
        obstacle(to: Int(cells[start].institution))
        ?? (own.allSatisfy { $0.channel == .unstated } ? .channelNotStated : nil)
      if let reason {
        tally.setAside(because: reason)
      } else {
        judge(own, of: product, &tally)
      }
      start = end
    }
  }

  /// Why nothing can be said of an institution.
  private func obstacle(to institution: Int) -> NotApplicableReason? {
    if !isSupplied { return .noOffPlatformPurchases }
    return context.panel.institutions[institution].ownership == .public ? nil : .notPublic
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
      suggestedStep: context.step(for: .warn),
      evidence: context.sources(of: off.prefix(evidenceLimit).compactMap(\.highest)))
    finding.denominator = whole
    tally.flag(finding, claims: [])
  }

  // MARK: Institutions

  func examineOthers(into tally: inout MonitorTally) {
    for (institution, ledger) in OffPlatform.ledgers(in: context).enumerated()
    where ledger.isBuyer {
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
      guard share > watch + 1e-9 else {
        tally.pass()
        continue
      }
      flag(institution, ledger, share: share, &tally)
    }
  }

  private func flag(
    _ institution: Int, _ ledger: Ledger, share: Double, _ tally: inout MonitorTally
  ) {
    let severity: Severity = share > warn + 1e-9 ? .warn : .watch
    let lines = ledger.lines.sorted {
      $0.amount == $1.amount
        ? ($0.mark.file, $0.mark.line) < ($1.mark.file, $1.mark.line) : $0.amount > $1.amount
    }
    var finding = Finding(
      monitor: OffPlatform.id, severity: severity, month: context.month,
      product: Product(code: ""), institution: context.panel.institutions[institution],
      unit: .share, observed: share, reference: watch, referenceKind: .ruleLimit, peers: 0,
      quantity: .zero, excessAmount: Money(rounding: (share - watch) * ledger.stated.yuan),
      bounds: PriceBounds(lower: nil, upper: watch), method: BoundsMethod.ruleLimit.rawValue,
      suggestedStep: context.step(for: severity),
      evidence: context.sources(of: lines.prefix(evidenceLimit).map(\.mark)))
    finding.denominator = ledger.stated
    tally.flag(finding, claims: [])
  }

  /// What each institution bought in the month.
  ///
  /// - Complexity: O(cells of the month).
  private static func ledgers(in context: MonitorContext) -> [Ledger] {
    context.basis.earlierLedgers(in: context.month)
      ?? ledgers(of: context.panel, in: context.month...context.month)[0]
  }

  /// What each institution bought in each of some months.
  ///
  /// - Complexity: O(cells of the months), one pass.
  static func ledgers(of panel: Panel, in months: ClosedRange<Month>) -> [[Ledger]] {
    let span = months.lowerBound.distance(to: months.upperBound) + 1
    var result = [[Ledger]](
      repeating: [Ledger](repeating: Ledger(), count: panel.institutions.count), count: span)
    for index in panel.products.indices {
      let category = panel.products[index].category
      let counts =
        category.isDrug && category != .herbalSlices || panel.products[index].isHighValue == true
      for place in panel.cells(of: index, in: months).indices {
        let cell = panel.cells[place]
        result[months.lowerBound.distance(to: cell.month)][Int(cell.institution)]
          .add(cell, counts: counts)
      }
    }
    return result
  }
}

extension OffPlatform.Ledger {
  /// Adds a purchase.
  ///
  /// - Parameter counts: whether it is of goods that belong on the platform.
  fileprivate mutating func add(_ cell: Cell, counts: Bool) {
    isBuyer = true
    guard counts else { return }
    switch cell.channel {
    case .unstated: unstated += cell.netAmount
    case .platform, .filed: stated += cell.netAmount
    case .offPlatform:
      stated += cell.netAmount
      off += cell.netAmount
      if let mark = cell.highest { lines.append((cell.netAmount, mark)) }
    }
  }
}
