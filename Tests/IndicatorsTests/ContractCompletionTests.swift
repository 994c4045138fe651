import Indicators
import Procurement
import TestSupport
import Testing

struct ContractCompletionTests {
  /// 181 of 365 days have run.
  static let timeProgress = 181.0 / 365

  /// The documentation page's worked example.
  static var town: ExecutionTown {
    var town = ExecutionTown()
    town.contract("H1", "甲片", 1_000)
    town.contract("H1", "乙针", 200)
    town.contract("H2", "甲片", 500)
    town.contract("H3", "甲片", 300)
    town.contract("H4", "甲片", 100)
    town.buy("X1", "H1", "2025-01", 200)
    town.buy("X2", "H1", "2025-06", 400)
    town.buy("X5", "H1", "2025-03", 20)
    town.buy("X1", "H3", "2025-02", 400)
    // Not selected; not in the period.
    town.buy("X3", "H2", "2025-02", 400)
    town.buy("X1", "H2", "2025-07", 400)
    return town
  }

  /// 1,020 of 2,100 units; by value 1,040 of 2,300 元.
  @Test func completionOfABatch() throws {
    let result = try Self.town.result("contract-completion/B1")
    #expect(result.scope == "batch")
    #expect(result.subject == "国采B1")
    #expect(result.period == testMonth("2025-01")...testMonth("2025-06"))
    #expect(result.numerator?.decimal == "1020")
    #expect(result.denominator?.decimal == "2100")
    #expect(result.value == 1_020.0 / 2_100)
    #expect(result.reference == Self.timeProgress)
    #expect(result.number(.timeProgress) == Self.timeProgress)
    #expect(result.number(.lead) == 1_020.0 / 2_100 - Self.timeProgress)
    let projected = try #require(result.number(.projectedCompletion))
    #expect(abs(projected - 1_020.0 / 2_100 / Self.timeProgress) < 1e-12)
    #expect(result.number(.completionByValue) == 1_040.0 / 2_300)
    let byValue = try #require(result.number(.timeProgressByValue))
    #expect(abs(byValue - Self.timeProgress) < 1e-12)
    #expect(result.number(.contracts) == 4)
    #expect(result.number(.notFollowed) == 0)
    #expect(result.number(.zeroUptake) == 1)
    // 乙针 of the county hospital stands at 10 %, 甲片 of H2 at 0 %.
    #expect(result.number(.lagging) == 2)
    #expect(
      result.series.map(\.value)
        == [200, 600, 620, 620, 620, 1_020].map { Double($0) / 2_100 })
  }

  /// One line of the spring, then nothing until April: 91 of 365 days are in months with records, and the
  /// 100 of 1,000 are held against these. A year's contract from the month of the line on is no better known.
  @Test func monthsWithoutRecordsAreNamedAndNotHeldAgainstContracts() throws {
    var town = ExecutionTown()
    town.isRecordedMonthly = false
    town.contract("H1", "甲片", 1_000)
    town.contract("H2", "甲片", 1_000, start: "2025-03-01")
    town.buy("X5", "H9", "2024-06", 1)
    for month in ["2025-04", "2025-05", "2025-06"] { town.buy("X5", "H9", month, 1) }
    town.buy("X1", "H1", "2025-04", 100)
    let result = try town.result("contract-completion/B1")
    #expect(result.numerator?.decimal == "100")
    // Of H1 91 of 365 days have run with records, of H2 91 of 306: neither is 25 points behind yet.
    let progress = (91.0 / 365 + 91.0 / 306) / 2
    #expect(abs((result.reference ?? 0) - progress) < 1e-12)
    #expect(abs((result.number(.lead) ?? 0) - (0.05 - progress)) < 1e-12)
    #expect(result.number(.monthsWithoutRecords) == 3)
    #expect(result.number(.lagging) == 1)
    #expect(result.number(.notFollowed) == 0)
    #expect(result.values(.institution) == ["县医院": 0.1, "中医院": 0])
    town.isRecordedMonthly = true
    #expect(try town.result("contract-completion/B1").number(.monthsWithoutRecords) == nil)
    #expect(try town.result("contract-completion/B1").number(.lagging) == 2)
  }

  /// What is bought in the report month is not known either where no file has it.
  @Test func aReportMonthWithoutRecordsIsNotHeldAgainstContracts() throws {
    var town = ExecutionTown()
    town.isRecordedMonthly = false
    town.contract("H1", "甲片", 1_000)
    town.buy("X1", "H1", "2025-01", 50)
    let result = try town.result("contract-completion/B1")
    #expect(result.reference == 31.0 / 365)
    #expect(result.number(.monthsWithoutRecords) == 5)
  }

  @Test func partsOfABatch() throws {
    let result = try Self.town.result("contract-completion/B1")
    #expect(result.values(.region) == ["甲县": 1_020.0 / 1_600, "乙县": 0])
    #expect(result.values(.institution) == ["县医院": 620.0 / 1_200, "中医院": 0])
    #expect(result.values(.union) == ["县医共体": 1])
    #expect(result.values(.variety) == ["甲片": 1_000.0 / 1_900, "乙针": 0.1])
    #expect(result.breakdown.allSatisfy { $0.reference == Self.timeProgress })
  }

  @Test(arguments: [(1, ["县医院", "中医院"]), (2, [])])
  func institutionsWithManyLaggingVarieties(_ many: Double, _ names: [String]) throws {
    var town = Self.town
    town.rules.indicators["contract-completion"]?.values["many-lagging"] = .number(many)
    let whole = try town.result("contract-completion")
    #expect(whole.scope == "all-batches")
    #expect(whole.value == 1_020.0 / 2_100)
    #expect(whole.number(.laggingInstitutions) == Double(names.count))
    let laggards = whole.breakdown.filter { $0.dimension == .lagging }
    #expect(laggards.map(\.name) == names)
    if many == 1 { #expect(laggards.map(\.value) == [0.5, 1]) }
    #expect(whole.values(.batch) == ["国采B1": 1_020.0 / 2_100])
  }

  /// What lags is said by the monitor's own limit.
  @Test func theMonitorsLimitSaysWhatLags() throws {
    var town = Self.town
    town.rules = town.rules.setting("contract-lag", "watch-lag", to: 0.45)
    #expect(try town.result("contract-completion").number(.lagging) == 1)
  }

  /// 100 units over a year that is half over, 300 over one that is a quarter over.
  @Test func timeProgressIsWeightedByQuantity() throws {
    var town = ExecutionTown()
    town.contract("H1", "甲片", 100)
    town.contract("H2", "甲片", 300, start: "2025-04-01", end: "2026-03-31")
    town.buy("X1", "H1", "2025-01", 50)
    let result = try town.result("contract-completion/B1")
    #expect(abs((result.reference ?? 0) - 113.5 / 365) < 1e-12)
    // Each at its own pace: 50 ÷ (181 ÷ 365) of the first, nothing of the second; not 0.125 ÷ 0.311.
    #expect(abs((result.number(.projectedCompletion) ?? 0) - 50 / (181.0 / 365) / 400) < 1e-12)
    // Until March only the first contract runs.
    #expect(result.series.map(\.value) == [0.5, 0.5, 0.5, 0.125, 0.125, 0.125])
  }

  /// 100 units at 1.00 of a year that is half over, 300 at 2.00 of one that is a quarter over: by
  /// quantity 113.5 days of 365 have run, by value (100 × 181 + 600 × 91) ÷ 700 = 103.9.
  @Test func timeProgressByValueStandsBesideCompletionByValue() throws {
    var town = ExecutionTown()
    town.contract("H1", "甲片", 100)
    town.contract("H2", "乙针", 300, start: "2025-04-01", end: "2026-03-31")
    town.buy("X1", "H1", "2025-01", 50)
    let result = try town.result("contract-completion/B1")
    #expect(abs((result.reference ?? 0) - 113.5 / 365) < 1e-12)
    let byValue = try #require(result.number(.timeProgressByValue))
    #expect(abs(byValue - (100.0 * 181 + 600 * 91) / 700 / 365) < 1e-12)
    #expect(result.number(.completionByValue) == 50.0 / 700)
  }

  /// 400 of 1,000 contracted of the stand-in X2, at its 1.50 wherever its row stands, beside 20 of 200 乙针 at 2.00:
  /// 640 of 1,900 元. A contract of 甲片 has the 1.00 of X1, which is selected; where nothing states that, 1.50.
  @Test(arguments: [false, true])
  func aStandInsContractIsValuedAtItsOwnPrice(_ isReversed: Bool) throws {
    var town = ExecutionTown()
    town.catalogues.entries.removeAll { $0.productCode == "X2" }
    town.list("甲片", "X2", role: .standIn, price: 15, ratio: 10)
    if isReversed { town.catalogues.entries.reverse() }
    town.contract("H1", "甲片", 1_000, product: "X2")
    town.contract("H1", "乙针", 200)
    town.buy("X2", "H1", "2025-06", 400)
    town.buy("X5", "H1", "2025-01", 20)
    #expect(try town.result("contract-completion/B1").number(.completionByValue) == 640.0 / 1_900)
    town.catalogues.contracts[0].productCode = ""
    #expect(try town.result("contract-completion/B1").number(.completionByValue) == 440.0 / 1_400)
    for place in town.catalogues.entries.indices
    where town.catalogues.entries[place].productCode == "X1" {
      town.catalogues.entries[place].selectedPrice = nil
    }
    #expect(try town.result("contract-completion/B1").number(.completionByValue) == 640.0 / 1_900)
  }

  /// What a union's members in two regions contracted is of neither, and not of no region.
  @Test func unionsAcrossRegions() throws {
    var town = Self.town
    town.institutions[3].region = "乙县"
    let result = try town.result("contract-completion/B1")
    #expect(
      result.values(.region) == ["甲县": 620.0 / 1_200, "乙县": 0, "several": 1])
  }

  /// H4 buys nothing and has contracted nothing; that nothing says where it lies puts it in no other region.
  @Test(arguments: [
    ("乙县", ["甲县": 620.0 / 1_200, "乙县": 0, "several": 400.0 / 300]),
    ("", ["甲县": 1_020.0 / 1_500, "乙县": 0]),
  ])
  func membersWithoutAContractAreOfTheUnionsRegionsToo(
    _ region: String, _ completion: [String: Double?]
  ) throws {
    var town = Self.town
    town.catalogues.contracts.removeLast()
    town.institutions[3].region = region
    #expect(try town.result("contract-completion/B1").values(.region) == completion)
  }

  @Test func aMissingPriceLeavesOnlyTheValueOut() throws {
    var town = Self.town
    town.catalogues.entries.removeLast()
    town.list("乙针", "X5")
    let result = try town.result("contract-completion/B1")
    #expect(result.number(.completionByValue) == nil)
    #expect(result.number(.timeProgressByValue) == nil)
    #expect(result.value == 1_020.0 / 2_100)
  }

  @Test func withoutContractsNothingIsComputable() throws {
    var town = ExecutionTown()
    town.buy("X1", "H1", "2025-06", 200)
    #expect(try town.result("contract-completion").reason == .noContracts)
    town.contract("H1", "甲片", 100, end: "2025-05-31")
    #expect(try town.result("contract-completion").reason == .nothingInPeriod)
    #expect(try town.result("contract-completion").value == nil)
  }

  /// Records that begin in March say nothing of a period that began in January.
  @Test func periodsFromBeforeTheRecordsAreNotComputable() throws {
    var town = ExecutionTown()
    town.buy("X1", "H1", "2025-03", 200)
    town.contract("H1", "甲片", 100)
    let alone = try town.result("contract-completion/B1")
    #expect(alone.reason == .purchasesBeginLater)
    #expect(alone.value == nil)
    #expect(alone.number(.notFollowed) == 1)
    #expect(alone.number(.lagging) == 0)
    town.contract("H2", "甲片", 100, start: "2025-03-10", end: "2026-03-09")
    let both = try town.result("contract-completion/B1")
    #expect(both.value == 0)
    #expect(both.number(.contracts) == 2)
    #expect(both.number(.notFollowed) == 1)
  }

  @Test func quantitiesInADoubtfulUnitAreNamed() throws {
    var town = ExecutionTown()
    town.buy("X1", "H1", "2024-01", 120)
    town.contract("H1", "甲片", 60_000)
    let run = try town.run()
    #expect(run.notices.map(\.reason) == [.suspectUnit])
    #expect(run.notices.map(\.source) == [ExecutionTown.source])
  }

  /// X1 is in two batches that have nothing to do with each other: of H1's 100 each counts once, in the
  /// total as in the parts; whether or not one of the two contracts names X1.
  @Test(arguments: ["", "X1"])
  func aPurchaseCountsOnceInTheTotal(_ product: String) throws {
    var town = ExecutionTown()
    town.list("甲片", "X1", price: 10, ratio: 10, batch: "B2")
    town.contract("H1", "甲片", 1_000)
    town.contract("H1", "甲片", 1_000, product: product, batch: "B2")
    town.buy("X5", "H9", "2025-01", 1)
    town.buy("X1", "H1", "2025-02", 100)
    let whole = try town.result("contract-completion")
    #expect(whole.numerator?.decimal == "100")
    #expect(whole.denominator?.decimal == "2000")
    #expect(try town.result("contract-completion/B1").numerator?.decimal == "0")
    #expect(try town.result("contract-completion/B2").numerator?.decimal == "100")
  }

  /// 100 in the year before and 100,000 contracted: there is a contract, and its unit is in doubt.
  @Test func whereAllUnitsAreInDoubtThatIsTheReason() throws {
    var town = ExecutionTown()
    town.contract("H1", "甲片", 100_000)
    town.buy("X1", "H1", "2024-01", 100)
    #expect(try town.result("contract-completion").reason == .suspectContracts)
    #expect(try town.result("retained-surplus").reason == .suspectContracts)
  }
}
