import Testing

@testable import Analysis
@testable import Indicators
@testable import Procurement
@testable import Reporting

@Suite(.enabled(if: hasUnzip)) struct WorkbookTests {
  /// Cells of a column by row, with the numbers of shared strings in place of text.
  private func cells(_ column: String, of sheet: String) -> [Int: String] {
    var result: [Int: String] = [:]
    for match in sheet.matches(of: /<c r="([A-Z]+)(\d+)"[^>]*?(?:\/>|>(.*?)<\/c>)/) {
      guard String(match.1) == column, let row = Int(match.2), let body = match.3 else { continue }
      result[row] = String(body).replacing(/<\/?v>/, with: "")
    }
    return result
  }

  /// A book on disk, for the time of a test.
  private struct Book {
    let scratch: Scratch
    let path: String
    let names: [String]

    init(
      _ report: Report = ReportFixture.report(), language: Language = .zh,
      rowLimit: Int = Workbook.rowLimit
    ) throws {
      scratch = try Scratch()
      path = scratch.path + "/report.xlsx"
      try WorkbookWriter(report, language: language, rowLimit: rowLimit).write(to: path)
      let book = try member("xl/workbook.xml", of: path)
      names = book.matches(of: /<sheet name="(.*?)"/).map { String($0.1) }
    }

    func sheet(_ name: String) throws -> String {
      let index = try #require(names.firstIndex(of: name))
      return try member("xl/worksheets/sheet\(index + 1).xml", of: path)
    }

    var strings: String { get throws { try member("xl/sharedStrings.xml", of: path) } }
  }

  @Test func `sheets stand in the order of the report, a monitor's clues behind all clues`() throws
  {
    let book = try Book()
    #expect(
      book.names == [
        "目录", "总体情况", "平台采购率", "价格监测", "监测项", "异常线索", "涨幅异常", "跌幅异常", "机构间价差", "高于挂网价",
        "高于中选价", "集采执行", "规划目标差距", "下一步工作", "数据质量", "拒收明细", "规则与方法",
      ])
    let strings = try book.strings
    #expect(strings.contains("未列出的工作表：配送与回款、短缺与信用。"))
  }

  @Test func `clues are real numbers that add up to the fen, above them and by monitor`() throws {
    let report = ReportFixture.report()
    let book = try Book(report)
    let sheet = try book.sheet("异常线索")
    let money = cells("M", of: sheet).filter { $0.key > 4 }.values.compactMap { Double($0) }
    #expect(money.count == report.findings.count)
    let fen = money.reduce(Int64(0)) { $0 + Int64(($1 * 100).rounded()) }
    #expect(fen == report.findings.reduce(0) { $0 + $1.excessAmount.fen })
    #expect(sheet.contains("<autoFilter ref=\"A4:AJ64\"/>"))
    // A sum for each kind of money that there is, and none that takes one from another.
    let sums = sheet.matches(of: /<f>SUBTOTAL\(109,([A-Z]+)5:([A-Z]+)64\)<\/f><v>(.*?)<\/v>/)
    #expect(sums.map { String($0.1) } == ["AF", "AJ"])
    for (sum, kind) in zip(sums, [StakeKind.above, .below]) {
      let own = report.findings.filter { $0.stakeKind == kind }.reduce(0) { $0 + $1.stake.fen }
      #expect(Double(sum.3).map { Int64(($0 * 100).rounded()) } == own)
      let column = cells(String(sum.1), of: sheet).filter { $0.key > 4 }.values
      #expect(
        column.compactMap { Double($0) }.reduce(0) { $0 + Int64(($1 * 100).rounded()) } == own)
    }
    for account in report.monitors {
      let name = Language.zh(Phrases.monitor(account.id))
      let own = report.findings.filter { $0.monitor == account.id }
      let part = try book.sheet(name)
      #expect(part.contains("<autoFilter ref=\"A4:"))
      #expect(cells("A", of: part).keys.filter { $0 > 4 }.count == own.count)
      let sum = Double(own.reduce(0) { $0 + $1.stake.fen }) / 100
      #expect(part.contains("</f><v>\(NumberText.trimmed(sum, places: 2))</v>"), "\(account.id)")
    }
  }

  @Test func `numbers are rounded as the other formats write them`() throws {
    var report = ReportFixture.report(findings: 2)
    report.findings[0].observed = 4.197000006000001
    report.findings[0].reference = 7.0 / 3
    report.findings[0].quantity = .zero
    let sheet = try Book(report).sheet("异常线索")
    #expect(cells("G", of: sheet)[5] == "4.197")
    #expect(cells("H", of: sheet)[5] == "2.333333")
    #expect(cells("K", of: sheet)[5] == "1.798714")
    #expect(sheet.contains(/<c r="L5"[^>]*t="s"/))
  }

  @Test func `every batch with a value is drawn, and none without`() throws {
    var report = ReportFixture.report()
    for index in 0..<30 {
      let isKnown = index != 3
      report.indicators.append(
        IndicatorResult(
          id: "contract-completion/B\(index)", subject: "批次\(index)", scope: "batch",
          period: report.month...report.month, unit: .ratio, value: isKnown ? 0.5 : nil,
          reference: isKnown ? 0.4 : nil, reason: isKnown ? nil : .purchasesBeginLater))
    }
    let book = try Book(report)
    let charts = try (1...4).map { try member("xl/charts/chart\($0).xml", of: book.path) }
    let chart = try #require(charts.first { $0.contains("约定采购量完成率与时间进度（%）") })
    let values = try #require(chart.firstMatch(of: /<c:val>(.*?)<\/c:val>/)?.1)
    #expect(values.contains("<c:ptCount val=\"29\"/>"))
    #expect(chart.contains("批次29") && !chart.contains("批次3<"))
  }

  @Test func `the retained surplus stands by batch with its steps, and why one has none`() throws {
    var report = ReportFixture.report()
    let steps = ["budget", "selected-spend", "non-selected-spend", "surplus-base", "retained"]
    report.indicators.append(
      IndicatorResult(
        id: "retained-surplus", scope: "contracts", period: report.month...report.month,
        unit: .amount, numerator: .money(ReportFixture.yuan(372)), value: 372,
        breakdown: [
          IndicatorPart(dimension: .batch, name: "批次甲", code: "A", value: 372),
          IndicatorPart(dimension: .batch, name: "批次乙", code: "B", reason: .rateMissing),
          IndicatorPart(dimension: .institution, name: "县医院", code: "H1", value: 372),
        ]
          + ["", "A"].flatMap { code in
            zip(steps, [1_350, 300, 120, 930, 372]).map {
              IndicatorPart(
                dimension: .component, name: $0.0, code: code,
                numerator: .money(ReportFixture.yuan($0.1)), value: $0.1)
            }
          }))
    let table = ReportTables(report, language: .zh).surplusByBatch
    #expect(
      table.rows.map { $0.cells.map(\.text) } == [
        ["批次甲", "1,350.00", "300.00", "120.00", "930.00", "372.00", ""],
        ["批次乙", "–", "–", "–", "–", "–", "未提供测算所需比例"],
        ["全部批次", "1,350.00", "300.00", "120.00", "930.00", "372.00", ""],
      ])
    #expect(try Book(report).strings.contains("结余留用（分机构）"))
  }

  @Test func `months are dates`() throws {
    let report = ReportFixture.report()
    let sheet = try Book(report).sheet("异常线索")
    // 2025-12-01 is day 45992 of spreadsheets, 2025-11-01 and 2024-12-01 are 45962 and 45627.
    #expect(Set(cells("Y", of: sheet).filter { $0.key > 4 }.values) == ["45992"])
    #expect(
      Set(cells("J", of: sheet).filter { $0.key > 4 }.values).subtracting([""])
        == ["45962", "45627"])
    #expect(Month(year: 1970, month: 1)?.serialDay == 25_569)
    #expect(Month(year: 2024, month: 3)?.serialDay == 45_352)
  }

  @Test func `contents lead to every table, and every sheet leads back`() throws {
    let book = try Book()
    let contents = try book.sheet("目录")
    let links = contents.matches(of: /location="(?:&apos;|')?(.*?)(?:&apos;|')?!A(\d+)"/)
      .map { (sheet: String($0.1), row: Int($0.2) ?? 0) }
    #expect(Set(links.map(\.sheet)) == Set(book.names.dropFirst()))
    for name in book.names.dropFirst() {
      let sheet = try book.sheet(name)
      #expect(sheet.contains(/<hyperlink ref="A1" location="'?(&apos;)?目录/), "\(name)")
      for link in links where link.sheet == name && link.row > 1 {
        #expect(cells("A", of: sheet)[link.row] != nil, "\(name) \(link.row)")
      }
    }
    let rows = cells("C", of: contents).values.compactMap { Double($0) }
    #expect(rows.contains(Double(ReportFixture.report().findings.count)))
    let monitors = try book.sheet("监测项")
    #expect(monitors.contains(/location="(&apos;|')?涨幅异常(&apos;|')?!A1"/))
  }

  @Test func `sheets are set up for A4, with headings on every page and page numbers`() throws {
    let book = try Book()
    for name in book.names {
      let sheet = try book.sheet(name)
      #expect(sheet.contains("paperSize=\"9\""), "\(name)")
      #expect(sheet.contains("orientation=\"landscape\""), "\(name)")
      #expect(sheet.contains("fitToHeight=\"0\""), "\(name)")
      #expect(sheet.contains("&amp;P / &amp;N"), "\(name)")
      #expect(sheet.contains("state=\"frozen\""), "\(name)")
    }
    let workbook = try member("xl/workbook.xml", of: book.path)
    #expect(workbook.contains(">'异常线索'!$A$2:$P$64<"))
    #expect(workbook.contains(">'异常线索'!$2:$4<"))
  }

  @Test func `charts show shares against targets, changes and progress`() throws {
    let book = try Book()
    let charts = try (1...3).map { try member("xl/charts/chart\($0).xml", of: book.path) }
    #expect(charts[0].contains("分月平台采购率与规划目标"))
    #expect(charts[0].contains("<c:lineChart>"))
    // Gaps are what the format draws for blank cells unless it says otherwise.
    #expect(!charts[0].contains("dispBlanksAs") || charts[0].contains("dispBlanksAs val=\"gap\""))
    #expect(charts[0].contains("<c:v>目标：药品平台采购率</c:v>"))
    #expect(charts[0].contains("<c:v>0.9</c:v>"))
    #expect(charts[1].contains("分月平均价格涨跌幅"))
    #expect(charts[1].contains("<c:barDir val=\"col\"/>"))
    #expect(charts[2].contains("规划目标完成程度"))
    #expect(charts[2].contains("运城市 药品平台采购率"))
  }

  @Test func `price indices are drawn by month where there are any`() throws {
    var report = ReportFixture.report()
    let months = (0..<3).map { ReportFixture.month.advanced(by: $0 - 2) }
    report.indicators.append(
      IndicatorResult(
        id: "price-index/all/laspeyres", scope: "all", period: months[0]...months[2], unit: .index,
        value: 97.25,
        series: zip(months, [100, nil, 97.25]).map { MonthValue(month: $0.0, value: $0.1) }))
    let book = try Book(report)
    let chart = try member("xl/charts/chart2.xml", of: book.path)
    #expect(chart.contains("分月价格指数（拉氏，2025-10=100）"))
    #expect(chart.contains("<c:v>97.25</c:v>"))
    let values = try #require(chart.firstMatch(of: /<c:val>(.*?)<\/c:val>/)?.1)
    #expect(values.matches(of: /<c:v>\d/).count == 2)
  }

  @Test func `text that begins like a formula stays text, and addresses are no links`() throws {
    var report = ReportFixture.report()
    report.findings[0].product.name = "https://example.org/?a=1&b=2"
    report.findings[1].product.name = "+1"
    report.findings[2].product.name = "mailto:a@example.org"
    let book = try Book(report)
    for name in book.names {
      let sheet = try book.sheet(name)
      for formula in sheet.matches(of: /<f>(.*?)<\/f>/) {
        #expect(formula.1.hasPrefix("SUBTOTAL(109,"), "\(formula.1)")
      }
      #expect(!sheet.contains(/<hyperlink [^>]*r:id/))
    }
    let strings = try book.strings
    for text in ["=cmd|", "https://example.org/?a=1&amp;b=2", ">+1<", "mailto:a@example.org"] {
      #expect(strings.contains(text), "\(text)")
    }
  }

  @Test func `hostile text leaves a book that can be read`() throws {
    var report = ReportFixture.report()
    report.findings[0].product.name =
      "a\u{0}b\u{1}c\u{FFFF}" + String(repeating: "长", count: 40_000)
    let strings = try Book(report).strings
    #expect(strings.contains("a␀b␁c\u{FFFD}长"))
    #expect(strings.contains("（超出单元格上限，此处截断）</t>"))
    #expect(!strings.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
  }

  @Test func `rows beyond a sheet's limit go on in the next, and each says so`() throws {
    let book = try Book(rowLimit: 36)
    #expect(book.names.filter { $0.hasPrefix("异常线索") } == ["异常线索", "异常线索 (2)"])
    let strings = try book.strings
    #expect(strings.contains("共 60 行，超出单表上限，分 2 张表，本表为第 1 张。"))
    let rows = try ["异常线索", "异常线索 (2)"].map { name in
      cells("A", of: try book.sheet(name)).keys.filter { $0 > 4 }
    }
    #expect(rows.map(\.count).reduce(0, +) == 60)
    #expect(rows.joined().allSatisfy { $0 <= 36 })
  }

  @Test func `what the file says of itself depends on the report alone`() throws {
    let book = try Book(language: .en)
    let core = try member("docProps/core.xml", of: book.path)
    #expect(core.contains("2025-12-31T00:00:00Z"))
    #expect(core.contains("<dc:title>Monthly price monitoring report December 2025</dc:title>"))
    #expect(core.contains("Measured against: 运城市"))
  }

  @Test func `a folder that is not there is an error with the path`() {
    let error = #expect(throws: WorkbookError.self) {
      try WorkbookWriter(ReportFixture.report(), language: .zh).write(to: "/nonexistent/a.xlsx")
    }
    #expect(error?.description.contains("/nonexistent/a.xlsx") == true)
  }
}
