import Testing

@testable import Analysis
@testable import Procurement
@testable import Reporting

@Suite(.enabled(if: hasUnzip)) struct WorkbookTests {
  private func cells(_ column: String, of sheet: String) -> [Int: String] {
    var result: [Int: String] = [:]
    for match in sheet.matches(of: /<c r="([A-Z]+)(\d+)"[^>]*?(?:\/>|>(.*?)<\/c>)/) {
      guard String(match.1) == column, let row = Int(match.2), let body = match.3 else { continue }
      let value = body.replacing("<v>", with: "").replacing("</v>", with: "")
      result[row] = String(value)
    }
    return result
  }

  @Test func `clues are real numbers that add up to the fen`() throws {
    let scratch = try Scratch()
    let report = ReportFixture.report()
    let path = scratch.path + "/report.xlsx"
    try WorkbookWriter(report, language: .zh).write(to: path)
    let sheet = try member("xl/worksheets/sheet5.xml", of: path)
    let money = cells("M", of: sheet).filter { $0.key > 3 }.values.compactMap { Double($0) }
    #expect(money.count == report.findings.count)
    let fen = money.reduce(Int64(0)) { $0 + Int64(($1 * 100).rounded()) }
    #expect(fen == report.findings.reduce(0) { $0 + $1.excessAmount.fen })
    #expect(sheet.contains("<autoFilter ref=\"A3:AD63\"/>"))
    #expect(sheet.contains("state=\"frozen\""))
    #expect(sheet.contains("orientation=\"landscape\""))
  }

  @Test func `text that begins like a formula stays text`() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/report.xlsx"
    try WorkbookWriter(ReportFixture.report(), language: .zh).write(to: path)
    for index in 1...10 {
      #expect(!(try member("xl/worksheets/sheet\(index).xml", of: path).contains("<f>")))
    }
    #expect(try member("xl/sharedStrings.xml", of: path).contains("=cmd|"))
  }

  @Test func `rows beyond a sheet's limit go on in the next, and each says so`() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/report.xlsx"
    try WorkbookWriter(ReportFixture.report(), language: .zh, rowLimit: 33).write(to: path)
    let book = try member("xl/workbook.xml", of: path)
    #expect(book.contains("name=\"异常线索\""))
    #expect(book.contains("name=\"异常线索 (2)\""))
    #expect(!book.contains("name=\"异常线索 (3)\""))
    #expect(try member("xl/sharedStrings.xml", of: path).contains("共 60 行"))
  }

  @Test func `the creation date is the month's last day, not the clock's`() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/report.xlsx"
    try WorkbookWriter(ReportFixture.report(), language: .en).write(to: path)
    #expect(try member("docProps/core.xml", of: path).contains("2025-12-31T00:00:00Z"))
  }

  @Test func `a folder that is not there is an error with the path`() {
    let error = #expect(throws: WorkbookError.self) {
      try WorkbookWriter(ReportFixture.report(), language: .zh).write(to: "/nonexistent/a.xlsx")
    }
    #expect(error?.description.contains("/nonexistent/a.xlsx") == true)
  }
}
