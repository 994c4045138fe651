import Indicators
import Procurement
import Testing

@testable import Analysis
@testable import Reporting

@Suite struct SummaryTests {
  @Test(arguments: Language.allCases)
  func `all lines fit a terminal of 80 columns`(language: Language) {
    let lines = Summary(ReportFixture.report(), language: language).text.split(separator: "\n")
    #expect(lines.count <= 14)
    #expect(lines.count >= 8)
    for line in lines { #expect(TextWidth.columns(String(line)) <= Summary.width) }
  }

  @Test(arguments: Language.allCases)
  func `colour changes nothing but colour`(language: Language) {
    let summary = Summary(ReportFixture.report(), language: language)
    #expect(!summary.text.contains("\u{1B}"))
    #expect(summary.colouredText.contains("\u{1B}[1m"))
    #expect(summary.colouredText.replacing(/\u{1B}\[\d*m/, with: "") == summary.text)
  }

  @Test(arguments: [
    (80, "ab\u{1B}[31m集采\u{1B}[0mc"), (7, "ab\u{1B}[31m集采\u{1B}[0mc"),
    (6, "ab\u{1B}[31m集…\u{1B}[0m"), (5, "ab\u{1B}[31m集…\u{1B}[0m"), (3, "ab\u{1B}[31m…\u{1B}[0m"),
    (2, "a…"),
  ])
  func `a coloured line is cut by its columns`(limit: Int, text: String) {
    let line = StyledLine([("ab", .plain), ("集采", .warn), ("c", .plain)])
    #expect(line.columns == 7)
    #expect(line.cut(to: limit).coloured == text)
    #expect(TextWidth.columns(line.cut(to: limit).plain) <= limit)
  }

  @Test func `read is accepted plus rejected plus duplicates in lines and money`() {
    let text = Summary(ReportFixture.report(), language: .zh).text
    #expect(text.contains("读取 20,023 = 采用 19,901 + 拒收 64 + 重复 58"))
    #expect(
      text.contains(
        "\n金额（元）                 读取 128,518,259.98 = 采用 128,122,515.93\n"
          + "                           + 拒收 92,323.65 + 重复 303,420.40\n"))
  }

