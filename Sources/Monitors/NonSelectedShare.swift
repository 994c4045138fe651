import Execution
import PricePanel
import Procurement

/// 非中选占比: what a public institution buys of a variety in force that is not selected, as a share of
/// all it buys of it, by quantity.
///
/// 江西 ch. 3 §1: 促进中选产品优先采购使用、合理使用. Verified stand-ins count as selected, and products that are no dearer
/// than the lowest selected price are no clue. Looked at are the last months, as far as they lie in
/// an agreement period.
struct NonSelectedShare: Monitor {
  static let id = "non-selected-share"
  static let unit = MonitoredUnit.other
  static let scope = MonitorScope.everything

  private let context: MonitorContext
  private let limit: ShareLimit
  private let months: Int
  private let minimumAmount: Money
  private let tolerance: Double

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    limit = try ShareLimit(rules: rules)
    months = max(1, try rules.count("months"))
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
    tolerance = try rules.number("tolerance")
  }

  /// A switched-off monitor has no number of months; its units are those of the report month.
  static func otherUnits(in context: MonitorContext) -> Int {
    context.basis.execution.varieties(inForceAt: context.month).reduce(0) { sum, variety in
      var institutions: Set<UInt32> = []
      variety.forEachStretch(in: context.panel, period: context.month...context.month) { _, cells in
        for cell in cells { institutions.insert(cell.institution) }
      }
      return sum + institutions.count
    }
  }

  func examineOthers(into tally: inout MonitorTally) {
    let period = context.month.advanced(by: 1 - months)...context.month
    var splitter = SupplySplitter(context.panel, tolerance: tolerance)
    for variety in context.basis.execution.varieties(inForceAt: context.month)
    where context.looksAt(variety.name) {
      let isShort = variety.batches.contains {
        context.basis.shortSupply.contains(variety.name, in: $0.id)
      }
      for (institution, split) in splitter.split(variety, in: period, isMeant: { _ in true }) {
        if let obstacle = context.obstacle(ofOwnershipOf: Int(institution)) {
          tally.setAside(because: obstacle)
        } else if isShort {
          tally.setAside(because: .shortageList)
        } else if split.all.quantity <= .zero || !split.isShare {
          tally.setAside(because: .returnsExceedPurchases)
        } else if split.all.amount < minimumAmount {
          tally.setAside(because: .tooLittleMoney)
        } else {
          judge(variety, institution, split, in: period, &tally)
        }
      }
    }
  }

  private func judge(
    _ variety: VarietyInForce, _ institution: UInt32, _ split: SupplySplit,
    in period: ClosedRange<Month>, _ tally: inout MonitorTally
  ) {
    let share = split.dearer.quantity.units / split.all.quantity.units
    guard limit.isExceeded(by: share) else {
      tally.pass()
      return
    }
    tally.flag(
      limit.finding(
        Self.id, month: context.month, institution: context.panel.institutions[Int(institution)],
        of: (variety.name, variety.first.id), share: share, quantity: split.dearer.quantity,
        whole: split.all.amount,
        evidence: context.sources(of: evidence(variety, institution, in: period))))
  }

  /// Lines of what is not selected, the latest month and the largest amount first.
  private func evidence(
    _ variety: VarietyInForce, _ institution: UInt32, in period: ClosedRange<Month>
  ) -> [PriceMark] {
    let lowest = variety.lowestPrice?.yuan ?? 0
    var cells: [Cell] = []
    variety.forEachStretch(in: context.panel, period: period) { role, bought in
      guard role == .nonSelected else { return }
      cells += bought.filter {
        $0.institution == institution && ($0.highest?.price.yuan ?? 0) > lowest
      }
    }
    cells.sort {
      $0.month == $1.month
        ? ($1.netAmount, $0.product) < ($0.netAmount, $1.product) : $0.month > $1.month
    }
    return cells.prefix(evidenceLimit).compactMap(\.highest)
  }
}
