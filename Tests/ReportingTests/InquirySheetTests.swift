import Foundation
import Procurement
import Testing

@testable import Analysis
@testable import Reporting

@Suite struct InquirySheetTests {
  @Test func `each institution and each manufacturer with clues has a sheet`() {
    let report = ReportFixture.report()
    let sheets = InquirySheets(report, language: .zh).all
    let institutions = Set(report.findings.compactMap { $0.institution?.code })
    let makers = Set(report.findings.map(\.product.manufacturer))
    #expect(sheets.count { $0.name.hasPrefix("institution-") } == institutions.count)
    #expect(
      sheets.map(\.name).filter { $0.hasPrefix("enterprise-") }
        == (1...makers.count).map { "enterprise-00\($0).html" })
    #expect(sheets.map(\.name).contains("institution-H14080200001.html"))
    for sheet in sheets where sheet.name == "institution-H14080200001.html" {
      #expect(sheet.findings == report.findings.filter { $0.institution?.code == "H14080200001" })
    }
  }

  @Test(arguments: Language.allCases)
  func `names are escaped and the page stands alone`(_ language: Language) throws {
    for sheet in InquirySheets(ReportFixture.report(), language: language).all {
      let text = String(decoding: try sheet.bytes(), as: UTF8.self)
      #expect(text.hasPrefix("<!DOCTYPE html>"))
      #expect(!text.contains("<script"))
      #expect(!text.contains("http://") && !text.contains("https://"))
      #expect(!text.contains("{{"))
      for finding in sheet.findings { #expect(text.contains(finding.id)) }
    }
  }

  @Test(arguments: [
    ("H14080200001", "H14080200001"), ("../../etc/passwd", ".2e.2e.2f.2e.2e.2fetc.2fpasswd"),
    ("一院", ".e4.b8.80.e9.99.a2"), ("a b\u{0}", "a.20b.00"), ("", ""),
  ])
  func `no path comes of a code`(_ code: String, _ name: String) {
    #expect(FileName.safe(code) == name)
    #expect(FileName.safe(String(repeating: "长", count: 200)).utf8.count < 130)
  }

  @Test func `codes that differ in case only have sheets of their own`() {
    var report = ReportFixture.report(findings: 2)
    for (index, code) in ["h1", "H1"].enumerated() {
      report.findings[index].institution = Institution(code: code, name: code, ownership: .public)
    }
    let names = InquirySheets(report, language: .zh).all.map(\.name)
    #expect(names.prefix(2) == ["institution-H1.html", "institution-h1-2.html"])
  }

  @Test func `sheets of those without clues are removed and other files stay`() throws {
    let scratch = try Scratch()
    let writer = ReportWriter(report: ReportFixture.report(), language: .zh)
    try writer.write(to: scratch.path, formats: [], withSheets: true)
    let folder = scratch.path + "/2025-12/sheets"
    #expect(FileManager.default.fileExists(atPath: folder + "/enterprise-001.html"))
    try Data("mine".utf8).write(to: URL(filePath: folder + "/notes.txt"))
    try ReportWriter(report: ReportFixture.report(findings: 0), language: .zh)
      .write(to: scratch.path, formats: [], withSheets: true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes.txt"])
  }
}
