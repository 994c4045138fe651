import Execution
public import PricePanel
public import Procurement

/// What the monitors of several months have in common, made once: a run of one month, and the look
/// back at the months before it, start from here.
public struct MonitorBasis: Sendable {
  /// The price panel.
  let panel: Panel
  /// The catalogues beside the purchases.
  let catalogues: Catalogues
  /// The thresholds.
  let rules: Rules
  /// In which batches each product is selected.
  let selections: Selections
  /// The institutions' regions.
  let regions: Regions
  /// Products of one name, form and strength.
  let peerGroups: PeerGroups
  /// Which purchases are priced in another unit than they seem to be.
  let screen: UnitScreen
  /// Whether each product is on the list of drugs in short supply.
  let shortages: [Bool]
  /// The selected prices that the catalogues state.
  let prices: SelectedPrices
  /// The products of each variety of each batch.
  let varieties: VarietyProducts
  private let variants: [String: RuleVariants]

  /// What the monitors of `months` start from.
  ///
  /// - Parameters:
  ///   - panel: the price panel.
  ///   - months: the months that ``MonitorRun`` will be made of; others up to the last of them can be
  ///     looked back at.
  ///   - catalogues: for batches and selected prices; products come from the panel.
  ///   - rules: the thresholds.
  /// - Precondition: there is at least one month.
  /// - Throws: when the rules lack a parameter of `unit-mismatch`.
  /// - Complexity: O(cells + products × log cells + catalogue rows).
  public init(
    panel: Panel, months: [Month], catalogues: Catalogues, rules: Rules
  ) throws(RuleError) {
    self.panel = panel
    self.catalogues = catalogues
    self.rules = rules
    selections = Selections(panel: panel, catalogues: catalogues)
    regions = Regions(panel)
    prices = SelectedPrices(panel: panel, catalogues: catalogues)
    varieties = VarietyProducts(panel: panel, catalogues: catalogues)
    peerGroups = PeerGroups(panel: panel, catalogues: catalogues)
    var variants: [String: RuleVariants] = [:]
    for monitor in allMonitors {
      variants[monitor.id] = RuleVariants(
        rules.section(ofMonitor: monitor.id), products: panel.products)
    }
    self.variants = variants
    screen = try UnitScreen(
      panel: panel, months: months, selections: selections,
      variants: variants[UnitMismatch.id]
        ?? RuleVariants(rules.section(ofMonitor: UnitMismatch.id), products: panel.products))
    let codes = Set(catalogues.shortages.map(\.productCode))
    let names = Set(catalogues.shortages.lazy.filter { $0.productCode.isEmpty }.map(\.name))
    shortages = panel.products.map { codes.contains($0.code) || names.contains($0.name) }
  }

  /// The rules of `monitor` as they stand for each product.
  func variants(of monitor: any Monitor.Type) -> RuleVariants {
    variants[monitor.id]
      ?? RuleVariants(rules.section(ofMonitor: monitor.id), products: panel.products)
  }
}
