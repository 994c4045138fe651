import Execution
import PricePanel
import Procurement
import Statistics

/// 调价频次异常: products whose price level shifts too often.
///
/// 河北 ch. 5 §7: 价格涨幅或频次异常. A level is the price that most institutions pay in a month. It
/// shifts when the modal price moves between two months with purchases and at least half of the
/// institutions that bought in both moved the same way: who buys is no change of price. Where
/// institutions pay prices of their own, so that no price is the modal one, the median of their
/// ratios stands for it. A step that follows from entry into a batch of volume-based procurement
/// does not count.
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
    // What is told is what the severity follows from: rises where they do.
    let isWarnedByRises = rises.count >= warnRises
    let isWarned = isWarnedByRises || changes.count >= warnChanges
    let severity: Severity = isWarned ? .warn : .watch
    let tellsRises = isWarned ? isWarnedByRises : isRising
    let told = tellsRises ? rises : changes
    let limit = tellsRises ? watchRises : watchChanges
    let finding = Finding(
      monitor: ChangeFrequency.id, severity: severity, month: month,
      product: context.panel.products[product], unit: .count, observed: Double(told.count),
      reference: Double(limit), referenceKind: tellsRises ? .riseLimit : .ruleLimit, peers: 0,
      quantity: cells.reduce(.zero) { $0 + $1.pricedQuantity }, excessAmount: .zero,
      bounds: PriceBounds(lower: nil, upper: Double(limit - 1)),
      method: BoundsMethod.ruleLimit.rawValue,
      evidence: context.sources(of: told.reversed().map(\.mark)))
    tally.flag(finding)
  }

  /// A month with purchases.
  private struct Level {
    let month: Month
    let cells: ArraySlice<Cell>
    /// The modal price; `nil` where no price has the share.
    let modal: ModalPrice?

    /// What each institution bought, sorted by institution.
    var purchases: [InstitutionPurchase] {
      var result: [InstitutionPurchase] = []
      InstitutionPurchase.collect(from: cells, into: &result)
      return result
    }
  }

  /// The shifts of the level over the months looked at; `nil` when there are fewer than two months
  /// with purchases.
  private func shifts(of product: Int) -> [Shift]? {
    let reach = max(riseMonths, changeMonths)
    let cells = context.screened.cells(
      of: product, in: context.month.advanced(by: -reach)...context.month)
    var shifts: [Shift] = []
    var months = 0
    var last: Level?
    var next = cells.startIndex
    while next < cells.endIndex {
      let start = next
      while next < cells.endIndex, cells[next].month == cells[start].month { next += 1 }
      let all = cells[start..<next]
      guard let mark = all.first(where: { $0.highest != nil })?.highest else { continue }
      let level = Level(
        month: cells[start].month, cells: all, modal: ModalPrice(of: all, share: share))
      months += 1
      if let last, let isRise = movement(from: last, to: level),
        !context.selections.entered(product: product, after: last.month, until: level.month)
      {
        shifts.append(
          Shift(
            since: last.month, month: level.month, isRise: isRise,
            mark: level.modal?.mark ?? mark))
      }
      last = level
    }
    return months < 2 ? nil : shifts
  }

  /// Whether the level rose or fell between two months; `nil` when it stayed, or when fewer than
  /// half of the institutions that bought in both moved the same way.
  private func movement(from then: Level, to now: Level) -> Bool? {
    // Mostly nothing moves, and this is all there is to it.
    if let before = then.modal, let after = now.modal,
      !isShift(after.price.yuan / before.price.yuan)
    {
      return nil
    }
    var ratios: [Double] = []
    let (bought, boughtBefore) = (now.purchases, then.purchases)
    forEachMatch(of: bought.span, with: boughtBefore.span) { ratios.append($0.price / $1.price) }
    let ratio: Double
    if let before = then.modal, let after = now.modal {
      ratio = after.price.yuan / before.price.yuan
    } else {
      // Institutions pay prices of their own: the level moves as the middle one of them does.
      guard let median = OrderedSample(ratios).median, isShift(median) else { return nil }
      ratio = median
    }
    let isRise = ratio > 1
    let moved = ratios.count { isShift($0) && ($0 > 1) == isRise }
    return moved > 0 && moved * 2 >= ratios.count ? isRise : nil
  }

  private func isShift(_ ratio: Double) -> Bool {
    reaches(max(ratio, 1 / ratio) - 1, least)
  }
}
