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
  /// Which purchases are looked at.
  static var scope: MonitorScope { get }

  /// The monitor with its parameters.
  ///
  /// - Throws: when `rules` lacks one of them.
  init(rules: RuleSection, context: MonitorContext) throws(RuleError)

  /// Examines all units of the product at index `product`, and accounts for each of them once.
  ///
  /// Called for products bought in the report month only. What `scope` leaves out is accounted
  /// for already. A monitor of ``MonitoredUnit/other`` has nothing to do here.
  func examine(_ product: Int, into tally: inout MonitorTally)

  /// How many units there are beside those of single products, such as whole institutions.
  static func otherUnits(in context: MonitorContext) -> Int

  /// Examines the units beside those of single products.
  func examineOthers(into tally: inout MonitorTally)
}

extension Monitor {
  func examine(_ product: Int, into tally: inout MonitorTally) {}

  static func otherUnits(in context: MonitorContext) -> Int { 0 }

  func examineOthers(into tally: inout MonitorTally) {}
}

/// Which purchases a monitor looks at.
enum MonitorScope: Sendable {
  /// Prices that no wrong unit explains, of products that are not on the shortage list: what is
  /// rare or has moved far is no ordinary outlier there.
  case outliers
  /// Prices that no wrong unit explains.
  case prices
  /// All purchases.
  case everything
}

/// All monitors, in the order they run and are reported.
let allMonitors: [any Monitor.Type] = [
  UnitMismatch.self, PriceRise.self, PriceDrop.self, ChangeFrequency.self, InstitutionGap.self,
  RegionGap.self, DistributionMarkup.self, AboveListing.self, AboveSelected.self, AboveCap.self,
  AbovePaymentStandard.self, PeerMultiple.self, OffPlatform.self, FiledShare.self,
  DeliveryShortfall.self, SupplyWarning.self, ContractLag.self, ZeroUptake.self,
  NonSelectedShare.self,
]
