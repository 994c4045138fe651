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
  /// What was bought of it until the end of the report month.
  package let bought: Quantity
  /// The amount of that, after returns.
  package let amount: Money
  /// The last day of the report month.
  package let day: Day
  /// The rows of `vbp/contracts.csv`.
  package let sources: [SourceLine]

  /// bought ÷ contracted; far above 1 is real, and stays (完成率).
  package var completion: Double { bought.units / contracted.units }

  /// How much of the period has run at the end of the report month (时间进度).
  package var timeProgress: Double {
    let whole = end.ordinal - start.ordinal + 1
    let run = min(max(day.ordinal - start.ordinal + 1, 0), whole)
    return Double(run) / Double(whole)
  }

  /// completion − time progress; below zero when it lags.
  package var lead: Double { completion - timeProgress }

  /// Whether nothing was bought of it (零采购).
  package var isWithoutUptake: Bool { bought <= .zero }
}
