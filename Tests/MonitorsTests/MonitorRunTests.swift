import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

struct MonitorRunTests {
  static let month = testMonth("2025-12")

  func run(
    _ lines: [TestPurchase], rules: Rules = testRules, catalogues: Catalogues = Catalogues()
  ) throws -> MonitorRun {
    try MonitorRun(
      panel: testPanel(lines), month: Self.month, catalogues: catalogues, rules: rules)
  }

  /// Up 20 % in a month and 50 % in a year: one finding, the more severe.
  @Test func strongerReferenceIsReported() throws {
    let run = try run([
      TestPurchase("A", "H1", "2024-12", price: 10_000, quantity: 1_000),
      TestPurchase("A", "H1", "2025-11", price: 12_500, quantity: 1_000),
      TestPurchase("A", "H1", "2025-12", price: 15_000, quantity: 1_000),
    ])
    #expect(run.findings.map(\.monitor) == ["price-rise"])
    #expect(run.findings.map(\.referenceKind) == [.sameMonthLastYear])
    #expect(run.findings.map(\.severity) == [.warn])
    #expect(run.findings.map(\.suggestedStep) == ["函询"])
  }

  /// A batch half a year ago explains the fall since last year, not the one since last month.
  @Test func batchExplainsOnlyWhatItCanExplain() throws {
    var catalogues = Catalogues()
    catalogues.select("A", start: "2025-06-01", end: "2026-05-31", price: 1)
    var lines = [
      TestPurchase("A", "H1", "2024-12", price: 20_000, quantity: 1_000),
      TestPurchase("A", "H1", "2025-11", price: 10_000, quantity: 1_000),
      TestPurchase("A", "H1", "2025-12", price: 10_000, quantity: 1_000),
    ]
    var drop = try run(lines, catalogues: catalogues).account(of: "price-drop")
    #expect(drop.notApplicable == [.procurementPriceCut: 1])
    lines[2].price = 8_000
    lines[2].quantity = 2_000
    drop = try run(lines, catalogues: catalogues).account(of: "price-drop")
    #expect(drop.flagged == 1)
  }

  /// 24 products move by up to ±12 %, so a rise of 12 % lies within the month's distribution and
  /// one of 200 % does not.
  @Test func ordinaryChangesOfARestlessMonthPass() throws {
    var lines: [TestPurchase] = []
    for index in 0..<25 {
      let code = "A\(10 + index)"
      let now: Int64 = index == 24 ? 30_000 : 8_800 + Int64(index) * 100
      lines.append(TestPurchase(code, "H1", "2025-11", price: 10_000, quantity: 2_000))
      lines.append(TestPurchase(code, "H1", "2025-12", price: now, quantity: 2_000))
    }
    let run = try run(lines)
    #expect(run.findings.map(\.product.code) == ["A34"])
    #expect(run.findings.map(\.method) == ["hidiroglou-berthelot"])
    #expect(try run.account(of: "price-rise").passed == 24)
    let upper = try #require(run.findings[0].bounds.upper)
    #expect(upper > 1.12 && upper < 3)
  }

  @Test func unmovedPricesFallBackToTheFixedPercentage() throws {
    var lines: [TestPurchase] = []
    for index in 0..<30 {
      let code = "A\(10 + index)"
      lines.append(TestPurchase(code, "H1", "2025-11", price: 10_000, quantity: 1_000))
      lines.append(
        TestPurchase(code, "H1", "2025-12", price: index == 0 ? 11_000 : 10_000, quantity: 1_000))
    }
    let run = try run(lines)
    #expect(run.findings.map(\.method) == ["fixed-percentage"])
    #expect(run.findings[0].bounds.upper == 1.1)
  }

  @Test func returnsNeverEnter() throws {
    let run = try run([
      TestPurchase("A", "H1", "2025-11", price: 10_000, quantity: 1_000),
      TestPurchase("A", "H1", "2025-12", price: 10_000, quantity: 1_000),
      TestPurchase("A", "H1", "2025-12", price: 90_000, quantity: -999),
    ])
    #expect(run.findings.isEmpty)
    #expect(try run.account(of: "price-rise").passed == 1)
  }

  @Test func switchedOffMonitorAccountsForItsUnits() throws {
    var rules = testRules
    rules.monitors["institution-gap"]?.isEnabled = false
    rules.monitors["price-rise"]?.isEnabled = false
    let run = try run(
      [
        TestPurchase("A", "H1", "2025-12", price: 10_000, quantity: 1_000),
        TestPurchase("A", "H2", "2025-12", price: 10_000, quantity: 1_000),
      ], rules: rules)
    #expect(try run.account(of: "price-rise").notApplicable == [.switchedOff: 1])
    #expect(try run.account(of: "institution-gap").notApplicable == [.switchedOff: 2])
  }

  @Test(arguments: [
    ("price-rise", "hb-c"), ("price-drop", "watch-change"), ("institution-gap", "minimum-peers"),
    ("above-listing", "tolerance"), ("above-selected", "warn-ratio"),
    ("unit-mismatch", "reference-months"), ("change-frequency", "watch-rises"),
    ("region-gap", "watch-ratio"), ("distribution-markup", "minimum-peers"),
    ("above-cap", "tolerance"), ("above-payment-standard", "minimum-amount"),
    ("peer-multiple", "against-selected"), ("off-platform", "watch-share"),
    ("delivery-shortfall", "months"), ("supply-warning", "supplier-share"),
    ("contract-lag", "watch-lag"), ("zero-uptake", "warn-progress"),
    ("non-selected-share", "tolerance"), ("filed-share", "warn-share"),
    ("institution-gap", "robust-z"), ("supply-warning", "short-share"),
    ("supply-warning", "minimum-shortfalls"),
  ])
  func missingParameterIsNamed(_ monitor: String, _ parameter: String) {
    var rules = testRules
    rules.monitors[monitor]?.values[parameter] = nil
    let error = #expect(throws: RuleError.self) { try run([], rules: rules) }
    #expect(error?.section == monitor)
    #expect(error?.parameter == parameter)
  }

  @Test(arguments: [
    ("price-rise", "minimum-amount", 1e6, NotApplicableReason.tooLittleMoney),
    ("price-rise", "minimum-institutions", 3, .tooFewPeers),
    ("institution-gap", "minimum-peers", 3, .tooFewPeers),
    ("above-listing", "minimum-amount", 1e6, .noListingPrice),
  ])
  func whatCannotBeJudgedIsSaid(
    _ monitor: String, _ parameter: String, _ value: Double, _ reason: NotApplicableReason
  ) throws {
    let run = try run(
      [
        TestPurchase("A", "H1", "2025-11", price: 10_000, quantity: 1_000),
        TestPurchase("A", "H1", "2025-12", price: 20_000, quantity: 1_000),
      ], rules: testRules.setting(monitor, parameter, to: value))
    let account = try run.account(of: monitor)
    #expect(account.notApplicable == [reason: 1])
    #expect(account.tested == 0)
  }

  @Test func findingsAreRanked() throws {
    let run = try run(randomPurchases(seed: 3))
    #expect(!run.findings.isEmpty)
    for (first, second) in zip(run.findings, run.findings.dropFirst()) {
      #expect(first.rank < second.rank)
    }
  }
}
