import Analysis
public import ArgumentParser
import Intake
public import Procurement
import Reporting
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

  @OptionGroup var options: AnalysisOptions

  @Option(
    help: ArgumentHelp(
      "报告月份，默认为有采购的最后一个月 · The month; default: the last with purchases.",
      valueName: "YYYY-MM"))
  var month: Month?

  @Option(
    help: ArgumentHelp(
      "价格指数的基期（=100），默认上年12月 · Base month of price indices; default: as the rules say.",
      valueName: "YYYY-MM"))
  var baseMonth: Month?

  @Option(help: ArgumentHelp("输出文件夹 · Where reports go.", valueName: "dir"), completion: .directory)
  var out = "Reports"

  @Option(
    help: ArgumentHelp(
      "只写这些格式，以逗号分隔或重复本选项 · Only these, with commas between: html, xlsx, json, csv.",
      valueName: "format"))
  var format: [FormatList] = []

  @Flag(
    help: ArgumentHelp(
      "另写机构、生产企业、配送企业的函询附表（sheets/） · Also write sheets for letters of inquiry."))
  var sheets = false

  @Flag(
    name: .customLong("public"),
    help: ArgumentHelp(
      "另写供公开的版本（public/）：采购价格与指标，无线索 · Also write the version for publication."))
  var isPublic = false

  @Flag(
    name: .shortAndLong,
    help: ArgumentHelp("不显示进度和摘要，只报错误 · No progress and no summary, only errors."))
  var quiet = false

  @Flag(
    name: .customLong("no-snapshots"),
    help: ArgumentHelp(
      "每个采购文件都重新读取，不用也不写快照（输出文件夹下的 .snapshots/） · Read every file anew."))
  var isWithoutSnapshots = false

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
    guard ["auto", "libcsv"].contains(reader) else {
      throw ValidationError("--reader 应为 auto 或 libcsv · must be auto or libcsv")
    }
    guard workers > 0 else { throw ValidationError("--workers 应大于 0 · must be above 0") }
    guard (1...1 << 30).contains(chunkSize ?? 1) else {
      throw ValidationError("--chunk-size 应在 1 至 1073741824 之间 · must lie in 1…1073741824")
    }
  }

  func run() throws {
    let language = languageOption.language
    try Console.run(in: language) {
      let line = Console.isTerminal && !quiet ? ProgressLine(language) : nil
      var analysis = options.analysis(sayingOn: line)
      analysis.month = month
      analysis.baseMonth = baseMonth
      analysis.readsPlainLines = reader == "auto"
      analysis.workers = workers
      analysis.chunkSize = chunkSize
      let formats = format.isEmpty ? Set(ReportFormat.allCases) : Set(format.flatMap(\.formats))
      analysis.hasBackgrounds = formats.contains(.html) || sheets
      if !isWithoutSnapshots { analysis.snapshots = snapshots(in: language) }
      defer { line?.clear() }
      let examination = try analysis.examine()
      let report = examination.report
      line?.clear()
      try ReportWriter(report: report, language: language).write(
        to: out, formats: formats, sheetsFor: sheets ? examination.parties : nil,
        publishing: isPublic ? examination.disclosure : nil)
      if !quiet {
        let summary = Summary(report, language: language)
        print(Console.showsColour ? summary.colouredText : summary.text)
        let place = FilePath(out).appending(report.month.description).string
        Console.say(language("已写到 \(place)/", "written to \(place)/"))
      }
      try Console.finish(in: language)
      // All is written: the process ends without taking apart what it holds.
      withExtendedLifetime(examination) { Self.exit() }
    }
  }
}

extension ReportCommand {
  /// Snapshots below the output folder; `nil` where this program cannot tell itself from others.
  private func snapshots(in language: Language) -> SnapshotFolder? {
    guard let program = Jicai.identity else { return nil }
    var folder = SnapshotFolder(FilePath(out).appending(".snapshots"), program: program)
    folder.failure = { path, error in
      Console.warn(
        language(
          "jicai: \(path): 无法写快照（\(error)），下次将重新读取全部文件",
          "jicai: \(path): snapshots cannot be written (\(error)); the next run reads all files"))
    }
    return folder
  }
}

/// One format or several, as `html` or `html,xlsx`.
struct FormatList: ExpressibleByArgument {
  /// The formats in the order they are named.
  let formats: [ReportFormat]

  /// Reads the names of formats with commas between them; `nil` when one is none.
  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    formats = names.compactMap { ReportFormat(rawValue: String($0)) }
    guard formats.count == names.count else { return nil }
  }

  /// What completion offers and an error lists.
  static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) }

  /// The names, one at a time.
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension Month: ExpressibleByArgument {
  /// Reads `YYYY-MM`.
  public init?(argument: String) {
    self.init(argument)
  }
}
