import Procurement

/// The platform share of purchases of one or more kinds of goods.
struct Share {
  /// All kinds together.
  let whole: ChannelTotals
  /// Why it is not computable: the reason of the first kind that was bought and has one.
  var reason: NotComputableReason?

  /// Adds up the kinds.
  init(_ kinds: [ChannelTotals]) {
    whole = ChannelTotals(adding: kinds)
    let reasons = kinds.map(\.reason)
    reason =
      reasons.allSatisfy { $0 == .noPurchases }
      ? .noPurchases : reasons.compactMap(\.self).first { $0 != .noPurchases }
  }

  /// The share; `nil` when it is not computable.
  var value: Double? { reason == nil ? whole.platform.yuan / whole.total.yuan : nil }
}

extension ChannelTotals {
  /// The sum of some totals.
  init(adding totals: some Sequence<ChannelTotals>) {
    self = totals.reduce(into: ChannelTotals()) { $0 += $1 }
  }
}
