import Execution
import PricePanel
import Procurement

/// 高于挂网价: purchases above the listing price that the line itself states, or else the product
/// catalogue. See ``PriceCeiling`` for the method.
struct AboveListing: Monitor {
  static let id = "above-listing"
  static let unit = MonitoredUnit.productAndInstitution
  static let scope = MonitorScope.prices

  private let ceiling: PriceCeiling

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    ceiling = try PriceCeiling(
      .listingPrice, missing: .noListingPrice, rules: rules, context: context)
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let products = ceiling.context.panel.products
    let ratio = products[product].packRatio
    let catalogued = PriceCeiling.Ceiling(pack: products[product].listingPrice, ratio: ratio)
    ceiling.examine(product, into: &tally) { stated in
      stated.map { PriceCeiling.Ceiling(price: $0, packRatio: ratio) } ?? catalogued
    }
  }
}
