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

  /// The ratio above which a group is worth a look.
  let watch: Double
  /// The ratio above which a group is a warning.
  let warn: Double
  private let minimumPeers: Int
  private let minimumInstitutions: Int
  private let minimumAmount: Money

  /// The comparison with its parameters.
  ///
  /// - Throws: when `rules` lacks one of them.
  init(rules: RuleSection) throws(RuleError) {
    watch = try rules.number("watch-ratio")
    warn = try rules.number("warn-ratio")
    minimumPeers = try rules.count("minimum-peers")
    minimumInstitutions = try rules.count("minimum-institutions")
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
  }

  /// Judges every group of one product.
  ///
  /// - Parameter flag: is called for the groups that are dear, with the median of the others and
  ///   the group nearest to it (the lower of the middle two).
  func judge(
    _ groups: [Group], into tally: inout MonitorTally,
    flag: (Group, _ median: Double, _ peer: Group, inout MonitorTally) -> Void
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
        flag(group, median, groups[others[(others.count - 1) / 2]], &tally)
      } else {
        tally.pass()
      }
    }
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
