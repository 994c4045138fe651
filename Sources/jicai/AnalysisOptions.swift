import Analysis
import ArgumentParser
import SystemPackage

/// What a run starts from: the same for a report and for what explains it.
struct AnalysisOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("数据文件夹 · The data folder.", valueName: "dir"), completion: .directory)
  var data = "PriceData"

  @Option(
    help: ArgumentHelp(
      "对照的规划，默认见规则文件 · The plan to measure against; default: as the rules say.",
      valueName: "id"))
  var plan: String?

  @Option(
    help: ArgumentHelp(
      "全部采购文件使用的导入配置（名称或文件） · Import profile for all purchase files.",
      valueName: "name|file"), completion: .file(extensions: ["yaml", "yml"]))
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "规则文件，默认为数据文件夹中的 rules.yaml · The rules file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "全部采购文件的编码，默认自动识别 · Encoding of all purchase files; default: found out.",
      valueName: "name"), completion: .list(["utf-8", "gb18030", "utf-16"]))
  var encoding: String?

  /// The analysis that the options describe; it says how far it has come on `line`.
  func analysis(sayingOn line: ProgressLine?) -> MonthlyAnalysis {
    var analysis = MonthlyAnalysis(data: FilePath(data))
    analysis.plan = plan
    analysis.profile = profile
    analysis.rules = rules.map { FilePath($0) }
    analysis.encoding = encoding
    if let line { analysis.progress = { line.update($0) } }
    return analysis
  }
}
