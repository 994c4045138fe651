/// What the number of a rule's parameter may be at all, which follows from its name. Whatever lies
/// within leads to a report; whether it makes sense, the office has to know.
struct RuleRange {
  /// The least and the largest number.
  let values: ClosedRange<Double>
  /// Whether it is a part of a whole, so that nothing would ever be above a number beyond 1.
  let isShare: Bool
  /// Whether it counts something, so that its reader wants a whole number
  /// (``Procurement/RuleSection/count(_:)``): its name ends with what is counted.
  let isCount: Bool

  /// The range of the parameter `name` of the monitor or indicator `id`.
  init(of name: String, in id: String) {
    let last = String(name.split(separator: "-").last ?? "")
    isCount = name.hasPrefix("age-") || Self.counted.contains(last)
    isShare =
      Self.shares.contains(last) || Self.namedShares.contains(name)
      || Self.namedShares.contains("\(id).\(name)")
    values =
      if name == "base-month" {
        1...12
      } else if isShare {
        0...1
      } else if last == "months" {
        // A hundred years.
        0...1200
      } else {
        0...1_000_000_000
      }
  }

  private static let counted: Set<String> = [
    "batch", "changes", "days", "institutions", "lagging", "month", "months", "packs", "peers",
    "products", "rises", "shortfalls",
  ]

  /// The last words of shares. Ratios, multiples and changes may be above 1.
  private static let shares: Set<String> = ["deviation", "lag", "progress", "rate", "share"]

  /// Shares whose names do not end so: no price falls by more than all of it, and other tolerances
  /// are money.
  private static let namedShares: Set<String> = [
    "hb-u", "price-drop.warn-change", "price-drop.watch-change", "shared-ratio-limit",
    "suspect-pack-tolerance", "unit-mismatch.tolerance",
  ]
}
