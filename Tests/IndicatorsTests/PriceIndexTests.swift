import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct PriceIndexTests {
  static let month = testMonth("2025-02")
  static let formulas = [
    "laspeyres", "paasche", "fisher", "jevons", "tornqvist", "chained-fisher",
  ]
  static let groups = [
    "all", "chemical", "chinese-patent", "biological", "granules", "consumable", "vbp", "non-vbp",
  ]

  static let batch = Batch(
    id: "B1", name: "B1", level: .national, kind: .drugs, start: testDay("2025-01-01"),
    end: testDay("2025-12-31"))

  func run(
    _ lines: [TestPurchase], month: Month = month, base: Month? = nil,
    catalogues: Catalogues = Catalogues(), products: [Product] = [], leftOut: String? = nil
  ) throws -> [IndicatorResult] {
    let panel = testPanel(lines, products: products)
    var screened = ScreenedPanel(panel)
    if let leftOut, let product = panel.products.firstIndex(where: { $0.code == leftOut }) {
      screened.leaveOut([panel.history(of: product).cells(in: month).indices], of: product)
    }
    return try IndicatorRun(
      panel: panel, month: month, catalogues: catalogues, rules: testRules, screened: screened,
      baseMonth: base
    ).results.filter { $0.id.hasPrefix("price-index/") }
  }

  func result(_ results: [IndicatorResult], _ id: String) throws -> IndicatorResult {
    try #require(results.first { $0.id == "price-index/\(id)" })
  }

  /// Price in 元, quantity in smallest units.
  func line(_ product: String, _ month: String, _ price: Double, _ quantity: Int64) -> TestPurchase
  {
    TestPurchase(
      product, "H1", month, price: Int64((price * 10_000).rounded()), quantity: quantity)
  }

  func isClose(_ left: Double?, _ right: Double?, _ tolerance: Double = 1e-9) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= tolerance
  }

  func fact(_ result: IndicatorResult, _ name: IndicatorFact.Name) -> IndicatorFact.Value? {
    result.facts.first { $0.name == name }?.value
  }

  /// The worked example of the documentation page.
  var example: [TestPurchase] {
    [
      line("X1", "2024-12", 10, 100), line("X1", "2025-01", 9, 110), line("X1", "2025-02", 8, 150),
      line("Z2", "2024-12", 4, 250), line("Z2", "2025-01", 4, 250), line("Z2", "2025-02", 5, 200),
      line("C3", "2024-12", 20, 50), line("X4", "2025-01", 6, 100), line("X4", "2025-02", 3, 200),
    ]
  }

  @Test(
    arguments: [
      ("laspeyres", 102.5), ("paasche", 95.6522), ("fisher", 99.0169), ("jevons", 100),
      ("tornqvist", 98.9908), ("chained-fisher", 84.0211),
    ])
  func workedExample(_ formula: String, _ value: Double) throws {
    let all = try result(try run(example), "all/\(formula)")
    #expect(isClose(all.value, value, 0.000_05))
    #expect(all.unit == .index)
    #expect(all.reason == nil)
    #expect(all.period == testMonth("2024-12")...Self.month)
    #expect(all.series.map(\.month.description) == ["2024-12", "2025-01", "2025-02"])
    #expect(all.series.first?.value == 100)
    #expect(all.series.last?.value == all.value)
    #expect(fact(all, .baseMonth) == .month(testMonth("2024-12")))
  }

  @Test func coverageIsPrinted() throws {
    let results = try run(example)
    // X1 and Z2: 1,200 + 1,000 of 2,800 元; in the chain's last link X4 matches too.
    let fixed = try result(results, "all/laspeyres")
    #expect(fact(fixed, .items) == .count(2))
    #expect(fact(fixed, .matchedShare) == .ratio(2_200.0 / 2_800))
    let chained = try result(results, "all/chained-fisher")
    #expect(fact(chained, .items) == .count(3))
    #expect(fact(chained, .matchedShare) == .ratio(1))
  }

  @Test func contributionsOfTheExample() throws {
    let parts = try result(try run(example), "all/laspeyres").breakdown
    #expect(parts.map(\.code) == ["Z2", "X1", ""])
    #expect(parts.map(\.name) == ["Z2", "X1", "rest"])
    #expect(isClose(parts[0].value, 12.5))
    #expect(isClose(parts[1].value, -10))
    #expect(parts[2].value == 0)
  }

  @Test(arguments: formulas)
  func contributionsSumToTheChange(_ formula: String) throws {
    let lines = randomPurchases(seed: 7, products: 40)
    let all = try result(try run(lines, month: testMonth("2025-12")), "all/\(formula)")
    let products = all.breakdown.filter { $0.dimension == .product }
    #expect(products.count == 10)
    #expect(all.breakdown.count == 11)
    let sizes = products.map { abs($0.value ?? 0) }
    #expect(sizes == sizes.sorted(by: >))
    let sum = all.breakdown.reduce(0) { $0 + ($1.value ?? .nan) }
    #expect(isClose(sum, try #require(all.value) - 100))
  }

  // MARK: Base month

  @Test(
    arguments: [
      // December of the year before; the first month where data do not reach so far back.
      (["2024-11", "2024-12", "2025-02"], nil, "2024-12"),
      (["2025-01", "2025-02"], nil, "2025-01"),
      (["2025-02"], nil, "2025-02"),
      (["2024-11", "2024-12", "2025-02"], "2024-11", "2024-11"),
      (["2024-12", "2025-01", "2025-02"], "2025-02", "2025-02"),
    ] as [([String], String?, String)])
  func baseMonth(_ months: [String], _ chosen: String?, _ base: String) throws {
    let lines = months.map { line("X1", $0, 10, 5) }
    let all = try result(try run(lines, base: chosen.map(testMonth)), "all/fisher")
    #expect(fact(all, .baseMonth) == .month(testMonth(base)))
    #expect(all.period == testMonth(base)...Self.month)
    #expect(all.value == 100)
  }

  // MARK: Groups

  @Test func groupsByCategoryAndBatch() throws {
    var biological = testProduct("X5")
    biological.category = .biological
    var catalogues = Catalogues()
    catalogues.batches["B1"] = Self.batch
    catalogues.entries = [
      CatalogueEntry(batch: "B1", variety: "Z2", source: SourceLine(file: "c.csv", line: 2))
    ]
    let lines =
      example + [
        line("X5", "2024-12", 2, 10), line("X5", "2025-02", 3, 10), line("C3", "2025-02", 10, 1),
      ]
    let results = try run(lines, catalogues: catalogues, products: [biological])
    #expect(
      results.map(\.id)
        == Self.groups.flatMap { group in Self.formulas.map { "price-index/\(group)/\($0)" } }
        .sorted())
    // X1 fell by 20 %, Z2 rose by 25 %, X5 by 50 %, C3 fell by half.
    for (group, value) in [
      ("chemical", 80.0), ("chinese-patent", 125), ("biological", 150), ("consumable", 50),
      ("vbp", 125),
    ] {
      #expect(isClose(try result(results, "\(group)/jevons").value, value), "\(group)")
    }
    // (8·100 + 10·50 + 3·10) ÷ (10·100 + 20·50 + 2·10)
    #expect(
      isClose(try result(results, "non-vbp/laspeyres").value, 1_330.0 / 2_020 * 100))
  }

  // MARK: Not computable

  @Test func nothingMatched() throws {
    for lines in [
      [line("X1", "2024-12", 10, 5), line("X2", "2025-02", 10, 5)],
      [line("X1", "2024-12", 10, 5)], [line("X1", "2025-02", 10, 5)], [],
    ] {
      for formula in Self.formulas {
        let all = try result(
          try run(lines, base: testMonth("2024-12")), "all/\(formula)")
        #expect(all.value == nil)
        let isBaseEmpty = !lines.contains { $0.month == testMonth("2024-12") }
        #expect(all.reason == (isBaseEmpty ? .noBasePurchases : .noMatchedItems))
        #expect(all.breakdown.isEmpty)
        #expect(fact(all, .items) == .count(0))
      }
    }
    let none = try result(try run([line("X1", "2024-12", 10, 5)]), "all/laspeyres")
    // Bought nothing at all: its matched share is not 0 %.
    #expect(fact(none, .matchedShare) == nil)
  }

  @Test func withoutACatalogueNothingIsKnownOfBatches() throws {
    let results = try run(example)
    for group in ["vbp", "non-vbp"] {
      for formula in Self.formulas {
        let part = try result(results, "\(group)/\(formula)")
        #expect(part.value == nil)
        #expect(part.reason == .noBatchCatalogue)
        #expect(part.series.isEmpty)
      }
    }
  }

  @Test func pricesInDoubtAreOut() throws {
    let results = try run(example, leftOut: "Z2")
    let all = try result(results, "all/laspeyres")
    #expect(isClose(all.value, 80))
    #expect(fact(all, .items) == .count(1))
    // What is in doubt was bought all the same.
    #expect(fact(all, .matchedShare) == .ratio(1_200.0 / 2_800))
  }

  @Test func returnsAndPurchasesWithoutAPriceMoveNothing() throws {
    let more =
      example + [
        line("X1", "2025-02", 8, -140), line("Z2", "2025-02", 0, 90), line("Z2", "2024-12", 3, -9),
      ]
    for formula in Self.formulas {
      #expect(
        try result(try run(more), "all/\(formula)").value
          == result(try run(example), "all/\(formula)").value)
    }
  }

  // MARK: Reference and properties

  @Test(arguments: UInt64(1)...12)
  func agreesWithTheNaiveReference(_ seed: UInt64) throws {
    // Few products and institutions, so that months without a match come up.
    let lines = randomPurchases(
      seed: seed, products: seed % 2 == 0 ? 2 : 25, institutions: seed % 2 == 0 ? 1 : 5)
    let month = testMonth("2025-12")
    let base = testMonth("2024-12")
    var catalogues = Catalogues()
    catalogues.batches["B1"] = Self.batch
    let codes = Set(lines.map(\.product).filter { "0369".contains($0.suffix(1)) })
    catalogues.entries = codes.sorted().map {
      CatalogueEntry(
        batch: "B1", variety: "", productCode: $0, source: SourceLine(file: "c.csv", line: 2))
    }
    let results = try run(lines, month: month, base: base, catalogues: catalogues)
    let groups: [(String, (String) -> Bool)] = [
      ("all", { _ in true }), ("vbp", { codes.contains($0) }),
      ("non-vbp", { !codes.contains($0) }),
    ]
    for (group, condition) in groups {
      let naive = NaivePriceIndex(lines, from: base, until: month, where: condition)
      for formula in Self.formulas {
        let index = try result(results, "\(group)/\(formula)")
        #expect(index.series.count == 13)
        for each in index.series {
          #expect(isClose(each.value, naive.index(formula, in: each.month)))
        }
        guard formula != "chained-fisher" else { continue }
        #expect(fact(index, .items) == .count(naive.items(in: month)))
      }
    }
  }

  /// Prices of a tenth for ten times the quantity, and lines in another order: the same indices.
  @Test(arguments: UInt64(1)...6)
  func unitsAndOrderDoNotMatter(_ seed: UInt64) throws {
    let month = testMonth("2025-12")
    let lines = randomPurchases(seed: seed).map { line in
      var line = line
      line.price = line.price / 10 * 10
      return line
    }
    let scaled = lines.reversed().map { line in
      var line = line
      line.price /= 10
      line.quantity *= 10
      return line
    }
    let before = try run(lines, month: month)
    let after = try run(scaled, month: month)
    let reversed = try run(lines.reversed(), month: month)
    for (index, result) in before.enumerated() {
      #expect(reversed[index] == result)
      for (left, right) in zip(result.series, after[index].series) {
        #expect(isClose(left.value, right.value))
      }
    }
  }

  @Test func switchedOffSaysNothing() throws {
    var rules = testRules
    rules.indicators["price-index"]?.isEnabled = false
    let run = try IndicatorRun(
      panel: testPanel(example), month: Self.month, catalogues: Catalogues(), rules: rules)
    #expect(!run.results.contains { $0.id.hasPrefix("price-index/") })
  }
}
