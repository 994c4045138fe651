import Procurement

/// 跌幅异常: products whose matched price fell more than the rules allow.
///
/// A fall that follows from the product's entry into volume-based procurement (集采降价) is not a
/// clue and is counted as such. See ``PriceChangeTest`` for the method.
struct PriceDrop: Monitor {
  static let id = "price-drop"
  static let unit = MonitoredUnit.product
  static let scope = MonitorScope.outliers

  private let test: PriceChangeTest

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    test = try PriceChangeTest(.fall, rules: rules, context: context)
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    test.examine(product, into: &tally)
  }
}
