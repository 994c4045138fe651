import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// The worked examples of `contract-lag`, `zero-uptake` and `non-selected-share`.
struct ExecutionTests {
  static let month = testMonth("2025-06")

  /// 甲片: X1 selected at 1.00, X2 stands in, X3 is not selected. The batch runs in 2025.
  func catalogues(_ contracts: [NaiveContract] = []) -> Catalogues {
    var catalogues = Catalogues()
    catalogues.batches["B1"] = Batch(
      id: "B1", name: "国采第十批", level: .national, kind: .drugs, start: testDay("2025-01-01"),
      end: testDay("2025-12-31"))
    for (code, role) in [("X1", SupplyRole.selected), ("X2", .standIn), ("X3", .nonSelected)] {
      catalogues.entries.append(
        CatalogueEntry(
          batch: "B1", variety: "甲片", productCode: code, role: role,
          selectedPrice: role == .selected ? yuan(1) : nil,
          source: SourceLine(file: "vbp/catalogue.csv", line: 2)))
    }
    for contract in contracts { catalogues.contract(contract) }
    return catalogues
  }

  func run(
    _ lines: [TestPurchase], _ catalogues: Catalogues, rules: Rules = testRules,
    institutions: [Institution] = []
  ) throws -> MonitorRun {
    try MonitorRun(
      panel: testPanel(lines, institutions: institutions), month: Self.month,
      catalogues: catalogues, rules: rules)
  }

  func bought(_ quantity: Int64, _ institution: String = "H1") -> [TestPurchase] {
    everyMonth(from: testMonth("2025-01"), to: testMonth("2025-07"), by: "H9") + [
      TestPurchase("X1", institution, "2025-03", price: 10_000, quantity: quantity)
    ]
  }

  /// 181 of 365 days have run, 49.6 %; 1,000 of 10,000 came: 39.6 points behind.
  @Test func aLaggingContract() throws {
    let run = try run(bought(1_000), catalogues([NaiveContract("H1", "甲片", 10_000)]))
    let finding = try #require(run.findings.first { $0.monitor == "contract-lag" })
    #expect(finding.severity == .watch)
    #expect(finding.suggestedStep == "约谈")
    #expect(finding.variety == "甲片")
    #expect(finding.batch == "B1")
    #expect(finding.product.code.isEmpty)
    #expect(finding.institution?.code == "H1")
    #expect(finding.observed == 0.1)
    #expect(finding.reference == 181.0 / 365)
    #expect(finding.referenceKind == .timeProgress)
    #expect(finding.bounds.lower == 181.0 / 365 - 0.25)
    #expect(finding.quantity == Quantity(tenThousandths: 100_000_000))
    // (0.1 − 181 ÷ 365) × 10,000 × 1.00 元.
    #expect(finding.excessAmount == yuan(-3_958.9041))
    #expect(finding.evidence == [SourceLine(file: "vbp/contracts.csv", line: 2)])
    #expect(run.findings.excessCountedOnce == .zero)
    #expect(try run.account(of: "contract-lag").tested == 1)
    #expect(try run.account(of: "zero-uptake").passed == 1)
  }

