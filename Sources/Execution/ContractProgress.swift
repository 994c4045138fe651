package import Procurement

/// One contract, or those of a union's members together, and how far it has come.
package struct ContractProgress: Sendable {
  /// The batch's identifier.
  package let batch: String
  /// The variety.
  package let variety: String
  /// The product, where the contract names one; else empty.
  package let productCode: String
  /// Who has agreed to buy.
  package let holder: ContractHolder
  /// The first day of the agreement period.
  package let start: Day
  /// Its last day.
  package let end: Day
  /// The agreed quantity, in smallest preparation units.
  package let contracted: Quantity
  /// What was bought of it in each month until the report month.
  package let monthly: [Month: Quantity]
  /// The amount of that, after returns.
  package let amount: Money
  /// The last day of the report month.
  package let day: Day
  /// Whether the purchase records reach back to the start of the period; where they do not, what
  /// was bought before is not known, and neither is the completion.
  package let isFollowed: Bool
  /// The rows of `vbp/contracts.csv`.
  package let sources: [SourceLine]

  /// What was bought of it until the end of the report month.
  package var bought: Quantity { monthly.values.reduce(.zero, +) }

  /// bought ÷ contracted; far above 1 is real, and stays (完成率).
  package var completion: Double { bought.units / contracted.units }

  /// How much of the period has run at the end of the report month (时间进度).
  package var timeProgress: Double { day.progress(from: start, to: end) }

  /// completion − time progress; below zero when it lags.
  package var lead: Double { completion - timeProgress }

  /// What was bought of it until the end of `month`.
  package func bought(until month: Month) -> Quantity {
    monthly.reduce(.zero) { $1.key <= month ? $0 + $1.value : $0 }
  }

  /// Whether purchases of `month` are held against it; see ``Procurement/Contract/covers(_:)``.
  package func covers(_ month: Month) -> Bool { month.belongs(from: start, to: end) }

  /// Whether completion is more than `limit` behind time progress (滞后).
  package func lags(by limit: Double) -> Bool { isFollowed && -lead > limit + 1e-9 }

  /// Whether nothing was bought of it (零采购).
  package var isWithoutUptake: Bool { bought <= .zero }
}
