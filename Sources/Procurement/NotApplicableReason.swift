/// Why a monitor could not judge a unit.
public enum NotApplicableReason: String, CaseIterable, Sendable, Comparable {
  /// Nothing bought with a price in the month.
  case noPricedPurchase = "no-priced-purchase"
  /// No earlier month with purchases to compare with.
  case noEarlierPurchase = "no-earlier-purchase"
  /// No institution bought in both months.
  case noMatchedInstitution = "no-matched-institution"
  /// Fewer peers than the rules ask for.
  case tooFewPeers = "too-few-peers"
  /// Less money than the rules ask for.
  case tooLittleMoney = "too-little-money"
  /// As much came back as was bought, or more.
  case returnsExceedPurchases = "returns-exceed-purchases"
  /// No listing price is known.
  case noListingPrice = "no-listing-price"
  /// Not selected in a batch in force.
  case notSelected = "not-selected"
  /// The fall follows from entry into volume-based procurement (集采降价).
  case procurementPriceCut = "vbp-price-cut"
  /// The price is suspected to be stated in another unit; see the monitor `unit-mismatch`.
  case unitMismatch = "unit-mismatch"
  /// There is no price to tell a unit by: no earlier one of the institution, and too few others.
  case noReference = "no-reference"
  /// The product is on the shortage list, where prices are no ordinary outliers.
  case shortageList = "shortage-list"
  /// The institution's region is not known.
  case regionNotStated = "region-not-stated"
  /// The records name no distributor.
  case distributorNotStated = "distributor-not-stated"
  /// No price cap is known.
  case noPriceCap = "no-price-cap"
  /// No payment standard is known.
  case noPaymentStandard = "no-payment-standard"
  /// No listed product of another maker has the same name, form and strength.
  case noPeerProduct = "no-peer-product"
  /// Selected in a batch in force, so that its price is settled there.
  case selectedInBatch = "selected-in-batch"
  /// The product belongs to no variety of a batch in force.
  case notInBatch = "not-in-batch"
  /// No purchases outside the platform were supplied for the month.
  case noOffPlatformPurchases = "no-off-platform-purchases"
  /// The records do not state the channel.
  case channelNotStated = "channel-not-stated"
  /// The institution is not public.
  case notPublic = "not-public"
  /// Nothing says whether the institution is public.
  case ownershipNotStated = "ownership-not-stated"
  /// The records do not state what arrived.
  case arrivalsNotStated = "arrivals-not-stated"
  /// Nothing was ordered in one of the months that have to follow each other.
  case tooFewMonths = "too-few-months"
  /// No shortage list was supplied.
  case noShortageList = "no-shortage-list"
  /// The product is not on the shortage list.
  case notOnShortageList = "not-on-shortage-list"
  /// The rise ends at, or below, the selected price of a batch that the product has entered.
  case procurementPriceStep = "vbp-price-step"
  /// No contracted quantities were supplied, or no row of them can be used (约定采购量).
  case noContracts = "no-contracts"
  /// The unit of the contracted quantity is in doubt.
  case suspectContract = "suspect-contract"
  /// The month belongs to another agreement period of the same contract.
  case otherPeriod = "other-period"
  /// The agreement period began before the purchase records do.
  case purchasesBeginLater = "purchases-begin-later"
  /// Months of the agreement period have no purchase records at all; in the others it is not behind.
  case recordsMissing = "records-missing"
  /// What was bought counts for a contract of another batch that lists the same products.
  case sharedProduct = "shared-product"
  /// The agreement period has only just begun.
  case periodJustBegun = "period-just-begun"
  /// Nothing was bought at all; see the monitor `zero-uptake`.
  case withoutUptake = "without-uptake"
  /// The monitor is switched off.
  case switchedOff = "switched-off"

  /// The alphabetical order of names.
  public static func < (left: NotApplicableReason, right: NotApplicableReason) -> Bool {
    left.rawValue < right.rawValue
  }
}
