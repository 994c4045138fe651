import Intake
import Procurement
import Testing

@testable import Analysis
@testable import Reporting

@Suite struct ExplanationTextTests {
  private static func explanation(_ index: Int) -> Explanation {
    let finding = ReportFixture.findings(8)[index]
    return Explanation(
      finding: finding,
      section: RuleSection(
        id: finding.monitor, isEnabled: true, authority: "系统默认",
        values: ["watch-ratio": .number(1.2), "warn-ratio": .number(1.5)]),
      peerCount: 12,
      peers: (0..<10).map {
        Explanation.Peer(
          name: $0 == 0 ? "\u{1B}[2J很长很长很长很长很长很长很长很长很长的医院名称" : "医院\($0)", price: 1.25,
          earlier: finding.referenceMonth == nil ? nil : 1,
          quantity: Quantity(tenThousandths: 10_000))
      },
      history: (0..<12).map {
        MonthValue(
          month: ReportFixture.month.advanced(by: $0 - 11),
          value: $0 == 3 ? nil : 1 + Double($0) / 11)
      }, historyKind: .price, origins: [], lines: [])
  }

  @Test(arguments: Language.allCases, 0..<8)
  func `every line fits a terminal of 80 columns and steers none`(
    _ language: Language, _ index: Int
  ) {
    let text = ExplanationText(
      Self.explanation(index), of: ReportFixture.report(), language: language
    ).text
    for line in text.split(separator: "\n") {
      #expect(TextWidth.columns(String(line)) <= 80, "\(line)")
    }
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\r" })
    #expect(text.hasPrefix(ReportFixture.findings(8)[index].id))
  }

  @Test func `the words and numbers of a finding`() {
    let text = ExplanationText(
      Self.explanation(1), of: ReportFixture.report(), language: .zh
    ).text
    for words in [
      "机构间价差，关注，待核实，2025年12月", "其他机构中位价", "warn-ratio 1.5, watch-ratio 1.2（系统默认）",
      "参考条款    外地规划，供参考：\n            河北省", "不同医疗机构之间采购药品、\n            医用耗材价格差异较大”",
      "可比对象（共 12，列采购量前 10）", "2025-01 ▁ 1.00",
      "2025-04 · –",
      "2025-12 █ 2.00", "purchases/2025/2025年12月订单明细.csv:107", "线索仅供核实",
    ] { #expect(text.contains(words), "\(words)") }
  }

  /// A bound is told from the price that is beyond it, and a price that reaches it is not within.
  @Test(
    arguments: [
      (249.641, 249.635, "不高于 249.635", "不低于 249.635"), (11, 11, "低于 11.00", "高于 11.00"),
      (12, 11, "不高于 11.00", "不低于 11.00"), (0.771429, 0.7714, "不高于 0.7714", "不低于 0.7714"),
    ] as [(Double, Double, String, String)])
  func `a clue does not lie within its own bound`(
    _ observed: Double, _ bound: Double, _ above: String, _ below: String
  ) throws {
    for isUpper in [true, false] {
      var explanation = Self.explanation(1)
      var finding = explanation.finding
      #expect(finding.unit == .price)
      finding.observed = observed
      finding.bounds = PriceBounds(lower: isUpper ? nil : bound, upper: isUpper ? bound : nil)
      explanation.finding = finding
      let text = ExplanationText(explanation, of: ReportFixture.report(), language: .zh).text
      #expect(text.contains(" " + (isUpper ? above : below)), "\(text)")
    }
  }

  /// The plan marked in the report speaks for itself; where it says nothing, all that do are quoted.
  @Test(
    arguments: [
      ("price-rise", "hebei", ["hebei"]), ("price-rise", "xixiang", ["xixiang"]),
      ("price-rise", "qingyang", ["qingyang"]),
      ("price-drop", "yuncheng", ["hebei", "xixiang", "qingyang", "jiangxi"]),
      ("change-frequency", nil, ["hebei", "xixiang", "qingyang", "jiangxi"]),
      ("supply-warning", "yuncheng", ["yuncheng"]), ("institution-gap", "jiangxi", ["hebei"]),
      ("peer-multiple", "hebei", []), ("unknown", "hebei", []),
    ] as [(String, String?, [String])])
  func `the clauses quoted are the marked plan's`(
    _ monitor: String, _ plan: String?, _ plans: [String]
  ) {
    #expect(PlanClause.answered(by: monitor, plan: plan).map(\.plan) == plans)
  }

  @Test func `an institution's last price is not told as a matched one`() {
    let own = ReferenceKind.previousMonth.method(isOfInstitution: true)
    #expect(own.zh == "本机构此前最近一次价格")
    #expect(ReferenceKind.previousMonth.method(isOfInstitution: false).zh.contains("两期均采购的机构"))
  }

  @Test func `the source lines of a pack stand below its thresholds`() {
    var explanation = Self.explanation(1)
    explanation.section.sources = ["生物制品高于最低挂网价 3 倍标黄"]
    let lines = ExplanationText(
      explanation, of: ReportFixture.report(), language: .zh
    ).text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    let place = lines.firstIndex { $0.hasPrefix("阈值") } ?? 0
    #expect(lines[place + 1] == "生物制品高于最低挂网价 3 倍标黄")
  }

  @Test func `blocks go from the lowest to the highest`() {
    #expect(String(BlockChart.characters([1, 2, nil, 8])) == "▁▂·█")
    #expect(String(BlockChart.characters([5, 5])) == "▄▄")
    #expect(String(BlockChart.characters([nil])) == "·")
  }

  @Test func `text is broken at blanks where there are any near`() {
    #expect(TextWidth.wrapped("one two three", to: 9) == ["one two", "three"])
    #expect(TextWidth.wrapped("集中采购价格", to: 7) == ["集中采", "购价格"])
    #expect(TextWidth.wrapped("", to: 7) == [""])
    #expect(HarmlessText.line("a\u{1B}[0m\tb\u{202E}") == "a\u{FFFD}[0m b\u{FFFD}")
  }
}
