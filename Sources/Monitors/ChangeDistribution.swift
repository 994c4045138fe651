import Execution
import Procurement
import Statistics

/// The month's own distribution of price changes against one reference.
///
/// A unit is a product; its values are what its matched quantity of this month costs at the
/// earlier and at the present price, so that a change counts for more where more money moves.
/// Falls by entry into volume-based procurement (集采降价), and rises to the selected price of a new
/// batch, are left out: they would widen the distribution and hide others.
struct ChangeDistribution: Sendable {
  /// The fences; `nil` when there are fewer changes than the rules ask for.
  let fences: HidiroglouBerthelot?

  /// The distribution of the month's changes against `reference`.
  ///
  /// - Throws: when `rules` lacks `hb-u`, `hb-a`, `hb-c`, `shared-ratio-limit` or
  ///   `minimum-changes`.
  init(
    against reference: ReferenceKind, rules: RuleSection, context: MonitorContext
  ) throws(RuleError) {
    let parameters = HidiroglouBerthelot.Parameters(
      u: try rules.number("hb-u"), a: try rules.number("hb-a"), c: try rules.number("hb-c"),
      sharedRatioLimit: try rules.number("shared-ratio-limit"))
    let minimum = try rules.count("minimum-changes")
    let changes = context.changes.comparisons(with: reference).compactMap(\.change)
      .filter { !context.isProcurementStep($0) }
      .map(ValueChange.init)
    fences =
      changes.count < minimum
      ? nil : HidiroglouBerthelot(around: changes, parameters: parameters)
  }

  /// The highest ratio inside the distribution, and how it was made.
  func highestRatio(of change: MatchedPriceChange) -> (ratio: Double?, method: BoundsMethod) {
    let ratio = fences?.highestRatio(forSize: ValueChange(change).size)
    return (ratio, method(hasFence: ratio != nil))
  }

  /// The highest ratio at which what the change's quantity cost before would be inside the distribution;
  /// `nil` where there is no fence.
  func highestRatio(fromReferenceOf change: MatchedPriceChange) -> Double? {
    fences?.highestRatio(before: ValueChange(change).before)
  }

  /// The lowest ratio inside the distribution, and how it was made.
  func lowestRatio(of change: MatchedPriceChange) -> (ratio: Double?, method: BoundsMethod) {
    let ratio = fences?.lowestRatio(forSize: ValueChange(change).size)
    return (ratio, method(hasFence: ratio != nil))
  }

  private func method(hasFence: Bool) -> BoundsMethod {
    guard hasFence, let fences else { return .fixedPercentage }
    return fences.spread == .quartiles ? .quartileFences : .outerDecileFences
  }
}

extension ValueChange {
  /// What the matched quantity cost at the earlier price, and costs at the present one, in 元.
  init(_ change: MatchedPriceChange) {
    let quantity = change.quantity.units
    self.init(before: change.reference * quantity, after: change.price * quantity)
  }
}

extension MonitorContext {
  /// Whether the change follows from the product's entry into a batch: a fall, or a rise that
  /// ends not above the selected price (but for half a 分 a pack).
  func isProcurementStep(_ change: MatchedPriceChange) -> Bool {
    guard !change.isUnchanged,
      selections.entered(product: change.product, after: change.referenceMonth, until: month)
    else { return false }
    if change.ratio < 1 { return true }
    guard let selection = selections.inForce(product: change.product, at: month),
      let price = selection.price
    else { return false }
    return (change.price - price.yuan) * selection.conversionRatio.units <= roundingOfPacks
  }
}
