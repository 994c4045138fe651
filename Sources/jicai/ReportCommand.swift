import Analysis
public import ArgumentParser
public import Procurement
public import Reporting
import SystemPackage

/// `jicai report`: purchase files in, monthly report out.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "写出价格监测月报 · Write the monthly report.",
    discussion: """
      示例 Example:
        jicai report --data PriceData --month 2025-12 --plan yuncheng --out Reports
      """)

  @Option(help: ArgumentHelp("数据文件夹 · The data folder.", valueName: "dir"))
  var data = "PriceData"

  @Option(
    help: ArgumentHelp(
      "报告月份，默认为有采购的最后一个月 · The month; default: the last with purchases.",
      valueName: "YYYY-MM"))
  var month: Month?

  @Option(help: ArgumentHelp("输出文件夹 · Where reports go.", valueName: "dir"))
  var out = "Reports"

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

  @Option(
    help: ArgumentHelp(
      "只写这些格式 · Write only these: html, xlsx, json, csv.", valueName: "format"))
  var format: [ReportFormat] = []

  @Flag(
    help: ArgumentHelp(
      "另写每家机构、每家企业的函询附表（sheets/） · Also write sheets for letters of inquiry."))
  var sheets = false

  @Option(
    help: ArgumentHelp(
      "线索往前追溯的月数（1–12），多则更慢 · Months that clues are followed back; more is slower.",
      valueName: "n"))
  var monthsBack = 1

  @Option(
    help: ArgumentHelp(
      "由谁拆分规整的行：auto 为快速扫描，libcsv 为逐行解析，结果相同 · Who splits plain lines.",
      valueName: "auto|libcsv"))
  var reader = "auto"

  @Option(help: ArgumentHelp("并行读取的线程数 · Workers.", valueName: "n", visibility: .hidden))
  var workers = 2

  @Option(
    help: ArgumentHelp("每次读取的字节数 · Bytes a read.", valueName: "n", visibility: .hidden))
  var chunkSize: Int?

  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard (1...12).contains(monthsBack) else {
      throw ValidationError("--months-back 应在 1 至 12 之间 · must lie in 1…12")
    }
    guard ["auto", "libcsv"].contains(reader) else {
      throw ValidationError("--reader 应为 auto 或 libcsv · must be auto or libcsv")
    }
    guard workers > 0 else { throw ValidationError("--workers 应大于 0 · must be above 0") }
    guard chunkSize ?? 1 > 0 else {
      throw ValidationError("--chunk-size 应大于 0 · must be above 0")
    }
  }

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      var analysis = MonthlyAnalysis(data: FilePath(data))
      analysis.month = month
      analysis.plan = plan
      analysis.profile = profile
      analysis.rules = rules.map { FilePath($0) }
      analysis.encoding = encoding
      analysis.readsPlainLines = reader == "auto"
      analysis.monthsBack = monthsBack
      analysis.workers = workers
      analysis.chunkSize = chunkSize
      let line = Console.isTerminal ? ProgressLine() : nil
      if let line { analysis.progress = { line.update($0) } }
      defer { line?.clear() }
      let report = try analysis.run()
      line?.clear()
      let formats = format.isEmpty ? Set(ReportFormat.allCases) : Set(format)
      try ReportWriter(report: report, language: language).write(
        to: out, formats: formats, withSheets: sheets)
      print(Summary(report, language: language).text)
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}

extension Month: ExpressibleByArgument {
  /// Reads `YYYY-MM`.
  public init?(argument: String) {
    self.init(argument)
  }
}
