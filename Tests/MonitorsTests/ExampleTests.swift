import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// The worked examples of the pages in `Documentation/monitors`.
struct ExampleTests {
  static let month = testMonth("2025-12")

  func run(
    _ panel: Panel, catalogues: Catalogues = Catalogues(), rules: Rules = testRules
  ) throws -> MonitorRun {
    try MonitorRun(panel: panel, month: Self.month, catalogues: catalogues, rules: rules)
  }

  static let amoxicillin = [
    TestPurchase("X1", "H1", "2025-11", price: 4_000, quantity: 8_000),
    TestPurchase("X1", "H2", "2025-11", price: 5_000, quantity: 9_000),
    TestPurchase("X1", "H3", "2025-11", price: 1_000, quantity: 9_000),
    TestPurchase("X1", "H1", "2025-12", price: 5_200, quantity: 10_000),
    TestPurchase("X1", "H2", "2025-12", price: 5_000, quantity: 2_000),
    TestPurchase("X1", "H4", "2025-12", price: 9_000, quantity: 5_000),
    TestPurchase("X1", "H1", "2025-12", price: 9_000, quantity: -500),
  ]

  @Test func priceRise() throws {
    let run = try run(testPanel(Self.amoxicillin))
    let finding = try run.finding(of: "price-rise")
    #expect(abs(finding.reference - 5_000.0 / 12_000) < 1e-12)
    #expect(abs(finding.observed - 6_200.0 / 12_000) < 1e-12)
    #expect(abs(try #require(finding.ratio) - 1.24) < 1e-12)
    #expect(finding.severity == .watch)
    #expect(finding.excessAmount == yuan(1_200))
    #expect(finding.peers == 2)
    #expect(finding.quantity == Quantity(tenThousandths: 120_000_000))
    #expect(finding.referenceKind == .previousMonth)
    #expect(finding.referenceMonth == testMonth("2025-11"))
    #expect(abs(try #require(finding.bounds.upper) - 0.45833333333333) < 1e-12)
    #expect(finding.bounds.lower == nil)
    #expect(finding.method == "fixed-percentage")
    #expect(finding.suggestedStep == "核实数据")
    #expect(finding.evidence.map(\.line) == [4, 1, 5, 2])
    #expect(run.findings.excessCountedOnce == yuan(1_200))
  }

  @Test func priceDropAndItsCauseInProcurement() throws {
    let lines = [
      TestPurchase("X2", "H1", "2025-11", price: 100_000, quantity: 300),
      TestPurchase("X2", "H1", "2025-12", price: 40_000, quantity: 500),
    ]
    let free = try run(testPanel(lines))
    let finding = try free.finding(of: "price-drop")
    #expect(finding.severity == .warn)
    #expect(finding.excessAmount == yuan(-3_000))
    #expect(finding.bounds == PriceBounds(lower: 9, upper: nil))
    #expect(free.findings.excessCountedOnce == .zero)

    var catalogues = Catalogues()
    catalogues.select("X2", start: "2025-12-01", end: "2026-11-30", price: 4)
    let account = try run(testPanel(lines), catalogues: catalogues).account(of: "price-drop")
    #expect(account.tested == 0)
    #expect(account.notApplicable == [.procurementPriceCut: 1])
  }

  @Test func institutionGap() throws {
    let prices: [Int64] = [10_000, 10_200, 10_500, 11_000, 16_000]
    let panel = testPanel(
      prices.enumerated().map { index, price in
        TestPurchase("X3", "H\(index)", "2025-12", price: price, quantity: 1_000)
      })
    let run = try run(panel)
    let finding = try run.finding(of: "institution-gap")
    #expect(finding.institution?.code == "H4")
    #expect(abs(finding.reference - 1.035) < 1e-12)
    #expect(finding.severity == .warn)
    #expect(finding.peers == 4)
    #expect(finding.excessAmount == yuan(565))
    #expect(abs(try #require(finding.bounds.upper) - 1.242) < 1e-12)
    #expect(finding.method == "robust-z")
    #expect(finding.evidence.map(\.line) == [5, 2])
    #expect(try run.account(of: "institution-gap").passed == 4)
  }

