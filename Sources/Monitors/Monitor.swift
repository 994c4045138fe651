import Procurement

/// One price monitor: looks at a product's purchases in the report month and passes, flags or
/// sets aside each unit.
///
/// A monitor keeps no state between products, so products may be examined in any order. A new one
/// is a new file and a line in ``allMonitors``.
protocol Monitor: Sendable {
  /// The identifier in rules, findings and outputs.
  static var id: String { get }
  /// What is judged one by one.
  static var unit: MonitoredUnit { get }

  /// The monitor with its parameters.
  ///
  /// - Throws: when `rules` lacks one of them.
  init(rules: RuleSection, context: MonitorContext) throws(RuleError)

  /// Examines all units of the product at index `product`, and accounts for each of them once.
  func examine(_ product: Int, into tally: inout MonitorTally)
}

/// What a monitor judges one by one.
enum MonitoredUnit: Sendable {
  /// Products bought in the month.
  case product
  /// Product × institution bought in the month.
  case productAndInstitution
}

/// All monitors, in the order they run and are reported.
let allMonitors: [any Monitor.Type] = [
  PriceRise.self, PriceDrop.self, InstitutionGap.self, AboveListing.self, AboveSelected.self,
]
