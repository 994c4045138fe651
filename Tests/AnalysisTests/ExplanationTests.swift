import Analysis
import Intake
import Procurement
import TestSupport
import Testing

struct ExplanationTests {
  /// 东四院 pays 2.00 for 甲片 while three others pay 1.00.
  @Test func aGapIsExplainedFromPeersHistoryAndLines() throws {
    let office = try OfficeFolder.gaps()
    let examination = try office.examine()
    let finding = try #require(
      examination.report.findings.first {
        $0.monitor == "institution-gap" && $0.product.name == "甲片"
      })
    let explanation = try examination.explanation(of: finding.id)
    #expect(explanation.finding == finding)
    #expect(explanation.finding.referenceKind.isOfPeers)
    #expect(explanation.peerCount == 3)
    #expect(explanation.peers.map(\.name) == ["东一院", "东三院", "东二院"])
    #expect(explanation.peers.map(\.price) == [1, 1, 1])
    #expect(explanation.peers.map(\.quantity.units) == [1_000, 1_000, 1_000])
    #expect(explanation.historyKind == .price)
    #expect(explanation.history.map(\.month.description).first == "2025-01")
    #expect(explanation.history.suffix(4).map(\.value) == [nil, 2, 2, 2])
    #expect(explanation.section.values["watch-ratio"] == .number(1.2))
    #expect(
      explanation.lines.first?.text.hasSuffix(",2025-12-06,东四院,东区,甲片,2.00,1000") == true)
    #expect(explanation.lines.map(\.source) == finding.evidence)
  }

  /// Half of 甲 is filed: 50,000 of 150,100 元 without granules, of 650,100 元 with them.
  @Test(arguments: [false, true])
  func theHistoryOfAShareEndsWithWhatWasObserved(_ countsGranules: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "rules.yaml", "indicators:\n  platform-share:\n    count-granules: \(countsGranules)\n")
    try folder.write(
      "purchases/a.csv",
      """
      采购日期,医疗机构编码,机构性质,国家医保药品代码,通用名,类别,采购渠道,采购单价,采购数量
      2025-12-01,H1,公立,P1,甲,化学药,平台,100,1000
      2025-12-01,H1,公立,P2,乙,化学药,备案,100,500
      2025-12-02,H1,公立,P3,丙,配方颗粒,平台,100,5000
      2025-12-02,H1,公立,P1,甲,化学药,线下,100,1

      """)
    let examination = try OfficeFolder(folder: folder).examine()
    let finding = try #require(
      examination.report.findings.first { $0.monitor == "filed-share" })
    #expect(finding.observed == 50_000.0 / (countsGranules ? 650_100 : 150_100))
    let explanation = try examination.explanation(of: finding.id)
    #expect(explanation.history.last?.value == finding.observed)
    let place = try #require(examination.report.findings.firstIndex(of: finding))
    let background = examination.report.backgrounds.clues[place]
    #expect(background.history.last?.value == finding.observed)
  }

  /// 乙片 rises from 1.00 to 3.00 at 东四院: matched over four institutions,
  /// (3 × 1 + 1 × 3) ÷ 4 = 1.50 against 1.00.
  @Test func aChangeHasThePricesThenAndNow() throws {
    let office = try OfficeFolder.gaps()
    let examination = try office.examine()
    let finding = try #require(
      examination.report.findings.first { $0.monitor == "price-rise" })
    #expect(finding.observed == 1.5)
    let explanation = try examination.explanation(of: finding.id)
    let fourth = try #require(explanation.peers.first { $0.name == "东四院" })
    #expect(fourth.earlier == 1)
    #expect(fourth.price == 3)
    #expect(explanation.peerCount == 4)
    #expect(explanation.history.suffix(3).map(\.value) == [1, 1, 1.5])
  }

  @Test func anUnknownFindingNamesTheNearest() throws {
    let office = try OfficeFolder.gaps()
    let examination = try office.examine()
    let known = examination.report.findings[0].id
    let mistyped = String(known.dropLast()) + (known.hasSuffix("0") ? "1" : "0")
    do throws(InputError) {
      _ = try examination.explanation(of: mistyped)
      Issue.record("an unknown finding was explained")
    } catch {
      #expect(error.kind == .usage)
      #expect(error.english.contains(known))
      #expect(error.chinese.contains(known))
    }
  }

  @Test func aDismissedFindingIsExplainedAsWell() throws {
    let office = try OfficeFolder.gaps()
    let id = try office.examine().report.findings[0].id
    try office.folder.write("decisions.csv", "finding,decision,by\n\(id),dismiss,李四\n")
    let explanation = try office.examine().explanation(of: id)
    #expect(explanation.finding.status == .dismissed)
    #expect(explanation.finding.decision?.by == "李四")
  }

  /// A selected price of 7.00 for a pack of 7 is 1.00 a unit.
  @Test func aSetPriceLeadsToItsRow() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv",
      "采购日期,医疗机构名称,国家医保药品代码,转换比,采购单价,采购数量\n"
        + "2025-12-01,一院,XA01ABD075A002010100001,7,9.10,100\n")
    try folder.write(
      "vbp/batches.csv", "批次,名称,层级,类型,执行开始日期,执行结束日期\nN9,国采第九批,国家,药品,2024-01-01,2026-12-31\n")
    try folder.write(
      "vbp/catalogue.csv", "批次,品种,医保代码,中选价,转换比\nN9,甲,XA01ABD075A002010100001,7.00,7\n")
    let office = OfficeFolder(folder: folder)
    let examination = try office.examine()
    let finding = try #require(
      examination.report.findings.first { $0.monitor == "above-selected" })
    let explanation = try examination.explanation(of: finding.id)
    #expect(explanation.origins.map(\.name) == ["国采第九批"])
    #expect(explanation.origins.map(\.pack) == [yuan(7)])
    #expect(explanation.origins[0].source == SourceLine(file: "vbp/catalogue.csv", line: 2))
    #expect(!explanation.finding.referenceKind.isOfPeers)
    #expect(explanation.history.last?.value == 1.3)
  }

  /// Half a year into the agreement 1,000 of 10,000 tablets were bought, in January; nothing of 乙片.
  @Test func aContractIsExplainedFromItsRow() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv",
      "采购日期,医疗机构名称,国家医保药品代码,采购单价,采购数量\n"
        + "2025-01-05,一院,XA01ABD075A002010100001,2.00,1000\n"
        + (2...6).map { "2025-0\($0)-05,一院,XA01ABD075A002010100002,2.00,1000\n" }.joined())
    try folder.write(
      "vbp/batches.csv",
      "批次,名称,层级,类型,执行开始日期,执行结束日期\nN9,国采第九批,国家,药品,2025-01-01,2025-12-31\n")
    try folder.write(
      "vbp/catalogue.csv", "批次,品种,医保代码,中选价\nN9,甲片,XA01ABD075A002010100001,1.00\nN9,乙片,,1.00\n")
    try folder.write(
      "vbp/contracts.csv", "批次,医疗机构编码,品种,约定采购量\nN9,一院,甲片,10000\nN9,一院,乙片,5000\n")
    let examination = try OfficeFolder(folder: folder).examine("2025-06")
    let findings = examination.report.findings
    #expect(findings.map(\.monitor).sorted() == ["contract-lag", "zero-uptake"])
    let none = try #require(findings.first { $0.monitor == "zero-uptake" })
    #expect(try examination.explanation(of: none.id).lines.map(\.text) == ["N9,一院,乙片,5000"])
    #expect(none.id != findings.first { $0.monitor == "contract-lag" }?.id)
    let lag = try #require(findings.first { $0.monitor == "contract-lag" })
    let explanation = try examination.explanation(of: lag.id)
    #expect(explanation.historyKind == .completion)
    #expect(explanation.history.suffix(7).map(\.value) == [nil, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])
    #expect(explanation.lines.map(\.text) == ["N9,一院,甲片,10000"])
    #expect(explanation.lines.map(\.source) == lag.evidence)
  }
}
