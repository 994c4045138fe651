import Execution
import PricePanel
import Procurement

/// 高于支付标准: purchases above the payment standard (医保支付标准) of the product catalogue. 运城
/// (五): 落实医保支付标准与集中采购价格协同机制. See ``PriceCeiling`` for the method.
struct AbovePaymentStandard: Monitor {
  static let id = "above-payment-standard"
  static let unit = MonitoredUnit.productAndInstitution
  static let scope = MonitorScope.prices

  private let ceiling: PriceCeiling

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    ceiling = try PriceCeiling(
      .paymentStandard, missing: .noPaymentStandard, rules: rules, context: context)
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let products = ceiling.context.panel.products
    let standard = PriceCeiling.Ceiling(
      pack: products[product].paymentStandard, ratio: products[product].packRatio)
    ceiling.examine(product, into: &tally) { _ in standard }
  }
}
