import PricePanel

/// What one institution bought of a product in a month.
protocol PurchaseOfInstitution {
  /// The institution, as an index into `Panel.institutions`.
  var institution: UInt32 { get }
}

extension InstitutionPurchase: PurchaseOfInstitution {}
extension PricedPurchase: PurchaseOfInstitution {}

/// Calls `body` with each institution's purchases in both months, in the order of institutions.
///
/// - Precondition: both are sorted by institution, each institution standing once.
func forEachMatch<Purchase: PurchaseOfInstitution>(
  of now: Span<Purchase>, with then: Span<Purchase>,
  _ body: (_ now: Purchase, _ then: Purchase) -> Void
) {
  var other = 0
  for place in now.indices {
    while other < then.count, then[other].institution < now[place].institution { other += 1 }
    guard other < then.count else { return }
    if then[other].institution == now[place].institution { body(now[place], then[other]) }
  }
}
