import PricePanel
import Procurement

/// 短缺供应预警: drugs on the shortage list whose supply falls.
///
/// 河北 ch. 5 §7: 短缺药品监测预警. Three signs are looked at: the delivery rate of the last months lies
/// below the limit and below that of the months before, and so widely and so often that it is no
/// matter of single orders; fewer distributors deliver; institutions ordered in the month and
/// nothing arrived. One sign is worth a look; two of them, or a month in
/// which nothing arrived anywhere, is a warning.
struct SupplyWarning: Monitor {
  static let id = "supply-warning"
  static let unit = MonitoredUnit.product
  static let scope = MonitorScope.everything

  /// One sign of falling supply, as a finding tells it.
  private struct Sign {
    let unit: FindingUnit
    let observed: Double
    let reference: Double
    let kind: ReferenceKind
    let bounds: PriceBounds
  }

  private let context: MonitorContext
  private let minimumRate: Double
  private let supplierShare: Double
  private let emptyHandedShare: Double
  private let minimumInstitutions: Int
  private let shortShare: Double
  private let minimumShortfalls: Int
  private let months: Int

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    minimumRate = try rules.number("minimum-rate")
    supplierShare = try rules.number("supplier-share")
    emptyHandedShare = try rules.number("empty-handed-share")
    minimumInstitutions = try rules.count("minimum-institutions")
    shortShare = try rules.number("short-share")
    minimumShortfalls = try rules.count("minimum-shortfalls")
    months = max(1, try rules.count("months"))
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    guard !context.catalogues.shortages.isEmpty else {
      tally.setAside(because: .noShortageList)
      return
    }
    guard context.isOnShortageList(product) else {
      tally.setAside(because: .notOnShortageList)
      return
    }
    let history = context.panel.history(of: product)
    let start = context.month.advanced(by: 1 - months)
    let now = history.cells(in: start...context.month)
    let before = history.cells(
      in: start.advanced(by: -months)...start.advanced(by: -1))
    let cells = context.allCells(of: product)
    let delivery = Delivery(now)
    guard delivery.rate != nil || !before.isEmpty else {
      tally.setAside(because: .arrivalsNotStated)
      return
    }
    let signs = [
      isWidespread(now) ? rateSign(delivery, Delivery(before)) : nil, emptyHandedSign(cells),
      supplierSign(now, before),
    ].compactMap(\.self)
    guard let told = signs.first else {
      tally.pass()
      return
    }
    let isOut = Delivery(cells).rate == 0
    let severity: Severity = signs.count > 1 || isOut ? .warn : .watch
    let finding = Finding(
      monitor: SupplyWarning.id, severity: severity, month: context.month,
      product: context.panel.products[product], unit: told.unit, observed: told.observed,
      reference: told.reference, referenceKind: told.kind, peers: cells.countOfInstitutions,
      quantity: delivery.due, excessAmount: .zero, bounds: told.bounds,
      method: BoundsMethod.ruleLimit.rawValue,
      evidence: context.sources(
        of: Array((Delivery(cells).marks + delivery.marks).prefix(evidenceLimit))))
    tally.flag(finding)
  }

  /// Whether so little arrived so widely that it is the market's failure, and not a delivery's: at
  /// several institutions or all there are; at a good part of those with orders in the report
  /// month; and more often than a late order or two would have it.
  private func isWidespread(_ cells: ArraySlice<Cell>) -> Bool {
    var waiting: Set<UInt32> = []
    var waitingNow: Set<UInt32> = []
    var short: Set<UInt32> = []
    var shortNow: Set<UInt32> = []
    var shortfalls = 0
    var last: (month: Month, institution: UInt32)?
    for cell in cells where cell.due > .zero {
      let isNow = cell.month == context.month
      waiting.insert(cell.institution)
      if isNow { waitingNow.insert(cell.institution) }
      guard cell.arrived < cell.due else { continue }
      short.insert(cell.institution)
      if isNow { shortNow.insert(cell.institution) }
      // Cells are sorted by month and institution: several distributors are one shortfall.
      if let last, last == (cell.month, cell.institution) { continue }
      last = (cell.month, cell.institution)
      shortfalls += 1
    }
    return short.count >= min(minimumInstitutions, waiting.count)
      && shortfalls >= minimumShortfalls && !shortNow.isEmpty
      && reaches(Double(shortNow.count), shortShare * Double(waitingNow.count))
  }

  private func rateSign(_ now: Delivery, _ before: Delivery) -> Sign? {
    guard let rate = now.rate, !reaches(rate, minimumRate) else { return nil }
    if let earlier = before.rate, reaches(rate, earlier) { return nil }
    return Sign(
      unit: .share, observed: rate, reference: before.rate ?? minimumRate,
      kind: before.rate == nil ? .ruleLimit : .earlierMonths,
      bounds: PriceBounds(lower: minimumRate, upper: nil))
  }

  /// The share of institutions with orders in the month to which nothing came.
  private func emptyHandedSign(_ cells: ArraySlice<Cell>) -> Sign? {
    var waiting = 0
    var empty = 0
    var rest = cells
    while let first = rest.first {
      let end = rest.firstIndex { $0.institution != first.institution } ?? rest.endIndex
      let delivery = Delivery(rest[..<end])
      if delivery.rate != nil { waiting += 1 }
      if delivery.rate == 0 { empty += 1 }
      rest = rest[end...]
    }
    guard waiting > 0, empty >= minimumInstitutions else { return nil }
    let share = Double(empty) / Double(waiting)
    guard reaches(share, emptyHandedShare) else { return nil }
    return Sign(
      unit: .share, observed: share, reference: emptyHandedShare, kind: .ruleLimit,
      bounds: PriceBounds(lower: nil, upper: emptyHandedShare))
  }

  private func supplierSign(_ now: ArraySlice<Cell>, _ before: ArraySlice<Cell>) -> Sign? {
    let suppliers = suppliers(now)
    let earlier = self.suppliers(before)
    let limit = Double(earlier) * supplierShare
    guard earlier > 1, Double(suppliers) < limit - 1e-9 else { return nil }
    return Sign(
      unit: .count, observed: Double(suppliers), reference: Double(earlier),
      kind: .earlierMonths, bounds: PriceBounds(lower: limit, upper: nil))
  }

  /// How many distributors supplied.
  private func suppliers(_ cells: ArraySlice<Cell>) -> Int {
    Set(
      cells.lazy.filter {
        !context.panel.distributors[Int($0.distributor)].isEmpty && $0.hasSupplied
      }.map(\.distributor)
    ).count
  }
}
