/// The indicators that a plan can set a target for: shares, and counts of varieties and categories.
enum PlanIndicators {
  /// Their identifiers, as `plans.csv` names them.
  static let known = [
    "platform-share/drugs", "platform-share/high-value-consumables", "platform-share/combined",
    "vbp-varieties/drugs", "vbp-categories/high-value-consumables", "vbp-categories/consumables",
    "credit-coverage", "contract-completion", "non-selected-share", "payment-30-day-rate",
    "direct-settlement-share", "delivery-rate", "shortage-supply",
    "non-public-participation/private", "non-public-participation/pharmacy",
  ]

  /// Whether an identifier is one of them, or the completion of a batch.
  static func isKnown(_ indicator: String, batches: some Sequence<String>) -> Bool {
    known.contains(indicator) || batches.contains { "contract-completion/" + $0 == indicator }
  }

  /// Whether an indicator counts varieties or categories; the others are shares.
  static func isCount(_ indicator: String) -> Bool { indicator.hasPrefix("vbp-") }
}
