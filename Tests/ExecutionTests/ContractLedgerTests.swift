import Execution
import PricePanel
import Procurement
import TestSupport
import Testing

struct ContractLedgerTests {
  static let month = testMonth("2025-06")
  static let source = SourceLine(file: "vbp/contracts.csv", line: 2)
  static let batch = Batch(
    id: "B1", name: "国采第十批", level: .national, kind: .drugs, start: testDay("2025-01-01"),
    end: testDay("2025-12-31"))

  var catalogues: Catalogues {
    var catalogues = Catalogues()
    catalogues.batches = ["B1": Self.batch]
    catalogues.entries = [
      CatalogueEntry(batch: "B1", variety: "甲片", productCode: "X1", source: Self.source),
      CatalogueEntry(
        batch: "B1", variety: "甲片", productCode: "X2", role: .standIn, source: Self.source),
      CatalogueEntry(
        batch: "B1", variety: "甲片", productCode: "X3", role: .nonSelected, source: Self.source),
    ]
    return catalogues
  }

  func contract(
    _ institution: String, _ quantity: Int64, product: String = "", start: String = "2025-01-01",
    end: String = "2025-12-31", batch: String = "B1", line: Int = 2
  ) -> Contract {
    Contract(
      batch: batch, institution: institution, variety: "甲片", productCode: product,
      quantity: Quantity(tenThousandths: quantity * 10_000), start: testDay(start),
      end: testDay(end), source: SourceLine(file: "vbp/contracts.csv", line: line))
  }

  func ledger(
    _ contracts: [Contract], _ purchases: [TestPurchase], institutions: [Institution] = [],
    countsArrived: Bool = true, suspectFactor: Double = 20, pack: Int64? = nil,
    batches: [Batch] = [], month: Month = month
  ) throws -> ContractLedger {
    var catalogues = catalogues
    for batch in batches {
      catalogues.batches[batch.id] = batch
      catalogues.entries += ["X1", "X4"].map {
        CatalogueEntry(batch: batch.id, variety: "甲片", productCode: $0, source: Self.source)
      }
    }
    catalogues.contracts = contracts
    for institution in institutions { catalogues.institutions[institution.code] = institution }
    let rules = RuleSection(
      id: "contract-completion", isEnabled: true, authority: "",
      values: [
        "count-arrived": .flag(countsArrived), "suspect-factor": .number(suspectFactor),
        "suspect-months": .number(6), "suspect-pack-tolerance": .number(0.3),
        "suspect-pack-minimum": .number(5), "suspect-minimum-packs": .number(5),
      ])
    var product = testProduct("X1")
    product.conversionRatio = pack.map { Quantity(tenThousandths: $0 * 10_000) }
    let basis = ExecutionBasis(
      panel: testPanel(purchases, products: [product], institutions: institutions),
      catalogues: catalogues,
      rules: Rules(
        name: "", plan: "", steps: [:], monitors: [:], indicators: [rules.id: rules]))
    return ContractLedger(try basis.contracts(), month: month)
  }

  /// 181 of 365 days have run; 300 of 1,000 tablets came: 30 % against 49.6 %.
  @Test func completionAgainstTimeProgress() throws {
    let ledger = try ledger(
      [contract("H1", 1_000)],
      [
        TestPurchase("X1", "H1", "2025-01", price: 100, quantity: 250, arrived: 200),
        TestPurchase("X2", "H1", "2025-06", price: 100, quantity: 120, arrived: 120),
        TestPurchase("X1", "H1", "2025-06", price: 100, quantity: -20),
        // Not selected, another institution, after the month, before the period.
        TestPurchase("X3", "H1", "2025-02", price: 100, quantity: 900, arrived: 900),
        TestPurchase("X1", "H2", "2025-02", price: 100, quantity: 900, arrived: 900),
        TestPurchase("X1", "H1", "2025-07", price: 100, quantity: 900, arrived: 900),
        TestPurchase("X1", "H1", "2024-12", price: 100, quantity: 900, arrived: 900),
      ] + everyMonth(from: testMonth("2025-01"), to: Self.month, by: "H9"))
    let row = try #require(ledger.rows.first)
    #expect(ledger.rows.count == 1)
    #expect(row.bought == Quantity(tenThousandths: 3_000_000))
    #expect(row.completion == 0.3)
    #expect(row.timeProgress == 181.0 / 365)
    #expect(!row.isWithoutUptake)
    // (250 + 120 − 20) × 0.01 元.
    #expect(row.amount == yuan(3.5))
  }

