import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct CreditCoverageTests {
  static func enterprise(_ name: String, listed: Bool, evaluated: Bool) -> Enterprise {
    Enterprise(
      code: "91-\(name)", name: name, isListed: listed, isEvaluated: evaluated, source: someLine)
  }

  static func rating(
    _ name: String, _ grade: CreditGrade, _ date: String, repaired: String? = nil
  ) -> CreditRating {
    CreditRating(
      enterprise: name, grade: grade, date: testDay(date), repaired: repaired.map(testDay),
      source: someLine)
  }

  func made(_ code: String, by maker: String) -> Product {
    var product = testProduct(code)
    product.manufacturer = maker
    return product
  }

  /// The worked example of the documentation page.
  var example: IndicatorRunner {
    var run = IndicatorRunner(
      lines: [
        TestPurchase("X1", "H1", "2025-03", price: 10_000, quantity: 100, distributor: "戊"),
        TestPurchase("X2", "H1", "2025-12", price: 10_000, quantity: 50, distributor: "戊"),
        TestPurchase("X3", "H1", "2025-12", price: 10_000, quantity: 900, distributor: "乙"),
        TestPurchase("X3", "H1", "2025-12", price: 10_000, quantity: -50, distributor: "乙"),
        TestPurchase("X1", "H1", "2024-12", price: 10_000, quantity: 777, distributor: "戊"),
      ],
      products: [made("X1", by: "丁"), made("X2", by: "甲"), made("X3", by: "甲")])
    run.catalogues.enterprises = [
      Self.enterprise("甲", listed: true, evaluated: true),
      Self.enterprise("乙", listed: true, evaluated: false),
      Self.enterprise("丙", listed: true, evaluated: false),
      Self.enterprise("丁", listed: false, evaluated: true),
    ]
    run.catalogues.creditRatings = [
      Self.rating("丙", .medium, "2025-03-01", repaired: "2025-09-01"),
      Self.rating("丁", .dishonest, "2025-10-01"),
      Self.rating("戊", .especiallySerious, "2025-01-01"),
      Self.rating("乙", .serious, "2026-01-05"),
    ]
    return run
  }

  @Test func workedExample() throws {
    let coverage = try example.result("credit-coverage")
    #expect(coverage.numerator == .count(2))
    #expect(coverage.denominator == .count(3))
    #expect(coverage.value == 2.0 / 3)
    #expect(coverage.fact(.ratedEnterprises) == .count(2))
    #expect(coverage.fact(.ratedPurchases) == .money(yuan(150)))
    let ratings = coverage.parts(.rating)
    #expect(ratings.map(\.name) == ["失信", "特别严重"])
    #expect(ratings.map(\.money) == [yuan(100), yuan(150)])
    #expect(ratings.map { $0.fact(.ratedEnterprises) } == [.count(1), .count(1)])
    let enterprises = coverage.parts(.enterprise)
    #expect(enterprises.map(\.name) == ["戊", "丁"])
    #expect(enterprises.map(\.code) == ["", "91-丁"])
    #expect(enterprises.map(\.value) == [0.15, 0.1])
    #expect(enterprises.map { $0.fact(.grade) } == [.term("特别严重"), .term("失信")])
  }

  @Test func repairEndsARating() throws {
    var run = example
    run.month = testMonth("2025-08")
    #expect(try run.result("credit-coverage").parts(.rating).map(\.name) == ["中等", "特别严重"])
  }

  /// 西乡 asks for 95 %.
  @Test func theTargetOfThePlan() throws {
    var run = example
    run.catalogues.plans = [
      Plan(
        id: "xixiang", region: "西乡县", document: "",
        targets: [testTarget("credit-coverage", nil, 0.95)])
    ]
    let panel = testPanel(run.lines, products: run.products)
    let targets = try IndicatorRun(
      panel: panel, month: run.month, catalogues: run.catalogues, rules: run.rules
    ).targets
    #expect(targets.map(\.now) == [2.0 / 3])
    #expect(targets.map(\.status) == [.behind])
  }

  @Test func reasons() throws {
    var run = example
    run.catalogues.enterprises = []
    let unknown = try run.result("credit-coverage")
    #expect(unknown.reason == .noInput)
    #expect(unknown.value == nil)
    // Ratings of enterprises that nothing else knows are still told.
    #expect(unknown.parts(.enterprise).map(\.name) == ["戊", "丁"])
    run.catalogues.enterprises = [Self.enterprise("甲", listed: false, evaluated: true)]
    #expect(try run.result("credit-coverage").reason == .noListedEnterprises)
  }

  /// Without any ratings nothing is known of who is rated; a file that names nobody says that none is.
  @Test func withoutRatingsNothingIsKnownOfThem() throws {
    var run = example
    run.catalogues.creditRatings = []
    let none = try run.result("credit-coverage")
    #expect(none.fact(.ratedEnterprises) == .count(0))
    #expect(none.fact(.ratedPurchases) == .money(.zero))
    run.catalogues.missing = ["credit-ratings.csv"]
    let unknown = try run.result("credit-coverage")
    #expect(unknown.value == 1.0 / 3)
    #expect(unknown.facts.map(\.value) == [nil, nil])
    #expect(unknown.facts.map(\.reason) == [.noCreditRatings, .noCreditRatings])
  }

  @Test(arguments: UInt64(1)...6)
  func orderDoesNotMatter(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var run = example
    run.catalogues.creditRatings += [
      Self.rating("丁", .serious, "2025-10-01"), Self.rating("丁", .ordinary, "2025-02-01"),
    ]
    let whole = try run.result("credit-coverage")
    #expect(whole.parts(.enterprise).last?.fact(.grade) == .term("严重"))
    run.lines.shuffle(using: &generator)
    run.catalogues.creditRatings.shuffle(using: &generator)
    run.catalogues.enterprises.shuffle(using: &generator)
    #expect(try run.result("credit-coverage") == whole)
  }
}
