internal import Execution
internal import Indicators
public import Intake
internal import Monitors
internal import Parallel
internal import PricePanel
public import Procurement
public import SystemPackage

/// A whole run: load, condense, measure, watch, and put together one month's report.
public struct MonthlyAnalysis: Sendable {
  /// The data folder.
  public var data: FilePath
  /// The month to report on; `nil` for the last with purchases.
  public var month: Month?
  /// The month in which price indices are 100; `nil`: as the rules say.
  public var baseMonth: Month?
  /// The plan to measure against; `nil`: as the rules say.
  public var plan: String?
  /// The import profile for all purchase files, by name or file; `nil`: each file by the profile
  /// in `profiles/` that is for it.
  public var profile: String?
  /// The rules file; `nil`: `rules.yaml` in the data folder, or else the program's own rules.
  public var rules: FilePath?
  /// The encoding of all purchase files; `nil` to find it out for each.
  public var encoding: String?
  /// Whether plainly formed lines are split by a scan; else libcsv splits all lines.
  public var readsPlainLines = true
  /// Whether the report holds what stands beside its clues, which only the page shows.
  public var hasBackgrounds = true
  /// How many workers read side by side.
  public var workers = 2
  /// The length in bytes of the stretches that purchase files are read in; `nil`: as it suits.
  public var chunkSize: Int?
  /// Where snapshots of purchase files lie; `nil` to read every file.
  public var snapshots: SnapshotFolder?
  /// Is told, now and then, how far reading has come.
  public var progress: (@Sendable (IntakeProgress) -> Void)?

  /// An analysis of the folder `data`; see the properties.
  public init(data: FilePath) {
    self.data = data
  }

  /// Runs the analysis.
  ///
  /// - Returns: the report; the same for the same files, whatever the number of workers.
  /// - Throws: ``Intake/InputError`` when a file that the run cannot go on without is missing or
  ///   malformed, when there is no usable purchase line, or when month, plan or profile do not
  ///   exist.
  public func run() throws(InputError) -> Report {
    try examine().report
  }

  /// Runs the analysis, and keeps what its findings can be explained from.
  ///
  /// - Throws: as ``run()`` does.
  public func examine() throws(InputError) -> Examination {
    let folder = try DataFolder(data)
    let files = CatalogueFiles.read(in: data, workers: workers)
    let rules = try readRules(folder, plans: plan == nil ? files.plans.map(\.id) : [])
    let plan = try choosePlan(among: files.plans, rules: rules)

    var intake = PurchaseIntake(folder: folder, catalogues: files)
    if let profile { intake.profile = try folder.profile(named: profile) }
    intake.encodingName = encoding
    intake.readsPlainLines = readsPlainLines
    intake.workers = workers
    if let chunkSize { intake.chunkSize = chunkSize }
    intake.snapshots = snapshots
    intake.progress = progress
    let (builder, read) = try intake.read(into: PanelBuilder())
    let panel = builder.panel(with: read, workers: workers)
    let catalogues = files.withoutUnknownInstitutions(panel)
    let month = try chooseMonth(in: panel, read)
    try checkBaseMonth(in: panel, until: month)

    let execution = ExecutionBasis(
      panel: panel, catalogues: catalogues, rules: rules, workers: workers)
    let results: MonthResults
    let countsGranules: Bool
    do throws(RuleError) {
      countsGranules = try rules.countsGranules()
      results = try MonthResults(
        execution, month: month, baseMonth: baseMonth, rules: rules, workers: workers)
    } catch {
      throw InputError(
        .malformed, path: "rules.yaml",
        chinese: "规则 \(error.section) 缺少可用的参数 \(error.parameter)",
        english: error.description)
    }
    let (indicators, clues) = (results.indicators, results.clues)
    var report = Report(
      month: month, currency: read.currency, plan: plan, plans: catalogues.plans, rules: rules,
      data: DataQuality(
        read, catalogues: catalogues, panel: panel, doubted: indicators.notices),
      overview: results.overview, indicators: indicators.results,
      filedPurchases: indicators.filedPurchases, targets: indicators.targets,
      prices: results.prices,
      monitors: clues.accounts, findings: clues.listed, excessAmount: clues.excessAmount,
      dismissed: clues.dismissed, monthOnMonth: clues.monthOnMonth)
    report.data.notices += panel.institutionsOfUnknownOwnership
    report.data.notices.insert(contentsOf: panel.gaps(before: month), at: 0)
    if self.month == nil, let share = rules.fewLinesShare,
      let doubt = panel.doubt(of: month, below: share)
    {
      report.data.notices.insert(doubt, at: 0)
    }
    report.rulesFile = (self.rules ?? folder.rulesFile)?.lastComponent?.string
    if hasBackgrounds {
      report.backgrounds = ClueBackgrounds(
        clues.listed, in: results.screened, execution: execution, month: month,
        countsGranules: countsGranules)
      report.backgrounds.quote(
        clues.listed,
        with: SourceReader(
          folder: folder, accounts: report.data.files,
          profile: try profile.map(folder.profile(named:))))
    }
    return Examination(
      report: report, folder: folder, execution: execution, screened: results.screened,
      countsGranules: countsGranules)
  }

  private func readRules(_ folder: DataFolder, plans: [String]) throws(InputError) -> Rules {
    if let file = rules ?? folder.rulesFile { return try RulesFile.read(file, plans: plans) }
    return try RulesFile.defaults()
  }
}
