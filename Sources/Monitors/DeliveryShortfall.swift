import PricePanel
import Procurement

/// 配送不到位: distributors that bring an institution clearly less of a product than it ordered, some
/// months running.
///
/// 河北 ch. 5 §7: 配送不到位. The rate is what arrived ÷ what was due, by the month of the order. Due is
/// what was ordered on lines that state what arrived, and on lines cancelled because nothing was
/// sent in time (超7日未发货); other cancelled lines are out.
struct DeliveryShortfall: Monitor {
  static let id = "delivery-shortfall"
  static let unit = MonitoredUnit.productInstitutionAndDistributor
  static let scope = MonitorScope.everything

  private let context: MonitorContext
  private let watch: Double
  private let warn: Double
  private let months: Int
  private let minimumAmount: Money

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    watch = try rules.number("watch-rate")
    warn = try rules.number("warn-rate")
    months = max(1, try rules.count("months"))
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    context.allCells(of: product).forEachUnit(isSame: {
      $0.institution == $1.institution && $0.distributor == $1.distributor
    }) { own in
      judge(Delivery(own), of: product, own[own.startIndex], &tally)
    }
  }

  private func judge(
    _ now: Delivery, of index: Int, _ unit: Cell, _ tally: inout MonitorTally
  ) {
    guard let rate = now.rate else {
      tally.setAside(because: .arrivalsNotStated)
      return
    }
    guard !reaches(rate, watch) else {
      tally.pass()
      return
    }
    var sum = now
    let history = context.panel.history(of: index)
    for back in 1..<months {
      let earlier = Delivery(
        history.cells(in: context.month.advanced(by: -back)).lazy.filter {
          $0.institution == unit.institution && $0.distributor == unit.distributor
        })
      guard let rate = earlier.rate else {
        tally.setAside(because: .tooFewMonths)
        return
      }
      guard !reaches(rate, watch) else {
        tally.pass()
        return
      }
      sum.add(earlier)
    }
    guard let price = sum.price ?? Delivery(context.allCells(of: index)).price,
      Money(rounding: price * sum.due.units) >= minimumAmount
    else {
      tally.setAside(because: .tooLittleMoney)
      return
    }
    flag(sum, price: price, of: index, unit, &tally)
  }

  private func flag(
    _ sum: Delivery, price: Double, of index: Int, _ unit: Cell, _ tally: inout MonitorTally
  ) {
    let rate = sum.rate ?? 0
    let severity: Severity = reaches(rate, warn) ? .watch : .warn
    var finding = Finding(
      monitor: DeliveryShortfall.id, severity: severity, month: context.month,
      product: context.panel.products[index],
      institution: context.panel.institutions[Int(unit.institution)],
      distributor: context.panel.distributors[Int(unit.distributor)], unit: .share,
      observed: rate, reference: watch, referenceKind: .ruleLimit, peers: 0, quantity: sum.due,
      excessAmount: Money(rounding: (rate - watch) * price * sum.due.units),
      bounds: PriceBounds(lower: watch, upper: nil), method: BoundsMethod.ruleLimit.rawValue,
      evidence: context.sources(of: Array(sum.marks.prefix(evidenceLimit))))
    finding.valuedAt = price
    tally.flag(finding)
  }
}
