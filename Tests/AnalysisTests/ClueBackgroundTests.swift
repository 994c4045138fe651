import Analysis
import Intake
import Procurement
import TestSupport
import Testing

struct ClueBackgroundTests {
  /// 东四院 pays 2.00 for 甲片 while three others pay 1.00: (3 × 1 + 2) ÷ 4 = 1.25 on average.
  @Test func aGapStandsBesideAllInstitutionsAndItsOwnYear() throws {
    let report = try OfficeFolder.gaps().examine().report
    #expect(report.backgrounds.clues.count == report.findings.count)
    let place = try #require(
      report.findings.firstIndex {
        $0.monitor == "institution-gap" && $0.product.name == "甲片"
      })
    let background = report.backgrounds.clues[place]
    #expect(background.historyKind == .price)
    #expect(background.history.map(\.month.description).first == "2025-01")
    #expect(background.history.suffix(4).map(\.value) == [nil, 2, 2, 2])
    let prices = report.backgrounds.products[try #require(background.product)]
    let names = prices.payments.map { report.backgrounds.institutions[$0.institution].name }
    #expect(names == ["东一院", "东三院", "东二院", "东四院"])
    #expect(prices.payments.map(\.price) == [1, 1, 1, 2])
    #expect(prices.history.suffix(4).map(\.value) == [nil, 1.25, 1.25, 1.25])
    #expect(report.backgrounds.products.count == 2)
  }

  /// 一院 buys for 6,000 on the platform and for 4,000 off it in November, 5,000 and 5,000 in
  /// December: 40 % and 50 %.
  @Test func aShareHasItsYearAndNoPrices() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv",
      "采购日期,医疗机构名称,机构性质,采购渠道,国家医保药品代码,采购单价,采购数量\n"
        + "2025-11-01,一院,公立,平台采购,XA01ABD075A002010100001,6.00,1000\n"
        + "2025-11-01,一院,公立,线下采购,XA01ABD075A002010100001,4.00,1000\n"
        + "2025-12-01,一院,公立,平台采购,XA01ABD075A002010100001,5.00,1000\n"
        + "2025-12-01,一院,公立,线下采购,XA01ABD075A002010100002,5.00,1000\n")
    let examination = try OfficeFolder(folder: folder).examine()
    let report = examination.report
    let place = try #require(
      report.findings.firstIndex { $0.monitor == "off-platform" && $0.product.code.isEmpty })
    let background = report.backgrounds.clues[place]
    #expect(background.historyKind == .offPlatformShare)
    #expect(background.history.suffix(3).map(\.value) == [nil, 0.4, 0.5])
    #expect(background.product == nil)
    let explained = try examination.explanation(of: report.findings[place].id)
    #expect(explained.history == background.history)
  }

  @Test func everyBackgroundIsWhatIsExplained() throws {
    let examination = try OfficeFolder.gaps().examine()
    let report = examination.report
    #expect(!report.findings.isEmpty)
    for (finding, background) in zip(report.findings, report.backgrounds.clues) {
      let explained = try examination.explanation(of: finding.id)
      #expect(explained.history == background.history, "\(finding.id)")
      #expect(explained.historyKind == background.historyKind, "\(finding.id)")
    }
  }

  /// What a purchase line says stands beside its clue as it stands in the file.
  @Test func theLinesBehindCluesAreQuoted() throws {
    let examination = try OfficeFolder.gaps().examine()
    let report = examination.report
    for finding in report.findings {
      let lines = try examination.explanation(of: finding.id).lines
      for line in lines {
        let quote = try #require(report.backgrounds.quotes[line.source], "\(line.source)")
        #expect(quote.texts[.date]?.isEmpty == false)
        for (_, text) in quote.texts { #expect(line.text.contains(text), "\(text)") }
      }
    }
    #expect(!report.backgrounds.quotes.isEmpty)
  }

  /// 东四院 pays 1,000 元 too much for 甲片 and 2,000 for 乙片. The rise of 乙片 is about no one
  /// institution.
  @Test func stakesAddUpByInstitution() throws {
    let report = try OfficeFolder.gaps().examine().report
    #expect(report.stakeByInstitution.map(\.institution.name) == ["东四院"])
    #expect(report.stakeByInstitution.map(\.amount) == [yuan(3_000)])
  }
}
