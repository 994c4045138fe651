import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

@testable import Analysis

struct ReviewedReportTests {
  /// 东四院 pays 2.00 for 甲片 since October, (2 − 1) × 1,000 = 1,000 元 above the others; in December
  /// it pays 3.00 for 乙片 too, 2,000 元 above them. That also makes the matched price of 乙片 rise from
  /// 1.00 to 1.50 over 4,000 units: 2,000 元, all of them its own, as nobody else pays more. So at stake
  /// are 1,000 + 2,000 = 3,000 元.
  @Test func cluesAreNewOrContinueAndDismissedOnesLeaveTheTotals() throws {
    let office = try OfficeFolder.gaps()
    let before = try office.examine().report
    let gaps = before.findings.filter { $0.monitor == "institution-gap" }
    #expect(gaps.map(\.product.name) == ["乙片", "甲片"])
    #expect(gaps.map(\.since) == [testMonth("2025-12"), testMonth("2025-10")])
    #expect(before.monthOnMonth?.continuing == 1)
    #expect(before.monthOnMonth?.new == before.findings.count - 1)
    #expect(before.excessAmount == yuan(3_000))

    try office.folder.write(
      "decisions.csv",
      "finding,decision,reason,by,date,until\n\(gaps[1].id),排除,带量前库存,张三,2026-01-05,\n")
    let after = try office.examine().report
    #expect(after.dismissed.map(\.id) == [gaps[1].id])
    #expect(after.dismissed[0].decision?.reason == "带量前库存")
    #expect(after.findings.count == before.findings.count - 1)
    #expect(after.excessAmount == yuan(2_000))
    #expect(after.monthOnMonth?.continuing == 0)
    let account = try #require(after.monitors.first { $0.id == "institution-gap" })
    #expect(account.flagged == 2)
    #expect(account.dismissed == 1)
    #expect(account.excessAmount == yuan(2_000))

    try office.folder.write(
      "decisions.csv", "线索,决定,有效期至\ninstitution-gap-*,dismiss,2025-11-30\n")
    #expect(try office.examine().report.findings.count == before.findings.count)
  }

  @Test func whatIsGoneIsResolvedAndTheFirstMonthComparesNothing() throws {
    let office = try OfficeFolder([
      ("2025-11-05", "东一院", "甲片", "1.00", 1_000), ("2025-11-05", "东二院", "甲片", "1.00", 1_000),
      ("2025-11-05", "东三院", "甲片", "1.00", 1_000), ("2025-11-05", "东四院", "甲片", "2.00", 1_000),
      ("2025-12-05", "东一院", "甲片", "1.00", 1_000),
    ])
    let report = try office.examine().report
    #expect(report.findings.isEmpty)
    let resolved = try #require(report.monthOnMonth?.resolved)
    #expect(resolved.map { $0.hasPrefix("institution-gap-202511-") } == [true])
    let first = try office.examine("2025-11").report
    #expect(first.findings.map(\.id) == resolved)
    #expect(first.monthOnMonth == nil)
    #expect(first.findings[0].since == nil)
  }

  /// Followed back only where there is something to follow, a finding is as old as whole runs of
  /// all months before say.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func clueIsAsOldAsWholeRunsSay(_ seed: UInt64) throws {
    let month = testMonth("2025-12")
    let panel = testPanel(randomPurchases(seed: seed, unitErrors: true, deliveries: true))
    let first = try #require(panel.months?.lowerBound)
    let rules = DefaultRules.rules
    let basis = try MonitorBasis(
      panel: panel, months: [month, month.advanced(by: -1)], catalogues: Catalogues(), rules: rules)
    let run = try MonitorRun(basis, month: month)
    let before = try MonitorRun(basis, month: month.advanced(by: -1))
    let chains = try MonitorRun.monitors.map { monitor in
      try FindingChains(of: monitor, in: run, month: month, first: first, before: before)
    }
    let clues = Clues(
      run, month: month, decisions: [], chains: FindingChains(joining: chains))
    var since: [String: Month] = [:]
    var going = Set(run.findings.map(\.subjectKey))
    for key in going { since[key] = month }
    for distance in 1...12 {
      let earlier = month.advanced(by: -distance)
      let whole = try MonitorRun(
        panel: panel, month: earlier, catalogues: Catalogues(), rules: rules)
      going.formIntersection(whole.findings.map(\.subjectKey))
      for key in going { since[key] = earlier }
    }
    #expect(!clues.listed.isEmpty)
    for finding in clues.listed {
      #expect(finding.since == since[finding.subjectKey], "\(finding.id)")
    }
    #expect(Set(clues.listed.map(\.since)).count > 1)
  }
}
