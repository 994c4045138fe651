/// The money at stake that one clue sees in what one institution bought of one product in the month.
///
/// Products and institutions have numbers that mean the same in all clues of one run: their places in
/// the price panel.
public struct ExcessClaim: Hashable, Sendable {
  /// The product.
  public var product: Int
  /// The institution.
  public var institution: UInt32
  /// The money at stake; below zero for what was bought below a reference.
  public var excess: Money

  /// A claim; see the properties.
  public init(product: Int, institution: UInt32, excess: Money) {
    self.product = product
    self.institution = institution
    self.excess = excess
  }

  /// What one institution has to do with a clue about several.
  package typealias Share = (institution: UInt32, quantity: Quantity, above: Double)

  /// The claims of a clue about the purchases of several institutions: `excess` spread over them in
  /// proportion to what each paid above what it is held against, adding up to it exactly. Who paid no
  /// more has no part in it; where nobody did, quantities stand for it.
  ///
  /// - Parameter purchases: with the difference of each one's own price to what it is held against,
  ///   in 元 per smallest unit.
  package static func spread(
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

extension Sequence<Finding> {
  /// The money at stake of clues of one run with each purchase counted once.
  ///
  /// A purchase is what one institution bought of one product in the month. It counts with the
  /// largest money above zero that any of the clues sees in it; falls count nothing. A clue about
  /// several institutions is spread over those that paid above what they are held against, in
  /// proportion to what they paid above it, so that a single clue counts with exactly its own money.
  ///
  /// - Complexity: O(*n* log *n*) in the claims.
  public var excessCountedOnce: Money {
    let sorted = flatMap(\.claims).sorted {
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
}
