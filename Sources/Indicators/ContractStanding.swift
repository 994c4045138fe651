import Execution
import Procurement

/// What sums over contracts need of one, side by side: there are many contracts, and each is added
/// up by batch, region, holder and variety.
struct ContractStanding {
  /// The contract, as an index into ``Execution/ContractLedger/rows``.
  let row: Int
  let batchRank: Int
  let varietyRank: Int
  let holderRank: Int
  let regionRank: Int
  let isUnion: Bool
  let spansRegions: Bool
  let isFollowed: Bool
  /// The agreement period.
  let start: Day
  let end: Day
  /// The first month that is held against it.
  let firstMonth: Month
  let contracted: Quantity
  let bought: Quantity
  let timeProgress: Double
  /// The price in 元 at which the quantity is valued; `nil` where the catalogue states none.
  let price: Double?
  /// Whether completion is too far behind time progress (滞后).
  let isLagging: Bool
  /// Whether nothing was bought of it (零采购).
  let isWithoutUptake: Bool

  /// What is needed of `contract`, which stands at index `row` and lags when it is more than `limit`
  /// behind.
  init(_ contract: ContractProgress, row: Int, lagLimit limit: Double) {
    let account = contract.account
    self.row = row
    batchRank = account.batchRank
    varietyRank = account.varietyRank
    holderRank = account.holderRank
    regionRank = account.regionRank
    isUnion = !account.holder.union.isEmpty
    spansRegions = account.holder.spansRegions
    isFollowed = account.isFollowed
    start = account.start
    end = account.end
    firstMonth = account.firstMonth
    contracted = account.contracted
    bought = contract.bought
    timeProgress = contract.timeProgress
    price = account.price
    isLagging = contract.lags(by: limit)
    isWithoutUptake = contract.isWithoutUptake
  }
}
