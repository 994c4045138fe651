import Execution
import PricePanel
import Procurement

/// What the monitors of prices above a set price have in common: the highest price that an
/// institution paid, against a price that it should not exceed.
///
/// The comparison is made on the price of a pack (difference per smallest unit × conversion
/// ratio), since the tolerance is about rounding to 分 and packs are what is priced. One step of
/// `UnitPrice` is forgiven, which is what dividing two pack prices can lose.
///
/// ``Overpayment`` says how much was bought above the ceiling, and what is at stake.
struct PriceCeiling: Sendable {
  /// A ceiling for one cell.
  struct Ceiling {
    /// The price per smallest preparation unit.
    var price: UnitPrice
    /// Smallest preparation units in the pack it was set for.
    var packRatio: Quantity
  }

  private let monitor: String
  private let kind: ReferenceKind
  private let missing: NotApplicableReason
  /// What all monitors share.
  let context: MonitorContext
  private let tolerance: Double
  private let warn: Double
  private let minimumAmount: Money

  /// The comparison with its parameters.
  ///
  /// - Parameters:
  ///   - kind: what the ceiling is.
  ///   - missing: why a unit without a ceiling is not judged.
  ///   - rules: the monitor's section.
  ///   - context: what all monitors share.
  /// - Throws: when `rules` lacks a parameter.
  init(
    _ kind: ReferenceKind, missing: NotApplicableReason, rules: RuleSection,
    context: MonitorContext
  ) throws(RuleError) {
    monitor = rules.id
    self.kind = kind
    self.missing = missing
    self.context = context
    tolerance = try rules.number("tolerance")
    warn = try rules.number("warn-ratio")
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
  }

  /// Examines what each institution bought of one product.
  ///
  /// - Parameter ceiling: the ceiling for a purchase at the listing price that its lines state.
  func examine(
    _ product: Int, into tally: inout MonitorTally, ceiling: (UnitPrice?) -> Ceiling?
  ) {
    context.cells(of: product).forEachUnit { own in
      examine(own, of: product, into: &tally, ceiling: ceiling)
    }
  }

  private func examine(
    _ own: ArraySlice<Cell>, of product: Int, into tally: inout MonitorTally,
    ceiling: (UnitPrice?) -> Ceiling?
  ) {
    var overpayment = Overpayment()
    var amount = Money.zero
    var isPriced = false
    var hasCeiling = false
    for cell in own {
      guard let lowest = cell.lowest, let highest = cell.highest else { continue }
      isPriced = true
      amount += cell.amount
      guard let ceiling = ceiling(cell.listing) else { continue }
      hasCeiling = true
      overpayment.add(
        cell, lowest: lowest, highest: highest, ceiling: ceiling, tolerance: tolerance)
    }
    if !isPriced {
      tally.setAside(because: .noPricedPurchase)
    } else if !hasCeiling {
      tally.setAside(because: missing)
    } else if amount < minimumAmount {
      tally.setAside(because: .tooLittleMoney)
    } else if overpayment.marks.isEmpty {
      tally.pass()
    } else {
      flag(overpayment, institution: own[own.startIndex].institution, product, &tally)
    }
  }

  private func flag(
    _ overpayment: Overpayment, institution: UInt32, _ index: Int, _ tally: inout MonitorTally
  ) {
    let observed = overpayment.observed
    let reference = overpayment.reference
    let severity: Severity = overpayment.exceeds(warn) ? .warn : .watch
    let finding = Finding(
      monitor: monitor, severity: severity, month: context.month,
      product: context.panel.products[index],
      institution: context.panel.institutions[Int(institution)], observed: observed,
      reference: reference, referenceKind: kind, peers: 0,
      quantity: overpayment.quantity, excessAmount: overpayment.excess,
      bounds: PriceBounds(lower: nil, upper: reference + overpayment.slack),
      method: BoundsMethod.fixedTolerance.rawValue,
      evidence: context.sources(
        of: Array(overpayment.marks.sorted { $0.price > $1.price }.prefix(evidenceLimit))))
    tally.flag(
      finding,
      claims: [
        ExcessClaim(product: index, institution: institution, excess: overpayment.excess)
      ])
  }
}

extension PriceCeiling.Ceiling {
  /// The ceiling that a catalogue sets for a pack; `nil` when it sets none.
  ///
  /// - Parameter ratio: smallest preparation units in the pack.
  init?(pack: Money?, ratio: Quantity) {
    guard let pack, let price = UnitPrice(pack: pack, ratio: ratio) else { return nil }
    self.init(price: price, packRatio: ratio)
  }
}