  /// (0.1 − 181 ÷ 365) × 10,000 × the 1.20 at which the stand-in is priced.
  @Test func aLaggingContractForAStandIn() throws {
    var catalogues = catalogues([NaiveContract("H1", "甲片", 10_000)])
    catalogues.entries[1].selectedPrice = yuan(1.2)
    catalogues.contracts[0].productCode = "X2"
    let lines =
      everyMonth(from: testMonth("2025-01"), to: testMonth("2025-07"), by: "H9") + [
        TestPurchase("X2", "H1", "2025-03", price: 12_000, quantity: 1_000)
      ]
    let finding = try #require(
      try run(lines, catalogues).findings.first { $0.monitor == "contract-lag" })
    #expect(finding.valuedAt == 1.2)
    #expect(finding.excessAmount == yuan(-4_750.6849))
  }

  /// Ten times the year before, in packs of ten: the contract counts, but its unit comes first. Far behind
  /// as it is, the clue is 关注, and its step is that for 关注.
  @Test(arguments: [
    (Int64(10), Severity.watch, "核实数据"), (16, .warn, "约谈"),
  ])
  func aDoubtfulContractIsToBeVerified(_ pack: Int64, _ severity: Severity, _ step: String) throws {
    var product = Product(code: "X1")
    product.conversionRatio = Quantity(tenThousandths: pack * 10_000)
    let run = try MonitorRun(
      panel: testPanel(
        [TestPurchase("X1", "H1", "2024-01", price: 10_000, quantity: 12_000)] + bought(1, "H1"),
        products: [product]), month: Self.month,
      catalogues: catalogues([NaiveContract("H1", "甲片", 120_000)]), rules: testRules)
    let finding = try #require(run.findings.first { $0.monitor == "contract-lag" })
    #expect(finding.severity == severity)
    #expect(finding.suggestedStep == step)
  }

  /// Members of a union have contracts for different days: two clues. The first keeps its identifier, which
  /// decisions name, and so does a contract after it.
  @Test func cluesOfOneUnionHaveIdentifiersOfTheirOwn() throws {
    let union = ["H1", "H2"].map {
      Institution(code: $0, name: $0, ownership: .public, union: "县医共体")
    }
    func ids(_ contracts: [(NaiveContract, start: String, end: String)]) throws -> [String] {
      var catalogues = catalogues()
      for (contract, start, end) in contracts {
        catalogues.contract(contract, start: start)
        catalogues.contracts[catalogues.contracts.count - 1].end = testDay(end)
      }
      for institution in union { catalogues.institutions[institution.code] = institution }
      return try run(bought(100), catalogues, institutions: union).findings
        .filter { ["contract-lag", "zero-uptake"].contains($0.monitor) }.map(\.id)
    }
    let first = (NaiveContract("H1", "甲片", 10_000), start: "2025-01-01", end: "2025-12-31")
    let second = (NaiveContract("H2", "甲片", 20_000), start: "2025-02-01", end: "2025-12-31")
    let before = (NaiveContract("H2", "甲片", 20_000), start: "2024-01-01", end: "2024-12-31")
    let both = try ids([first, second])
    #expect(both.count == 2 && Set(both).count == 2)
    #expect(try ids([second, first]) == both)
    let alone = try ids([first])
    #expect(alone.count == 1 && both.contains(alone[0]))
    #expect(try ids([before, first]) == alone)
  }

  /// B2 begins in March, lists X1 as well and renews nothing: the 1,000 count for it. That nothing counts
  /// for B1 is no zero uptake, half of its period gone as it is by July: without B2's contract it is one.
  @Test func whatCountsForAnotherBatchWasBought() throws {
    var catalogues = catalogues([NaiveContract("H1", "甲片", 10_000)])
    var other = try #require(catalogues.batches["B1"])
    other.id = "B2"
    other.start = testDay("2025-03-01")
    catalogues.batches["B2"] = other
    catalogues.entries.append(
      CatalogueEntry(
        batch: "B2", variety: "甲片", productCode: "X1", selectedPrice: yuan(1),
        source: SourceLine(file: "vbp/catalogue.csv", line: 5)))
    catalogues.contract(NaiveContract("H1", "甲片", 1_000), start: "2025-03-01")
    catalogues.contracts[1].batch = "B2"
    func run(_ catalogues: Catalogues) throws -> MonitorRun {
      try MonitorRun(
        panel: testPanel(bought(1_000)), month: testMonth("2025-07"), catalogues: catalogues,
        rules: testRules)
    }
    let both = try run(catalogues)
    let monitors = ["contract-lag", "zero-uptake"]
    #expect(!both.findings.contains { monitors.contains($0.monitor) })
    for monitor in monitors {
      #expect(try both.account(of: monitor).notApplicable == [.sharedProduct: 1], "\(monitor)")
    }
    catalogues.contracts.removeLast()
    let alone = try run(catalogues).findings.filter { monitors.contains($0.monitor) }
    #expect(alone.map(\.severity) == [.warn])
  }

  /// 1,000 of 10,000 at the end of June; nothing at all is known of as many months as files are missing. With
  /// one it is still behind by 39.6 − 7.7 points; with two by 23.4, which is no clue, and no pass either.
  @Test(arguments: [
    (["2025-02"], [28.0], Severity.watch), (["2025-02", "2025-05"], [28, 31], nil),
    (["2025-02", "2025-04", "2025-05", "2025-06"], [28, 30, 31, 30], nil),
  ])
  func monthsWithoutRecordsMakeNoLag(
    _ missing: [String], _ days: [Double], _ severity: Severity?
  ) throws {
    let lines = bought(1_000).filter { !missing.contains($0.month.description) }
    let contract = NaiveContract("H1", "甲片", 10_000)
    let run = try run(lines, catalogues([contract]))
    let findings = run.findings(of: "contract-lag")
    #expect(findings.map(\.severity) == [severity].compactMap(\.self))
    #expect(findings.allSatisfy { $0.reference == (181 - days.reduce(0, +)) / 365 })
    #expect(
      try run.account(of: "contract-lag").notApplicable
        == (severity == nil ? [.recordsMissing: 1] : [:]))
  }

  /// Nothing was bought in the two months with records, 16.2 % of the time; six have run.
  @Test func monthsWithoutRecordsAreNoZeroUptake() throws {
    let lines = bought(1, "H9").filter { ["2025-01", "2025-02"].contains($0.month.description) }
    let run = try run(lines, catalogues([NaiveContract("H1", "甲片", 10_000)]))
    #expect(!run.findings.contains { $0.monitor == "zero-uptake" })
    #expect(try run.account(of: "zero-uptake").notApplicable == [.recordsMissing: 1])
  }

  /// At 49.6 % of the time 24.6 % is 25 points behind: more is a clue, more than 40 a warning.
  @Test(arguments: [
    (Int64(2_459), Severity?.none), (2_458, .watch), (959, .watch), (958, .warn), (9_999, nil),
    (50_000, nil),
  ])
  func boundsOfALag(_ quantity: Int64, _ severity: Severity?) throws {
    let run = try run(bought(quantity), catalogues([NaiveContract("H1", "甲片", 10_000)]))
    let found = run.findings(of: "contract-lag")
    #expect(found.map(\.severity) == [severity].compactMap(\.self))
  }

  @Test(arguments: [("2025-03", Severity?.none), ("2025-04", .watch), ("2025-07", .warn)])
  func zeroUptakeByTimeProgress(_ month: String, _ severity: Severity?) throws {
    let panel = testPanel(
      bought(1, "H9") + [TestPurchase("X3", "H1", month, price: 10_000, quantity: 100)])
    let run = try MonitorRun(
      panel: panel, month: testMonth(month),
      catalogues: catalogues([NaiveContract("H1", "甲片", 10_000)]), rules: testRules)
    let found = run.findings(of: "zero-uptake")
    #expect(found.map(\.severity) == [severity].compactMap(\.self))
    #expect(!run.findings.contains { $0.monitor == "contract-lag" })
    #expect(try run.account(of: "contract-lag").notApplicable == [.withoutUptake: 1])
    if severity == nil {
      #expect(try run.account(of: "zero-uptake").notApplicable == [.periodJustBegun: 1])
    }
  }

  /// With `zero-uptake` off, `contract-lag` has what it would have had.
  @Test func withoutTheOtherMonitorALagIsALag() throws {
    var rules = testRules
    rules.monitors["zero-uptake"]?.isEnabled = false
    let run = try run(
      bought(1, "H9"), catalogues([NaiveContract("H1", "甲片", 10_000)]), rules: rules)
    #expect(run.findings.map(\.monitor) == ["contract-lag"])
    #expect(try run.account(of: "zero-uptake").notApplicable == [.switchedOff: 1])
  }

  /// A union is one unit, named by its own name.
  @Test func aUnionIsOneUnit() throws {
    let members = ["H1", "H2"].map {
      Institution(code: $0, name: $0, ownership: .public, region: "甲县", union: "县医共体")
    }
    let run = try run(
      bought(1_000) + [TestPurchase("X1", "H2", "2025-02", price: 10_000, quantity: 1)],
      catalogues([NaiveContract("H1", "甲片", 10_000), NaiveContract("H2", "甲片", 10_000)]),
      institutions: members)
    let found = run.findings(of: "contract-lag")
    #expect(found.map { $0.institution?.name } == ["县医共体"])
    #expect(found.map(\.region) == ["甲县"])
    #expect(found.map(\.evidence.count) == [2])
    #expect(try run.account(of: "contract-lag").tested == 1)
  }

  @Test func whyAContractIsNotJudged() throws {
    func reasons(
      _ lines: [TestPurchase], _ catalogues: Catalogues
    ) throws -> [NotApplicableReason: Int] {
      let run = try run(lines, catalogues)
      let lag = try run.account(of: "contract-lag").notApplicable
      #expect(try run.account(of: "zero-uptake").notApplicable == lag)
      return lag
    }
    #expect(try reasons(bought(1_000), catalogues()) == [.noContracts: 1])
    #expect(
      try reasons(bought(500), catalogues([NaiveContract("H1", "甲片", 999)])) == [.tooLittleMoney: 1]
    )
    let contract = NaiveContract("H1", "甲片", 10_000)
    #expect(
      try reasons(Array(bought(1_000).dropFirst()), catalogues([contract]))
        == [.purchasesBeginLater: 1])
    var short = catalogues([contract])
    short.shortages = [
      ShortageEntry(
        productCode: "X1", name: "", kind: .short,
        source: SourceLine(file: "shortage.csv", line: 2))
    ]
    #expect(try reasons(bought(1_000), short) == [.shortageList: 1])
    // Nobody ever bought X1: whoever could not get it is spared all the same.
    #expect(try reasons(Array(bought(0).dropLast()), short) == [.shortageList: 1])
    short.shortages[0].productCode = ""
    short.shortages[0].name = "甲片0.5g"
    short.products["X1"] = Product(code: "X1")
    short.products["X1"]?.name = "甲片0.5g"
    #expect(try reasons(Array(bought(0).dropLast()), short) == [.shortageList: 1])
    let before = [
      TestPurchase("X1", "H9", "2024-01", price: 10_000, quantity: 1),
      TestPurchase("X1", "H1", "2024-11", price: 10_000, quantity: 10),
    ]
    #expect(try reasons(bought(1_000) + before, catalogues([contract])) == [.suspectContract: 1])
    var renewed = catalogues([contract])
    renewed.contract(contract, start: "2025-06-20", end: "2026-06-19")
    renewed.contracts[0].end = testDay("2025-06-19")
    #expect(try reasons(bought(9_999), renewed) == [.otherPeriod: 1])
  }

  /// 2,000 bought before the period came back within it: nothing was bought, and not less than that.
  @Test func whatCameBackIsNoUptakeBelowZero() throws {
    let run = try run(bought(-2_000), catalogues([NaiveContract("H1", "甲片", 10_000)]))
    let finding = try #require(run.findings.first { $0.monitor == "zero-uptake" })
    #expect(finding.observed == 0)
    #expect(finding.reference == 181.0 / 365)
    // −181 ÷ 365 × 10,000 × 1.00 元.
    #expect(finding.excessAmount == yuan(-4_958.9041))
  }

  /// X2 only stands in: that it is hard to get excuses nobody from buying X1. A contract that names a
  /// product is excused by that product and no other.
  @Test(arguments: [
    ("X1", "", true), ("X2", "", false), ("X3", "", false), ("X1", "X2", false), ("X2", "X2", true),
  ])
  func whatIsShortExcuses(_ short: String, _ contracted: String, _ isExcused: Bool) throws {
    var catalogues = catalogues([NaiveContract("H1", "甲片", 10_000)])
    catalogues.contracts[0].productCode = contracted
    catalogues.shortages = [
      ShortageEntry(
        productCode: short, name: "", kind: .short,
        source: SourceLine(file: "shortage.csv", line: 2))
    ]
    for lines in [
      Array(bought(0).dropLast()),
      ["X1", "X2", "X3"].map { TestPurchase($0, "H9", "2025-01", price: 10_000, quantity: 1) }
        + bought(0).dropLast(),
    ] {
      let run = try run(lines, catalogues)
      let uptake = try run.account(of: "zero-uptake")
      #expect(uptake.notApplicable == (isExcused ? [.shortageList: 1] : [:]))
      #expect(uptake.flagged == (isExcused ? 0 : 1))
    }
    // X3 at 2.00 is all that H1 bought; X1 and X2 nobody ever did.
    let share = try run(
      [TestPurchase("X3", "H1", "2025-06", price: 20_000, quantity: 4_000)], catalogues
    ).account(of: "non-selected-share")
    #expect(share.notApplicable == (short == "X1" ? [.shortageList: 1] : [:]))
    #expect(share.flagged == (short == "X1" ? 0 : 1))
  }
}

extension Catalogues {
  /// Adds a contract in the batch B1.
  mutating func contract(
    _ contract: NaiveContract, start: String = "2025-01-01", end: String = "2025-12-31"
  ) {
    contracts.append(
      Contract(
        batch: "B1", institution: contract.institution, variety: contract.variety,
        quantity: Quantity(tenThousandths: contract.quantity * 10_000), start: testDay(start),
        end: testDay(end),
        source: SourceLine(file: "vbp/contracts.csv", line: contracts.count + 2)))
  }
}