  @Test func `what accepted lines did not spend is a term of the account`() {
    var report = ReportFixture.report()
    report.data.files.removeFirst()
    report.data.files[0].amountAccepted = ReportFixture.yuan(100)
    #expect(
      Summary(report, language: .zh).text.contains(
        "读取 111,310.95 = 采用 100.00 + 拒收 12,090.55\n"
          + "                           + 重复 99,120.40\n"))
    report.data.files[0].amountFurtherShipments = ReportFixture.yuan(7)
    report.data.files[0].amountUndelivered = ReportFixture.yuan(2)
    #expect(
      Summary(report, language: .zh).text.contains(
        "读取 111,319.95 = 采用 100.00 + 拒收 12,090.55\n"
          + "                           + 重复 99,120.40 + 不计 9.00\n"))
  }

  @Test func `files that were not read are counted and one is named`() {
    var report = ReportFixture.report()
    #expect(!Summary(report, language: .zh).text.contains("未读取的文件"))
    for (file, reason) in [
      ("products.csv", RejectReason.noHeader), ("purchases/台账.xlsx", .notCSV),
      ("purchases/b.csv", .noHeader),
    ] {
      report.data.notices.append(
        Notice(source: SourceLine(file: file, line: 0), column: "", value: "", reason: reason))
    }
    #expect(
      Summary(report, language: .zh).text.contains(
        "\n未读取的文件               2                    purchases/台账.xlsx 等\n"))
    #expect(
      ReportTables(report, language: .zh).accountLine.hasSuffix("；另有 2 个文件未读取，见附件一"))
  }

  @Test func `of a long path the end is told`() {
    var report = ReportFixture.report()
    let path = "purchases/2025年12月/县级公立医疗机构/运城市中心医院台账.xlsx"
    report.data.notices.append(
      Notice(source: SourceLine(file: path, line: 0), column: "", value: "", reason: .notCSV))
    let lines = Summary(report, language: .zh).text.split(separator: "\n")
    let line = lines.first { $0.contains("未读取的文件") }
    #expect(line?.hasSuffix(" …疗机构/运城市中心医院台账.xlsx") == true)
    #expect(TextWidth.columns(String(line ?? "")) <= Summary.width)
  }

  /// What is short of a target stands in both languages; the plan's own words only where there is room.
  @Test(arguments: [
    (Language.zh, "目标 90%以上，差 2.69 个百分点"), (.en, "target ≥90%, short by 2.69 pp"),
  ])
  func `a target and its gap are told`(language: Language, remark: String) throws {
    #expect(Summary(ReportFixture.report(), language: language).text.contains(remark))
  }

  @Test(arguments: Language.allCases)
  func `the file that is missing is named, and once`(language: Language) throws {
    var report = ReportFixture.report()
    for (id, reason, file) in [
      ("vbp-varieties/drugs", NotComputableReason.noBatches, "vbp/batches.csv"),
      ("credit-coverage", .noInput, "enterprises.csv"),
      ("platform-share/drugs", .categoryNotStated, "products.csv"),
      ("platform-share/drugs", .noProducts, "products.csv"),
      ("platform-share/drugs", .ownershipNotStated, "institutions.csv"),
    ] {
      report.indicators = [
        IndicatorResult(
          id: id, scope: "", period: report.month...report.month, unit: .ratio, reason: reason)
      ]
      let tables = ReportTables(report, language: language)
      let why = tables.why(try #require(tables.notComputed.first))
      #expect(why.ranges(of: file).count == 1, "\(why)")
      #expect(!why.contains("credit-ratings.csv"))
    }
  }

  @Test(arguments: [
    (NotComputableReason.ownershipNotStated, "未注明机构性质", "Nothing says who is public"),
    (.noOffPlatformPurchases, "未提供线下采购台账，分母不完整", "No off-platform purchases"),
    (.noBatches, "未提供集采批次", "No batches (vbp/batches.csv)"),
    (.categoryNotStated, "产品类别未注明", "Nothing says what products are"),
    (.noPurchases, "期内公立医疗机构无此类采购", "No public purchases of the kind"),
    (.noHighValueList, "高值医用耗材目录缺失或不全", "No complete high-value list"),
    (.noBatchCatalogue, "没有相应的集采批次目录", "No batch catalogue for it"),
    (.noContracts, "约定采购量未提供或没有可用的行", "No usable contracted quantities"),
  ])
  func `a figure without a value says why`(
    reason: NotComputableReason, zh: String, en: String
  ) throws {
    var report = ReportFixture.report()
    let place = try #require(
      report.indicators.firstIndex { $0.id == "platform-share/drugs" })
    report.indicators[place].value = nil
    for target in report.targets.indices { report.targets[target].now = nil }
    report.indicators[place].reason = reason
    for (language, words) in [(Language.zh, zh), (.en, en)] {
      let name = language == .zh ? "药品平台采购率" : "Drugs, platform share"
      let line = Summary(report, language: language).text.split(separator: "\n")
        .first { $0.hasPrefix(name) }
      #expect(line?.hasSuffix("  " + words) == true, "\(line ?? "")")
    }
  }

  /// An office that has batches of consumables only reads how many categories they are.
  @Test(arguments: [(true, "集采药品品种"), (false, "集采高值耗材类别")])
  func `categories stand where varieties cannot be counted`(hasDrugs: Bool, name: String) throws {
    var report = ReportFixture.report()
    let place = try #require(report.indicators.firstIndex { $0.id == "vbp-varieties/drugs" })
    if !hasDrugs {
      report.indicators[place].value = nil
      report.indicators[place].reason = .noBatchCatalogue
    }
    let lines = Summary(report, language: .zh).text.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("集采") }.count == 1)
    #expect(lines.contains { $0.hasPrefix(name + " ") })
  }

  @Test func `a long name of what is missing is cut, and its reason stands`() {
    var report = ReportFixture.report()
    report.indicators = [
      IndicatorResult(
        id: "contract-completion/X", subject: String(repeating: "很长的批次名称", count: 9),
        scope: "batch", period: report.month...report.month, unit: .ratio,
        reason: .purchasesBeginLater)
    ]
    let line = Summary(report, language: .zh).text.split(separator: "\n").last.map(String.init)
    #expect(line?.hasSuffix("… 协议期早于采购数据，期初采购未知") == true)
    #expect(line.map { TextWidth.columns($0) <= Summary.width } == true)
  }

  @Test(arguments: [
    ("abc", 3), ("集采", 4), ("（元）", 6), ("e\u{301}", 1), ("", 0), ("￥1", 3),
  ])
  func `Chinese characters take two columns`(text: String, columns: Int) {
    #expect(TextWidth.columns(text) == columns)
  }

  @Test func `what does not fit is cut with an ellipsis`() {
    #expect(TextWidth.cut("集中采购", to: 8) == "集中采购")
    #expect(TextWidth.cut("集中采购", to: 7) == "集中采…")
    #expect(TextWidth.cut("集中采购", to: 6) == "集中…")
  }
}
