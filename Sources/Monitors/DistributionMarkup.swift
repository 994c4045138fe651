import Execution
import PricePanel
import Procurement

/// 流通加价: distributors that sell a product clearly dearer than the other distributors of the same
/// product do.
///
/// 河北 ch. 5 §7: 流通环节加价明显超出合理水平. A price above the listing or selected price is
/// `above-listing`'s or `above-selected`'s clue; here it makes a distributor's a warning. See
/// ``GroupGap`` for the method.
struct DistributionMarkup: Monitor {
  static let id = "distribution-markup"
  static let unit = MonitoredUnit.productAndDistributor
  static let scope = MonitorScope.outliers

  private let context: MonitorContext
  private let gap: GroupGap
  private let tolerance: Double

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    gap = try GroupGap(rules: rules)
    tolerance = try rules.number("tolerance")
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let cells = context.cells(of: product)
    // By distributor; those of one by institution, as they were.
    let order = cells.indices.sorted {
      (cells[$0].distributor, $0) < (cells[$1].distributor, $1)
    }
    let sorted = order.map { cells[$0] }
    var groups: [GroupGap.Group] = []
    var members: [InstitutionPurchase] = []
    var start = 0
    while start < sorted.count {
      let distributor = sorted[start].distributor
      var end = start + 1
      while end < sorted.count, sorted[end].distributor == distributor { end += 1 }
      InstitutionPurchase.collect(from: sorted[start..<end], into: &members)
      start = end
      if members.isEmpty {
        tally.setAside(because: .noPricedPurchase)
      } else if context.panel.distributors[Int(distributor)].isEmpty {
        tally.setAside(because: .distributorNotStated)
      } else {
        groups.append(GroupGap.Group(key: Int(distributor), members: members[...]))
      }
    }
    gap.judge(groups, into: &tally) { group, median, peer, tally in
      flag(group, of: product, median: median, peer: peer, peers: groups.count - 1, &tally)
    }
  }

  private func flag(
    _ group: GroupGap.Group, of index: Int, median: Double, peer: GroupGap.Group, peers: Int,
    _ tally: inout MonitorTally
  ) {
    let product = context.panel.products[index]
    let isAbove = ceiling(of: index).map { group.price > $0 } ?? false
    let severity: Severity =
      isAbove || exceeds(group.price, gap.warn, times: median) ? .warn : .watch
    let excess = Money(rounding: (group.price - median) * group.quantity.units)
    let finding = Finding(
      monitor: DistributionMarkup.id, severity: severity, month: context.month, product: product,
      distributor: context.panel.distributors[group.key], observed: group.price,
      reference: median, referenceKind: .distributorMedian, peers: peers,
      quantity: group.quantity, excessAmount: excess,
      bounds: PriceBounds(lower: nil, upper: median * gap.watch),
      method: BoundsMethod.fixedPercentage.rawValue, suggestedStep: context.step(for: severity),
      evidence: context.sources(of: group.evidence + peer.atItsPrice),
      peerEvidence: context.sources(of: peer.atItsPrice))
    tally.flag(
      finding,
      claims: ExcessClaim.spread(
        excess, of: index,
        over: group.members.map { ($0.institution, $0.quantity, $0.price - median) }))
  }

  /// The price that nobody should sell above, with its tolerance, in 元 per smallest unit: the
  /// selected price, or else the listing price of the lines or of the catalogue; `nil` when none
  /// is known.
  private func ceiling(of index: Int) -> Double? {
    let product = context.panel.products[index]
    if let selection = context.selections.inForce(product: index, at: context.month),
      let price = selection.price
    {
      return price.yuan + tolerance / selection.conversionRatio.units
    }
    let stated = context.cells(of: index).compactMap(\.listing).min()
    let listing =
      stated ?? product.listingPrice.flatMap { UnitPrice(pack: $0, ratio: product.packRatio) }
    return listing.map { $0.yuan + tolerance / product.packRatio.units }
  }
}
