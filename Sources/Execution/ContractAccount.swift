package import Procurement

/// Since when purchases that a contract might count count for one of another batch, and which; of several
/// the earliest.
struct Sharing: Comparable, Sendable {
  let since: Month
  let batch: String

  static func < (left: Sharing, right: Sharing) -> Bool {
    left.since == right.since ? left.batch < right.batch : left.since < right.since
  }
}

/// One contract, or those of a union's members together, with what was bought of it month by month.
package final class ContractAccount: Sendable {
  /// Its index in ``ContractBook/accounts``.
  package let place: Int
  /// Batch and variety, as an index into ``ContractBook/varieties``.
  package let listing: Int
  /// The batch's place among all that have contracts, by identifier.
  package let batchRank: Int
  /// The variety's place, by name.
  package let varietyRank: Int
  /// The holder's place, by code.
  package let holderRank: Int
  /// The place of the holder's region, by name.
  package let regionRank: Int
  /// The same for all agreement periods of one holder, variety and product, and only for them.
  package let identity: Int
  /// Whether an earlier period of the same holder, variety and product is judged in a month in which this
  /// one is as well: members of a union have contracted for different days.
  package let isBesideAnother: Bool
  /// The first day of the agreement period.
  package let start: Day
  /// Its last day.
  package let end: Day
  /// The first and the last month that are held against it; see
  /// ``Procurement/Month/belongs(from:to:)``.
  package let firstMonth: Month
  let lastMonth: Month
  /// The ordinals of ``start`` and ``end``.
  let startOrdinal: Int
  let endOrdinal: Int
  /// The agreed quantity, in smallest preparation units.
  package let contracted: Quantity
  /// The price in 元 at which the quantity is valued; `nil` where the catalogue states none.
  package let price: Double?
  /// Whether the purchase records reach back to the start of the period; where they do not, what
  /// was bought before is not known, and neither is the completion.
  package let isFollowed: Bool
  /// What another contract counts that this one might as well; `nil` where there is none.
  let sharing: Sharing?
  /// The months without purchase records.
  let gaps: RecordGaps
  /// The first month that ``totals`` has.
  private let first: Month
  /// What was bought until the end of each month that counts.
  private let totals: ArraySlice<Uptake>

  // What is looked at of few contracts stands behind what is looked at of all, so that it does not
  // come along into the processor's cache.

  /// The batch's identifier.
  package let batch: String
  /// The variety.
  package let variety: String
  /// The product, where the contract names one; else empty.
  package let productCode: String
  /// Who has agreed to buy.
  package let holder: ContractHolder
  /// The products that count, as indices into `Panel.products`.
  package let products: [Int]
  /// The rows of `vbp/contracts.csv`.
  package let sources: [SourceLine]

  /// The places of names among all contracts, when these are sorted.
  struct Ranks {
    let batch: Int
    let variety: Int
    let holder: Int
    let region: Int
  }

  init(
    place: Int, contract: Contract, listing: Int, ranks: Ranks, identity: Int,
    isBesideAnother: Bool, holder: ContractHolder, contracted: Quantity, products: [Int],
    price: Double?, isFollowed: Bool,
    sources: [SourceLine], sharing: Sharing?, gaps: RecordGaps, first: Month,
    totals: ArraySlice<Uptake>
  ) {
    self.place = place
    batch = contract.batch
    variety = contract.variety
    productCode = contract.productCode
    start = contract.start
    end = contract.end
    firstMonth = contract.start.firstMonthOfPeriod
    lastMonth = contract.end.lastMonthOfPeriod
    startOrdinal = contract.start.ordinal
    endOrdinal = contract.end.ordinal
    self.listing = listing
    batchRank = ranks.batch
    varietyRank = ranks.variety
    holderRank = ranks.holder
    regionRank = ranks.region
    self.identity = identity
    self.isBesideAnother = isBesideAnother
    self.holder = holder
    self.contracted = contracted
    self.products = products
    self.price = price
    self.isFollowed = isFollowed
    self.sources = sources
    self.sharing = sharing
    self.gaps = gaps
    self.first = first
    self.totals = totals
  }

  /// What was bought of it until the end of `month`.
  package func uptake(until month: Month) -> Uptake {
    let place = min(first.distance(to: month), totals.count - 1)
    return place < 0 ? Uptake() : totals[totals.startIndex + place]
  }

  /// Whether in some month both it and a contract that begins no earlier are held against purchases, or
  /// run and neither is.
  func isJudged(beside other: Contract) -> Bool {
    let (first, last) = (other.start.firstMonthOfPeriod, other.end.lastMonthOfPeriod)
    if max(firstMonth, first) <= min(lastMonth, last) { return true }
    let month = other.start.month
    return month <= end.month && month > lastMonth && month < first
  }

  /// Whether its period reaches into `month`.
  package func runs(in month: Month) -> Bool { start.month <= month && month <= end.month }
}
