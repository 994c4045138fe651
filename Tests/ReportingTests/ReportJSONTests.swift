import Foundation
import Indicators
import Procurement
import Testing

@testable import Analysis
@testable import Reporting

@Suite struct ReportJSONTests {
  private func document(findings: Int = 60) throws -> [String: Any] {
    let bytes = try ReportJSON(ReportFixture.report(findings: findings)).bytes()
    let value = try JSONSerialization.jsonObject(with: Data(bytes))
    return try #require(value as? [String: Any])
  }

  @Test func `the outermost keys are those of the schema`() throws {
    let keys = try document().keys.sorted()
    #expect(
      keys == [
        "currency", "data", "dismissed", "excessAmount", "filedPurchases", "findings", "indicators",
        "monitors", "month", "monthOnMonth", "overview", "plan", "prices", "rules", "rulesFile",
        "schema",
        "targets",
      ])
  }

  @Test func `the outermost keys stand in order`() throws {
    let text = String(decoding: try ReportJSON(ReportFixture.report()).bytes(), as: UTF8.self)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }
    #expect(lines.count == (try document().count))
    #expect(lines == lines.sorted())
  }

  @Test func `lines and money read are accepted plus rejected plus duplicates`() throws {
    let data = try #require(try document()["data"] as? [String: Any])
    #expect(data["linesRead"] as? Int == 20_023)
    #expect(data["accepted"] as? Int == 19_901)
    #expect(data["amountAccepted"] as? String == "128122515.93")
    #expect(data["amountRejected"] as? String == "92323.65")
    #expect(data["amountRead"] as? String == "128518259.98")
    #expect(data["firstMonth"] as? String == "2024-01")
  }

  @Test func `a value that is missing is null and its key is there`() throws {
    let indicators = try #require(try document()["indicators"] as? [[String: Any]])
    let combined = try #require(
      indicators.first { $0["id"] as? String == "platform-share/combined" })
    #expect(combined["value"] is NSNull)
    #expect(combined["reason"] as? String == "channel-not-stated")
    #expect(combined["numerator"] is NSNull)
    let targets = try #require(combined["targets"] as? [[String: Any]])
    #expect(targets.count == 1)
    #expect(targets[0]["plan"] as? String == "xixiang")
    #expect(targets[0]["target"] is NSNull)
    #expect(targets[0]["status"] as? String == "notComputable")
  }

  @Test func `an indicator carries every plan's target`() throws {
    let indicators = try #require(try document()["indicators"] as? [[String: Any]])
    let drugs = try #require(indicators.first { $0["id"] as? String == "vbp-varieties/drugs" })
    let targets = try #require(drugs["targets"] as? [[String: Any]])
    #expect(targets.compactMap { $0["target"] as? Double } == [500, 800, 150, 500, 400])
    #expect(targets.map { $0["comparator"] as? String }.first == ">")
    #expect(drugs["value"] as? Double == 512)
  }

  @Test func `a finding has the columns of the CSV in camel case, bounds and evidence`() throws {
    let findings = try #require(try document()["findings"] as? [[String: Any]])
    let keys = Set(findings[0].keys)
    for column in FindingsCSV.columns {
      let parts = column.split(separator: "_")
      let camel = parts[0] + parts.dropFirst().map(\.capitalized).joined()
      #expect(keys.contains(String(camel)), "\(column)")
    }
    #expect(keys.isSuperset(of: ["bounds", "evidence"]))
    let evidence = try #require(findings[0]["evidence"] as? [[String: Any]])
    #expect(evidence[0]["file"] as? String == "purchases/2025/2025年12月订单明细.csv")
    #expect(evidence[0]["line"] is Int)
  }

  @Test func `a monitor's account says what it could not judge`() throws {
    let monitors = try #require(try document()["monitors"] as? [[String: Any]])
    let reasons = try #require(monitors[0]["notApplicable"] as? [String: Int])
    #expect(reasons == ["no-earlier-purchase": 31, "too-few-peers": 122, "too-little-money": 9])
    #expect(monitors[0]["tested"] as? Int == 424)
  }

  @Test func `a share is told as a share, and a crowded rule is named`() throws {
    var report = ReportFixture.report(findings: 1)
    report.findings[0].unit = .share
    report.findings[0].observed = 0.125
    report.findings[0].reference = 0.1
    report.findings[0].product = Product(code: "")
    report.findings[0].mixEffect = 0.05
    report.monitors[0].isCrowded = true
    report.rules.crowdedShare = 0.2
    let bytes = try ReportJSON(report).bytes()
    let value = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let finding = try #require((value["findings"] as? [[String: Any]])?.first)
    #expect(finding["unit"] as? String == "share")
    #expect(finding["observed"] as? String == "0.125")
    #expect(finding["mixEffect"] as? Double == 0.05)
    let monitors = try #require(value["monitors"] as? [[String: Any]])
    let crowded = monitors.compactMap { $0["crowded"] as? Bool }
    #expect(crowded == [true, false, false, false, false])
    let clue = ReportTables(report, language: .zh).clues(limit: 1).rows[0].cells
    #expect(clue.map(\.text)[1] == "各产品合计")
    #expect(clue.map(\.text)[3].hasPrefix("12.50%"))
    let rows = ReportTables(report, language: .zh).monitors.rows
    #expect(rows[0].cells[3].text.contains("请复核规则"))
    #expect(!rows[1].cells[3].text.contains("请复核规则"))
  }

  @Test func `an infinite ratio is null, not an error`() throws {
    var report = ReportFixture.report(findings: 1)
    report.prices.averageChange[3].value = .infinity
    report.findings[0].bounds.upper = .nan
    report.findings[0].reference = 0
    let text = String(decoding: try ReportJSON(report).bytes(), as: UTF8.self)
    #expect(!text.contains("inf"))
    #expect(!text.contains("nan"))
  }
}
