import Analysis
import ArgumentParser
import Intake
import Procurement
import Reporting

/// `jicai explain`: one finding in words and numbers.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "说明一条线索的来龙去脉 · Explain one clue.",
    discussion: """
      公式、价格、参照价的由来、可比机构、近十二个月走势和原始采购行。选项须与写月报时相同。
      示例 Example:
        jicai explain peer-multiple-202512-3e5a4d5fc7 --data PriceData
      """)

  @Argument(help: ArgumentHelp("线索编号 · The finding's id.", valueName: "finding-id"))
  var finding: String

  @OptionGroup var options: AnalysisOptions

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      let line = Console.isTerminal ? ProgressLine(language) : nil
      var analysis = options.analysis(sayingOn: line)
      analysis.month = try month()
      analysis.hasBackgrounds = false
      defer { line?.clear() }
      let examination = try analysis.examine()
      let explanation = try examination.explanation(of: finding)
      line?.clear()
      Console.say(ExplanationText(explanation, of: examination.report, language: language).text)
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
