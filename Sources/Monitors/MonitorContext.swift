import PricePanel
import Procurement

/// What all monitors share in one run.
struct MonitorContext: Sendable {
  /// The price panel.
  let panel: Panel
  /// The report month.
  let month: Month
  /// The matched price changes of the month.
  let changes: PriceChanges
  /// In which batches each product is selected.
  let selections: Selections
  private let steps: [Severity: String]
  private let ranges: [Range<Int>]

  /// Computes what all monitors share.
  ///
  /// - Complexity: O(cells of the months compared + products × log cells + catalogue rows).
  init(panel: Panel, month: Month, catalogues: Catalogues, steps: [Severity: String]) {
    self.panel = panel
    self.month = month
    self.steps = steps
    changes = PriceChanges(panel: panel, month: month)
    selections = Selections(panel: panel, catalogues: catalogues)
    ranges = panel.products.indices.map { product in
      panel.history(of: product).cells(in: month).indices
    }
  }

  /// What was bought of a product in the report month, sorted by institution.
  ///
  /// - Complexity: O(1).
  func cells(of product: Int) -> ArraySlice<Cell> { panel.cells[ranges[product]] }

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

/// How many institutions' lines a finding about a whole product shows.
let evidenceLimit = 5

/// Whether `value` reaches `threshold`, forgiving what binary fractions lose: 6.6 is 10 % above 6.
func reaches(_ value: Double, _ threshold: Double) -> Bool {
  value >= threshold - 1e-9
}
