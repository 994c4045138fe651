/// A kind of anomaly that is planted, named as the monitor that should find it.
enum AnomalyFamily: String, CaseIterable {
  case priceRise = "price-rise"
  case priceDrop = "price-drop"
  case changeFrequency = "change-frequency"
  case institutionGap = "institution-gap"
  case regionGap = "region-gap"
  case distributionMarkup = "distribution-markup"
  case aboveListing = "above-listing"
  case aboveSelected = "above-selected"
  case aboveCap = "above-cap"
  case abovePaymentStandard = "above-payment-standard"
  case peerMultiple = "peer-multiple"
  case unitMismatch = "unit-mismatch"
  case deliveryShortfall = "delivery-shortfall"
  case offPlatform = "off-platform"
  case filedShare = "filed-share"
  case supplyWarning = "supply-warning"
  case contractLag = "contract-lag"
  case zeroUptake = "zero-uptake"
  case nonSelectedShare = "non-selected-share"

  /// Those that are planted in purchases in turn; filings are planted after them, and the others lie
  /// in contracts and batch catalogues.
  static let inPurchases = allCases.filter {
    $0 != .filedShare && $0 != .contractLag && $0 != .zeroUptake && $0 != .nonSelectedShare
  }
}
