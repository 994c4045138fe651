import ArgumentParser
import DelimitedText
import Evaluation
import Intake
import Reporting
import SystemPackage

/// `jicai evaluate`: a report's findings against labels.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "按已知标签评估线索 · Hold a report's findings against labels.",
    discussion: """
      读取报告文件夹中的 report.json（没有则读 findings.csv），逐项给出精确率、召回率和 F1。
      标签文件各列（空值匹配任意值）：
        monitor,product_code,institution_code,region,distributor,month,variety
      同一文件夹中的 labels-implied.csv 为连带成立的标签，命中不计错，未命中不计漏。
      示例 Example:
        jicai evaluate --labels PriceData/labels.csv Reports/2025-12
      """)

  /// How the scores are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(
    help: ArgumentHelp("报告文件夹 · The report's folder.", valueName: "dir"),
    completion: .directory)
  var report: String

  @Option(help: ArgumentHelp("标签文件 · The labels.", valueName: "file"), completion: .file())
  var labels: String

  @Option(
    help: ArgumentHelp(
      "连带成立的标签，默认为标签文件旁的 labels-implied.csv · Implied labels.", valueName: "file"),
    completion: .file())
  var implied: String?

  @Option(help: ArgumentHelp("输出格式 · Format: text, json, csv.", valueName: "format"))
  var format = Format.text

  @Flag(help: "列出误报和漏报（text、json） · List wrong findings and missed labels.")
  var details = false

  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard !details || format != .csv else {
      throw ValidationError("--details 不能与 --format csv 同用 · goes with text and json only")
    }
  }

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      let path = FilePath(labels)
      let beside = path.removingLastComponent().appending("labels-implied.csv")
      let implied = implied.map { FilePath($0) } ?? (FolderListing.isThere(beside) ? beside : nil)
      let findings = try ReportedFindings(folder: FilePath(report))
      let evaluation = DetectionScores(
        findings: findings.subjects, labels: try LabelFile.readLabels(path),
        implied: try implied.map { try LabelFile.readLabels($0) } ?? [], tested: findings.tested,
        month: findings.month)
      let text = EvaluationText(evaluation, month: findings.month, details: details)
      switch format {
      case .text: Console.say(text.table(in: language))
      case .csv: print(text.csv)
      case .json: print(try text.json())
      }
    }
  }
}
