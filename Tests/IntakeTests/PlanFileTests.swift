import Procurement
import SystemPackage
import TestSupport
import Testing

@testable import Intake

/// Plans: values as they are printed, rows with blanks, and what cannot be read.
struct PlanFileTests {
  private func read(_ files: [String: String]) throws -> Catalogues {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    return CatalogueFiles.read(in: FilePath(folder.path))
  }

  private static let planHead = "规划,指标,基期年,基期值,目标年,目标值,计入层级\n"

  private static let drugs = "platform-share/drugs"
  private static let varieties = "vbp-varieties/drugs"

  @Test(
    arguments: [
      ("90%以上", drugs, .atLeast, 0.9), ("90", drugs, .equal, 0.9), ("80%", drugs, .equal, 0.8),
      ("85%", drugs, .equal, 0.85), ("约75%", drugs, .about, 0.75), ("75%左右", drugs, .about, 0.75),
      ("90%左右", drugs, .about, 0.9), ("≥90%", drugs, .atLeast, 0.9), (">90", drugs, .greater, 0.9),
      ("95%以上", "credit-coverage", .atLeast, 0.95), ("不低于90％", drugs, .atLeast, 0.9),
      ("＞500", varieties, .greater, 500), (">500", varieties, .greater, 500),
      ("800个以上", varieties, .atLeast, 800), ("138", varieties, .equal, 138),
      ("132个", varieties, .equal, 132), ("112个品种", varieties, .equal, 112),
      ("400个品种以上", varieties, .atLeast, 400), ("30个品类以上", varieties, .atLeast, 30),
      ("1类", varieties, .equal, 1), (">5", varieties, .greater, 5),
      ("10类以上", varieties, .atLeast, 10),
      ("92.5%", drugs, .equal, 0.925), ("-", drugs, nil, nil), ("--", drugs, nil, nil),
      ("——", drugs, nil, nil), ("很少", drugs, nil, nil), ("", drugs, nil, nil),
      ("/", drugs, nil, nil),
      ("1,200个以上", varieties, .atLeast, 1_200), ("1，200个", varieties, .equal, 1_200),
      ("九成以上", drugs, .atLeast, 0.9), ("九成五", drugs, .equal, 0.95), ("9成", drugs, .equal, 0.9),
      ("9.5成左右", drugs, .about, 0.95), ("百分之九十五", drugs, .equal, 0.95),
      ("八百个以上", varieties, .atLeast, 800), ("一千二百个", varieties, .equal, 1_200),
      ("十五类", varieties, .equal, 15), ("一万零五十", varieties, .equal, 10_050),
      ("0.12万个", varieties, .equal, 1_200), ("1.2千个", varieties, .equal, 1_200),
      ("不高于90%", drugs, .atMost, 0.9), ("≤5", varieties, .atMost, 5),
      ("<=5", varieties, .atMost, 5), ("30%以下", drugs, .atMost, 0.3),
      ("不超过三成", drugs, .atMost, 0.3), ("＜30%", drugs, .less, 0.3),
      ("低于30%", drugs, .less, 0.3), ("超过90%", drugs, .greater, 0.9),
      ("大于等于2", varieties, .atLeast, 2), ("大于或等于2", varieties, .atLeast, 2),
      ("=>2", varieties, .atLeast, 2), ("2个及以上", varieties, .atLeast, 2),
      ("不少于2", varieties, .atLeast, 2), ("小于等于30%", drugs, .atMost, 0.3),
      ("不超过30%", drugs, .atMost, 0.3), ("不高于30%", drugs, .atMost, 0.3),
      ("提高到90%以上", drugs, .atLeast, 0.9), ("增加至500个", varieties, .equal, 500),
    ] as [(String, String, Comparator?, Double?)])
  func valuesAreReadAsPlansPrintThem(
    _ printed: String, _ indicator: String, _ comparator: Comparator?, _ number: Double?
  ) {
    let read = PlanValueText(printed, of: indicator)
    #expect(read.value == PlanValue(text: printed, comparator: comparator, value: number))
    #expect(!read.isUnreadable)
  }