  /// 50 bought on a line that does not say what arrived, 60 on one that was never sent: what was never
  /// sent takes nothing from what was bought, whether or not a third line has 100 that arrived.
  @Test(arguments: [0, 100] as [Int64])
  func whatWasNeverSentTakesNothingFromOtherLines(_ arrived: Int64) throws {
    var lines = [
      TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 50),
      TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 60, isUndelivered: true),
    ]
    if arrived > 0 {
      lines.append(
        TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 100, arrived: arrived))
    }
    let row = try #require(try ledger([contract("H1", 1_000)], lines).rows.first)
    #expect(row.bought == Quantity(tenThousandths: (50 + arrived) * 10_000))
  }

  /// That one line says what arrived takes nothing from the others of its cell.
  @Test(arguments: [nil, 100, 60] as [Int64?])
  func eachLineCountsByWhatItStates(_ arrived: Int64?) throws {
    let row = try #require(
      try ledger(
        [contract("H1", 1_000)],
        [
          TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 100, arrived: arrived),
          TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 200),
        ]
      ).rows.first)
    #expect(row.bought == Quantity(tenThousandths: ((arrived ?? 100) + 200) * 10_000))
  }

  @Test func orderedCountsWhereTheRulesSayOrRecordsStateNoArrival() throws {
    let stated = [TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 250, arrived: 200)]
    let unstated = [TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 250)]
    #expect(
      try ledger([contract("H1", 1_000)], stated, countsArrived: false).rows.first?.completion
        == 0.25)
    #expect(try ledger([contract("H1", 1_000)], unstated).rows.first?.completion == 0.25)
  }

  @Test func membersOfAUnionCountTogether() throws {
    let institutions = [
      Institution(code: "H1", name: "县医院", ownership: .public, region: "甲县", union: "县医共体"),
      Institution(code: "H2", name: "卫生院", ownership: .public, region: "甲县", union: "县医共体"),
      Institution(code: "H3", name: "中医院", ownership: .public, region: "甲县"),
    ]
    let ledger = try ledger(
      [contract("H1", 300), contract("H2", 100), contract("H3", 50)],
      [
        TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 400),
        TestPurchase("X1", "H2", "2025-03", price: 100, quantity: 0),
        TestPurchase("X1", "H3", "2025-03", price: 100, quantity: 0),
      ], institutions: institutions)
    #expect(ledger.rows.map(\.holder.name) == ["中医院", "县医共体"])
    #expect(ledger.rows.map(\.completion) == [0, 1])
    #expect(ledger.rows.map(\.isWithoutUptake) == [true, false])
    #expect(ledger.rows.map(\.holder.region) == ["甲县", "甲县"])
  }

  static let union = ["H1", "H2", "H3"].map {
    Institution(code: $0, name: $0, ownership: .public, region: "甲县", union: "县医共体")
  }

  /// What a member buys that has no contract of its own is the union's.
  @Test func membersWithoutAContractBuyForTheUnion() throws {
    let ledger = try ledger(
      [contract("H1", 1_200)], [TestPurchase("X1", "H2", "2025-03", price: 100, quantity: 900)],
      institutions: Self.union)
    #expect(ledger.rows.map(\.completion) == [0.75])
    #expect(ledger.rows.map(\.isWithoutUptake) == [false])
    #expect(ledger.rows.map(\.contracted) == [Quantity(tenThousandths: 12_000_000)])
  }

  /// H2 has a contract of its own for X1; H3 has none and counts with the first of the two.
  @Test(arguments: [[0, 1], [1, 0]])
  func nothingAUnionBuysCountsTwice(_ order: [Int]) throws {
    let contracts = [contract("H1", 1_000), contract("H2", 500, product: "X1")]
    let ledger = try ledger(
      order.map { contracts[$0] },
      [
        TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 300),
        TestPurchase("X1", "H2", "2025-03", price: 100, quantity: 200),
        TestPurchase("X1", "H3", "2025-03", price: 100, quantity: 50),
      ], institutions: Self.union)
    #expect(ledger.rows.map(\.productCode) == ["", "X1"])
    #expect(ledger.rows.map(\.completion) == [0.35, 0.4])
  }

  private func batch(_ id: String, _ start: String, _ end: String) -> Batch {
    Batch(
      id: id, name: id, level: .alliance, kind: .drugs, start: testDay(start), end: testDay(end))
  }

  /// A2 lists X1 from April on as well and renews nothing: what is bought of it then is A2's alone, whose
  /// selected price is in force. X2 stands in B1 only, X4 in A2 only; H2 has no contract in A2.
  @Test(arguments: [false, true])
  func whatTwoBatchesListCountsOnce(_ isReversed: Bool) throws {
    let contracts = [
      contract("H1", 1_000, line: 2), contract("H2", 1_000, line: 3),
      contract("H1", 500, start: "2025-04-01", end: "2026-03-31", batch: "A2", line: 4),
    ]
    let lines = [
      TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 300),
      TestPurchase("X1", "H1", "2025-05", price: 100, quantity: 200),
      TestPurchase("X2", "H1", "2025-05", price: 100, quantity: 40),
      TestPurchase("X4", "H1", "2025-05", price: 100, quantity: 5),
      TestPurchase("X1", "H2", "2025-05", price: 100, quantity: 70),
    ]
    func ledger(_ month: String) throws -> ContractLedger {
      try self.ledger(
        isReversed ? contracts.reversed() : contracts, isReversed ? lines.reversed() : lines,
        batches: [batch("A2", "2025-04-01", "2026-03-31")], month: testMonth(month))
    }
    let june = try ledger("2025-06")
    #expect(june.rows.map(\.batch) == ["A2", "B1", "B1"])
    #expect(june.rows.map(\.bought.units) == [205, 340, 70])
    #expect(
      june.doubts == [
        Notice(source: contracts[0].source, column: "批次", value: "A2", reason: .sharedProduct)
      ])
    #expect(june.rows.map(\.isShared) == [false, true, false])
    // In April nothing was bought that both might count.
    #expect(try ledger("2025-04").doubts.isEmpty)
  }

  /// Of batches that begin on one day the highest identifier counts, as for the price in force.
  @Test(arguments: ["A2", "B2"])
  func ofBatchesThatBeginTogetherTheLastByIdentifierCounts(_ id: String) throws {
    let ledger = try ledger(
      [contract("H1", 1_000), contract("H1", 1_000, batch: id, line: 3)],
      [TestPurchase("X1", "H1", "2025-03", price: 100, quantity: 100)],
      batches: [batch(id, "2025-01-01", "2025-12-31")])
    let byBatch = Dictionary(
      ledger.rows.map { ($0.batch, $0.bought.units) }, uniquingKeysWith: { first, _ in first })
    #expect(byBatch == ["B1": id == "A2" ? 100 : 0, id: id == "A2" ? 0 : 100])
    #expect(ledger.doubts.map(\.value) == [max("B1", id)])
  }

  /// Of two periods that follow each other within March, March belongs to the one that holds its
  /// 16th.
  @Test func aMonthBelongsToOnePeriod() throws {
    let ledger = try ledger(
      [
        contract("H1", 100, start: "2024-07-01", end: "2025-06-14"),
        contract("H1", 100, start: "2025-06-15", end: "2026-06-14"),
      ],
      [
        TestPurchase("X1", "H1", "2025-05", price: 100, quantity: 30),
        TestPurchase("X1", "H1", "2025-06", price: 100, quantity: 50),
      ], suspectFactor: 1_000)
    #expect(ledger.rows.map(\.completion) == [0.3, 0.5])
  }

  @Test func periodsThatAreOverOrToComeAreLeftOut() throws {
    let ledger = try ledger(
      [
        contract("H1", 100, end: "2025-05-31"),
        contract("H1", 100, start: "2025-07-01", end: "2026-06-30"),
      ], [TestPurchase("X1", "H1", "2025-05", price: 100, quantity: 30)])
    #expect(ledger.rows.isEmpty)
  }
}
