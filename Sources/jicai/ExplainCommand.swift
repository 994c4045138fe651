import Analysis
import ArgumentParser
import Intake
import Procurement
import Reporting
import SystemPackage

/// `jicai explain`: one finding in words and numbers.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "说明一条线索的来龙去脉 · Explain one clue.",
    discussion: """
      公式、价格、参照价的由来、可比机构、近十二个月走势和原始采购行。选项须与写月报时相同。
      示例 Example:
        jicai explain price-rise-202512-0a1b2c3d4e --data PriceData
      """)

  @Argument(help: ArgumentHelp("线索编号 · The finding's id.", valueName: "finding-id"))
  var finding: String

  @Option(help: ArgumentHelp("数据文件夹 · The data folder.", valueName: "dir"))
  var data = "PriceData"

  @Option(
    help: ArgumentHelp(
      "对照的规划，默认见规则文件 · The plan to measure against; default: as the rules say.",
      valueName: "id"))
  var plan: String?

  @Option(
    help: ArgumentHelp(
      "全部采购文件使用的导入配置（名称或文件） · Import profile for all purchase files.",
      valueName: "name|file"))
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "规则文件，默认为数据文件夹中的 rules.yaml · The rules file.", valueName: "file"))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "全部采购文件的编码，默认自动识别 · Encoding of all purchase files; default: found out.",
      valueName: "name"))
  var encoding: String?

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      var analysis = MonthlyAnalysis(data: FilePath(data))
      analysis.monthsBack = 12
      analysis.month = try month()
      analysis.plan = plan
      analysis.profile = profile
      analysis.rules = rules.map { FilePath($0) }
      analysis.encoding = encoding
      let line = Console.isTerminal ? ProgressLine() : nil
      if let line { analysis.progress = { line.update($0) } }
      defer { line?.clear() }
      let examination = try analysis.examine()
      let explanation = try examination.explanation(of: finding)
      line?.clear()
      print(ExplanationText(explanation, of: examination.report, language: language).text)
    }
  }

  /// The month that stands in the identifier: `monitor-YYYYMM-digits`.
  private func month() throws(InputError) -> Month {
    let parts = finding.split(separator: "-")
    let digits = parts.dropFirst().dropLast().last ?? ""
    guard digits.utf8.count == 6, let month = Month("\(digits.prefix(4))-\(digits.suffix(2))")
    else {
      throw InputError(
        .usage, path: "",
        chinese: "\(finding) 不是线索编号；编号形如 price-rise-202512-0a1b2c3d4e，见 findings.csv",
        english: "\(finding) is no finding id; ids look like price-rise-202512-0a1b2c3d4e, see "
          + "findings.csv")
    }
    return month
  }
}
