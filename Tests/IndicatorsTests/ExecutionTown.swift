import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

/// A batch with two varieties and what four public institutions and a private one buy of them: the
/// town of the worked examples of the execution indicators.
///
/// 甲片: X1 selected at 10.00 for 10, X2 stands in, X3 is listed as not selected, X4 has its name and
/// is not listed. 乙针: X5 selected at 2.00.
struct ExecutionTown {
  static let source = SourceLine(file: "vbp/contracts.csv", line: 2)

  var month = testMonth("2025-06")
  var start = "2025-01-01"
  var end = "2025-12-31"
  var purchases: [TestPurchase] = []
  /// Whether every month since the first purchase has some, of goods that no batch has.
  var isRecordedMonthly = true
  var catalogues = Catalogues()
  var rules = testRules
  var institutions = [
    Institution(code: "H1", name: "县医院", ownership: .public, region: "甲县"),
    Institution(code: "H2", name: "中医院", ownership: .public, region: "乙县"),
    Institution(code: "H3", name: "镇卫生院", ownership: .public, region: "甲县", union: "县医共体"),
    Institution(code: "H4", name: "乡卫生院", ownership: .public, region: "甲县", union: "县医共体"),
    Institution(code: "H9", name: "民营医院", ownership: .private, region: "甲县"),
  ]

  init(start: String = "2025-01-01", end: String = "2025-12-31") {
    self.start = start
    self.end = end
    list("甲片", "X1", price: 10, ratio: 10)
    list("甲片", "X2", role: .standIn)
    list("甲片", "X3", role: .nonSelected)
    list("乙针", "X5", price: 2, ratio: 1)
  }

  mutating func list(
    _ variety: String, _ product: String, role: SupplyRole = .selected, price: Double? = nil,
    ratio: Int64? = nil, base: Double? = nil, batch: String = "B1"
  ) {
    catalogues.batches[batch] = Batch(
      id: batch, name: "国采\(batch)", level: .national, kind: .drugs, start: testDay(start),
      end: testDay(end))
    catalogues.entries.append(
      CatalogueEntry(
        batch: batch, variety: variety, productCode: product, role: role,
        selectedPrice: price.map { yuan($0) },
        conversionRatio: ratio.map { Quantity(tenThousandths: $0 * 10_000) },
        basePrice: base.map { yuan($0) },
        source: SourceLine(file: "vbp/catalogue.csv", line: catalogues.entries.count + 2)))
  }

  mutating func contract(
    _ institution: String, _ variety: String, _ quantity: Int64, product: String = "",
    batch: String = "B1", start: String? = nil, end: String? = nil
  ) {
    catalogues.contracts.append(
      Contract(
        batch: batch, institution: institution, variety: variety, productCode: product,
        quantity: Quantity(tenThousandths: quantity * 10_000),
        start: testDay(start ?? self.start), end: testDay(end ?? self.end),
        source: SourceLine(file: "vbp/contracts.csv", line: catalogues.contracts.count + 2)))
  }

  /// Purchases at a price in 1/10 000 元.
  mutating func buy(
    _ product: String, _ institution: String, _ month: String, _ quantity: Int64,
    at price: Int64 = 10_000
  ) {
    purchases.append(
      TestPurchase(product, institution, month, price: price, quantity: quantity))
  }

  var panel: Panel {
    let names = ["X1": "甲片", "X2": "甲片", "X3": "甲片", "X4": "甲片", "X5": "乙针"]
    let first = purchases.map(\.month).min() ?? month.advanced(by: 1)
    return testPanel(
      purchases + (isRecordedMonthly ? everyMonth(from: first, to: month, by: "H9") : []),
      products: names.map { code, name in
        var product = testProduct(code)
        product.name = name
        return product
      }, institutions: institutions)
  }

  func run() throws -> IndicatorRun {
    var catalogues = catalogues
    for institution in institutions { catalogues.institutions[institution.code] = institution }
    return try IndicatorRun(panel: panel, month: month, catalogues: catalogues, rules: rules)
  }

  func result(_ id: String) throws -> IndicatorResult {
    try #require(run().results.first { $0.id == id })
  }
}

extension IndicatorResult {
  /// A fact's number, where it is a ratio or a count.
  func number(_ name: IndicatorFact.Name) -> Double? {
    switch facts.first(where: { $0.name == name })?.value {
    case .ratio(let ratio): ratio
    case .count(let count): Double(count)
    default: nil
    }
  }

  /// The parts of one dimension, by name.
  func values(_ dimension: IndicatorPart.Dimension) -> [String: Double?] {
    Dictionary(
      breakdown.filter { $0.dimension == dimension && $0.code != "B2" }.map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }
}
