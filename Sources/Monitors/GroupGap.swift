import PricePanel
import Procurement
import Statistics

/// What `region-gap` and `distribution-markup` have in common: groups of institutions' purchases
/// of one product, each group's price against the median of the other groups' prices.
///
/// A group's price is the median of its institutions' prices, the lower of the middle two when
/// their number is even: at least half of its institutions pay that much, so that a single dear
/// institution, which is `institution-gap`'s, does not make its whole group dear.
struct GroupGap: Sendable {
  /// The purchases of one group.
  struct Group {
    /// What the group is: a region or a distributor, by its number.
    let key: Int
    /// What its institutions bought, each of them once.
    let members: ArraySlice<InstitutionPurchase>
    /// Its price, in 元 per smallest preparation unit.
    let price: Double
    /// What it bought, before returns.
    let amount: Money
    /// How much it bought, in smallest preparation units.
    let quantity: Quantity

    /// The group of `members`.
    ///
    /// - Precondition: there is at least one.
    init(key: Int, members: ArraySlice<InstitutionPurchase>) {
      self.key = key
      self.members = members
      var prices = members.map(\.price)
      prices.sort()
      price = prices[(prices.count - 1) / 2]
      amount = members.reduce(.zero) { $0 + $1.amount }
      quantity = members.reduce(.zero) { $0 + $1.quantity }
    }
  }

  private let monitor: String
  private let kind: ReferenceKind
  private let context: MonitorContext
  private let watch: Double
  private let warn: Double
  private let minimumPeers: Int
  private let minimumInstitutions: Int
  private let minimumAmount: Money

  /// The comparison with its parameters.
  ///
  /// - Parameters:
  ///   - kind: the median of the other groups: ``ReferenceKind/regionMedian`` or
  ///     ``ReferenceKind/distributorMedian``.
  ///   - rules: the monitor's section.
  ///   - context: what all monitors share.
  /// - Throws: when `rules` lacks a parameter.
  init(_ kind: ReferenceKind, rules: RuleSection, context: MonitorContext) throws(RuleError) {
    monitor = rules.id
    self.kind = kind
    self.context = context
    watch = try rules.number("watch-ratio")
    warn = try rules.number("warn-ratio")
    minimumPeers = try rules.count("minimum-peers")
    minimumInstitutions = try rules.count("minimum-institutions")
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
  }

  /// Judges every group of one product.
  ///
  /// - Parameter isWarned: whether a group that is dear is a warning whatever the others pay.
  func judge(
    _ groups: [Group], of product: Int, into tally: inout MonitorTally,
    isWarned: (Group) -> Bool = { _ in false }
  ) {
    guard groups.count > max(minimumPeers, 1) else {
      tally.setAside(groups.count, because: .tooFewPeers)
      return
    }
    let order = groups.indices.sorted {
      (groups[$0].price, groups[$0].key) < (groups[$1].price, groups[$1].key)
    }
    let sample = OrderedSample(groups.map(\.price))
    for (place, index) in order.enumerated() {
      let group = groups[index]
      if group.members.count < minimumInstitutions {
        tally.setAside(because: .tooFewPeers)
      } else if group.amount < minimumAmount {
        tally.setAside(because: .tooLittleMoney)
      } else if let median = sample.median(leavingOut: place),
        exceeds(group.price, watch, times: median)
      {
        let others = order.filter { $0 != index }
        let isWarning = isWarned(group) || exceeds(group.price, warn, times: median)
        // The peer is the group nearest to the median: the lower of the middle two.
        flag(
          group, of: product, isWarning ? .warn : .watch, median: median,
          peer: groups[others[(others.count - 1) / 2]], peers: others.count, &tally)
      } else {
        tally.pass()
      }
    }
  }

  private func flag(
    _ group: Group, of product: Int, _ severity: Severity, median: Double, peer: Group, peers: Int,
    _ tally: inout MonitorTally
  ) {
    let isRegion = kind == .regionMedian
    let excess = Money(rounding: (group.price - median) * group.quantity.units)
    let finding = Finding(
      monitor: monitor, severity: severity, month: context.month,
      product: context.panel.products[product],
      region: isRegion ? context.regions.names[group.key] : "",
      distributor: isRegion ? "" : context.panel.distributors[group.key],
      observed: group.price, reference: median, referenceKind: kind, peers: peers,
      quantity: group.quantity, excessAmount: excess,
      bounds: PriceBounds(lower: nil, upper: median * watch),
      method: BoundsMethod.fixedPercentage.rawValue,
      evidence: context.sources(of: group.evidence + peer.atItsPrice),
      peerEvidence: context.sources(of: peer.atItsPrice))
    tally.flag(
      finding,
      claims: ExcessClaim.spread(
        excess, of: product,
        over: group.members.map { ($0.institution, $0.quantity, $0.price - median) }))
  }
}

extension GroupGap.Group {
  /// The lines of its dearest institutions.
  var evidence: [PriceMark] {
    members.sorted {
      $0.price == $1.price ? $0.institution < $1.institution : $0.price > $1.price
    }.prefix(evidenceLimit).map(\.highest)
  }

  /// A line at the group's own price.
  var atItsPrice: [PriceMark] {
    members.filter { $0.price == price }.prefix(1).map(\.highest)
  }
}
