import Indicators
import Procurement
import Testing

@testable import Analysis
@testable import Reporting

/// What clues have at stake, and why they are clues, in words.
@Suite struct StakeTests {
  private func finding(
    _ unit: FindingUnit, _ excess: Double, _ kind: ReferenceKind = .ruleLimit
  ) -> Finding {
    Finding(
      monitor: "any", severity: .warn, month: ReportFixture.report().month,
      product: Product(code: "X1"),
      unit: unit, observed: 0.2, reference: 0.9, referenceKind: kind, peers: 0,
      quantity: Quantity(tenThousandths: 1_000_000), excessAmount: Money(rounding: excess),
      bounds: PriceBounds(lower: nil, upper: nil), method: "rule-limit", suggestedStep: "函询",
      evidence: [])
  }

  @Test(arguments: [
    (FindingUnit.price, 12.5, ReferenceKind.peerMedian, StakeKind?.some(.above)),
    (.price, -12.5, .previousMonth, .below), (.share, 12.5, .ruleLimit, .beyond),
    (.share, -12.5, .timeProgress, .notBought), (.share, -12.5, .ruleLimit, .notArrived),
    (.count, 0, .ruleLimit, nil), (.price, 0, .previousMonth, nil),
  ])
  func `each kind of money has its word and no sign`(
    unit: FindingUnit, excess: Double, reference: ReferenceKind, kind: StakeKind?
  ) {
    let finding = finding(unit, excess, reference)
    #expect(finding.stakeKind == kind)
    #expect(finding.stake == Money(rounding: excess.magnitude))
  }

  /// 0.004 + 0.004 is shown as 0.00 + 0.00, and 0.006 twice as 0.01 + 0.01.
  @Test func `sums add what is shown`() {
    let tables = ReportTables(ReportFixture.report(), language: .zh)
    let sums = tables.stakes(of: [
      finding(.price, 0.006, .peerMedian), finding(.price, 0.006, .peerMedian),
      finding(.share, -1, .timeProgress), finding(.price, -2, .previousMonth),
    ])
    #expect(sums.map(\.kind) == [.above, .notBought, .below])
    #expect(sums.map(\.amount.decimal) == ["0.02", "1.00", "2.00"])
  }

  /// A finding with everything that its equation is made of.
  private func priced(
    _ observed: Double, _ reference: Double, _ quantity: Int64, _ excess: Double,
    _ unit: FindingUnit = .price, _ kind: ReferenceKind = .lowestListing, at price: Double? = nil
  ) -> Finding {
    var finding = finding(unit, excess, kind)
    (finding.observed, finding.reference) = (observed, reference)
    finding.quantity = Quantity(tenThousandths: quantity * 10_000)
    finding.valuedAt = price
    return finding
  }

