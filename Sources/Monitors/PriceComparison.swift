/// What comparing a product's price with an earlier month came to.
public enum PriceComparison: Hashable, Sendable {
  /// The product was never bought up to the month; it is not followed yet.
  case notFollowed
  /// The product was not bought at a price in the month.
  case notBought
  /// The product was bought, but only at prices whose unit is in doubt.
  case unitMismatch
  /// There is no earlier month with purchases, or nothing was bought in the one asked for.
  case noEarlierPurchase
  /// No institution bought in both months.
  case noMatchedInstitution
  /// The matched price change.
  case change(MatchedPriceChange)

  /// The matched price change; `nil` where nothing could be compared.
  public var change: MatchedPriceChange? {
    guard case .change(let change) = self else { return nil }
    return change
  }
}