  /// Four others at 1.00, 1.10, 1.50 and 1.60: median 1.30, deviations 0.30, 0.20, 0.20 and 0.30, so
  /// MAD 0.25 and the fence 1.30 + 3.5 × 0.25 ÷ 0.6745 = 2.5972. Twice 1.30 is not enough there.
  @Test(arguments: [(Int64(25_900), 0), (26_000, 1)])
  func whereEverybodyPaysSomethingElseNobodyStandsOut(_ price: Int64, _ flagged: Int) throws {
    let prices: [Int64] = [10_000, 11_000, 15_000, 16_000, price]
    let run = try run(
      testPanel(
        prices.enumerated().map { index, price in
          TestPurchase("X3", "H\(index)", "2025-12", price: price, quantity: 1_000)
        }))
    let account = try run.account(of: "institution-gap")
    #expect(account.flagged == flagged)
    #expect(account.passed == 5 - flagged)
    for finding in run.findings {
      #expect(abs(try #require(finding.bounds.upper) - 2.597_257) < 5e-7)
    }
  }

  static let listed: Product = {
    var product = testProduct("X4")
    product.conversionRatio = Quantity(tenThousandths: 240_000)
    product.listingPrice = yuan(12.60)
    return product
  }()

  @Test func aboveListing() throws {
    let lines = [
      TestPurchase("X4", "H1", "2025-12", price: 5_250, quantity: 1_200),
      TestPurchase("X4", "H1", "2025-12", price: 5_500, quantity: 1_200),
      TestPurchase("X4", "H2", "2025-12", price: 5_250, quantity: 240),
    ]
    let run = try run(testPanel(lines, products: [Self.listed]))
    let finding = try run.finding(of: "above-listing")
    #expect(abs(finding.observed - 0.55) < 1e-12)
    #expect(abs(finding.reference - 0.525) < 1e-12)
    #expect(finding.quantity == Quantity(tenThousandths: 12_000_000))
    #expect(finding.excessAmount == yuan(30))
    #expect(finding.severity == .warn)
    #expect(abs(try #require(finding.bounds.upper) - 0.525208333333) < 1e-9)
    #expect(finding.evidence.map(\.line) == [2])
    #expect(try run.account(of: "above-listing").passed == 1)
  }

  /// 0.0002 元 above per tablet is 0.0048 元 per pack of 24: within half a fen. 0.0003 is not.
  @Test(arguments: [(5_252, 0), (5_253, 1)])
  func toleranceIsPerPack(_ price: Int64, _ flagged: Int) throws {
    let line = TestPurchase("X4", "H1", "2025-12", price: price, quantity: 240)
    let run = try run(testPanel([line], products: [Self.listed]))
    #expect(try run.account(of: "above-listing").flagged == flagged)
  }

  @Test func aboveSelected() throws {
    var catalogues = Catalogues()
    catalogues.select("X5", start: "2024-04-01", end: "2026-03-31", price: 9.80, ratio: 28)
    catalogues.select("X5", start: "2025-04-01", end: "2027-03-31", price: 8.40, ratio: 28)
    catalogues.select("X5", start: "2025-06-01", end: "2025-12-30", price: 2.80, ratio: 28)
    let lines = [
      TestPurchase("X5", "H1", "2025-12", price: 3_200, quantity: 280),
      TestPurchase("X6", "H1", "2025-12", price: 3_200, quantity: 280),
    ]
    let run = try run(testPanel(lines), catalogues: catalogues)
    let finding = try run.finding(of: "above-selected")
    #expect(finding.reference == 0.3)
    #expect(finding.excessAmount == yuan(5.60))
    #expect(try run.account(of: "above-selected").notApplicable == [.notSelected: 1])
  }

  /// One purchase named twice: 565 元 above the median, 600 元 above the listing price.
  @Test func onePurchaseCountsOnce() throws {
    var product = testProduct("X3")
    product.listingPrice = yuan(1)
    let prices: [Int64] = [10_000, 10_000, 10_000, 10_000, 16_000]
    let panel = testPanel(
      prices.enumerated().map { index, price in
        TestPurchase("X3", "H\(index)", "2025-12", price: price, quantity: 1_000)
      }, products: [product])
    let run = try run(panel)
    #expect(run.findings.count == 2)
    #expect(run.findings.excessCountedOnce == yuan(600))
  }
}

extension Catalogues {
  /// Adds a batch of its own with one selected product.
  mutating func select(
    _ product: String, start: String, end: String, price: Double, ratio: Int64? = nil
  ) {
    let id = "batch-\(start)"
    batches[id] = Batch(
      id: id, name: id, level: .national, kind: .drugs, start: testDay(start), end: testDay(end))
    entries.append(
      CatalogueEntry(
        batch: id, variety: product, productCode: product, selectedPrice: yuan(price),
        conversionRatio: ratio.map { Quantity(tenThousandths: $0 * 10_000) },
        source: SourceLine(file: "vbp/catalogue.csv", line: entries.count + 2)))
  }
}
