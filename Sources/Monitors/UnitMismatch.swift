import PricePanel
import Procurement

/// 疑似计价单位口径错误: prices that stand to the institution's own last price, or else to the other
/// institutions' median, as a power of ten or as the product's conversion ratio.
///
/// ``UnitScreen`` finds them before any other monitor runs and leaves them out of the others'
/// statistics; this monitor tells of them. No money is put at stake: most likely the amount is
/// right and only the unit is not.
struct UnitMismatch: Monitor {
  static let id = "unit-mismatch"
  static let unit = MonitoredUnit.productAndInstitution
  static let scope = MonitorScope.everything

  /// The identifier of the clue about what an institution bought of a product in a month.
  static func identifier(_ product: Product, _ institution: Institution, in month: Month) -> String
  {
    Finding.identifier(monitor: id, month: month, product: product, institution: institution)
  }

  private let context: MonitorContext

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let verdicts = context.basis.screen.verdicts(of: product, in: context.month)
    tally.pass(verdicts.passed)
    tally.setAside(verdicts.withoutPrice, because: .noPricedPurchase)
    tally.setAside(verdicts.withoutReference, because: .noReference)
    tally.setAside(verdicts.withLittleMoney, because: .tooLittleMoney)
    for doubt in verdicts.doubts {
      let method: BoundsMethod =
        doubt.explanation == .powerOfTen ? .powerOfTen : .conversionRatio
      let finding = Finding(
        monitor: UnitMismatch.id, severity: .watch, month: context.month,
        product: context.panel.products[product],
        institution: context.panel.institutions[Int(doubt.institution)],
        observed: doubt.mark.price.yuan, reference: doubt.reference,
        referenceKind: doubt.referenceMonth == nil ? .peerMedian : .previousMonth,
        referenceMonth: doubt.referenceMonth, peers: doubt.peers, quantity: doubt.quantity,
        excessAmount: .zero, bounds: PriceBounds(lower: nil, upper: nil),
        method: method.rawValue,
        evidence: context.sources(of: [doubt.mark] + (doubt.referenceMark.map { [$0] } ?? [])))
      tally.flag(finding)
    }
  }
}
