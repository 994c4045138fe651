import Execution
import PricePanel
import Procurement

/// 高于限价: purchases above the price cap of the product catalogue. 运城 (五) asks for
/// 高值耗材限价. See ``PriceCeiling`` for the method.
struct AboveCap: Monitor {
  static let id = "above-cap"
  static let unit = MonitoredUnit.productAndInstitution
  static let scope = MonitorScope.prices

  private let ceiling: PriceCeiling

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    ceiling = try PriceCeiling(.priceCap, missing: .noPriceCap, rules: rules, context: context)
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let products = ceiling.context.panel.products
    let cap = PriceCeiling.Ceiling(
      pack: products[product].priceCap, ratio: products[product].packRatio)
    ceiling.examine(product, into: &tally) { _ in cap }
  }
}
