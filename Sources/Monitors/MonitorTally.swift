import Procurement

/// What a monitor has found so far, and its account of everything it looked at.
struct MonitorTally: Sendable {
  /// Passed and flagged so far.
  private var counted: MonitorAccount
  /// Not applicable so far: few reasons, so that looking along them is quicker than hashing.
  private var aside: [(reason: NotApplicableReason, units: Int)] = []
  /// The findings, in the order of products.
  private(set) var findings: [Finding] = []
  /// What each finding says about the money of single purchases, in the order of findings.
  private(set) var claims: [[ExcessClaim]] = []

  /// An empty tally of the monitor `id`.
  init(id: String) {
    counted = MonitorAccount(id: id)
  }

  /// Tested, passed, flagged, not applicable.
  var account: MonitorAccount {
    var account = counted
    for (reason, units) in aside { account.notApplicable[reason] = units }
    return account
  }

  /// Counts `units` as unremarkable.
  mutating func pass(_ units: Int = 1) {
    counted.passed += units
  }

  /// Counts `units` as not judged because of `reason`.
  mutating func setAside(_ units: Int = 1, because reason: NotApplicableReason) {
    guard units > 0 else { return }
    if let place = aside.firstIndex(where: { $0.reason == reason }) {
      aside[place].units += units
    } else {
      aside.append((reason, units))
    }
  }

  /// Counts one unit as flagged.
  ///
  /// - Parameters:
  ///   - finding: the finding about it.
  ///   - claims: the finding's money at stake, purchase by purchase.
  mutating func flag(_ finding: Finding, claims: [ExcessClaim]) {
    counted.flagged += 1
    counted.excessAmount += finding.excessAmount
    findings.append(finding)
    self.claims.append(claims)
  }
}

/// The money at stake that one finding sees in one product × institution of the month.
struct ExcessClaim: Sendable {
  /// The product, as an index into `Panel.products`.
  var product: Int
  /// The institution, as an index into `Panel.institutions`.
  var institution: UInt32
  /// The money at stake.
  var excess: Money

  /// The money of all claims with each product × institution counted once, at the largest claim
  /// above zero that any finding has on it.
  ///
  /// - Complexity: O(*n* log *n*).
  static func countedOnce(_ claims: some Sequence<ExcessClaim>) -> Money {
    let sorted = claims.sorted {
      ($0.product, $0.institution, $1.excess) < ($1.product, $1.institution, $0.excess)
    }
    var total = Money.zero
    for (index, claim) in sorted.enumerated() where claim.excess > .zero {
      let isFirst =
        index == 0 || sorted[index - 1].product != claim.product
        || sorted[index - 1].institution != claim.institution
      if isFirst { total += claim.excess }
    }
    return total
  }

  /// The claims of a finding about a whole product: `excess` spread over `purchases` in
  /// proportion to their quantities, adding up to it exactly.
  static func spread(
    _ excess: Money, of product: Int, over purchases: [(institution: UInt32, quantity: Quantity)]
  ) -> [ExcessClaim] {
    let whole = purchases.reduce(Quantity.zero) { $0 + $1.quantity }
    guard whole > .zero else { return [] }
    var quantity = Quantity.zero
    var given = Money.zero
    return purchases.map { purchase in
      quantity += purchase.quantity
      let due =
        quantity == whole ? excess : Money(rounding: excess.yuan * (quantity.units / whole.units))
      defer { given = due }
      return ExcessClaim(product: product, institution: purchase.institution, excess: due - given)
    }
  }
}
