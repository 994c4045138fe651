import PricePanel
import Procurement

/// 调价频次异常: products whose price level shifts too often.
///
/// 河北 ch. 5 §7: 价格涨幅或频次异常. A level is the price at which most lines of a month stand. It
/// shifts when the modal price moves between two months with purchases and at least half of the
/// institutions that bought in both moved the same way: who buys is no change of price. A step that
/// follows from entry into a batch of volume-based procurement does not count.
struct ChangeFrequency: Monitor {
  static let id = "change-frequency"
  static let unit = MonitoredUnit.product
  static let scope = MonitorScope.outliers

  /// A shift of the level.
  private struct Shift {
    /// The month of the level before: the shift lies somewhere after it.
    let since: Month
    /// The first month with the new level.
    let month: Month
    let isRise: Bool
    let mark: PriceMark
  }

  private let context: MonitorContext
  private let share: Double
  private let least: Double
  private let watchRises: Int
  private let warnRises: Int
  private let riseMonths: Int
  private let watchChanges: Int
  private let warnChanges: Int
  private let changeMonths: Int
  private let minimumAmount: Money

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    share = try rules.number("modal-share")
    least = try rules.number("least-change")
    watchRises = try rules.count("watch-rises")
    warnRises = try rules.count("warn-rises")
    riseMonths = try rules.count("rise-months")
    watchChanges = try rules.count("watch-changes")
    warnChanges = try rules.count("warn-changes")
    changeMonths = try rules.count("change-months")
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let cells = context.cells(of: product)
    guard cells.contains(where: { $0.lowest != nil }) else {
      tally.setAside(because: .noPricedPurchase)
      return
    }
    let amount = cells.reduce(Money.zero) { $0 + $1.amount }
    guard let shifts = shifts(of: product) else {
      tally.setAside(because: .noEarlierPurchase)
      return
    }
    guard amount >= minimumAmount else {
      tally.setAside(because: .tooLittleMoney)
      return
    }
    let month = context.month
    // What may have shifted before the months looked at does not count.
    let rises = shifts.filter { $0.isRise && $0.since >= month.advanced(by: -riseMonths) }
    let changes = shifts.filter { $0.since >= month.advanced(by: -changeMonths) }
    let isRising = rises.count >= watchRises
    guard isRising || changes.count >= watchChanges else {
      tally.pass()
      return
    }
    let severity: Severity =
      rises.count >= warnRises || changes.count >= warnChanges ? .warn : .watch
    let told = isRising ? rises : changes
    let limit = isRising ? watchRises : watchChanges
    let finding = Finding(
      monitor: ChangeFrequency.id, severity: severity, month: month,
      product: context.panel.products[product], unit: .count, observed: Double(told.count),
      reference: Double(limit), referenceKind: .ruleLimit, peers: 0,
      quantity: cells.reduce(.zero) { $0 + $1.pricedQuantity }, excessAmount: .zero,
      bounds: PriceBounds(lower: nil, upper: Double(limit - 1)),
      method: BoundsMethod.ruleLimit.rawValue, suggestedStep: context.step(for: severity),
      evidence: context.sources(of: told.reversed().map(\.mark)))
    tally.flag(finding, claims: [])
  }

  /// The shifts of the level over the months looked at; `nil` when there are fewer than two months
  /// with a level.
  private func shifts(of product: Int) -> [Shift]? {
    let reach = max(riseMonths, changeMonths)
    let cells = context.history(of: product).cells(
      in: context.month.advanced(by: -reach)...context.month)
    var shifts: [Shift] = []
    var levels = 0
    var level: (price: Double, cells: ArraySlice<Cell>)?
    var next = cells.startIndex
    while next < cells.endIndex {
      let start = next
      while next < cells.endIndex, cells[next].month == cells[start].month { next += 1 }
      guard let modal = ModalPrice(of: cells[start..<next], share: share) else { continue }
      let price = modal.price.yuan
      levels += 1
      if let level, isShift(price / level.price),
        isConfirmed(cells[start..<next], level.cells, isRise: price > level.price),
        let before = level.cells.first?.month,
        !context.selections.entered(
          product: product, after: before, until: cells[start].month)
      {
        shifts.append(
          Shift(
            since: before, month: cells[start].month, isRise: price > level.price, mark: modal.mark)
        )
      }
      level = (price, cells[start..<next])
    }
    return levels < 2 ? nil : shifts
  }

  private func isShift(_ ratio: Double) -> Bool {
    reaches(max(ratio, 1 / ratio) - 1, least)
  }

  /// Whether at least half of the institutions that bought in both months, and at least one,
  /// moved the same way.
  private func isConfirmed(
    _ now: ArraySlice<Cell>, _ then: ArraySlice<Cell>, isRise: Bool
  ) -> Bool {
    var purchases: [InstitutionPurchase] = []
    var earlier: [InstitutionPurchase] = []
    InstitutionPurchase.collect(from: now, into: &purchases)
    InstitutionPurchase.collect(from: then, into: &earlier)
    var matched = 0
    var moved = 0
    forEachMatch(of: purchases, with: earlier) { now, then in
      matched += 1
      let ratio = now.price / then.price
      if isShift(ratio), (ratio > 1) == isRise { moved += 1 }
    }
    return moved > 0 && moved * 2 >= matched
  }
}
