import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// `unit-mismatch` and what it takes out of the other monitors: the examples of its page and more.
struct UnitMismatchTests {
  static let month = testMonth("2025-12")

  static let pack: Product = {
    var product = testProduct("X1")
    product.conversionRatio = Quantity(tenThousandths: 240_000)
    return product
  }()

  func run(
    _ lines: [TestPurchase], catalogues: Catalogues = Catalogues(), rules: Rules = testRules
  ) throws -> MonitorRun {
    try MonitorRun(
      panel: testPanel(lines, products: [Self.pack]), month: Self.month, catalogues: catalogues,
      rules: rules)
  }

  /// 12.24 元 for what cost 0.50: 24.48 times, 2 % from the conversion ratio of 24.
  @Test func packForUnit() throws {
    let run = try run([
      TestPurchase("X1", "H1", "2025-11", price: 5_000, quantity: 4_800),
      TestPurchase("X1", "H1", "2025-12", price: 122_400, quantity: 200),
    ])
    #expect(run.findings.map(\.monitor) == ["unit-mismatch"])
    let finding = try #require(run.findings.first)
    #expect(finding.severity == .watch)
    #expect(abs(try #require(finding.ratio) - 24.48) < 1e-9)
    #expect(finding.method == "conversion-ratio")
    #expect(finding.referenceKind == .previousMonth)
    #expect(finding.referenceMonth == testMonth("2025-11"))
    #expect(finding.excessAmount == .zero)
    #expect(finding.evidence.map(\.line) == [2, 1])
    #expect(run.findings.excessCountedOnce == .zero)
    for account in run.accounts where ["price-rise", "above-listing"].contains(account.id) {
      #expect(account.notApplicable == [.unitMismatch: 1])
      #expect(account.tested == 0)
    }
    #expect(run.changes.previousMonth == [.unitMismatch])
  }

  /// A clue that reviewers dismiss does not hold: the price is what was paid, and the other monitors
  /// judge it, in this month and as what later months are held against.
  @Test(arguments: [DecisionKind.dismiss, .accept])
  func aDismissedClueLeavesThePriceToTheOthers(_ kind: DecisionKind) throws {
    let lines = [
      TestPurchase("X1", "H1", "2025-11", price: 5_000, quantity: 4_800),
      TestPurchase("X1", "H1", "2025-12", price: 50_000, quantity: 4_800),
    ]
    let clue = try #require(run(lines).findings.first)
    #expect(clue.monitor == "unit-mismatch")
    var catalogues = Catalogues()
    catalogues.decisions = [
      Decision(
        pattern: clue.id, kind: kind, source: SourceLine(file: "decisions.csv", line: 2))
    ]
    let run = try run(lines, catalogues: catalogues)
    let others = run.findings.map(\.monitor).filter { $0 != "unit-mismatch" }
    #expect(others == (kind == .dismiss ? ["price-rise"] : []))
    #expect(run.findings.contains { $0.id == clue.id })
    let price = try run.account(of: "price-rise")
    #expect(price.flagged == (kind == .dismiss ? 1 : 0))
    // The next month at the same price is no news.
    let next = try MonitorRun(
      panel: testPanel(
        lines + [TestPurchase("X1", "H1", "2026-01", price: 50_000, quantity: 4_800)],
        products: [Self.pack]), month: testMonth("2026-01"), catalogues: catalogues,
      rules: testRules)
    #expect(next.findings.isEmpty == (kind == .dismiss))
  }

  /// Within 3 % of a power of ten on either side, and just beyond.
  @Test(arguments: [
    (9_699, 0), (9_700, 1), (10_300, 1), (10_301, 0), (97_000, 1), (103_000, 1), (104_000, 0),
    (10, 1), (9, 0),
  ])
  func toleranceAroundPowersOfTen(_ price: Int64, _ flagged: Int) throws {
    let run = try run([
      TestPurchase("A", "H1", "2025-11", price: 1_000, quantity: 10_000),
      TestPurchase("A", "H1", "2025-12", price: price, quantity: 10_000),
    ])
    #expect(try run.account(of: "unit-mismatch").flagged == flagged)
  }

