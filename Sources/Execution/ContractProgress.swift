package import Procurement

/// One contract, or those of a union's members together, and how far it has come at the end of a
/// month.
package struct ContractProgress: Sendable {
  /// The contract.
  package let account: ContractAccount
  /// The month.
  package let month: Month
  /// What was bought of it until the end of the month.
  package let bought: Quantity
  /// How much of the period has run at the end of the month in months that have purchase records, 0–1
  /// (时间进度): what was bought in the others is not known.
  package let timeProgress: Double
  /// How much of the period has run, whether or not there are records.
  package let elapsed: Double

  /// How far `account` has come at the end of `month`.
  package init(_ account: ContractAccount, at month: Month) {
    self.init(account, at: month, today: month.lastDay.ordinal)
  }

  /// - Parameter today: the ordinal of the month's last day.
  init(_ account: ContractAccount, at month: Month, today: Int) {
    self.account = account
    self.month = month
    let whole = account.endOrdinal - account.startOrdinal + 1
    let run = min(max(today - account.startOrdinal + 1, 0), whole)
    let missing = account.gaps.days(
      from: account.firstMonth, to: min(month, account.lastMonth), since: account.startOrdinal,
      until: account.startOrdinal + run - 1)
    elapsed = Double(run) / Double(whole)
    timeProgress = Double(run - missing) / Double(whole)
    bought = account.uptake(until: month).quantity
  }

  /// The batch's identifier.
  package var batch: String { account.batch }

  /// The variety.
  package var variety: String { account.variety }

  /// The product, where the contract names one; else empty.
  package var productCode: String { account.productCode }

  /// Who has agreed to buy.
  package var holder: ContractHolder { account.holder }

  /// The agreed quantity, in smallest preparation units.
  package var contracted: Quantity { account.contracted }

  /// The amount of what was bought, after returns.
  package var amount: Money { account.uptake(until: month).amount }

  /// Whether the purchase records reach back to the start of the period.
  package var isFollowed: Bool { account.isFollowed }

  /// bought ÷ contracted; far above 1 is real, and stays (完成率).
  package var completion: Double { bought.units / contracted.units }

  /// completion − time progress; below zero when it lags.
  package var lead: Double { completion - timeProgress }

  /// What was bought of it until the end of an earlier month.
  package func bought(until month: Month) -> Quantity { account.uptake(until: month).quantity }

  /// Whether purchases until the month count for a contract of another batch that might have counted for
  /// this one.
  package var isShared: Bool { account.sharing.map { $0.since <= month } ?? false }

  /// Whether purchases of the month are held against it; see ``Procurement/Contract/covers(_:)``.
  package var isCurrent: Bool { account.firstMonth <= month && month <= account.lastMonth }

  /// Whether completion is more than `limit` behind time progress (滞后).
  package func lags(by limit: Double) -> Bool { isFollowed && -lead > limit + 1e-9 }

  /// Whether it would lag if nothing was bought in the months without records.
  package func mightLag(by limit: Double) -> Bool {
    isFollowed && elapsed - completion > limit + 1e-9
  }

  /// Whether nothing was bought of it (零采购).
  package var isWithoutUptake: Bool { bought <= .zero }
}
