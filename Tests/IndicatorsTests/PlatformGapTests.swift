import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct PlatformGapTests {
  func line(
    _ product: String, _ institution: String, _ amount: Int64, _ channel: Channel
  ) -> TestPurchase {
    TestPurchase(
      product, institution, "2025-12", price: 10_000, quantity: amount, channel: channel)
  }

  /// The worked example of the documentation page.
  var example: IndicatorRunner {
    var run = IndicatorRunner(lines: [
      line("X1", "H1", 80, .platform), line("X1", "H1", 20, .offPlatform),
      line("X1", "H2", 95, .platform), line("X1", "H2", 5, .offPlatform),
      line("X1", "H3", 40, .platform), line("X1", "H3", 50, .offPlatform),
      line("X1", "H3", 10, .filed), line("X1", "H4", 40, .platform),
    ])
    run.catalogues.plans = [
      Plan(
        id: "p", region: "甲县", document: "",
        targets: [
          testTarget("platform-share/drugs", 0.6, 0.9),
          testTarget("platform-share/combined", nil, nil),
          testTarget("platform-share/high-value-consumables", nil, 0.8),
          testTarget("vbp-varieties/drugs", nil, 500),
        ])
    ]
    return run
  }

  @Test func workedExample() throws {
    let gap = try example.result("platform-gap/p/drugs")
    #expect(gap.subject == "甲县")
    #expect(gap.unit == .amount)
    // 0.9 × 340 − 255 for the county, 0.9 × 100 − 80 and − 40 for two hospitals.
    #expect(gap.numerator == .money(yuan(51)))
    #expect(gap.value == 51)
    #expect(gap.fact(.limit) == .ratio(0.9))
    #expect(gap.fact(.institutionsGap) == .money(yuan(60)))
    #expect(gap.breakdown.map(\.code) == ["H3", "H1"])
    #expect(gap.breakdown.map(\.value) == [50, 10])
    #expect(gap.breakdown.map(\.denominator) == [.money(yuan(100)), .money(yuan(100))])
  }

  @Test func whatIsReachedLacksNothing() throws {
    var run = example
    run.lines = [line("X1", "H1", 95, .platform), line("X1", "H1", 5, .offPlatform)]
    let gap = try run.result("platform-gap/p/drugs")
    #expect(gap.value == 0)
    #expect(gap.reason == nil)
    #expect(gap.breakdown.isEmpty)
  }

  @Test func reasons() throws {
    let results = try example.results().filter { $0.id.hasPrefix("platform-gap/") }
    #expect(
      results.map(\.id) == [
        "platform-gap/p/combined", "platform-gap/p/drugs", "platform-gap/p/high-value-consumables",
      ])
    #expect(results.map(\.reason) == [.targetBlank, nil, .noHighValueList])
    var run = example
    run.lines.removeAll { $0.channel == .offPlatform }
    #expect(try run.result("platform-gap/p/drugs").reason == .noOffPlatformPurchases)
    run.rules.indicators["platform-gap"] = RuleSection(
      id: "platform-gap", isEnabled: false, authority: "", values: [:])
    #expect(try run.results().allSatisfy { !$0.id.hasPrefix("platform-gap/") })
  }

  /// Amounts by region, by category and by channel each add up to the whole.
  @Test(arguments: UInt64(1)...6)
  func partsAddUp(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let kinds: [ProductCategory] = [
      .chemical, .biological, .chinesePatent, .granules, .consumable, .herbalSlices,
    ]
    var run = example
    run.lines = randomPurchases(seed: seed)
    run.products = Set(run.lines.map(\.product)).sorted().map { code in
      var product = Product(code: code)
      product.category = kinds.randomElement(using: &generator) ?? .chemical
      if product.category == .consumable {
        product.consumableCategory = ["", "支架", "导管"].randomElement(using: &generator) ?? ""
        product.isHighValue = product.consumableCategory == "支架"
      }
      return product
    }
    run.institutions = (0..<6).map {
      Institution(
        code: "H\($0)", name: "H\($0)", ownership: $0 == 5 ? .private : .public,
        region: ["", "城关", "河东"][$0 % 3])
    }
    let shares = try run.results().filter { $0.id.hasPrefix("platform-share/") }
    #expect(shares.count == 3)
    for share in shares where share.reason == nil {
      for dimension in [IndicatorPart.Dimension.region, .category, .institution] {
        let parts = share.parts(dimension)
        #expect(
          .money(parts.reduce(.zero) { $0 + ($1.money ?? .zero) }) == share.numerator,
          "\(share.id) \(dimension)")
        let whole = parts.reduce(Money.zero) {
          guard case .money(let money)? = $1.denominator else { return $0 }
          return $0 + money
        }
        #expect(.money(whole) == share.denominator, "\(share.id) \(dimension)")
      }
      #expect(
        .money(share.parts(.channel).reduce(.zero) { $0 + ($1.money ?? .zero) })
          == share.denominator)
    }
    #expect(shares.contains { $0.reason == nil && $0.parts(.category).count > 1 })
    run.lines.shuffle(using: &generator)
    #expect(try run.results().filter { $0.id.hasPrefix("platform-share/") } == shares)
  }
}
