import Foundation
import Indicators
import Procurement
import Testing

@testable import Analysis
@testable import Indicators
@testable import Reporting

@Suite struct HTMLReportTests {
  private func page(_ language: Language = .zh, findings: Int = 60) throws -> String {
    let report = ReportFixture.report(findings: findings)
    return String(decoding: try HTMLReport(report, language: language).bytes(), as: UTF8.self)
  }

  @Test(arguments: Language.allCases)
  func `hostile names are shown, not run`(language: Language) throws {
    let page = try page(language)
    // The page's data and its own script, and no other.
    #expect(page.ranges(of: "<script").count == 2)
    #expect(page.ranges(of: "</script").count == 2)
    #expect(page.contains("script-src 'sha256-\(HTMLScript.hash)'"))
    #expect(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"))
    #expect(!page.contains("{{"))
  }

  /// A browser runs the page's script by its hash: with another it would run nothing.
  @Test(.enabled(if: hasSHA256))
  func `the script has the hash that the page states`() throws {
    let scratch = try Scratch()
    try Data(HTMLScript.text.utf8).write(to: URL(filePath: scratch.path + "/script"))
    let digits = try output("/usr/bin/sha256sum", [scratch.path + "/script"]).prefix(64)
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { place in
      UInt8(digits.dropFirst(place).prefix(2), radix: 16)
    }
    #expect(Data(bytes).base64EncodedString() == HTMLScript.hash)
  }

