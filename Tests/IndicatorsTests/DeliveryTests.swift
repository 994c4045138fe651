import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct DeliveryTests {
  static func entry(code: String = "", name: String = "", _ kind: ShortageKind) -> ShortageEntry {
    ShortageEntry(productCode: code, name: name, kind: kind, source: someLine)
  }

  static func line(
    _ product: String, _ institution: String, _ month: String, yuan: Int64, _ quantity: Int64,
    from distributor: String, arrived: Int64?, undelivered: Bool = false
  ) -> TestPurchase {
    TestPurchase(
      product, institution, month, price: yuan * 10_000, quantity: quantity,
      distributor: distributor, arrived: arrived, isUndelivered: undelivered)
  }

  /// The worked example of the documentation page.
  var example: IndicatorRunner {
    var run = IndicatorRunner(
      lines: [
        Self.line("X1", "H1", "2025-11", yuan: 2, 100, from: "D1", arrived: 90),
        Self.line("X1", "H2", "2025-12", yuan: 2, 50, from: "D1", arrived: 50),
        Self.line("X2", "H1", "2025-12", yuan: 10, 10, from: "D2", arrived: 10),
        Self.line("X2", "H1", "2025-12", yuan: 10, 5, from: "D2", arrived: nil, undelivered: true),
        Self.line("X3", "H1", "2025-12", yuan: 5, 40, from: "D3", arrived: nil),
        Self.line("X1", "H1", "2024-12", yuan: 2, 10, from: "D1", arrived: 5),
        Self.line("X1", "H1", "2026-01", yuan: 9, 10, from: "D1", arrived: 0),
      ],
      institutions: [
        Institution(code: "H1", name: "县医院", ownership: .public, region: "城关"),
        Institution(code: "H2", name: "中医院", ownership: .public, region: "河东"),
      ])
    run.catalogues.shortages = [Self.entry(code: "X2", .short)]
    return run
  }

  @Test func workedExample() throws {
    let rate = try example.result("delivery-rate")
    #expect(rate.numerator == .money(yuan(380)))
    #expect(rate.denominator == .money(yuan(450)))
    #expect(rate.value == 380.0 / 450)
    #expect(rate.fact(.items) == .count(2))
    #expect(rate.series.first?.value == 0.5)
    #expect(rate.series.suffix(2).map(\.value) == [0.9, 200.0 / 250])
    #expect(rate.parts(.category).map(\.name) == ["short", "not-listed"])
    #expect(rate.parts(.category).map(\.value) == [100.0 / 150, 280.0 / 300])
    #expect(rate.parts(.institution).map(\.value) == [0.8, 1])
    #expect(rate.parts(.region).map(\.name) == ["城关", "河东"])
    #expect(rate.parts(.enterprise).map(\.name) == ["D1", "D2", "D3"])
    #expect(rate.parts(.enterprise).map(\.value) == [280.0 / 300, 100.0 / 150, nil])
    #expect(rate.parts(.enterprise).last?.reason == .arrivalsNotStated)
  }

  /// Lines that were never sent are no deliveries that somebody stated: of what else was ordered
  /// nothing is known.
  @Test(arguments: ["2025-12", "2025-11"])
  func whatWasNeverSentSaysNothingOfOtherLines(_ month: String) throws {
    var run = example
    run.lines = [
      Self.line("X3", "H1", "2025-12", yuan: 5, 40, from: "D3", arrived: nil),
      Self.line("X3", "H1", month, yuan: 5, 30, from: "D3", arrived: nil, undelivered: true),
    ]
    let rate = try run.result("delivery-rate")
    #expect(rate.value == nil)
    #expect(rate.reason == .arrivalsNotStated)
    #expect(rate.series.allSatisfy { $0.value == nil })
  }

  @Test func reasons() throws {
    var run = example
    run.lines = [Self.line("X3", "H1", "2025-12", yuan: 5, 40, from: "D3", arrived: nil)]
    #expect(try run.result("delivery-rate").reason == .arrivalsNotStated)
    #expect(try run.result("delivery-rate").value == nil)
    run.lines = [Self.line("X3", "H1", "2024-12", yuan: 5, 40, from: "D3", arrived: 40)]
    #expect(try run.result("delivery-rate").reason == .nothingInPeriod)
    run.catalogues.shortages = []
    #expect(try run.result("shortage-supply").reason == .noShortageList)
  }

  @Test func everyListedDrugWithItsSupply() throws {
    var named = testProduct("X4")
    named.name = "甲"
    var run = IndicatorRunner(
      lines: [
        Self.line("X2", "H1", "2025-10", yuan: 1, 100, from: "D1", arrived: 100),
        Self.line("X2", "H1", "2025-12", yuan: 1, 60, from: "D2", arrived: 0),
        Self.line("X2", "H2", "2025-12", yuan: 1, 40, from: "D1", arrived: 20),
        Self.line("X2", "H2", "2025-09", yuan: 1, 999, from: "D3", arrived: 0),
        Self.line("X4", "H1", "2025-11", yuan: 1, 10, from: "D2", arrived: nil),
        Self.line("X5", "H1", "2025-11", yuan: 1, 10, from: "D2", arrived: 10),
      ], products: [named])
    run.catalogues.shortages = [
      Self.entry(code: "X2", .prone), Self.entry(code: "X2", .short), Self.entry(name: "甲", .prone),
      Self.entry(code: "X9", .short),
    ]
    let supply = try run.result("shortage-supply")
    #expect(supply.period == testMonth("2025-10")...testMonth("2025-12"))
    #expect(supply.numerator == .count(2))
    #expect(supply.denominator == .count(3))
    #expect(supply.value == 2.0 / 3)
    #expect(supply.fact(.items) == .count(2))
    let parts = supply.parts(.product)
    #expect(parts.map(\.code) == ["X2", "X4", "X9"])
    #expect(parts.map(\.value) == [0.6, nil, nil])
    #expect(parts.map(\.reason) == [nil, .arrivalsNotStated, .nothingInPeriod])
    #expect(parts.first?.denominator == .quantity(Quantity(tenThousandths: 2_000_000)))
    #expect(
      parts.map { $0.fact(.shortageList) } == [.term("short"), .term("prone"), .term("short")])
    #expect(parts.map { $0.fact(.distributors) } == [.count(1), .count(1), nil])
    #expect(parts.map { $0.fact(.emptyHanded) } == [.count(1), nil, nil])
  }

  /// The order of lines and whether a line is split say nothing; parts add up.
  @Test(arguments: UInt64(1)...6)
  func orderAndSplitDoNotMatter(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var run = IndicatorRunner(lines: randomPurchases(seed: seed, distributors: 4, deliveries: true))
    run.catalogues.shortages = [Self.entry(code: "P10", .short), Self.entry(name: "P14", .prone)]
    let ids = ["delivery-rate", "shortage-supply"]
    let whole = try run.results().filter { ids.contains($0.id) }
    var split: [TestPurchase] = []
    for line in run.lines {
      guard line.quantity > 1 else {
        split.append(line)
        continue
      }
      var (first, second) = (line, line)
      first.quantity = 1
      second.quantity -= 1
      first.arrived = line.arrived.map { min($0, 1) }
      second.arrived = line.arrived.map { $0 - min($0, 1) }
      split += [first, second]
    }
    run.lines = split.shuffled(using: &generator)
    #expect(try run.results().filter { ids.contains($0.id) } == whole)
    let rate = try #require(whole.first)
    for dimension in [IndicatorPart.Dimension.category, .region, .institution, .enterprise] {
      let sum = rate.parts(dimension).reduce(Money.zero) { $0 + ($1.money ?? .zero) }
      #expect(.money(sum) == rate.numerator, "\(dimension)")
    }
  }
}
