import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct TargetGapsTests {
  func row(
    _ target: PlanTarget, at month: String, now: Double?, reason: NotComputableReason? = nil
  ) throws -> TargetGap {
    let rules = try #require(testRules.indicators["target-gap"])
    return try TargetGaps(month: testMonth(month), rules: rules)
      .row(plan: "yuncheng", target: target, now: (now, reason))
  }

  /// 运城's varieties, 138 → 800, at 400 after three and a half of five years: the worked example.
  @Test func behindTheStraightLine() throws {
    let row = try row(testTarget("vbp-varieties/drugs", 138, 800), at: "2024-06", now: 400)
    #expect(row.status == .behind)
    #expect(row.gap == 400)
    #expect(abs(try #require(row.straightLine) - 601.4) < 1e-9)
    #expect(abs(try #require(row.neededPace) - 400 / 1.5) < 1e-9)
    #expect(abs(try #require(row.pace) - 262 / 3.5) < 1e-9)
    // 400 ÷ (262 ÷ 42 months) = 64.1 months.
    #expect(row.projectedArrival == testMonth("2029-11"))
    #expect(abs(try #require(row.deviation) - 201.4 / 662) < 1e-9)
    #expect(row.isMajorDeviation == true)
    #expect(row.reason == nil)
  }

  @Test func aheadAndMet() throws {
    let ahead = try row(testTarget("a", 0.6, 0.8), at: "2023-06", now: 0.72)
    #expect(ahead.status == .behind)
    #expect(try #require(ahead.deviation) < 0)
    #expect(ahead.isMajorDeviation == false)
    #expect(try row(testTarget("a", 0.6, 0.8), at: "2025-12", now: 0.8).status == .met)
    let met = try row(testTarget("a", 0.6, 0.8), at: "2026-12", now: 0.85)
    #expect(met.gap == 0)
    #expect(met.straightLine == 0.8)
    #expect(met.projectedArrival == nil)
    #expect(met.neededPace == nil)
    #expect(met.reason == nil)
  }

  @Test(arguments: [(Comparator.greater, TargetStatus.behind), (.atLeast, .met), (.equal, .met)])
  func comparators(_ comparator: Comparator, _ status: TargetStatus) throws {
    let target = testTarget("a", nil, 500, comparator: comparator)
    #expect(try row(target, at: "2024-12", now: 500).status == status)
    #expect(try row(target, at: "2024-12", now: 500).neededPace == nil)
  }

  /// 50 % → 70 % is at 66 % at the end of 2024 by the straight line; 62 % is 20 % of the way behind, no more.
  @Test func exactlyTheLimitIsNoMajorDeviation() throws {
    for (baseline, goal, now) in [(0.5, 0.7, 0.62), (0.1, 0.6, 0.4), (0.6, 0.9, 0.78)] {
      let row = try row(testTarget("a", baseline, goal), at: "2024-12", now: now)
      #expect(abs(try #require(row.deviation) - 0.2) < 1e-9)
      #expect(row.isMajorDeviation == false)
    }
    #expect(try row(testTarget("a", 0.5, 0.7), at: "2024-12", now: 0.619).isMajorDeviation == true)
  }

  @Test func yearsThatThePlanLeavesBlank() throws {
    var target = testTarget("a", 0.6, 0.9)
    target.baselineYear = nil
    let noBase = try row(target, at: "2024-12", now: 0.7)
    #expect(noBase.reason == .baselineYearBlank)
    #expect(noBase.straightLine == nil && noBase.pace == nil && noBase.deviation == nil)
    #expect(noBase.isMajorDeviation == nil && noBase.projectedArrival == nil)
    #expect(abs(try #require(noBase.gap) - 0.2) < 1e-12)
    #expect(abs(try #require(noBase.neededPace) - 0.2) < 1e-12)
    target = testTarget("a", 0.6, 0.9)
    target.targetYear = nil
    let noEnd = try row(target, at: "2024-12", now: 0.7)
    #expect(noEnd.reason == .targetYearBlank)
    #expect(noEnd.straightLine == nil && noEnd.neededPace == nil && noEnd.deviation == nil)
    #expect(abs(try #require(noEnd.pace) - 0.025) < 1e-12)
    // 0.2 ÷ 0.025 = 8 years.
    #expect(noEnd.projectedArrival == testMonth("2032-12"))
  }

  @Test func overdueHasNoNeededPace() throws {
    let row = try row(testTarget("a", 100, 200), at: "2025-12", now: 150)
    #expect(row.neededPace == nil)
    #expect(row.pace == 10)
    #expect(row.projectedArrival == testMonth("2030-12"))
    #expect(row.deviation == 0.5)
  }

  @Test func whatIsBlankStaysBlank() throws {
    let blank = try row(testTarget("a", 0.6, nil), at: "2025-12", now: 0.7)
    #expect(blank.status == .notComputable)
    #expect(blank.reason == .targetBlank)
    #expect(blank.now == 0.7)
    #expect(blank.gap == nil)

    let noBaseline = try row(testTarget("a", nil, 0.9), at: "2024-12", now: 0.7)
    #expect(noBaseline.status == .behind)
    #expect(noBaseline.reason == .baselineBlank)
    #expect(abs(try #require(noBaseline.gap) - 0.2) < 1e-12)
    #expect(abs(try #require(noBaseline.neededPace) - 0.2) < 1e-12)
    #expect(noBaseline.pace == nil)
    #expect(noBaseline.straightLine == nil)
    #expect(noBaseline.deviation == nil)
    #expect(noBaseline.isMajorDeviation == nil)
    #expect(noBaseline.projectedArrival == nil)

    let noValue = try row(
      testTarget("a", 0.6, 0.9), at: "2024-12", now: nil, reason: .noOffPlatformPurchases)
    #expect(noValue.status == .notComputable)
    #expect(noValue.reason == .noOffPlatformPurchases)
    #expect(noValue.gap == nil)
  }

  @Test func noProgressNoArrival() throws {
    let row = try row(testTarget("a", 0.7, 0.9), at: "2024-12", now: 0.65)
    #expect(row.projectedArrival == nil)
    #expect(row.reason == .noProgress)
    // 河北: 90 % → 90 %. There is no way to be behind on.
    let flat = try self.row(testTarget("a", 0.9, 0.9), at: "2024-12", now: 0.85)
    #expect(flat.deviation == nil)
    #expect(abs(try #require(flat.gap) - 0.05) < 1e-12)
  }

  /// A share that must not be exceeded, 50 % → 30 %, at 45 % after two and a half of five years.
  @Test func whatIsNotToBeExceeded() throws {
    let target = testTarget("non-selected-share", 0.5, 0.3, comparator: .atMost)
    let row = try row(target, at: "2023-06", now: 0.45)
    #expect(row.status == .behind)
    #expect(abs(try #require(row.gap) - 0.15) < 1e-12)
    #expect(abs(try #require(row.straightLine) - 0.4) < 1e-12)
    #expect(abs(try #require(row.neededPace) + 0.06) < 1e-12)
    #expect(abs(try #require(row.pace) + 0.02) < 1e-12)
    // 0.15 ÷ 0.02 = 7.5 years = 90 months.
    #expect(row.projectedArrival == testMonth("2030-12"))
    #expect(abs(try #require(row.deviation) - 0.25) < 1e-12)
    #expect(row.isMajorDeviation == true)
    let met = try self.row(target, at: "2023-06", now: 0.28)
    #expect(met.status == .met)
    #expect(met.gap == 0)
    #expect(try self.row(target, at: "2023-06", now: 0.55).reason == .noProgress)
    // 95 % → "90 % or more" was reached before it began: there is no way to be behind on.
    #expect(try self.row(testTarget("a", 0.95, 0.9), at: "2023-06", now: 0.92).deviation == nil)
  }

  @Test(arguments: [
    (Comparator.atMost, 0.3, TargetStatus.met), (.less, 0.3, .behind), (.less, 0.29, .met),
    (.atMost, 0.31, .behind),
  ])
  func ceilings(_ comparator: Comparator, _ now: Double, _ status: TargetStatus) throws {
    let target = testTarget("a", nil, 0.3, comparator: comparator)
    #expect(try row(target, at: "2025-12", now: now).status == status)
  }

  @Test func unknownIndicatorsHaveNoInput() throws {
    var catalogues = Catalogues()
    catalogues.plans = [
      Plan(id: "x", region: "", document: "", targets: [testTarget("credit-coverage", nil, 0.95)])
    ]
    let run = try IndicatorRun(
      panel: testPanel([]), month: testMonth("2025-12"), catalogues: catalogues, rules: testRules)
    #expect(run.targets.map(\.reason) == [.noInput])
  }

  @Test(arguments: [
    ("platform-share/drugs", "platform-share"), ("vbp-categories/consumables", "vbp-varieties"),
    ("delivery-rate", "delivery-rate"), ("contract-completion/N9", "contract-completion"),
  ])
  func indicatorsThatTheRulesSwitchOff(_ indicator: String, _ section: String) throws {
    var catalogues = Catalogues()
    catalogues.plans = [
      Plan(id: "x", region: "", document: "", targets: [testTarget(indicator, nil, 0.95)])
    ]
    var rules = testRules
    rules.indicators[section]?.isEnabled = false
    let run = try IndicatorRun(
      panel: testPanel([]), month: testMonth("2025-12"), catalogues: catalogues, rules: rules)
    #expect(run.targets.map(\.reason) == [.switchedOff])
  }
}
