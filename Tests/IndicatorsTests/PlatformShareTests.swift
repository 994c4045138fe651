import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct PlatformShareTests {
  static let month = testMonth("2025-12")
  static let institutions = [
    Institution(code: "H1", name: "县医院", ownership: .public, region: "城关"),
    Institution(code: "H2", name: "中医院", ownership: .public, region: "城关"),
    Institution(code: "H3", name: "民营医院", ownership: .private, region: "城关"),
    Institution(code: "H4", name: "卫生院", ownership: .public, region: "河东"),
    Institution(code: "H5", name: "诊所", ownership: .unstated),
  ]

  func product(_ code: String, highValue: Bool? = nil, category: ProductCategory? = nil) -> Product
  {
    var product = testProduct(code)
    product.isHighValue = highValue
    product.category = category ?? product.category
    return product
  }

  func run(
    _ lines: [TestPurchase], month: Month = month, granules: Bool = true
  ) throws -> IndicatorRun {
    var rules = testRules
    rules.indicators["platform-share"]?.values["count-granules"] = .flag(granules)
    let products = [
      product("C1", highValue: true), product("C2", highValue: false),
      product("TG", category: .granules),
    ]
    let panel = testPanel(lines, products: products, institutions: Self.institutions)
    return try IndicatorRun(panel: panel, month: month, catalogues: Catalogues(), rules: rules)
  }

  func result(_ run: IndicatorRun, _ id: String = "drugs") throws -> IndicatorResult {
    try #require(run.results.first { $0.id == "platform-share/\(id)" })
  }

  /// 元 by the thousand: quantity × 1 元.
  func line(
    _ product: String, _ institution: String, _ month: String, _ amount: Int64, _ channel: Channel
  ) -> TestPurchase {
    TestPurchase(product, institution, month, price: 10_000, quantity: amount, channel: channel)
  }

  /// The worked example of the documentation page.
  var example: [TestPurchase] {
    [
      line("X1", "H1", "2025-03", 700, .platform), line("X1", "H1", "2025-03", -20, .platform),
      line("X1", "H1", "2025-12", 120, .platform), line("X1", "H1", "2025-12", 80, .offPlatform),
      line("X1", "H2", "2025-12", 80, .platform), line("X1", "H2", "2025-12", 40, .filed),
      line("X1", "H3", "2025-12", 900, .offPlatform),
      line("T1", "H1", "2025-12", 500, .offPlatform),
      line("X1", "H1", "2024-12", 999, .platform), line("X1", "H1", "2026-01", 999, .platform),
    ]
  }

  @Test func workedExample() throws {
    let run = try run(example)
    let drugs = try result(run)
    #expect(drugs.numerator == .money(yuan(880)))
    #expect(drugs.denominator == .money(yuan(1_000)))
    #expect(drugs.value == 0.88)
    #expect(drugs.reason == nil)
    #expect(drugs.period == testMonth("2025-01")...Self.month)
    let values = Dictionary(uniqueKeysWithValues: drugs.series.map { ($0.month, $0.value) })
    // No off-platform purchases in the year until then: not computable.
    #expect(values[testMonth("2024-12")] == .some(nil))
    #expect(values[testMonth("2025-03")] == .some(nil))
    #expect(values[Self.month] == 200.0 / 320)
    #expect(values[testMonth("2026-01")] == nil)
  }

  @Test func whatComesWithoutALedgerIsSaid() throws {
    #expect(
      try result(try run(example)).facts == [
        IndicatorFact(.withoutOffPlatform, .count(1)),
        IndicatorFact(.amountWithoutOffPlatform, .money(yuan(120))),
        IndicatorFact(.shareOfOthers, .ratio(800.0 / 880)),
      ])
    let known = example + [line("X1", "H2", "2025-12", 5, .offPlatform)]
    #expect(try result(try run(known)).facts.isEmpty)
    #expect(try result(try run([])).facts.isEmpty)
  }

  @Test func aWholeOfSeparateLedgersHasNoShareOfOthers() throws {
    // Drugs of one and consumables of the other: the whole has ledgers of both, nobody has both.
    let lines = [
      line("X1", "H1", "2025-12", 60, .platform), line("X1", "H1", "2025-12", 20, .offPlatform),
      line("C1", "H1", "2025-12", 15, .platform), line("C1", "H2", "2025-12", 5, .offPlatform),
      line("X1", "H2", "2025-12", 10, .platform),
    ]
    let combined = try result(try run(lines), "combined")
    #expect(combined.value == 85.0 / 110)
    #expect(
      combined.facts == [
        IndicatorFact(.withoutOffPlatform, .count(2)),
        IndicatorFact(.amountWithoutOffPlatform, .money(yuan(110))),
        IndicatorFact(.shareOfOthers, nil, reason: .noOffPlatformPurchases),
      ])
  }

  /// 900 of 1,000 through the platform; 800 off it and 100 on it of products that nothing says the
  /// category of, 90 off it of a buyer that nothing says the owner of, and 10 that both are true of.
  @Test func whatNothingSaysTheKindOrTheOwnerOfIsNamed() throws {
    let known = [
      line("X1", "H1", "2025-11", 900, .platform), line("X1", "H1", "2025-11", 100, .offPlatform),
    ]
    #expect(try result(try run(known)).facts.isEmpty)
    let unknown = [
      line("10023", "H1", "2025-12", 805, .offPlatform),
      line("10023", "H1", "2025-12", -5, .offPlatform),
      line("10023", "H1", "2025-12", 100, .platform), line("X1", "H5", "2025-12", 90, .offPlatform),
      line("10023", "H5", "2025-12", 10, .offPlatform),
      // Herbal slices, another owner, another year.
      line("T1", "H5", "2025-12", 500, .offPlatform), line("10023", "H3", "2025-12", 9, .platform),
      line("10023", "H1", "2024-12", 9, .platform), line("X1", "H5", "2024-12", 9, .offPlatform),
    ]
    for lines in [known + unknown, unknown.reversed() + known] {
      for id in ["drugs", "combined"] {
        let share = try result(try run(lines), id)
        #expect(share.value == 0.9)
        #expect(
          share.facts == [
            IndicatorFact(.unknownOwnership, .count(1)),
            IndicatorFact(.amountUnknownOwnership, .money(yuan(100))),
            IndicatorFact(.amountUnknownCategory, .money(yuan(900))),
            IndicatorFact(.lowestShare, .ratio(900.0 / 1_900)),
            IndicatorFact(.highestShare, .ratio(1_000.0 / 1_100)),
          ])
        #expect(share.bounds?.leftOut == .purchases)
      }
    }
  }

  /// A ledger that was supplied is not called missing because nothing says what it lists, or who bought it.
  @Test(arguments: [
    ("10023", "H1", NotComputableReason.categoryNotStated), ("X1", "H5", .ownershipNotStated),
  ])
  func aLedgerOfUnknownKindIsNoMissingLedger(
    _ product: String, _ buyer: String, _ reason: NotComputableReason
  ) throws {
    let known = [line("X1", "H1", "2025-12", 70, .platform)]
    #expect(try result(try run(known)).reason == .noOffPlatformPurchases)
    let share = try result(try run(known + [line(product, buyer, "2025-12", 50, .offPlatform)]))
    #expect(share.value == nil && share.reason == reason)
    #expect(share.facts.map(\.value).contains(.money(yuan(50))))
    #expect(share.bounds == nil)
    #expect(!share.facts.contains { $0.name == .lowestShare })
    // Bought on the platform, it does not stand for a ledger.
    let platform = [line(product, buyer, "2025-12", 50, .platform)]
    #expect(try result(try run(known + platform)).reason == .noOffPlatformPurchases)
  }

  /// A consumable of a category that is not in the list may be a high-value one.
  @Test func consumablesOfUnlistedCategoriesAreNamed() throws {
    var catalogues = Catalogues()
    catalogues.highValueCategories = ["支架类": true, "敷料类": false]
    let products = [("C1", "支架类"), ("C2", "敷料类"), ("C3", "球囊类"), ("C4", "")].map {
      code, category in
      var product = testProduct(code)
      product.consumableCategory = category
      return product
    }
    let lines = [
      line("C1", "H1", "2025-12", 80, .platform), line("C1", "H1", "2025-12", 20, .offPlatform),
      line("C2", "H1", "2025-12", 70, .offPlatform), line("C3", "H1", "2025-12", 50, .offPlatform),
      line("C4", "H1", "2025-12", 10, .unstated),
    ]
    let panel = testPanel(lines, products: products, institutions: Self.institutions)
    let run = try IndicatorRun(
      panel: panel, month: Self.month, catalogues: catalogues, rules: testRules)
    let share = try result(run, "high-value-consumables")
    #expect(share.value == 0.8)
    #expect(
      share.facts == [
        IndicatorFact(.amountUnknownCategory, .money(yuan(60))),
        IndicatorFact(.lowestShare, .ratio(80.0 / 160)),
        IndicatorFact(.highestShare, .ratio(90.0 / 110)),
      ])
  }

  @Test func filedPurchasesAreListedAbove5Percent() throws {
    let filed = try run(example).filedPurchases
    #expect(filed.map(\.institution.code) == ["H2"])
    #expect(filed.map(\.share) == [40.0 / 120])
  }

  @Test func partsWithoutOffPlatformPurchasesHaveNoShare() throws {
    let parts = try result(try run(example)).breakdown
    let channels = parts.filter { $0.dimension == .channel }
    #expect(channels.map(\.name) == ["platform", "off-platform", "filed"])
    #expect(channels.map(\.value) == [0.88, 0.08, 0.04])
    let institutions = parts.filter { $0.dimension == .institution }
    #expect(institutions.map(\.name) == ["县医院", "中医院"])
    #expect(institutions.map(\.value) == [800.0 / 880, nil])
    #expect(institutions.map(\.reason) == [nil, .noOffPlatformPurchases])
    let ownership = parts.filter { $0.dimension == .ownership }
    #expect(ownership.map(\.name) == ["public", "private"])
    #expect(ownership.map(\.value) == [0.88, 0])
    #expect(parts.filter { $0.dimension == .region }.map(\.value) == [0.88])
  }

  @Test func monthWithoutOffPlatformPurchasesLaterInTheYearIsReal() throws {
    let lines = [
      line("X1", "H1", "2025-01", 90, .platform), line("X1", "H1", "2025-01", 10, .offPlatform),
      line("X1", "H1", "2025-02", 50, .platform), line("X1", "H1", "2025-03", 50, .platform),
    ]
    let drugs = try result(try run(lines, month: testMonth("2025-03")))
    #expect(drugs.series.map(\.value) == [0.9, 1, 1])
    #expect(drugs.value == 0.95)
  }

  @Test func neverOneHundredPercentWithoutALedger() throws {
    let onlyPlatform = [
      line("X1", "H1", "2025-12", 100, .platform), line("X1", "H3", "2025-12", 9, .offPlatform),
      line("X1", "H1", "2024-12", 9, .offPlatform),
    ]
    let drugs = try result(try run(onlyPlatform))
    #expect(drugs.value == nil)
    #expect(drugs.numerator == nil)
    #expect(drugs.reason == .noOffPlatformPurchases)
    #expect(drugs.breakdown.filter { $0.dimension != .ownership }.allSatisfy { $0.value == nil })
    #expect(drugs.series.map(\.value) == [0] + Array(repeating: nil, count: 12))
  }

  /// 1,000 through the platform and a return of 200 off it are 125 % of 800, and 0.2 of −0.8 no better.
  @Test(arguments: [(1_000, -200), (-200, 1_000)] as [(Int64, Int64)])
  func aWholeWithAPartBelowZeroHasNoShare(_ on: Int64, _ off: Int64) throws {
    let drugs = try result(
      try run([
        line("X1", "H1", "2025-12", on, .platform), line("X1", "H1", "2025-12", off, .offPlatform),
      ]))
    #expect(drugs.value == nil)
    #expect(drugs.reason == .returnsExceedPurchases)
    #expect(drugs.breakdown.allSatisfy { ($0.value ?? 0) <= 1 && ($0.value ?? 0) >= 0 })
  }

  @Test func reasons() throws {
    let unstated = [
      line("X1", "H1", "2025-12", 100, .platform), line("X1", "H1", "2025-12", 9, .offPlatform),
      line("X1", "H2", "2025-12", 1, .unstated),
    ]
    #expect(try result(try run(unstated)).reason == .channelNotStated)
    let nobody = [line("X1", "H5", "2025-12", 100, .platform)]
    #expect(try result(try run(nobody)).reason == .ownershipNotStated)
    #expect(try result(try run([])).reason == .noPurchases)
    // A local code says nothing of what the product is.
    for buyer in ["H1", "H5"] {
      let unknown = [
        line("10023", buyer, "2025-12", 9, .platform),
        line("10023", buyer, "2025-12", 1, .offPlatform),
      ]
      for share in ["drugs", "combined"] {
        #expect(try result(try run(unknown), share).reason == .categoryNotStated)
      }
    }
    let private10023 = [line("10023", "H3", "2025-12", 9, .platform)]
    #expect(try result(try run(private10023)).reason == .noPurchases)
    let lastYear = [
      line("10023", "H1", "2024-12", 9, .platform), line("X1", "H3", "2025-12", 9, .platform),
    ]
    #expect(try result(try run(lastYear)).reason == .noPurchases)
    let consumables = [
      line("C2", "H1", "2025-12", 9, .platform), line("10023", "H1", "2025-12", 9, .platform),
    ]
    #expect(try result(try run(consumables)).reason == .categoryNotStated)
    #expect(
      try result(try run(consumables), "high-value-consumables").reason == .categoryNotStated)
    #expect(
      try result(try run(unstated), "high-value-consumables").reason == .noHighValueList)
  }

  @Test func combinedNeedsALedgerForEachKindBought() throws {
    var lines = [
      line("X1", "H1", "2025-12", 60, .platform), line("X1", "H1", "2025-12", 20, .offPlatform),
      line("C1", "H1", "2025-12", 15, .platform), line("C2", "H1", "2025-12", 5, .platform),
    ]
    #expect(try result(try run(lines), "combined").reason == .noOffPlatformPurchases)
    lines.append(line("C2", "H1", "2025-12", 20, .offPlatform))
    #expect(try result(try run(lines), "combined").value == 80.0 / 120)
    #expect(
      try result(try run(lines), "high-value-consumables").reason == .noOffPlatformPurchases)
    lines.append(line("C1", "H1", "2025-12", 5, .offPlatform))
    #expect(try result(try run(lines), "high-value-consumables").value == 0.75)
  }

  @Test(arguments: [(true, 0.5), (false, 0.75)])
  func granulesAreSwitchable(_ counts: Bool, _ share: Double) throws {
    let lines = [
      line("X1", "H1", "2025-12", 75, .platform), line("X1", "H1", "2025-12", 25, .offPlatform),
      line("TG", "H1", "2025-12", 50, .offPlatform),
    ]
    #expect(try result(try run(lines, granules: counts)).value == share)
  }
}