  /// 7.815677 − 2.331667 is 5.484010; times 24,248 it is 132,976.27. With the prices unrounded it is
  /// something else, and the sign between says so.
  @Test func `an equation comes out as printed or says that it nearly does`() {
    let tables = ReportTables(ReportFixture.report(), language: .zh)
    let texts = [
      priced(0.55, 0.5, 1_200, 60), priced(0.4, 0.5, 100, -10),
      priced(7.815677, 2.331667, 24_248, 132_976.30),
      priced(0.25, 1, 1_000, -90, .share, .timeProgress, at: 0.12),
      priced(0.8, 0.9, 1_000, -50, .share, .ruleLimit, at: 0.5),
      priced(1.0 / 3, 0.5, 30, -0.5, .share, .timeProgress, at: 0.1),
    ].map { tables.equation(of: $0) }
    #expect(
      texts == [
        "(0.55 − 0.50) × 1,200 = 60.00 元", "(0.50 − 0.40) × 100 = 10.00 元",
        "(7.815677 − 2.331667) × 24,248 ≈ 132,976.30 元",
        "(1,000 × 100% − 250) × 0.12 = 90.00 元", "(1,000 × 90% − 800) × 0.50 = 50.00 元",
        "(30 × 50% − 10) × 0.10 = 0.50 元",
      ])
    var beyond = priced(0.3412, 0.1, 0, 24.12, .share, .ruleLimit)
    beyond.denominator = Money(rounding: 100)
    #expect(tables.equation(of: beyond) == "(34.12% − 10%) × 100.00 = 24.12 元")
    #expect(tables.equation(of: finding(.share, 12)) == nil)
    #expect(tables.equation(of: finding(.share, -12)) == nil)
  }

  @Test func `a contract whose unit is in doubt says so`() {
    var report = ReportFixture.report()
    let source = SourceLine(file: "vbp/contracts.csv", line: 75)
    report.data.notices.append(
      Notice(source: source, column: "约定采购量", value: "12000", reason: .packLikeQuantity))
    var lag = priced(0.1887, 1, 1_000, -90, .share, .timeProgress, at: 0.12)
    let tables = ReportTables(report, language: .zh)
    #expect(tables.doubts(about: lag).isEmpty)
    lag.evidence = [source]
    #expect(tables.doubts(about: lag).count == 1)
    let reasons = tables.reasons(for: lag, origins: [])
    #expect(reasons.contains { $0.label.zh == "数据存疑" && $0.text.contains("contracts.csv:75") })
    let sheet = tables.inquiries([lag], for: .institution)
    #expect(sheet.rows[0].cells[1].text.contains("单位存疑，请先核对"))
    report.data.notices = [
      Notice(source: source, column: "批次", value: "A2", reason: .sharedProduct)
    ]
    let shared = ReportTables(report, language: .zh)
    #expect(shared.doubts(about: lag).first?.contains("批次 A2，") == true)
    let letter = shared.inquiries([lag], for: .institution)
    #expect(letter.rows[0].cells[1].text.contains("计入另一批次，请先核对"))
  }

  @Test func `what is normal of a contract is told against time progress`() {
    let tables = ReportTables(ReportFixture.report(), language: .zh)
    var lag = priced(0.1887, 1, 1_000, -90, .share, .timeProgress, at: 0.12)
    lag.bounds = PriceBounds(lower: 0.75, upper: nil)
    #expect(tables.normalProgress(of: lag) == "落后时间进度不超过 25.00 个百分点")
    (lag.observed, lag.bounds.lower) = (0, 0)
    #expect(tables.normalProgress(of: lag) == "大于 0")
    #expect(tables.normalProgress(of: finding(.share, -1)) == nil)
    #expect(tables.evidenceNote(of: lag).contains("约定采购量所在行"))
    #expect(tables.evidenceNote(of: finding(.price, 1)).contains("仅列主要来源行"))
  }

  @Test(arguments: Language.allCases)
  func `every clue says why it is one`(language: Language) {
    let tables = ReportTables(ReportFixture.report(), language: language)
    for finding in tables.report.findings {
      let reasons = tables.reasons(for: finding, origins: [])
      #expect(reasons.count >= 3)
      for reason in reasons { #expect(!reason.text.isEmpty) }
      #expect(reasons[0].text.contains(finding.unit.cell(finding.observed).text))
      #expect(reasons[0].text.contains(finding.unit.cell(finding.reference).text))
    }
  }

  @Test func `what exceeds a target says by how much`() throws {
    let tables = ReportTables(ReportFixture.report(), language: .zh)
    let said = tables.report.targets.map { ($0.plan, $0.status, tables.surplus(of: $0)) }
    // 512 varieties: 12 above 500, 112 above 400, short of 800.
    #expect(said.contains { $0.0 == "qingyang" && $0.2 == "超 12" })
    #expect(said.contains { $0.0 == "jiangxi" && $0.2 == "超 112" })
    #expect(said.allSatisfy { $0.1 == .met || $0.2 == nil })
    var ceiling = try #require(tables.report.targets.first { tables.surplus(of: $0) != nil })
    ceiling.target.target.comparator = .atMost
    #expect(tables.surplus(of: ceiling) == nil)
    #expect(
      tables.targets(of: "qingyang").rows.contains { row in
        row.cells.contains { $0.text == "超 12" }
      })
  }

  @Test func `clauses of other regions are for reference`() {
    var report = ReportFixture.report()
    var finding = finding(.price, 1)
    finding.monitor = "above-cap"
    #expect(ReportTables(report, language: .zh).clauseLabel(of: finding).zh == "依据条款")
    finding.monitor = "institution-gap"
    #expect(ReportTables(report, language: .zh).clauseLabel(of: finding).zh == "参考（外地规划）")
    report.plan = report.plans.first { $0.id == "hebei" }
    #expect(ReportTables(report, language: .zh).clauseLabel(of: finding).zh == "依据条款")
  }

  @Test func `a set price is named with what set it`() {
    let tables = ReportTables(ReportFixture.report(), language: .zh)
    let origin = Explanation.Origin(
      name: "甲药业 X2", pack: Money(rounding: 55.96), ratio: Quantity(tenThousandths: 240_000),
      source: nil)
    let reasons = tables.reasons(for: finding(.price, 1, .lowestListing), origins: [origin])
    #expect(reasons.contains { $0.text == "甲药业 X2：55.96 ÷ 24 = 2.331667。" })
  }

  /// Another plan's blank target is no task, and does not stand before what one's own data lack.
  @Test func `what other plans leave blank comes last and is no task`() throws {
    var report = ReportFixture.report()
    let month = report.month
    let own = try #require(report.plan)
    report.indicators = [
      IndicatorResult(
        id: "platform-gap/another/drugs", scope: "public", period: month...month, unit: .amount,
        reason: .targetBlank),
      IndicatorResult(
        id: "payment-30-day-rate", scope: "bills", period: month...month, unit: .ratio,
        reason: .noInput),
      IndicatorResult(
        id: "payment-overdue", scope: "bills", period: month...month, unit: .amount,
        reason: .noInput),
    ]
    let tables = ReportTables(report, language: .zh)
    #expect(own.id != "another")
    #expect(tables.notComputed.map(\.isOwn) == [true, true, false])
    #expect(tables.notComputed.map(\.file) == ["payments.csv", "payments.csv", ""])
    let tasks = HTMLText.nextSteps(tables).filter { $0.contains("payments.csv") }
    #expect(tasks.count == 1)
    #expect(!HTMLText.nextSteps(tables).contains { $0.contains("规划未列") })
  }
}
