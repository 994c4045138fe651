import Foundation
import Indicators
import Intake
import Procurement
import Testing

@testable import Analysis
@testable import Reporting

@Suite struct InquirySheetTests {
  private static var parties: PartyPurchases {
    var own = PartyPurchases.Share()
    own.amount = ReportFixture.yuan(581_234.03)
    own.previousMonth = ReportFixture.yuan(500_000)
    own.yearToDate = ReportFixture.yuan(6_100_000)
    (own.products, own.institutions) = (31, 4)
    return PartyPurchases(
      institutions: ["H14080200001": own], manufacturers: ["北京某制药股份有限公司": own],
      distributors: ["国药控股运城有限公司": own])
  }

  /// The page of the sheet of a party.
  private func text(_ report: Report, _ key: String) throws -> String {
    let sheet = InquirySheets(report, parties: Self.parties, language: .zh).all
      .first { $0.key == key }
    return String(decoding: try #require(sheet).bytes(), as: UTF8.self)
  }

  @Test func `what was not delivered and distribution markups go to the distributor`() throws {
    var report = ReportFixture.report(findings: 6)
    for (index, monitor) in ["delivery-shortfall", "distribution-markup"].enumerated() {
      report.findings[index].monitor = monitor
      report.findings[index].distributor = "国药控股运城有限公司"
      report.findings[index].product.manufacturer = "只供此一家"
    }
    let sheets = InquirySheets(report, parties: Self.parties, language: .zh).all
    let own = try #require(sheets.first { $0.party == .distributor })
    #expect(own.name == "distributor-001.html")
    #expect(own.findings == Array(report.findings.prefix(2)))
    #expect(own.title == "配送不到位、价格异常线索函询附表（配送企业）")
    #expect(!sheets.contains { $0.key == "只供此一家" })
    let text = try text(report, "国药控股运城有限公司")
    #expect(text.contains("本月配送金额（元）"))
    #expect(text.contains("占全部 10.00%，环比 +16.25%"))
  }

  @Test func `a doubtful unit goes to the institution with the pack of its lines`() throws {
    var report = ReportFixture.report(findings: 1)
    report.findings[0].monitor = "unit-mismatch"
    report.findings[0].institution = ReportFixture.institutions[0]
    let line = SourceLine(file: "purchases/a.csv", line: 7)
    report.findings[0].evidence = [line]
    report.backgrounds.quotes[line] = PurchaseQuote([
      .conversionRatio: "24", .price: "12.50", .arrived: "37",
    ])
    let sheets = InquirySheets(report, parties: Self.parties, language: .zh).all
    #expect(sheets.map(\.party) == [.institution])
    let unit = try text(report, "H14080200001")
    #expect(unit.contains("转换比") && unit.contains(">24<"))
    #expect(!unit.contains(">到货<") && !unit.contains(">37<"))
    report.findings[0].monitor = "delivery-shortfall"
    report.findings[0].distributor = "国药控股运城有限公司"
    let delivery = try text(report, "国药控股运城有限公司")
    #expect(delivery.contains(">到货<") && delivery.contains(">37<"))
    #expect(!delivery.contains("转换比"))
  }

  @Test(arguments: [
    (["price-rise", "above-cap"], "价格异常线索函询附表（医疗机构）"),
    (["contract-lag", "zero-uptake"], "集采执行线索函询附表（医疗机构）"),
    (["off-platform", "price-rise"], "线下采购、价格异常线索函询附表（医疗机构）"),
    (["off-platform", "price-rise", "zero-uptake"], "监测线索函询附表（医疗机构）"),
  ])
  func `a sheet is called what it is about`(_ monitors: [String], _ title: String) throws {
    var report = ReportFixture.report(findings: monitors.count)
    for (index, monitor) in monitors.enumerated() {
      report.findings[index].monitor = monitor
      report.findings[index].institution = ReportFixture.institutions[0]
    }
    let sheet = InquirySheets(report, parties: Self.parties, language: .zh).all.first
    #expect(sheet?.title == title)
  }

  @Test func `a sheet has own figures, the lines as recorded, and no step of the office`() throws {
    var report = ReportFixture.report(findings: 4)
    report.findings[0].institution = ReportFixture.institutions[0]
    report.findings[0].suggestedStep = "约谈"
    let lines = (1...23).map { SourceLine(file: "purchases/a.csv", line: $0) }
    report.findings[0].evidence = lines + [SourceLine(file: "vbp/contracts.csv", line: 9)]
    report.backgrounds.quotes[lines[0]] = PurchaseQuote([
      .date: "2025-12-03", .orderLine: "D0001", .quantity: "40", .price: "12.50",
      .amount: "500.00",
    ])
    report.indicators.append(
      IndicatorResult(
        id: "delivery-rate", scope: "all-institutions", period: report.month...report.month,
        unit: .ratio, value: 0.95,
        breakdown: [
          IndicatorPart(
            dimension: .institution, name: "运城市中心医院", code: "H14080200001", value: 0.75),
          IndicatorPart(dimension: .region, name: "盐湖区", value: 0.85),
        ]))
    let text = try text(report, "H14080200001")
    for part in [
      "581,234.03", "3,411,920.00", "5,812,340.25", "占全部 10.00%，环比 +16.25%", "6,100,000.00",
      "75.00%", "85.00%", "95.00%", "2025-12-03", "D0001", "12.50", "500.00", "purchases/a.csv:1<",
      "另有 4 行", "发函单位：", "回复期限：",
    ] { #expect(text.contains(part), "\(part)") }
    for part in ["约谈", "核实数据", "purchases/a.csv:21<"] { #expect(!text.contains(part), "\(part)") }
    report.findings[0].evidence = [SourceLine(file: "vbp/contracts.csv", line: 9)]
    #expect(try self.text(report, "H14080200001").contains("约定采购量"))
  }

  private func claim(_ product: Int, _ institution: UInt32, _ yuan: Double) -> ExcessClaim {
    ExcessClaim(product: product, institution: institution, excess: ReportFixture.yuan(yuan))
  }

  @Test func `a sheet adds up each purchase once`() throws {
    var report = ReportFixture.report(findings: 10)
    let institution = ReportFixture.institutions[0]
    // The same product twice, 300 and 200, and another one for 50.
    for (index, (product, excess)) in [("X1", 300.0), ("X1", 200), ("X2", 50)].enumerated() {
      report.findings[index].monitor = ["above-listing", "institution-gap", "above-cap"][index]
      report.findings[index].institution = institution
      report.findings[index].product = Product(code: product)
      report.findings[index].product.manufacturer = "某药业"
      report.findings[index].excessAmount = ReportFixture.yuan(excess)
      report.findings[index].claims = [claim(product == "X1" ? 1 : 2, 0, excess)]
    }
    report.findings.removeSubrange(3...)
    let text = try text(report, institution.code)
    #expect(text.contains("高于参照（去重） 350.00 元"))
    let sheets = InquirySheets(report, parties: Self.parties, language: .zh)
    let index = String(decoding: try sheets.index(of: sheets.all), as: UTF8.self)
    #expect(index.contains("高于参照（去重） 350.00"))
    #expect(!text.contains("550.00") && !index.contains("550.00"))
    // A region's 100 are 80 of the same institution's, which has 300 in it already, and 20 of another.
    var wide = report.findings[0]
    wide.claims = [claim(1, 0, 80), claim(1, 1, 20)]
    #expect((report.findings + [wide]).excessCountedOnce == ReportFixture.yuan(370))
  }

  @Test func `a page lists the sheets with links, and says what stands on none`() throws {
    var report = ReportFixture.report(findings: 5)
    report.findings[0].institution = nil
    report.findings[0].product.manufacturer = ""
    let scratch = try Scratch()
    try ReportWriter(report: report, language: .zh)
      .write(to: scratch.path, formats: [], sheetsFor: Self.parties)
    let index = String(decoding: try scratch.bytes("2025-12/sheets/index.html"), as: UTF8.self)
    let links = index.matches(of: /href="(.*?)"/).map { String($0.1) }
    let names = try scratch.names(in: "2025-12/sheets").filter { $0 != "index.html" }
    #expect(links.sorted() == names)
    #expect(index.contains("另有 1 条线索不涉及单一机构或企业"))
    #expect(!index.contains("<script"))
  }

  /// What others paid is told as a median; their order lines are none of the addressee's business.
  @Test func `no line of another stands on a sheet`() throws {
    var report = ReportFixture.report(findings: 1)
    report.findings[0].monitor = "institution-gap"
    report.findings[0].institution = ReportFixture.institutions[0]
    let own = SourceLine(file: "purchases/a.csv", line: 7)
    let other = SourceLine(file: "purchases/a.csv", line: 8)
    report.findings[0].evidence = [own, other]
    report.findings[0].peerEvidence = [other]
    report.backgrounds.quotes = [
      own: PurchaseQuote([.orderLine: "D-7"]), other: PurchaseQuote([.orderLine: "D-8"]),
    ]
    let text = try text(report, "H14080200001")
    #expect(text.contains("D-7"))
    #expect(!text.contains("D-8") && !text.contains("a.csv:8") && !text.contains("另有"))
  }

  @Test func `a clue about all products names what each line bought`() throws {
    var report = ReportFixture.report(findings: 1)
    report.findings[0].institution = ReportFixture.institutions[0]
    report.findings[0].product = Product(code: "")
    let line = SourceLine(file: "purchases/a.csv", line: 7)
    report.findings[0].evidence = [line]
    report.backgrounds.quotes[line] = PurchaseQuote([.productName: "碘伏消毒液"])
    #expect(try text(report, "H14080200001").contains("碘伏消毒液"))
  }

  @Test func `a line stands with its own specification`() throws {
    var report = ReportFixture.report(findings: 1)
    report.findings[0].institution = ReportFixture.institutions[0]
    report.findings[0].product.name = "腔镜吻合器"
    report.findings[0].product.specification = "45mm"
    let lines = (7...8).map { SourceLine(file: "purchases/a.csv", line: $0) }
    report.findings[0].evidence = lines
    report.backgrounds.quotes[lines[0]] = PurchaseQuote([.specification: "60mm"])
    let text = try text(report, "H14080200001")
    #expect(text.contains(">腔镜吻合器 60mm<"))
    // The clue itself, and the line that does not say.
    #expect(text.ranges(of: "腔镜吻合器 45mm").count == 2)
  }

  @Test func `each institution and each manufacturer with clues has a sheet`() {
    let report = ReportFixture.report()
    let sheets = InquirySheets(report, parties: Self.parties, language: .zh).all
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
    for sheet in InquirySheets(ReportFixture.report(), parties: Self.parties, language: language)
      .all
    {
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
    let names = InquirySheets(report, parties: Self.parties, language: .zh).all.map(\.name)
    #expect(names.prefix(2) == ["institution-H1.html", "institution-h1-2.html"])
  }

  @Test func `sheets of those without clues are removed and other files stay`() throws {
    let scratch = try Scratch()
    let writer = ReportWriter(report: ReportFixture.report(), language: .zh)
    try writer.write(to: scratch.path, formats: [], sheetsFor: Self.parties)
    let folder = scratch.path + "/2025-12/sheets"
    #expect(FileManager.default.fileExists(atPath: folder + "/enterprise-001.html"))
    try Data("mine".utf8).write(to: URL(filePath: folder + "/notes.txt"))
    try ReportWriter(report: ReportFixture.report(findings: 0), language: .zh)
      .write(to: scratch.path, formats: [], sheetsFor: Self.parties)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes.txt"])
  }
}
