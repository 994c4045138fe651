import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct NonPublicParticipationTests {
  static let institutions = [
    Institution(code: "F1", name: "大药房", ownership: .pharmacy),
    Institution(code: "H1", name: "县医院", ownership: .public),
    Institution(code: "P1", name: "民营一院", ownership: .private),
    Institution(code: "P2", name: "民营二院", ownership: .private),
    Institution(code: "P3", name: "民营三院", ownership: .private),
  ]

  /// The worked example of the documentation page.
  var example: IndicatorRunner {
    var run = IndicatorRunner(
      lines: [
        TestPurchase("X1", "P1", "2025-05", price: 22_000, quantity: 100),
        TestPurchase("X1", "P1", "2025-06", price: 22_000, quantity: -10),
        TestPurchase("X1", "P1", "2025-01", price: 90_000, quantity: 100),
        TestPurchase("X3", "P1", "2025-05", price: 10_000, quantity: 202),
        TestPurchase("X3", "P2", "2025-05", price: 10_000, quantity: 50),
        TestPurchase("X2", "F1", "2025-12", price: 10_000, quantity: 30),
        TestPurchase("X1", "H1", "2025-12", price: 20_000, quantity: 30),
        TestPurchase("X1", "P2", "2026-01", price: 20_000, quantity: 30),
      ], institutions: Self.institutions)
    run.catalogues.institutions = Dictionary(
      uniqueKeysWithValues: Self.institutions.map { ($0.code, $0) })
    run.catalogues.batches["B"] = Batch(
      id: "B", name: "B", level: .national, kind: .drugs, start: testDay("2025-03-01"),
      end: testDay("2026-02-28"))
    run.catalogues.entries = [
      CatalogueEntry(
        batch: "B", variety: "甲", productCode: "X1", selectedPrice: yuan(20),
        conversionRatio: Quantity(tenThousandths: 100_000), source: someLine),
      CatalogueEntry(
        batch: "B", variety: "乙", productCode: "X2", role: .standIn, source: someLine),
      CatalogueEntry(
        batch: "B", variety: "乙", productCode: "X3", role: .nonSelected, source: someLine),
    ]
    return run
  }

  @Test func workedExample() throws {
    let result = try example.result("non-public-participation/private")
    #expect(result.numerator == .count(1))
    #expect(result.denominator == .count(3))
    #expect(result.value == 1.0 / 3)
    #expect(result.fact(.amount) == .money(yuan(198)))
    #expect(result.fact(.priceAgainstSelected) == .ratio(1.1))
    let parts = result.parts(.institution)
    // P2 bought nothing selected in the year, and of P3 there are no records.
    #expect(parts.map(\.code) == ["P1", "P2", "P3"])
    #expect(parts.map(\.money) == [yuan(198), .zero, nil])
    #expect(parts.map(\.denominator) == [.money(yuan(1_300)), .money(yuan(50)), nil])
    #expect(parts.map(\.value) == [198.0 / 1_300, 0, nil])
    #expect(parts.map(\.reason) == [nil, nil, .nothingInPeriod])
    #expect(parts.map { $0.fact(.priceAgainstSelected) } == [.ratio(1.1), nil, nil])
  }

  @Test func aStandInCountsAndHasNoPriceOfItsOwn() throws {
    let result = try example.result("non-public-participation/pharmacy")
    #expect(result.value == 1)
    #expect(result.fact(.amount) == .money(yuan(30)))
    #expect(result.fact(.priceAgainstSelected) == nil)
  }

  @Test func institutionsOfTheRecordsAloneAreKnownOnceTheyBuy() throws {
    var run = example
    run.catalogues.institutions = [:]
    #expect(try run.result("non-public-participation/private").denominator == .count(2))
    run.month = testMonth("2025-04")
    #expect(try run.result("non-public-participation/private").denominator == .count(1))
  }

  /// One of unknown ownership bought 300 元, another nothing: either might be a private institution.
  @Test func whatNothingSaysTheOwnerOfIsNamed() throws {
    let id = "non-public-participation/private"
    #expect(try example.result(id).fact(.unknownOwnership) == nil)
    var run = example
    run.lines += [
      TestPurchase("X1", "U1", "2025-05", price: 30_000, quantity: 100),
      TestPurchase("X1", "U1", "2024-05", price: 30_000, quantity: 100),
    ]
    let unknown = ["U1", "U2"].map { Institution(code: $0, name: $0, ownership: .unstated) }
    run.institutions += unknown
    for institution in unknown { run.catalogues.institutions[institution.code] = institution }
    let result = try run.result(id)
    #expect(result.value == 1.0 / 3)
    #expect(result.fact(.unknownOwnership) == .count(2))
    #expect(result.fact(.amountUnknownOwnership) == .money(yuan(300)))
  }

  @Test func reasons() throws {
    let id = "non-public-participation/private"
    var run = example
    run.lines.removeAll { $0.institution.hasPrefix("P") }
    #expect(try run.result(id).reason == .nothingInPeriod)
    #expect(try run.result(id).value == nil)
    run = example
    run.catalogues.entries = []
    #expect(try run.result(id).reason == .noBatchCatalogue)
    run = example
    run.catalogues.institutions = [:]
    run.institutions = run.institutions.map {
      Institution(code: $0.code, name: $0.name, ownership: .unstated)
    }
    #expect(try run.result(id).reason == .ownershipNotStated)
  }

  @Test(arguments: UInt64(1)...4)
  func orderDoesNotMatter(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var run = example
    let whole = try run.results().filter { $0.id.hasPrefix("non-public") }
    #expect(whole.count == 2)
    run.lines.shuffle(using: &generator)
    run.catalogues.entries.shuffle(using: &generator)
    #expect(try run.results().filter { $0.id.hasPrefix("non-public") } == whole)
  }
}
