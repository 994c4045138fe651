import Analysis
import Indicators
import Intake
import Procurement
import Testing

@testable import Reporting

@Suite struct PhraseTests {
  private static let enumerations: [Phrase] =
    RejectReason.allCases.flatMap { [$0.phrase, $0.advice] }
    + NotApplicableReason.allCases.map(\.phrase) + NotComputableReason.allCases.map(\.phrase)
    + Severity.allCases.map(\.phrase) + ReferenceKind.allCases.map(\.phrase)
    + TargetStatus.allCases.map(\.phrase) + Channel.allCases.map(\.phrase)
    + Ownership.allCases.map(\.phrase) + BatchLevel.allCases.map(\.phrase)
    + ProductCategory.allCases.map(\.phrase) + FindingStatus.allCases.map(\.phrase)
    + IndicatorPart.Dimension.allCases.map(\.phrase)

  private static func hasChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) || $0.value >= 0xFF00 }
  }

  @Test func `every label is there in both languages`() {
    for phrase in Self.enumerations {
      #expect(Self.hasChinese(phrase.zh), "\(phrase)")
      #expect(!phrase.en.isEmpty && !Self.hasChinese(phrase.en), "\(phrase)")
    }
  }

  /// The days may be right: two companies are contracted for them.
  @Test func `the advice for overlapping contracts says how several companies are stated`() {
    let advice = RejectReason.overlappingPeriod.advice
    #expect(advice.zh.contains("几家企业") && advice.zh.contains("医保代码"))
    #expect(advice.en.contains("several companies") && advice.en.contains("code"))
  }

  @Test func `every key of the rules says what it means`() throws {
    let rules = try RulesFile.defaults()
    let keys = (rules.monitors.merging(rules.indicators) { $1 }).values.flatMap(\.values.keys)
    #expect(keys.count > 60)
    for key in keys {
      let phrase = try #require(Phrases.parameter(key), "\(key)")
      #expect(Self.hasChinese(phrase.zh) && !Self.hasChinese(phrase.en), "\(phrase)")
    }
  }

  @Test func `the authority of every rule has its English words`() throws {
    let rules = try RulesFile.defaults()
    let english = Wording(ReportFixture.report(), language: .en)
    for section in rules.monitors.merging(rules.indicators, uniquingKeysWith: { $1 }).values {
      #expect(!Self.hasChinese(english.authority(of: section)), "\(section.id)")
    }
  }

  /// Where a whole file is meant, there is no line; fields have their usual Chinese names.
  @Test func `notices of whole files and fields read as people say them`() {
    var report = ReportFixture.report()
    report.data.notices = [
      Notice(
        source: SourceLine(file: "purchases/b.csv", line: 0), column: "", value: "purchases/a.csv",
        reason: .identicalFile),
      Notice(
        source: SourceLine(file: "purchases/b.csv", line: 1), column: "数量", value: "quantity",
        reason: .ambiguousHeader),
    ]
    func cells(_ language: Language) -> [[String]] {
      ReportTables(report, language: language).notices.rows.map { $0.cells.prefix(3).map(\.text) }
    }
    #expect(cells(.zh)[0] == ["purchases/b.csv", "", "purchases/a.csv"])
    #expect(cells(.zh)[1] == ["purchases/b.csv:1", "数量", "采购数量"])
    #expect(cells(.en)[1] == ["purchases/b.csv:1", "数量", "quantity"])
  }

  @Test func `English headings have no Chinese left`() {
    let tables = ReportTables(ReportFixture.report(), language: .en)
    let all = [
      tables.account, tables.purchases, tables.shares, tables.shareParts(), tables.counts,
      tables.filedPurchases, tables.movement, tables.rises(), tables.falls(isCompact: true),
      tables.months, tables.monitors, tables.findings, tables.clues(limit: 9), tables.targets,
      tables.files, tables.rejectCounts, tables.notices, tables.rejects, tables.headlines,
      tables.missing,
    ]
    for table in all {
      for text in [table.title, table.note] + table.columns.map(\.title) {
        #expect(!Self.hasChinese(text), "\(text)")
      }
      for row in table.rows { #expect(row.cells.count == table.columns.count, "\(table.title)") }
    }
    for figure in tables.headlineFigures { #expect(!Self.hasChinese(figure.label)) }
  }

  @Test func `no label pronounces a verdict`() {
    for phrase in Self.enumerations { #expect(!phrase.zh.contains("违规"), "\(phrase)") }
  }

  @Test func `an unknown monitor, indicator or method keeps its identifier`() {
    #expect(Phrases.monitor("brand-new").zh == "brand-new")
    #expect(Phrases.indicator("brand/new").en == "brand/new")
    #expect(Phrases.method("brand").en == "brand")
    #expect(Phrases.monitor("price-rise").zh == "涨幅异常")
  }
}
