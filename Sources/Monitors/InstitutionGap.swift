import PricePanel
import Procurement
import Statistics

/// 机构间价差: institutions that pay clearly more for a product than the others do.
///
/// An institution's average price in the month is compared with the median of the other
/// institutions' average prices, itself left out, so that it cannot pull its own yardstick. It must
/// be dear by a fixed percentage, and also by the spread of the others about that median: where
/// everybody pays something else, nobody stands out. 河北 ch. 5 §7:
/// 不同医疗机构之间采购药品、医用耗材价格差异较大.
struct InstitutionGap: Monitor {
  static let id = "institution-gap"
  static let unit = MonitoredUnit.productAndInstitution
  static let scope = MonitorScope.outliers

  private let context: MonitorContext
  private let watch: Double
  private let warn: Double
  private let cutOff: Double
  private let minimumPeers: Int
  private let minimumAmount: Money

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    watch = try rules.number("watch-ratio")
    warn = try rules.number("warn-ratio")
    cutOff = try rules.number("robust-z")
    minimumPeers = try rules.count("minimum-peers")
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let cells = context.cells(of: product)
    guard !cells.isEmpty else { return }
    let units = cells.countOfInstitutions
    var purchases: [InstitutionPurchase] = []
    InstitutionPurchase.collect(from: cells, into: &purchases)
    tally.setAside(units - purchases.count, because: .noPricedPurchase)
    guard purchases.count > max(minimumPeers, 1) else {
      tally.setAside(purchases.count, because: .tooFewPeers)
      return
    }
    let prices = purchases.map(\.price)
    let order = prices.indices.sorted { (prices[$0], $0) < (prices[$1], $1) }
    let sample = OrderedSample(prices)
    var spreads = LeaveOneOutSpread(sample)
    let peers = order.count - 1
    var tooLittle = 0
    var passed = 0
    for (place, index) in order.enumerated() {
      guard purchases[index].amount >= minimumAmount else {
        tooLittle += 1
        continue
      }
      guard let median = sample.median(leavingOut: place),
        exceeds(prices[index], watch, times: median)
      else {
        passed += 1
        continue
      }
      let fence = spreads.spread(leavingOut: place)?.value(atScore: cutOff)
      if let fence, prices[index] <= fence {
        passed += 1
        continue
      }
      // The lower middle one of the others.
      let middle = (peers - 1) / 2
      flag(
        purchases[index], of: product, median: median, fence: fence,
        peer: purchases[order[middle < place ? middle : middle + 1]], peers: peers, into: &tally)
    }
    tally.pass(passed)
    tally.setAside(tooLittle, because: .tooLittleMoney)
  }

  private func flag(
    _ purchase: InstitutionPurchase, of index: Int, median: Double, fence: Double?,
    peer: InstitutionPurchase, peers: Int, into tally: inout MonitorTally
  ) {
    let severity = exceeds(purchase.price, warn, times: median) ? Severity.warn : .watch
    let excess = Money(rounding: (purchase.price - median) * purchase.quantity.units)
    let finding = Finding(
      monitor: InstitutionGap.id, severity: severity, month: context.month,
      product: context.panel.products[index],
      institution: context.panel.institutions[Int(purchase.institution)],
      observed: purchase.price, reference: median, referenceKind: .peerMedian, peers: peers,
      quantity: purchase.quantity, excessAmount: excess,
      bounds: PriceBounds(lower: nil, upper: max(median * watch, fence ?? 0)),
      method: (fence == nil ? BoundsMethod.fixedPercentage : .robustZ).rawValue,
      evidence: context.sources(of: [purchase.highest, purchase.lowest, peer.highest]),
      peerEvidence: context.sources(of: [peer.highest]))
    tally.flag(
      finding,
      claims: [ExcessClaim(product: index, institution: purchase.institution, excess: excess)])
  }
}
