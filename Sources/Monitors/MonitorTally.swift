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

  /// What one institution has to do with a finding about several.
  typealias Share = (institution: UInt32, quantity: Quantity, above: Double)

  /// The claims of a finding about the purchases of several institutions: `excess` spread over them in
  /// proportion to what each paid above what it is held against, adding up to it exactly. Who paid no
  /// more has no part in it; where nobody did, quantities stand for it.
  ///
  /// - Parameter purchases: with the difference of each one's own price to what it is held against,
  ///   in 元 per smallest unit.
  static func spread(
    _ excess: Money, of product: Int, over purchases: [Share]
  ) -> [ExcessClaim] {
    var weights = purchases.map { max($0.above, 0) * $0.quantity.units }
    if !weights.contains(where: { $0 > 0 }) { weights = purchases.map(\.quantity.units) }
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return [] }
    var weight = 0.0
    var given = Money.zero
    return zip(purchases, weights).map { purchase, own in
      weight += own
      let due = weight == whole ? excess : Money(rounding: excess.yuan * (weight / whole))
      defer { given = due }
      return ExcessClaim(product: product, institution: purchase.institution, excess: due - given)
    }
  }
}
