import Execution
import PricePanel
import Procurement

/// 高于中选价: purchases of a selected product above the selected price of the batch in force at
/// the end of the month. See ``PriceCeiling`` for the method and ``Selections`` for which batch.
struct AboveSelected: Monitor {
  static let id = "above-selected"
  static let unit = MonitoredUnit.productAndInstitution
  static let scope = MonitorScope.prices

  private let ceiling: PriceCeiling
  private let selections: Selections
  private let month: Month

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    ceiling = try PriceCeiling(
      .selectedPrice, missing: .notSelected, rules: rules, context: context)
    selections = context.selections
    month = context.month
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let selection = selections.inForce(product: product, at: month)
    let selected = selection.flatMap { selection in
      selection.price.map {
        PriceCeiling.Ceiling(price: $0, packRatio: selection.conversionRatio)
      }
    }
    ceiling.examine(product, into: &tally) { _ in selected }
  }
}
