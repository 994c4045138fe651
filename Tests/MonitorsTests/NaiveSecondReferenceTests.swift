import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// The monitors of issue 3 against their naive implementations, in towns with prices in wrong
/// units, several regions and distributors, and deliveries that fail.
struct NaiveSecondReferenceTests {
  static let month = testMonth("2025-12")
  private let first = NaiveReferenceTests()

  private func regions(_ lines: [TestPurchase]) -> [String: String] {
    var result: [String: String] = [:]
    for (index, code) in Set(lines.map(\.institution)).sorted().enumerated() {
      result[code] = ["甲县", "乙县", "丙县", "丁县"][index % 4]
    }
    return result
  }

  private func panel(_ lines: [TestPurchase]) -> Panel {
    let regions = regions(lines)
    return testPanel(
      lines,
      products: Set(lines.map(\.product)).map { code in
        var product = testProduct(code)
        product.category = .chemical
        product.conversionRatio = Quantity(tenThousandths: 240_000)
        return product
      },
      institutions: regions.map {
        Institution(code: $0.key, name: $0.key, ownership: .public, region: $0.value)
      })
  }

  private func naive(_ lines: [TestPurchase]) -> NaiveMonitors {
    var ratios: [String: Double] = [:]
    for line in lines { ratios[line.product] = 24 }
    return NaiveMonitors(lines, month: Self.month, conversionRatios: ratios)
  }

  @Test(arguments: UInt64(1)...8)
  func pricesAgree(_ seed: UInt64) throws {
    let lines = randomPurchases(
      seed: seed, products: 25, institutions: 14, distributors: 4, unitErrors: true)
    let panel = panel(lines)
    let run = try MonitorRun(
      panel: panel, month: Self.month, catalogues: Catalogues(), rules: testRules)
    let naive = naive(lines)
    #expect(first.findings(run, "unit-mismatch") == naive.unitMismatch)
    #expect(first.findings(run, "price-rise") == naive.priceChange(isRise: true))
    #expect(first.findings(run, "price-drop") == naive.priceChange(isRise: false))
    #expect(first.findings(run, "institution-gap") == naive.institutionGap())
    #expect(first.findings(run, "region-gap") == naive.regionGap(regions: regions(lines)))
    #expect(first.findings(run, "distribution-markup") == naive.distributionMarkup())
    #expect(first.findings(run, "change-frequency") == naive.changeFrequency())
    first.expectAccountsAddUp(run, panel)
  }

  @Test(arguments: UInt64(1)...8)
  func peersAndSuppliesAgree(_ seed: UInt64) throws {
    let lines = randomPurchases(
      seed: seed, products: 24, institutions: 8, distributors: 3, deliveries: true)
    var generator = SplitMix64(seed: seed &+ 500)
    var listings: [String: Int64] = [:]
    var catalogues = Catalogues()
    let codes = Set(lines.map(\.product)).sorted()
    func group(_ code: String) -> String { "通用名\((Int(code.dropFirst()) ?? 0) % 6)" }
    let products = codes.map { code in
      var product = testProduct(code)
      product.category = .chemical
      product.name = group(code)
      product.form = "片剂"
      product.specification = "0.5g*10片"
      product.manufacturer = "企业\(code)"
      let prices = lines.filter { $0.product == code && $0.price > 0 }
      if Bool.random(using: &generator), let price = prices.randomElement(using: &generator)?.price
      {
        listings[code] = price
        product.listingPrice = Money(tenThousandths: price)
      }
      return product
    }
    // Long ago, without a price: selected all the same.
    let varieties = Set(codes.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 })
    let shortages = Set(codes.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 })
    catalogues.batches["B"] = Batch(
      id: "B", name: "B", level: .national, kind: .drugs, start: testDay("2020-01-01"),
      end: testDay("2026-12-31"))
    for (index, code) in varieties.sorted().enumerated() {
      catalogues.entries.append(
        CatalogueEntry(
          batch: "B", variety: "其他\(index)", productCode: code,
          source: SourceLine(file: "vbp/catalogue.csv", line: index + 2)))
    }
    let panel = testPanel(lines, products: products)
    let naive = NaiveMonitors(lines, month: Self.month)
    let run = try MonitorRun(
      panel: panel, month: Self.month, catalogues: catalogues, rules: testRules)
    #expect(
      first.findings(run, "peer-multiple")
        == naive.peerMultiple(listings: listings, selected: varieties, group: group))
    #expect(first.findings(run, "off-platform") == naive.offPlatform(varieties: varieties))
    #expect(first.findings(run, "delivery-shortfall") == naive.deliveryShortfall())
    first.expectAccountsAddUp(run, panel)

    for (index, code) in shortages.sorted().enumerated() {
      catalogues.shortages.append(
        ShortageEntry(
          productCode: code, name: "", kind: .short,
          source: SourceLine(file: "shortage.csv", line: index + 2)))
    }
    let short = try MonitorRun(
      panel: panel, month: Self.month, catalogues: catalogues, rules: testRules)
    #expect(first.findings(short, "supply-warning") == naive.supplyWarning(shortages: shortages))
    first.expectAccountsAddUp(short, panel)
  }

  /// The comparisons are worth something: every monitor finds both severities somewhere.
  @Test func townsHaveSomethingToFind() throws {
    var found: Set<String> = []
    for seed in UInt64(1)...8 {
      var catalogues = Catalogues()
      for code in 10..<16 {
        catalogues.shortages.append(
          ShortageEntry(
            productCode: "P\(code)", name: "", kind: .prone,
            source: SourceLine(file: "shortage.csv", line: code)))
      }
      for unitErrors in [true, false] {
        let lines = randomPurchases(
          seed: seed, products: 25, institutions: 14, distributors: 4, unitErrors: unitErrors,
          deliveries: true)
        let run = try MonitorRun(
          panel: panel(lines), month: Self.month, catalogues: catalogues, rules: testRules)
        for finding in run.findings { found.insert("\(finding.monitor) \(finding.severity)") }
      }
    }
    for monitor in [
      "change-frequency", "region-gap", "distribution-markup", "delivery-shortfall",
      "supply-warning",
    ] {
      #expect(found.contains("\(monitor) watch"), "\(monitor)")
      #expect(found.contains("\(monitor) warn"), "\(monitor)")
    }
    #expect(found.contains("unit-mismatch watch"))
  }
}
