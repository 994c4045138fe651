import Indicators
import Procurement
import TestSupport
import Testing

struct RetainedSurplusTests {
  /// The documentation page's worked example: price before 4.50, selected price 1.00.
  static var town: ExecutionTown {
    var town = SavingsTests.town
    town.contract("H1", "甲片", 1_000)
    town.rates("", 0.6, 0.5, 0.4)
    return town
  }

  /// Budget 1,000 × 4.50 × 0.6 × 0.5 = 1,350; selected 300, not selected 400 × 0.3 = 120; base 930;
  /// 40 % of it 372 元.
  @Test func componentsOfTheFormula() throws {
    let result = try Self.town.result("retained-surplus")
    #expect(result.unit == .amount)
    #expect(result.numerator == .money(yuan(372)))
    #expect(result.value == 372)
    #expect(
      result.values(.component) == [
        "budget": 1_350, "selected-spend": 300, "non-selected-spend": 120, "surplus-base": 930,
        "retained": 372,
      ])
    #expect(result.breakdown.count { $0.dimension == .component && $0.code == "B1" } == 5)
    #expect(result.values(.batch) == ["国采B1": 372])
    #expect(result.values(.institution) == ["县医院": 372])
    #expect(result.number(.ownContracts) == 1)
    #expect(result.number(.counted) == 1)
    // 2025-02-10 to 2025-06-30 are 141 of 365 days.
    #expect(abs((result.number(.timeProgress) ?? 0) - 141.0 / 365) < 1e-12)
  }

  /// B0 has been in force since December and selects 甲片 as well: the price before is that before B0, as in
  /// savings, (100 × 9.00 + 200 × 5.00) ÷ 300, and not that of B1's year before. 1,900 − 300 − 120 are 1,480.
  /// What B1's own catalogue states goes before both: 2,700 − 420 are 2,280.
  @Test func thePriceBeforeIsThatOfSavings() throws {
    var town = Self.town
    town.list("甲片", "X1", price: 10, ratio: 10, batch: "B0")
    town.catalogues.batches["B0"]?.start = testDay("2024-12-01")
    let drop = try #require(try town.result("savings").number(.priceDrop))
    #expect(abs(drop - (1 - 1_240 / (1_000 * 19.0 / 3))) < 1e-6)
    #expect(try town.result("retained-surplus").value == 592)
    town.list("甲片", "X1", price: 10, ratio: 10, base: 90)
    #expect(try town.result("retained-surplus").value == 912)
    // A batch that begins later does not make what was bought under B1 the price before it.
    var renewed = Self.town
    renewed.list("甲片", "X1", price: 10, ratio: 10, batch: "B3")
    renewed.catalogues.batches["B3"]?.start = testDay("2025-06-16")
    renewed.catalogues.batches["B1"]?.end = testDay("2025-06-15")
    #expect(try renewed.result("retained-surplus").value == 372)
  }

  /// X1's row states 9.00 and X3's 20.00. A contract for X1 has 9.00: 2,700 − 300 − 120 are 2,280, and 40 % of it
  /// 912; one for the variety the plain mean, 14.50: 4,350 − 420 are 3,930. One for X5, which no row states a
  /// price of, has the mean of its variety as well: 1,500 − 600. A batch that began before and states 8.00 decides
  /// where the contract's own states none.
  @Test func aContractForAProductHasWhatItsRowStates() throws {
    var town = Self.town
    town.catalogues.entries = []
    town.list("甲片", "X1", price: 10, ratio: 10, base: 90)
    town.list("甲片", "X2", role: .standIn)
    town.list("甲片", "X3", role: .nonSelected, ratio: 1, base: 20)
    #expect(try town.result("retained-surplus").value == 1_572)
    town.catalogues.contracts[0].productCode = "X1"
    #expect(try town.result("retained-surplus").value == 912)
    town.list("乙针", "X5", price: 2, ratio: 1)
    town.list("乙针", "X6", price: 2, ratio: 1, base: 5)
    town.contract("H2", "乙针", 1_000, product: "X5")
    #expect(try town.result("retained-surplus").values(.institution)["中医院"] == 360)
    town = Self.town
    town.catalogues.contracts[0].productCode = "X1"
    town.list("甲片", "X1", price: 10, ratio: 10, base: 80, batch: "B0")
    town.list("甲片", "X3", role: .nonSelected, ratio: 1, base: 20, batch: "B0")
    town.catalogues.batches["B0"]?.start = testDay("2024-12-01")
    #expect(try town.result("retained-surplus").value == 792)
  }

  /// Never more than half.
  @Test func atMostHalf() throws {
    var town = Self.town
    town.catalogues.surplusRates[0].assessment = 0.8
    #expect(try town.result("retained-surplus").value == 465)
  }

  /// An institution's own rates go before the batch's.
  @Test func ownRatesGoFirst() throws {
    var town = Self.town
    town.rates("H1", 0.6, 1, 0.4)
    #expect(try town.result("retained-surplus").value == 744)
  }

  /// Where more was spent than budgeted nothing is retained, and nothing is taken from others.
  @Test func belowZeroNothingIsRetained() throws {
    var town = Self.town
    town.contract("H2", "甲片", 10)
    town.buy("X3", "H2", "2025-04", 1_000, at: 20_000)
    let result = try town.result("retained-surplus")
    #expect(result.value == 372)
    #expect(result.values(.institution) == ["县医院": 372, "中医院": 0])
    // 10 × (4.50 − 1.00) × 0.3 = 10.50; 2,000 + 90 at 0.3 = 627.
    let base = result.values(.component)["surplus-base"].flatMap(\.self) ?? 0
    #expect(abs(base - (930 + 10.5 - 627)) < 1e-9)
  }

  @Test(arguments: [0, 1, 2])
  func aMissingRateIsNotGuessed(_ which: Int) throws {
    var town = Self.town
    if which == 0 { town.catalogues.surplusRates[0].payment = nil }
    if which == 1 { town.catalogues.surplusRates[0].insured = nil }
    if which == 2 { town.catalogues.surplusRates[0].assessment = nil }
    let result = try town.result("retained-surplus")
    #expect(result.reason == .rateMissing)
    #expect(result.value == nil)
    #expect(result.breakdown.isEmpty)
  }

  /// One batch without rates leaves the other's value standing, and says so.
  @Test func oneBatchWithoutRates() throws {
    var town = Self.town
    town.list("乙针", "X5", price: 2, ratio: 1, base: 3, batch: "B2")
    town.contract("H2", "乙针", 100, batch: "B2")
    let result = try town.result("retained-surplus")
    #expect(result.value == 372)
    #expect(result.number(.ownContracts) == 2)
    #expect(result.number(.counted) == 1)
    let second = result.breakdown.first { $0.dimension == .batch && $0.code == "B2" }
    #expect(second != nil)
    #expect(second?.value == nil)
    #expect(second?.reason == .rateMissing)
    let first = result.breakdown.first { $0.dimension == .batch && $0.code == "B1" }
    #expect(first != nil && first?.reason == nil)
  }

  /// H4 has no contract of its own: what it pays for X3 counts for H3, of the same union, once. H3 would keep
  /// 40 % of 1,000 × 3.50 × 0.3 = 1,050; 400 × 0.3 = 120 less it is 930, and 372 with H1's 372.
  @Test func membersOfAUnionBuyForTheContract() throws {
    var town = Self.town
    town.contract("H3", "甲片", 1_000)
    #expect(try town.result("retained-surplus").value == 372 + 420)
    town.buy("X3", "H4", "2025-04", 400)
    #expect(try town.result("retained-surplus").value == 372 + 372)
    let base = try town.result("retained-surplus").values(.component)["non-selected-spend"]
    #expect(base == 240)
    // With a contract of its own, for 1,000 as well, it is its own.
    town.contract("H4", "甲片", 1_000)
    #expect(try town.result("retained-surplus").values(.institution)["镇卫生院"] == 420)
    #expect(try town.result("retained-surplus").values(.institution)["乡卫生院"] == 372)
  }

  /// What H1 paid in April for what is not selected is not known, and neither is what it may retain. H2's contract
  /// began in May: 1,350 − 300 − 90 × 0.3 is 1,023, and 40 % of it 409.20.
  @Test func nothingIsRetainedOfMonthsWithoutRecords() throws {
    var town = Self.town
    town.isRecordedMonthly = false
    town.purchases += everyMonth(from: testMonth("2024-01"), to: town.month, by: "H9")
      .filter { $0.month != testMonth("2025-04") }
    let alone = try town.result("retained-surplus")
    #expect(alone.reason == .recordsMissing)
    #expect(alone.value == nil)
    #expect(alone.number(.monthsWithoutRecords) == 1)
    town.contract("H2", "甲片", 1_000, start: "2025-05-01")
    let both = try town.result("retained-surplus")
    #expect(both.numerator == .money(yuan(409.2)))
    #expect(both.number(.ownContracts) == 2)
    #expect(both.number(.counted) == 1)
    #expect(both.number(.monthsWithoutRecords) == 1)
    #expect(both.values(.institution) == ["县医院": nil, "中医院": 409.2])
    #expect(both.breakdown.first { $0.name == "县医院" }?.reason == .recordsMissing)
    town.isRecordedMonthly = true
    #expect(try town.result("retained-surplus").number(.monthsWithoutRecords) == nil)
  }

  /// X3 is not selected in B1 nor in B2, and its 400 元 are deducted in the one that began last. X1 is selected
  /// in B1: nothing of it is deducted in B2, whose catalogue does not have it.
  @Test(arguments: [("2025-02-10", 420.0, 372.0), ("2025-01-01", 372, 420)])
  func whatIsNotSelectedIsDeductedOnce(_ start: String, _ first: Double, _ second: Double) throws {
    var town = Self.town
    town.list("甲片", "X6", price: 10, ratio: 10, base: 45, batch: "B2")
    town.catalogues.batches["B2"]?.start = testDay(start)
    town.contract("H1", "甲片", 1_000, batch: "B2")
    town.rates("", 0.6, 0.5, 0.4, batch: "B2")
    let result = try town.result("retained-surplus")
    let batches = result.breakdown.filter { $0.dimension == .batch }
    #expect(batches.map(\.code) == ["B1", "B2"])
    #expect(batches.map(\.value) == [first, second])
    #expect(result.value == 792)
    #expect(result.values(.component)["non-selected-spend"] == 120)
  }

  @Test func whyThereIsNone() throws {
    var town = Self.town
    town.rules.indicators["savings"]?.values["minimum-base-months"] = .number(12)
    #expect(try town.result("retained-surplus").reason == .noBasePrice)
    town = Self.town
    town.purchases.removeAll { $0.month < testMonth("2025-03") }
    #expect(try town.result("retained-surplus").reason == .purchasesBeginLater)
    town.catalogues.contracts[0].end = testDay("2025-05-31")
    #expect(try town.result("retained-surplus").reason == .nothingInPeriod)
    town.catalogues.contracts = []
    #expect(try town.result("retained-surplus").reason == .noContracts)
  }
}

extension ExecutionTown {
  mutating func rates(
    _ institution: String, _ payment: Double, _ insured: Double, _ rate: Double,
    batch: String = "B1"
  ) {
    catalogues.surplusRates.append(
      SurplusRates(
        batch: batch, institution: institution, payment: payment, insured: insured,
        assessment: rate, source: SourceLine(file: "vbp/surplus.csv", line: 2)))
  }
}
