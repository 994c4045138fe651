import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// What one basis makes of several months, and which findings recur in them.
struct LookBackTests {
  static let month = testMonth("2025-12")

  private func town(_ seed: UInt64) -> (panel: Panel, catalogues: Catalogues) {
    let lines = randomPurchases(
      seed: seed, products: 24, institutions: 10, distributors: 4, unitErrors: true,
      deliveries: true)
    let codes = Set(lines.map(\.product)).sorted()
    let institutions = Set(lines.map(\.institution)).sorted().enumerated().map { index, code in
      Institution(
        code: code, name: code, ownership: .public, region: ["甲县", "乙县", "丙县", "丁县"][index % 4])
    }
    let products = codes.enumerated().map { index, code in
      var product = testProduct(code)
      product.category = .chemical
      product.name = "通用名\(index % 5)"
      product.form = "片剂"
      product.specification = "0.5g*24片"
      product.manufacturer = "企业\(code)"
      product.conversionRatio = Quantity(tenThousandths: 240_000)
      if index % 2 == 0 { product.listingPrice = Money(tenThousandths: 4_000_000) }
      return product
    }
    var catalogues = Catalogues()
    for code in codes.prefix(6) {
      catalogues.select(code, start: "2025-04-01", end: "2026-12-31", price: 5)
    }
    for (index, code) in codes.suffix(6).enumerated() {
      catalogues.shortages.append(
        ShortageEntry(
          productCode: code, name: "", kind: .short,
          source: SourceLine(file: "shortage.csv", line: index + 2)))
    }
    return (testPanel(lines, products: products, institutions: institutions), catalogues)
  }

  /// Examining the products of the findings alone says of every earlier month what a whole run of
  /// it says, for every monitor that finds anything.
  /// Whether some months are looked back at together makes no difference.
  @Test(arguments: UInt64(1)...6, [0, 7, 12])
  func whatRecursIsWhatAWholeRunFinds(_ seed: UInt64, together: Int) throws {
    let (panel, catalogues) = town(seed)
    let basis = try MonitorBasis(
      panel: panel, months: [Self.month],
      earlier: (0..<together).map { Self.month.advanced(by: -1 - $0) }, catalogues: catalogues,
      rules: testRules)
    let run = try MonitorRun(basis, month: Self.month)
    let keys = Set(run.findings.map(\.subjectKey))
    #expect(Set(run.findings.map(\.monitor)).count > 6)
    var recurring = 0
    for distance in 1...12 {
      let earlier = Self.month.advanced(by: -distance)
      let whole = try MonitorRun(
        panel: panel, month: earlier, catalogues: catalogues, rules: testRules)
      let expected = keys.intersection(whole.findings.map(\.subjectKey))
      #expect(try run.recurring(keys, in: earlier) == expected, "\(earlier)")
      recurring += expected.count
    }
    #expect(recurring > 0)
    #expect(try run.recurring([], in: Self.month.advanced(by: -1)).isEmpty)
    #expect(try run.recurring(["price-rise-unknown"], in: Self.month).isEmpty)
  }

  /// Two months of one basis are what each is alone.
  @Test(arguments: UInt64(1)...6)
  func monthsOfOneBasisAreWhatTheyAreAlone(_ seed: UInt64) throws {
    let (panel, catalogues) = town(seed)
    let months = [Self.month, Self.month.advanced(by: -1)]
    let basis = try MonitorBasis(
      panel: panel, months: months, catalogues: catalogues, rules: testRules)
    for month in months {
      let one = try MonitorRun(basis, month: month)
      let alone = try MonitorRun(
        panel: panel, month: month, catalogues: catalogues, rules: testRules)
      #expect(one.findings == alone.findings)
      #expect(one.accounts == alone.accounts)
    }
  }

  /// H4 pays 2.00 for A while three others pay 1.00: 1,000 above them. It pays 3.00 for B that cost
  /// 1.00 in November: 2,000 above the others, and the matched price rises to 1.50 over 4,000 units,
  /// 2,000 that are all its own.
  @Test func whatStaysCountsEachPurchaseOnce() throws {
    var lines: [TestPurchase] = []
    for month in ["2025-11", "2025-12"] {
      for institution in ["H1", "H2", "H3", "H4"] {
        let isDear = institution == "H4"
        let b: Int64 = isDear && month == "2025-12" ? 30_000 : 10_000
        lines.append(
          TestPurchase("A", institution, month, price: isDear ? 20_000 : 10_000, quantity: 1_000))
        lines.append(TestPurchase("B", institution, month, price: b, quantity: 1_000))
      }
    }
    let run = try MonitorRun(
      panel: testPanel(lines), month: Self.month, catalogues: Catalogues(), rules: testRules)
    func total(_ isKept: (Finding) -> Bool) -> Money {
      run.findings.filter(isKept).excessCountedOnce
    }
    #expect(run.findings.count == 3)
    #expect(total { _ in true } == yuan(3_000))
    #expect(total { $0.product.code == "A" } == yuan(1_000))
    #expect(total { $0.product.code == "B" } == yuan(2_000))
    #expect(total { $0.monitor == "price-rise" } == yuan(2_000))
    #expect(total { _ in false } == .zero)
  }
}