  /// A target that is stated as a change is counted from the baseline, where the words settle it.
  @Test(
    arguments: [
      ("80%", "提高5个百分点", drugs, .equal, 0.85), ("80%", "提高5个百分点以上", drugs, .atLeast, 0.85),
      ("80%", "下降30个百分点", drugs, .atMost, 0.5), ("40%", "翻一番", drugs, .equal, 0.8),
      ("138", "增加30个", varieties, .equal, 168), ("138", "增长50%", varieties, .equal, 207),
      ("100", "下降30%以上", varieties, .atMost, 70), ("112个", "翻一番", varieties, .equal, 224),
    ] as [(String, String, String, Comparator, Double)])
  func changesAreCountedFromTheBaseline(
    _ baseline: String, _ printed: String, _ indicator: String, _ comparator: Comparator,
    _ number: Double
  ) throws {
    let catalogues = try read([
      "plans.csv": Self.planHead + "p,\(indicator),2020,\(baseline),2025,\(printed),\n"
    ])
    #expect(catalogues.notices == [])
    #expect(
      catalogues.plans.first?.targets.map(\.target) == [
        PlanValue(text: printed, comparator: comparator, value: number)
      ])
  }

  /// What the words leave open is no target: it is named, and has no value.
  @Test(
    arguments: [
      ("80%", "每年增长5%"), ("80%", "年均5%"), ("80%", "提高5%"), ("80%", "下降30%"), ("80%", "翻一番"),
      ("80%", "翻两番"), ("", "提高5个百分点"), ("约75%", "提高5个百分点"), ("98%", "提高5个百分点"),
      ("80%", "较2020年下降10%"), ("80%", "逐年提高5个百分点"), ("80%", "降幅30%"), ("80%", "提高五个百分点"),
    ])
  func changesThatAreNotExactAreNamed(_ baseline: String, _ printed: String) throws {
    let catalogues = try read([
      "plans.csv": Self.planHead + "p,\(Self.drugs),2020,\(baseline),2025,\(printed),\n"
    ])
    #expect(catalogues.notices.map(\.value) == [printed])
    #expect(catalogues.notices.map(\.reason) == [.badNumber])
    #expect(catalogues.plans.first?.targets.map(\.target.value) == [nil])
  }

  @Test(arguments: [("", nil), ("2030", 2030), ("2030年", 2030), ("2030年底", 2030)])
  func years(_ printed: String, _ year: Int?) throws {
    let catalogues = try read([
      "plans.csv": Self.planHead + "p,\(Self.drugs),2020年,80%,\(printed),90%,\n"
    ])
    #expect(catalogues.notices == [])
    #expect(catalogues.plans.first?.targets.map(\.baselineYear) == [2020])
    #expect(catalogues.plans.first?.targets.map(\.targetYear) == [year])
  }

  /// What states something that cannot be read is named and has no value; it is never left blank in
  /// silence.
  @Test(arguments: [
    "85%-90%", "1,20个", "逐步提高", "90‰", "三分之二", "1亿", "-5%", "≥", "九十成", "二〇二五年九成",
  ])
  func valuesThatCannotBeReadAreNamed(_ printed: String) throws {
    let catalogues = try read([
      "plans.csv": Self.planHead
        + "p,platform-share/drugs,2020,50%,2025,\"\(printed)\",\np,vbp-varieties/drugs,,,,5,\n"
    ])
    #expect(
      catalogues.notices == [
        Notice(
          source: SourceLine(file: "plans.csv", line: 2), column: "目标值", value: printed,
          reason: .badNumber)
      ])
    #expect(catalogues.plans.first?.targets.map(\.target.value) == [nil, 5])
  }

  @Test(arguments: ["90%", "九成"])
  func countsAreNoShares(_ printed: String) {
    #expect(PlanValueText(printed, of: Self.varieties).isUnreadable)
  }

  @Test(
    arguments: [
      ("platfrom-share/drugs", "platfrom-share/drugs (platform-share/drugs?)"),
      ("credit_coverage", "credit_coverage (credit-coverage?)"), ("结余", "结余"),
      ("contract-completion/N8", "contract-completion/N8 (contract-completion?)"),
    ])
  func indicatorsThatNothingComputesAreNamed(_ indicator: String, _ value: String) throws {
    let catalogues = try read([
      "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nN9,国家,药品,2024-03-01,2027-12-31\n",
      "plans.csv": Self.planHead
        + "p,contract-completion/N9,2020,,2025,9,\np,\(indicator),2020,,2025,9,\n",
    ])
    #expect(
      catalogues.notices == [
        Notice(
          source: SourceLine(file: "plans.csv", line: 3), column: "指标", value: value,
          reason: .unknownIndicator)
      ])
    // The target stands in the report all the same, without a value.
    #expect(catalogues.plans.first?.targets.count == 2)
  }

  private static let fullHead = "规划,地区,文件,指标,基期年,目标年,目标值\n"

  /// A blank says nothing about whose plan a row is, in whichever row it stands.
  @Test(arguments: [["p,,", "p,甲市,某规划"], ["p,甲市,", "p,,某规划"], ["p,甲市,某规划", "p,,"]])
  func blanksBelongToThePlanOfTheIdentifier(_ heads: [String]) throws {
    let catalogues = try read([
      "plans.csv": Self.fullHead + heads[0] + ",platform-share/drugs,,,90%\n" + heads[1]
        + ",vbp-varieties/drugs,,,5\np,乙县,别的规划,credit-coverage,,,95%\n"
    ])
    #expect(catalogues.plans.map(\.region) == ["甲市"])
    #expect(catalogues.plans.map(\.document) == ["某规划"])
    #expect(catalogues.plans.first?.targets.count == 2)
    #expect(catalogues.notices.map(\.reason) == [.conflictingPlan])
    #expect(catalogues.notices.map(\.source.line) == [4])
  }

  /// A target year before the baseline's names the line; the plan is there all the same.
  @Test func aTargetBeforeItsBaseline() throws {
    let catalogues = try read([
      "plans.csv": Self.fullHead + "p,甲市,,platform-share/drugs,2025,2020,90%\n"
    ])
    #expect(
      catalogues.notices == [
        Notice(
          source: SourceLine(file: "plans.csv", line: 2), column: "目标年", value: "2020",
          reason: .endBeforeStart)
      ])
    #expect(
      catalogues.plans == [Plan(id: "p", region: "甲市", document: "", targets: [])])
  }

  @Test func plansKeepTheOrderOfTheFile() throws {
    let catalogues = try read([
      "plans.csv": Self.planHead
        + "b,vbp-varieties/drugs,,-,,>500,国家；省级、联盟\na,platform-share/drugs,2021,85%,2026,90%以上,\n"
        + "b,platform-share/drugs,,,,,\n"
    ])
    #expect(catalogues.notices == [])
    #expect(catalogues.plans.map(\.id) == ["b", "a"])
    let first = try #require(catalogues.plans.first)
    #expect(first.targets.map(\.indicator) == ["vbp-varieties/drugs", "platform-share/drugs"])
    #expect(first.targets[0].levels == [.national, .provincial, .alliance])
    #expect(first.targets[0].baselineYear == nil)
    #expect(first.targets[0].targetYear == nil)
    #expect(first.targets[0].baseline == PlanValue(text: "-", comparator: nil, value: nil))
    #expect(first.targets[1].target == PlanValue(text: "", comparator: nil, value: nil))
    #expect(catalogues.plans[1].targets[0].baselineYear == 2021)
    #expect(catalogues.plans[1].targets[0].source == SourceLine(file: "plans.csv", line: 3))
  }

  @Test func aPlanIsQuotedInItsOwnCharacters() throws {
    let catalogues = try read([
      "plans.csv": """
      规划,地区,文件,指标,指标原文,目标值,依据
      p,甲县,规划纲要（甲医保〔2022〕49号）,platform-share/drugs,药品(不含中药饮片)的比例（％）, ＞９０％ ,专栏1 注②：指到2025年，达到要求
      p,甲县,规划纲要(甲医保〔2022〕49号),vbp-varieties/drugs,'品种（个）,-,—
      """
    ])
    #expect(catalogues.notices == [])
    let plan = try #require(catalogues.plans.first)
    #expect(plan.document == "规划纲要（甲医保〔2022〕49号）")
    #expect(plan.targets.map(\.wording) == ["药品(不含中药饮片)的比例（％）", "品种（个）"])
    #expect(plan.targets.map(\.clause) == ["专栏1 注②：指到2025年，达到要求", ""])
    #expect(
      plan.targets.map(\.target) == [
        PlanValue(text: "＞９０％", comparator: .greater, value: 0.9),
        PlanValue(text: "-", comparator: nil, value: nil),
      ])
  }

  @Test func twoPlansWithOneIdentifier() throws {
    let catalogues = try read([
      "plans.csv": "规划,地区,指标,目标值\np,甲县,platform-share/drugs,90%\np,乙县,platform-share/drugs,80%\n"
    ])
    #expect(catalogues.notices.map(\.reason) == [.conflictingPlan])
    #expect(catalogues.notices.map(\.source.line) == [3])
    #expect(catalogues.plans.map(\.region) == ["甲县"])
    #expect(catalogues.plans.first?.targets.map(\.target.value) == [0.9])
  }
}
