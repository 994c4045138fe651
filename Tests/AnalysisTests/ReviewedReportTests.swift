import Monitors
import Procurement
import TestSupport
import Testing

@testable import Analysis

struct ReviewedReportTests {
  /// 东四院 pays 2.00 for 甲片 since October, (2 − 1) × 1,000 = 1,000 元 above the others; in December
  /// it pays 3.00 for 乙片 too, 2,000 元 above them. That also makes the matched price of 乙片 rise from
  /// 1.00 to 1.50 over 4,000 units: 2,000 元, of which 500 fall to each of the four. So at stake are
  /// 1,000 + max(2,000, 500) + 3 × 500 = 4,500 元.
  @Test func cluesAreNewOrContinueAndDismissedOnesLeaveTheTotals() throws {
    let office = try OfficeFolder.gaps()
    let before = try office.examine().report
    let gaps = before.findings.filter { $0.monitor == "institution-gap" }
    #expect(gaps.map(\.product.name) == ["乙片", "甲片"])
    #expect(gaps.map(\.since) == [testMonth("2025-12"), testMonth("2025-10")])
    #expect(before.monthOnMonth?.continuing == 1)
    #expect(before.monthOnMonth?.new == before.findings.count - 1)
    #expect(before.excessAmount == yuan(4_500))

    try office.folder.write(
      "decisions.csv",
      "finding,decision,reason,by,date,until\n\(gaps[1].id),排除,带量前库存,张三,2026-01-05,\n")
    let after = try office.examine().report
    #expect(after.dismissed.map(\.id) == [gaps[1].id])
    #expect(after.dismissed[0].decision?.reason == "带量前库存")
    #expect(after.findings.count == before.findings.count - 1)
    #expect(after.excessAmount == yuan(3_500))
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

  /// Counting each purchase once again from findings gives what the monitors' own claims give.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func theTotalOfAllFindingsIsTheMonitors(_ seed: UInt64) throws {
    let month = testMonth("2025-12")
    let panel = testPanel(randomLines(seed: seed))
    let run = try MonitorRun(
      panel: panel, month: month, catalogues: Catalogues(), rules: DefaultRules.rules)
    #expect(
      StakeTotal.countedOnce(run.findings, in: run.screened, month: month)
        == run.countedOnceExcess)
    if seed == 1 { #expect(run.countedOnceExcess > .zero) }
  }

  /// Twelve products, eight institutions, two months; now and then somebody pays more.
  private func randomLines(seed: UInt64) -> [TestPurchase] {
    var random = SplitMix64(seed: seed)
    var lines: [TestPurchase] = []
    for product in 0..<12 {
      for month in ["2025-11", "2025-12"] {
        for institution in 0..<8 where random.next() % 4 != 0 {
          let factor = random.next() % 5 == 0 ? 1.25 + Double(random.next() % 90) / 100 : 1
          lines.append(
            TestPurchase(
              "A\(10 + product)", "H\(institution)", month,
              price: Int64(Double(10_000 + product * 700) * factor),
              quantity: Int64(800 + random.next() % 5_000),
              distributor: "D\(random.next() % 6)"))
        }
      }
    }
    return lines
  }
}