  /// A newcomer is held against the others: at least two of them.
  @Test func newcomerAgainstTheOthers() throws {
    let lines = [
      TestPurchase("X1", "H1", "2025-12", price: 10_000, quantity: 1_000),
      TestPurchase("X1", "H2", "2025-12", price: 10_200, quantity: 1_000),
      TestPurchase("X1", "H3", "2025-12", price: 100_000, quantity: 1_000),
    ]
    let run = try run(lines)
    let finding = try #require(run.findings.first)
    #expect(run.findings.count == 1)
    #expect(finding.institution?.code == "H3")
    #expect(finding.referenceKind == .peerMedian)
    #expect(abs(finding.reference - 1.01) < 1e-12)
    #expect(finding.peers == 2)
    #expect(try run.account(of: "unit-mismatch").passed == 2)
    let two = try self.run(Array(lines.dropFirst()))
    #expect(try two.account(of: "unit-mismatch").notApplicable == [.noReference: 2])
  }

  /// The wrong price stands in the reference month: nobody else is there to show it then, but the
  /// others do now. The present price is right, and the earlier one no reference.
  @Test func wrongReferenceMonthIsLeftOut() throws {
    let run = try run([
      TestPurchase("X1", "H2", "2025-10", price: 10_000, quantity: 1_000),
      TestPurchase("X1", "H3", "2025-10", price: 10_000, quantity: 1_000),
      TestPurchase("X1", "H1", "2025-11", price: 100_000, quantity: 1_000),
      TestPurchase("X1", "H1", "2025-12", price: 10_000, quantity: 1_000),
      TestPurchase("X1", "H2", "2025-12", price: 10_000, quantity: 1_000),
      TestPurchase("X1", "H3", "2025-12", price: 10_000, quantity: 1_000),
    ])
    #expect(run.findings.isEmpty)
    #expect(try run.account(of: "unit-mismatch").passed == 3)
    // November holds nothing any more, so October is compared with.
    #expect(run.changes.previousMonth[0].change?.referenceMonth == testMonth("2025-10"))
    #expect(try run.account(of: "price-drop").passed == 1)
  }

  /// Tenfold for two months running with nobody to contradict it is a price that rose: in doubt in
  /// the first month, `price-rise`'s in the second, and in the third nothing moves any more.
  @Test(arguments: [
    (["2025-12"], 1, 0), (["2025-11", "2025-12"], 0, 1), (["2025-10", "2025-11", "2025-12"], 0, 0),
  ])
  func repeatedPriceIsANewLevel(_ months: [String], _ doubts: Int, _ rises: Int) throws {
    let before = ["2025-08", "2025-09"].map {
      TestPurchase("X1", "H1", $0, price: 10_000, quantity: 2_000)
    }
    let run = try run(
      before + months.map { TestPurchase("X1", "H1", $0, price: 100_000, quantity: 2_000) })
    #expect(try run.account(of: "unit-mismatch").flagged == doubts)
    #expect(try run.account(of: "price-rise").flagged == rises)
  }

  /// What stands again is the price in doubt, also where it was one of two in its month: 10.00 for half, or
  /// for nearly all, of November.
  @Test(arguments: [Int64(500), 20_000])
  func oneOfTwoPricesMayStandAgain(_ quantity: Int64) throws {
    let run = try run([
      TestPurchase("X1", "H1", "2025-10", price: 10_000, quantity: 1_000),
      TestPurchase("X1", "H1", "2025-11", price: 10_000, quantity: 500),
      TestPurchase("X1", "H1", "2025-11", price: 100_000, quantity: quantity),
      TestPurchase("X1", "H1", "2025-12", price: 100_000, quantity: 1_000),
    ])
    #expect(try run.account(of: "unit-mismatch").passed == 1)
    #expect(try run.account(of: "price-rise").flagged == 1)
  }

  /// Where the others still pay what they did, the doubt stands as long as the price does.
  @Test func repeatedPriceStaysInDoubtAgainstTheOthers() throws {
    var lines: [TestPurchase] = []
    for month in ["2025-10", "2025-11", "2025-12"] {
      for institution in ["H1", "H2", "H3"] {
        let isWrong = institution == "H1" && month != "2025-10"
        lines.append(
          TestPurchase(
            "X1", institution, month, price: isWrong ? 100_000 : 10_000, quantity: 2_000))
      }
    }
    #expect(try run(lines).account(of: "unit-mismatch").flagged == 1)
  }