  @Test(arguments: Language.allCases)
  func `the page asks for nothing outside itself`(language: Language) throws {
    let page = try page(language).replacing("http://www.w3.org/2000/svg", with: "")
    for word in ["http:", "https:", "src=", "<link", "@import", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  /// What prices leave out completion, shares and savings count, and each says so, what is published as well.
  @Test(arguments: [
    (Language.zh, "含疑似计价单位口径错误的采购"), (.en, "purchases in a doubtful unit included"),
  ])
  func `figures of execution say that they have purchases in a doubtful unit`(
    language: Language, words: String
  ) throws {
    let report = ReportFixture.report()
    let tables = ReportTables(report, language: language)
    let told =
      [
        tables.completion, tables.completion(by: [.region]), tables.completionByVariety,
        tables.lagging,
      ] + tables.executionValues.prefix(2)
    for table in told { #expect(table.note.contains(words), "\(table.title)") }
    let published = ReportTables(Disclosure(report, prices: []).report, language: language)
    #expect(published.completion.note.contains(words))
  }

  @Test func `sections stand in the order of a published report`() throws {
    let page = try page()
    var rest = page[...]
    for heading in [
      "一、总体情况", "二、采购与平台采购率", "三、价格监测", "四、异常线索", "五、集采执行", "六、配送与回款",
      "七、短缺与信用", "八、规划目标差距", "九、下一步工作", "附件一、数据质量", "附件二、规则与阈值",
    ] {
      let place = try #require(rest.firstRange(of: "<h2>\(heading)</h2>"), "\(heading)")
      rest = rest[place.upperBound...]
    }
  }

  @Test func `a target at the very value that is to be exceeded is short of something`() throws {
    var report = ReportFixture.report()
    var gap = try #require(report.targets.first { $0.target.indicator == "vbp-varieties/drugs" })
    gap.plan = try #require(report.plan?.id)
    gap.target.target = PlanValue(text: ">2", comparator: .greater, value: 2)
    (gap.now, gap.gap, gap.neededPace, gap.status) = (2, 0, nil, .behind)
    report.targets = [gap]
    #expect(ReportTables(report, language: .zh).targets.text.contains("至少还差 1"))
    let zh = String(decoding: try HTMLReport(report, language: .zh).bytes(), as: UTF8.self)
    #expect(zh.contains("距目标 &gt;2：至少还差 1") && !zh.contains("差 0"))
    gap.target.baselineYear = nil
    gap.target.targetYear = nil
    report.targets = [gap]
    #expect(ReportTables(report, language: .en).targets.text.contains("at least 1 more needed"))
  }

  @Test func `every plan's targets are listed and what is missing says why`() throws {
    let page = try page()
    for text in ["&gt;500个", "800个以上", "★ 运城市", "规划未列目标值", "高值医用耗材目录缺失或不全", "无法计算"] {
      #expect(page.contains(text), "\(text)")
    }
  }

  /// 87.31 % of what is known, and 41.2 to 93.5 % with what nothing says the category of, against 90 %.
  @Test func `a share that might reach its target with what is left out is in doubt`() throws {
    var report = ReportFixture.report()
    let place = try #require(report.indicators.firstIndex { $0.id == "platform-share/drugs" })
    #expect(!ReportTables(report, language: .zh).targets.text.contains("待核"))
    report.indicators[place].facts = [
      IndicatorFact(.amountUnknownCategory, .money(ReportFixture.yuan(1_234_567))),
      IndicatorFact(.lowestShare, .ratio(0.412)), IndicatorFact(.highestShare, .ratio(0.935)),
    ]
    report.indicators[place].bounds = ShareBounds(
      lowest: 0.412, highest: 0.935, leftOut: .purchases)
    let tables = ReportTables(report, language: .zh)
    #expect(tables.targets.text.contains("未达标，待核（有采购性质或类别不明）"))
    #expect(tables.shares.text.contains("类别不明、未计入的采购金额 1,234,567.00"))
    #expect(tables.headlines.text.contains("待核；"))
    #expect(tables.headlines.text.contains("计入后为 41.20%–93.50%"))
    #expect(Summary(report, language: .zh).text.contains("待核"))
    let page = String(decoding: try HTMLReport(report, language: .zh).bytes(), as: UTF8.self)
    #expect(page.contains("未计入的若计入，最低 41.20%"))
    // It is another thing that payments leave out.
    report.indicators[place].bounds?.leftOut = .payments
    let other = ReportTables(report, language: .en)
    #expect(other.targets.text.contains("settlement unknown"))
    #expect(other.headlines.text.contains("93.50% with payments of unknown settlement"))
    // What cannot move it across the target is named, and casts no doubt.
    report.indicators[place].bounds?.highest = 0.899
    #expect(!Summary(report, language: .zh).text.contains("待核"))
  }

  @Test func `a target missed over months without records is in doubt`() throws {
    var report = ReportFixture.report()
    let place = try #require(report.indicators.firstIndex { $0.id == "platform-share/drugs" })
    report.indicators[place].facts = [IndicatorFact(.monthsWithoutRecords, .count(3))]
    let tables = ReportTables(report, language: .zh)
    #expect(tables.targets.text.contains("未达标，待核（缺部分月份采购数据）"))
    report.targets = report.targets.map { gap in
      var gap = gap
      if gap.target.indicator == "platform-share/drugs" { gap.status = .met }
      return gap
    }
    #expect(!ReportTables(report, language: .zh).targets.text.contains("待核"))
  }

  @Test func `every chart has a text alternative`() throws {
    let page = try page()
    let charts = page.ranges(of: "<svg class=\"chart\"").count
    #expect(charts == 5)
    // Two lead from their bars to the clues.
    #expect(page.ranges(of: "class=\"chart\" role=\"img\"").count == 3)
    #expect(page.ranges(of: "class=\"chart\" role=\"group\"").count == 2)
    #expect(page.ranges(of: "<title id=").count == charts)
    #expect(page.ranges(of: "<desc id=").count == charts)
  }

  @Test func `clues beyond the plain rows are counted, not listed`() throws {
    let page = try page(findings: HTMLReport.plainClueLimit + 30)
    #expect(page.contains("另有 30 条线索未在此列出"))
    #expect(page.ranges(of: "<tr class=\"plain\" id=\"clue-").count == HTMLReport.plainClueLimit)
    #expect(!(try self.page().contains("条线索未在此列出")))
  }

  @Test func `what needs action leads to its clue`() throws {
    let page = try page()
    let first = try #require(
      ReportFixture.report().findings.first { finding in
        finding.stakeKind.map { $0 != .below } ?? false
      })
    #expect(page.contains("<li><a href=\"#clue-\(first.id)\">"))
    #expect(page.contains("id=\"clue-\(first.id)\""))
  }

  @Test func `the first screen names five reasons and where the rest stand`() throws {
    var report = ReportFixture.report()
    report.indicators = (1...8).map {
      IndicatorResult(
        id: "brand-new-\($0)", scope: "public", period: report.month...report.month, unit: .ratio,
        reason: .noInput)
    }
    let page = String(decoding: try HTMLReport(report, language: .zh).bytes(), as: UTF8.self)
    let missing = ReportTables(report, language: .zh).missing.rows
    #expect(missing.count == HTMLReport.firstScreenReasons + 3)
    #expect(page.contains("另有 3 项，见附件一"))
    let last = try #require(missing.last?.cells.first?.text)
    #expect(page.contains("<span class=\"\">\(last)</span>"))
  }

  @Test func `a report of nothing at all is still a page`() throws {
    var report = ReportFixture.report(findings: 0)
    report.plan = nil
    report.plans = []
    report.targets = []
    report.indicators = []
    report.monitors = []
    report.data = DataQuality(
      files: [], rejects: [], rejectsNotListed: 0, rejectCounts: [], notices: [], firstMonth: nil,
      lastMonth: nil, cells: 0)
    report.prices = PriceMovement(
      followed: 0, rose: 0, fell: 0, unchanged: 0, notBought: 0, notComparable: 0,
      largestRises: [], largestFalls: [], averageChange: [])
    let page = String(decoding: try HTMLReport(report, language: .zh).bytes(), as: UTF8.self)
    #expect(page.contains("本月无线索。"))
    #expect(page.contains("未提供规划目标"))
    #expect(Summary(report, language: .en).text.isEmpty == false)
  }

  @Test func `a combining mark does not hide a quotation mark from escaping`() {
    #expect(Markup.escape("\"\u{301} <b>") == "&quot;\u{301} &lt;b&gt;")
  }
}

extension Table {
  /// All cells, one behind the other.
  fileprivate var text: String {
    rows.flatMap(\.cells).map(\.text).joined(separator: " ")
  }
}
