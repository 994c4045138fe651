import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

/// Runs all indicators over purchases and catalogues, and finds results.
struct IndicatorRunner {
  var month = testMonth("2025-12")
  var lines: [TestPurchase] = []
  var products: [Product] = []
  var institutions: [Institution] = []
  var catalogues = Catalogues()
  var rules = testRules

  func results() throws -> [IndicatorResult] {
    let panel = testPanel(lines, products: products, institutions: institutions)
    return try IndicatorRun(panel: panel, month: month, catalogues: catalogues, rules: rules)
      .results
  }

  func result(_ id: String) throws -> IndicatorResult {
    try #require(try results().first { $0.id == id })
  }
}

extension IndicatorResult {
  /// The parts of one dimension.
  func parts(_ dimension: IndicatorPart.Dimension) -> [IndicatorPart] {
    breakdown.filter { $0.dimension == dimension }
  }

  /// A fact's value; `nil` where there is none.
  func fact(_ name: IndicatorFact.Name) -> IndicatorFact.Value? {
    facts.first { $0.name == name }?.value
  }
}

extension IndicatorPart {
  /// A fact's value; `nil` where there is none.
  func fact(_ name: IndicatorFact.Name) -> IndicatorFact.Value? {
    facts.first { $0.name == name }?.value
  }

  /// The numerator where it is money.
  var money: Money? {
    guard case .money(let money)? = numerator else { return nil }
    return money
  }
}

/// A row of a catalogue; tests that do not look at places need no other.
let someLine = SourceLine(file: "catalogue.csv", line: 2)