  /// One institution in doubt leaves the others' statistics as they are.
  @Test func othersAreComparedWithoutIt() throws {
    var lines: [TestPurchase] = []
    for institution in 0..<5 {
      lines.append(
        TestPurchase("X1", "H\(institution)", "2025-11", price: 10_000, quantity: 1_000))
      lines.append(
        TestPurchase(
          "X1", "H\(institution)", "2025-12", price: institution == 0 ? 1_000_000 : 10_000,
          quantity: 1_000))
    }
    let run = try run(lines)
    #expect(run.findings.map(\.monitor) == ["unit-mismatch"])
    #expect(run.findings.map(\.method) == ["power-of-ten"])
    #expect(run.changes.previousMonth[0].change?.ratio == 1)
    let gap = try run.account(of: "institution-gap")
    #expect(gap.passed == 4)
    #expect(gap.notApplicable == [.unitMismatch: 1])
    #expect(run.changes.averages.last?.month == Self.month)
    #expect(run.changes.averages.last?.change == 0)
  }

  /// One line of the month's two is wrong: the institution's month is left out, and the quantity
  /// told is what was bought at the wrong price.
  @Test func oneWrongLineOfTwo() throws {
    let run = try run([
      TestPurchase("X1", "H1", "2025-11", price: 10_000, quantity: 1_000),
      TestPurchase("X1", "H1", "2025-12", price: 10_000, quantity: 900),
      TestPurchase("X1", "H1", "2025-12", price: 100_000, quantity: 60),
    ])
    let finding = try #require(run.findings.first)
    #expect(run.findings.map(\.monitor) == ["unit-mismatch"])
    #expect(finding.observed == 10)
    #expect(finding.quantity == Quantity(tenThousandths: 600_000))
    #expect(finding.evidence.map(\.line) == [3, 1])
  }

  /// A tenth of the price because of a new batch is no wrong unit, and no clue either.
  @Test func entryIntoABatchIsNoWrongUnit() throws {
    var catalogues = Catalogues()
    catalogues.select("X1", start: "2025-12-01", end: "2026-11-30", price: 24, ratio: 24)
    let run = try run(
      [
        TestPurchase("X1", "H1", "2025-11", price: 100_000, quantity: 1_000),
        TestPurchase("X1", "H1", "2025-12", price: 10_000, quantity: 1_000),
      ], catalogues: catalogues)
    #expect(run.findings.isEmpty)
    #expect(try run.account(of: "unit-mismatch").passed == 1)
    #expect(try run.account(of: "price-drop").notApplicable == [.procurementPriceCut: 1])
  }

  /// A wrong unit that stays, beside others who pay what they did, is told of each month.
  @Test(arguments: [2, 12, 13])
  func doubtLastsBesideTheOthers(_ months: Int) throws {
    var lines = [
      TestPurchase(
        "X1", "H1", Self.month.advanced(by: -months).description, price: 10_000, quantity: 1_000)
    ]
    for back in 0..<months {
      lines.append(
        TestPurchase(
          "X1", "H1", Self.month.advanced(by: -back).description, price: 100_000, quantity: 100))
    }
    for back in 0...months {
      for institution in ["H2", "H3"] {
        lines.append(
          TestPurchase(
            "X1", institution, Self.month.advanced(by: -back).description, price: 10_000,
            quantity: 1_000))
      }
    }
    #expect(try run(lines).account(of: "unit-mismatch").flagged == 1)
  }

  @Test func switchedOffScreensNothing() throws {
    var rules = testRules
    rules.monitors["unit-mismatch"]?.isEnabled = false
    let run = try run(
      [
        TestPurchase("X1", "H1", "2025-11", price: 10_000, quantity: 1_000),
        TestPurchase("X1", "H1", "2025-12", price: 100_000, quantity: 1_000),
      ], rules: rules)
    #expect(run.findings.map(\.monitor) == ["price-rise"])
    #expect(try run.account(of: "unit-mismatch").notApplicable == [.switchedOff: 1])
  }
}
