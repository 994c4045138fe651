/// Why an indicator, or its distance from a target, is not computable (无法计算).
public enum NotComputableReason: String, CaseIterable, Sendable {
  /// No off-platform purchases were supplied, so the whole amount is not known.
  case noOffPlatformPurchases = "no-off-platform-purchases"
  /// Records do not say through which channel they were bought.
  case channelNotStated = "channel-not-stated"
  /// Nothing of the kind was bought by public institutions in the period.
  case noPurchases = "no-purchases"
  /// More was returned than bought in a part of the whole, so that it is no share.
  case returnsExceedPurchases = "returns-exceed-purchases"
  /// Neither records nor catalogue say which institutions are public.
  case ownershipNotStated = "ownership-not-stated"
  /// Nothing says what kind of goods the products are that public institutions bought.
  case categoryNotStated = "category-not-stated"
  /// Nothing says which consumables are high-value, or not whether those concerned are.
  case noHighValueList = "no-high-value-list"
  /// No batch catalogue of the kind was supplied, or no row of it can be used.
  case noBatchCatalogue = "no-batch-catalogue"
  /// The catalogue has no mapping from consumable varieties to categories, or none of those concerned.
  case noVarietyCategories = "no-variety-categories"
  /// The input for this indicator was not supplied.
  case noInput = "no-input"
  /// No contracted quantities were supplied, or no row of them can be used (约定采购量).
  case noContracts = "no-contracts"
  /// All contracts that run are left out because the unit of their quantity is in doubt.
  case suspectContracts = "suspect-contracts"
  /// Nothing in the input belongs to the period, or it has not begun.
  case nothingInPeriod = "nothing-in-period"
  /// The agreement period began before the purchase records do.
  case purchasesBeginLater = "purchases-begin-later"
  /// Months of the agreement period have no purchase records.
  case recordsMissing = "records-missing"
  /// No price from before the batch is known, in the records or the catalogue.
  case noBasePrice = "no-base-price"
  /// A rate that the local rules set was not supplied.
  case rateMissing = "rate-missing"
  /// No item was bought both in the base month and in the month.
  case noMatchedItems = "no-matched-items"
  /// Nothing at all was bought in the base month.
  case noBasePurchases = "no-base-purchases"
  /// Records do not say what arrived.
  case arrivalsNotStated = "arrivals-not-stated"
  /// No payment says how it was settled (结算方式).
  case settlementNotStated = "settlement-not-stated"
  /// No enterprise is said to be listed on the platform (挂网).
  case noListedEnterprises = "no-listed-enterprises"
  /// No credit ratings were supplied (失信评级).
  case noCreditRatings = "no-credit-ratings"
  /// No batches were supplied, so that nothing says which catalogue is in force (集采批次).
  case noBatches = "no-batches"
  /// No products were supplied, so that nothing says what is of the kind (产品目录).
  case noProducts = "no-products"
  /// No list of drugs in short supply was supplied.
  case noShortageList = "no-shortage-list"
  /// The plan leaves the target blank.
  case targetBlank = "target-blank"
  /// The plan gives no baseline.
  case baselineBlank = "baseline-blank"
  /// The plan gives no year for its baseline.
  case baselineYearBlank = "baseline-year-blank"
  /// The plan gives no year for its target.
  case targetYearBlank = "target-year-blank"
  /// The rules switch the indicator off.
  case switchedOff = "switched-off"
  /// Nothing moved since the baseline, so no date of arrival follows.
  case noProgress = "no-progress"
}
