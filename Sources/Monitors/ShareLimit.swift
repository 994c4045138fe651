import Procurement

/// What the monitors of an institution's share of something have in common: the limit above which it is
/// a clue, and the clue.
struct ShareLimit: Sendable {
  private let watch: Double
  private let warn: Double

  /// The limits `watch-share` and `warn-share`.
  ///
  /// - Throws: when `rules` lacks one of them.
  init(rules: RuleSection) throws(RuleError) {
    watch = try rules.number("watch-share")
    warn = try rules.number("warn-share")
  }

  /// Whether `share` is above the limit, by more than binary fractions can make it.
  func isExceeded(by share: Double) -> Bool { share > watch + 1e-9 }

  /// The clue about a share that is above the limit.
  ///
  /// - Parameters:
  ///   - variety: the variety that it is a share of, with its batch; empty where it is of all goods.
  ///   - quantity: what the share is; zero where it is of several products' money.
  ///   - whole: the money that it is a share of, or that stands for the quantity.
  func finding(
    _ monitor: String, month: Month, institution: Institution,
    of variety: (name: String, batch: String) = ("", ""), share: Double,
    quantity: Quantity = .zero, whole: Money, evidence: [SourceLine]
  ) -> Finding {
    var finding = Finding(
      monitor: monitor, severity: share > warn + 1e-9 ? .warn : .watch, month: month,
      product: Product(code: ""), institution: institution, variety: variety.name,
      batch: variety.batch, unit: .share, observed: share, reference: watch,
      referenceKind: .ruleLimit, peers: 0, quantity: quantity,
      excessAmount: Money(rounding: (share - watch) * whole.yuan),
      bounds: PriceBounds(lower: nil, upper: watch), method: BoundsMethod.ruleLimit.rawValue,
      evidence: evidence)
    finding.denominator = whole
    return finding
  }
}
