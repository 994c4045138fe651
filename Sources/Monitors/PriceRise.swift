import Procurement

/// 涨幅异常: products whose matched price rose more than the rules allow.
///
/// 河北 ch. 5 §7 asks for 监测预警 where 价格涨幅或频次异常. See ``PriceChangeTest`` for the method.
struct PriceRise: Monitor {
  static let id = "price-rise"
  static let unit = MonitoredUnit.product
  static let scope = MonitorScope.outliers

  private let test: PriceChangeTest

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    test = try PriceChangeTest(.rise, rules: rules, context: context)
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    test.examine(product, into: &tally)
  }
}
