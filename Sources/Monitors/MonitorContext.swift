import Execution
import PricePanel
import Procurement

/// What all monitors share in one run.
struct MonitorContext: Sendable {
  /// The price panel.
  let panel: Panel
  /// The report month.
  let month: Month
  /// The catalogues beside the purchases.
  let catalogues: Catalogues
  /// Which purchases are priced in another unit than they seem to be.
  let screen: UnitScreen
  /// The matched price changes of the month.
  let changes: PriceChanges
  /// In which batches each product is selected.
  let selections: Selections
  /// The institutions' regions.
  let regions: Regions
  /// Products of one name, form and strength.
  private(set) var peerGroups = PeerGroups()
  private let steps: [Severity: String]
  private let ranges: [Range<Int>]
  private let shortages: [Bool]

  /// Computes what all monitors share.
  ///
  /// - Throws: when the rules lack a parameter of `unit-mismatch`.
  /// - Complexity: O(cells + products × log cells + catalogue rows).
  init(panel: Panel, month: Month, catalogues: Catalogues, rules: Rules) throws(RuleError) {
    self.panel = panel
    self.month = month
    self.catalogues = catalogues
    steps = rules.steps
    selections = Selections(panel: panel, catalogues: catalogues, month: month)
    screen = try UnitScreen(
      panel: panel, month: month, selections: selections,
      variants: RuleVariants(rules.section(of: UnitMismatch.id), products: panel.products))
    changes = PriceChanges(panel: screen.screened, month: month)
    regions = Regions(panel)
    ranges = panel.products.indices.map { product in
      panel.history(of: product).cells(in: month).indices
    }
    let codes = Set(catalogues.shortages.map(\.productCode))
    let names = Set(catalogues.shortages.lazy.filter { $0.productCode.isEmpty }.map(\.name))
    shortages = panel.products.map { codes.contains($0.code) || names.contains($0.name) }
    peerGroups = PeerGroups(self)
  }

  /// Everything bought of a product in the report month, sorted by institution.
  ///
  /// - Complexity: O(1).
  func allCells(of product: Int) -> ArraySlice<Cell> { panel.cells[ranges[product]] }

  /// What was bought of a product in the report month at prices whose unit is not in doubt, sorted
  /// by institution.
  ///
  /// - Complexity: O(1) for all but the few products with such prices.
  func cells(of product: Int) -> ArraySlice<Cell> {
    guard screen.screened.isScreened(product) else { return panel.cells[ranges[product]] }
    return history(of: product).cells(in: month)
  }

  /// What was bought of a product in all months at prices whose unit is not in doubt.
  func history(of product: Int) -> ProductHistory { screen.screened.history(of: product) }

  /// Whether the product is on the list of drugs in short supply.
  func isOnShortageList(_ product: Int) -> Bool { shortages[product] }

  /// The step suggested for `severity`; empty when the rules name none.
  func step(for severity: Severity) -> String { steps[severity] ?? "" }

  /// The lines that `marks` point to, each once, in their order.
  func sources(of marks: [PriceMark]) -> [SourceLine] {
    var lines: [SourceLine] = []
    for mark in marks {
      let line = panel.source(of: mark)
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }
}

extension Rules {
  /// The section of a monitor; one that is not there at all lacks its first parameter.
  func section(of monitor: String) -> RuleSection {
    monitors[monitor] ?? RuleSection(id: monitor, isEnabled: true, authority: "", values: [:])
  }
}

/// How many institutions' lines a finding about a whole product shows.
let evidenceLimit = 5

/// What rounding a pack's price to 分 can make of it, in 元: no threshold, but the step of money.
let roundingOfPacks = 0.005

/// Whether `value` reaches `threshold`, forgiving what binary fractions lose: 6.6 is 10 % above 6.
func reaches(_ value: Double, _ threshold: Double) -> Bool {
  value >= threshold - 1e-9
}
