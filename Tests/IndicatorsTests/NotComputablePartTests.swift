import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

/// What an indicator cannot say of an institution, a batch or a drug stands in its parts with the
/// reason; it is neither 0 nor left out.
struct NotComputablePartTests {
  private func part(
    _ result: IndicatorResult, _ dimension: IndicatorPart.Dimension, _ name: String
  ) throws -> IndicatorPart {
    try #require(result.breakdown.first { $0.dimension == dimension && $0.name == name })
  }

  private func expect(
    _ part: IndicatorPart, _ reason: NotComputableReason,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(part.value == nil, sourceLocation: location)
    #expect(part.numerator == nil, sourceLocation: location)
    #expect(part.denominator == nil, sourceLocation: location)
    #expect(part.reason == reason, sourceLocation: location)
  }

  /// 中医院's contract began in 2024, the purchases in 2025: of its part, region and variety nothing
  /// is known, of the others' everything.
  @Test func contractsOlderThanTheRecords() throws {
    var town = ExecutionTown()
    town.contract("H1", "甲片", 1_000)
    town.contract("H2", "乙针", 500, start: "2024-07-01", end: "2025-12-31")
    town.buy("X1", "H1", "2025-01", 200)
    town.buy("X5", "H2", "2025-03", 100)
    let result = try town.result("contract-completion/B1")
    #expect(result.value == 0.2)
    expect(try part(result, .institution, "中医院"), .purchasesBeginLater)
    expect(try part(result, .region, "乙县"), .purchasesBeginLater)
    expect(try part(result, .variety, "乙针"), .purchasesBeginLater)
    #expect(try part(result, .variety, "甲片").value == 0.2)
    #expect(try part(town.result("contract-completion"), .batch, "国采B1").value == 0.2)
  }

  /// 县医院 buys 甲片, whose price before is not known; 中医院 buys nothing of any batch.
  @Test func savingsWithoutAPriceBeforeOrAPurchase() throws {
    var town = ExecutionTown()
    town.list("乙针", "X5", price: 2, ratio: 1, base: 3)
    town.list("丙膏", "X6", price: 1, ratio: 1, batch: "B2")
    town.buy("X1", "H1", "2025-02", 100)
    town.buy("X6", "H1", "2025-02", 10)
    town.buy("X5", "H3", "2025-02", 100, at: 20_000)
    town.buy("X9", "H2", "2025-02", 100)
    town.buy("X9", "H9", "2025-02", 100)
    let savings = try town.result("savings")
    #expect(savings.value == 100)
    expect(try part(savings, .variety, "甲片"), .noBasePrice)
    expect(try part(savings, .batch, "国采B2"), .noBasePrice)
    expect(try part(savings, .institution, "县医院"), .noBasePrice)
    expect(try part(savings, .institution, "中医院"), .noPurchases)
    expect(try part(savings, .region, "乙县"), .noPurchases)
    #expect(try part(savings, .region, "甲县").value == 100)
    // The private hospital is not meant.
    #expect(!savings.breakdown.contains { $0.name == "民营医院" })
    let share = try town.result("non-selected-share")
    expect(try part(share, .institution, "中医院"), .noPurchases)
    expect(try part(share, .region, "乙县"), .noPurchases)
    #expect(!share.breakdown.contains { $0.name == "民营医院" })
  }

  /// 县医院 has paid a bill; 中医院's only one has days left; 镇卫生院 bought, and no row is about it.
  @Test func paymentsOfWhichNothingIsKnown() throws {
    func row(
      _ institution: String, _ accepted: String, _ paidOn: String?, direct: Bool?
    ) -> Payment {
      Payment(
        institution: institution, enterprise: "甲公司", bill: institution,
        accepted: testDay(accepted), due: yuan(100), paidOn: paidOn.map(testDay),
        paid: paidOn == nil ? .zero : yuan(100), isDirect: direct, source: someLine)
    }
    var run = IndicatorRunner(
      lines: ["H1", "H2", "H3", "H9"].map {
        TestPurchase("X1", $0, "2025-05", price: 10_000, quantity: 1)
      },
      institutions: [
        Institution(code: "H1", name: "县医院", ownership: .public, region: "甲县"),
        Institution(code: "H2", name: "中医院", ownership: .public, region: "乙县"),
        Institution(code: "H3", name: "镇卫生院", ownership: .public, region: "乙县"),
        Institution(code: "H9", name: "民营医院", ownership: .private, region: "甲县"),
      ])
    run.catalogues.payments = [
      row("H1", "2025-03-01", "2025-03-10", direct: true),
      row("H2", "2025-12-20", "2025-12-24", direct: nil),
    ]
    let rate = try run.result("payment-30-day-rate")
    #expect(rate.value == 1)
    #expect(rate.parts(.institution).map(\.code) == ["H1", "H2", "H3"])
    expect(try part(rate, .institution, "中医院"), .nothingInPeriod)
    expect(try part(rate, .region, "乙县"), .nothingInPeriod)
    expect(try part(rate, .institution, "镇卫生院"), .noInput)
    let overdue = try run.result("payment-overdue")
    #expect(try part(overdue, .institution, "中医院").value == 0)
    expect(try part(overdue, .institution, "镇卫生院"), .noInput)
    let direct = try run.result("direct-settlement-share")
    expect(try part(direct, .institution, "中医院"), .settlementNotStated)
    expect(try part(direct, .institution, "镇卫生院"), .noInput)
  }

  /// D3 and H2 never say what arrived; a listed drug that nobody orders is named.
  @Test func arrivalsThatNobodyStates() throws {
    func line(_ product: String, _ institution: String, _ distributor: String, arrived: Int64?)
      -> TestPurchase
    {
      TestPurchase(
        product, institution, "2025-12", price: 10_000, quantity: 10, distributor: distributor,
        arrived: arrived)
    }
    var run = IndicatorRunner(
      lines: [
        line("X1", "H1", "D1", arrived: 9), line("X2", "H2", "D3", arrived: nil),
        line("X1", "H2", "D1", arrived: nil),
      ])
    run.catalogues.products["X9"] = testProduct("X9")
    run.catalogues.products["X9"]?.name = "甲针"
    run.catalogues.shortages = [
      DeliveryTests.entry(code: "X2", .short), DeliveryTests.entry(code: "X9", .prone),
      DeliveryTests.entry(name: "乙丸", .short),
    ]
    let rate = try run.result("delivery-rate")
    #expect(rate.value == 0.9)
    expect(try part(rate, .institution, "H2"), .arrivalsNotStated)
    expect(try part(rate, .enterprise, "D3"), .arrivalsNotStated)
    expect(try part(rate, .category, "short"), .arrivalsNotStated)
    let supply = try run.result("shortage-supply")
    #expect(supply.numerator == .count(1))
    #expect(supply.parts(.product).map(\.code) == ["X2", "X9", ""])
    expect(supply.parts(.product)[0], .arrivalsNotStated)
    expect(try part(supply, .product, "甲针"), .nothingInPeriod)
    expect(try part(supply, .product, "乙丸"), .nothingInPeriod)
    #expect(try part(supply, .product, "甲针").fact(.shortageList) == .term("prone"))
  }
}
