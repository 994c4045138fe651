import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

extension ExecutionTests {
  func purchases(_ selected: Int64, _ standIn: Int64, _ other: Int64, at price: Int64)
    -> [TestPurchase]
  {
    [
      TestPurchase("X1", "H1", "2025-04", price: 10_000, quantity: selected),
      TestPurchase("X2", "H1", "2025-05", price: 30_000, quantity: standIn),
      TestPurchase("X3", "H1", "2025-06", price: price, quantity: other),
      // Before the three months.
      TestPurchase("X1", "H1", "2025-03", price: 10_000, quantity: 50_000),
    ]
  }

  /// 1,200 of 2,000 tablets at 2.00: 60 %, ten points of 3,400 元 above the limit.
  @Test func tooMuchThatIsNotSelected() throws {
    let run = try run(purchases(600, 200, 1_200, at: 20_000), catalogues())
    let finding = try #require(run.findings.first { $0.monitor == "non-selected-share" })
    #expect(finding.severity == .watch)
    #expect(finding.variety == "甲片")
    #expect(finding.institution?.code == "H1")
    #expect(finding.observed == 0.6)
    #expect(finding.reference == 0.5)
    #expect(finding.referenceKind == .ruleLimit)
    #expect(finding.quantity == Quantity(tenThousandths: 12_000_000))
    // 600 + 600 + 2,400 = 3,600 元.
    #expect(finding.excessAmount == yuan(360))
    #expect(finding.evidence == [SourceLine(file: "purchases/test.csv", line: 3)])
    #expect(try run.account(of: "non-selected-share").tested == 1)
  }

  @Test(arguments: [
    (Int64(1_000), Int64(20_000), 0), (1_001, 20_000, 1), (1_001, 10_050, 0), (1_001, 10_051, 1),
    (9_000, 10_000, 0),
  ])
  func boundsOfTheShare(_ other: Int64, _ price: Int64, _ flagged: Int) throws {
    let run = try run(purchases(600, 400, other, at: price), catalogues())
    #expect(try run.account(of: "non-selected-share").flagged == flagged)
  }

  @Test func whyAShareIsNotJudged() throws {
    let lines = purchases(0, 0, 400, at: 20_000)
    let little = try run(lines, catalogues()).account(of: "non-selected-share")
    #expect(little.notApplicable == [.tooLittleMoney: 1])
    for other in [Int64(-4_000), -4_001] {
      let back = try run(purchases(4_000, 0, other, at: 20_000), catalogues()).account(
        of: "non-selected-share")
      #expect(back.notApplicable == [.returnsExceedPurchases: 1])
    }
    let others: [(Ownership, NotApplicableReason)] = [
      (.private, .notPublic), (.unstated, .ownershipNotStated),
    ]
    for (ownership, reason) in others {
      let clinic = Institution(code: "H1", name: "某院", ownership: ownership)
      let apart = try run(purchases(0, 0, 4_000, at: 20_000), catalogues(), institutions: [clinic])
        .account(of: "non-selected-share")
      #expect(apart.notApplicable == [reason: 1])
    }
    var short = catalogues()
    short.shortages = [
      ShortageEntry(
        productCode: "", name: "甲片", kind: .prone,
        source: SourceLine(file: "shortage.csv", line: 2))
    ]
    let rare = try run(purchases(0, 0, 4_000, at: 20_000), short).account(of: "non-selected-share")
    #expect(rare.notApplicable == [.shortageList: 1])
    #expect(try run(lines, Catalogues()).account(of: "non-selected-share").tested == 0)
  }
}
