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

  /// The plan asked for; without one the rules', or the first there is where they name none.
  private func choosePlan(among plans: [Plan], rules: Rules) throws(InputError) -> Plan? {
    guard let plan else { return plans.first { $0.id == rules.plan } ?? plans.first }
    if let chosen = plans.first(where: { $0.id == plan }) { return chosen }
    guard !plans.isEmpty else {
      throw InputError(
        .usage, path: data.appending("plans.csv").string,
        chinese: "没有可读的规划，不能对照 \(plan)；可从 jicai init 新建的数据文件夹复制 plans.csv，或不用 --plan",
        english:
          "no plan can be read, so nothing is measured against \(plan); `jicai init` makes a "
          + "folder with a plans.csv to copy, and the report can do without --plan")
    }
    let known = plans.map(\.id)
    let list = (Spelling.nearest(to: plan, in: known).map { [$0] } ?? known)
      .joined(separator: ", ")
    throw InputError(
      .usage, path: "", chinese: "plans.csv 中没有规划 \(plan)；可用：\(list)",
      english: "plans.csv has no plan \(plan); known: \(list)")
  }

  private func chooseMonth(in panel: Panel, _ read: IntakeResult) throws(InputError) -> Month {
    guard let months = panel.months else {
      if let error = nothingToRead(read) { throw error }
      let lines = read.files.reduce(0) { $0 + $1.linesRead }
      let lacksInstitution = read.rejects.contains {
        $0.reason == .missingValue && $0.column == PurchaseField.institutionCode.name
      }
      guard !lacksInstitution else {
        throw InputError(
          .malformed, path: data.appending("purchases").string,
          chinese: "采购文件没有医疗机构编码或名称的列；只有一家机构的文件，请在 profiles/ 的导入配置中写 "
            + "constants: {institution-name: 机构名称, ownership: 公立}",
          english: "the purchase files have no column with the institution's code or name; for a "
            + "file of one institution, a profile in profiles/ names it: "
            + "constants: {institution-name: NAME, ownership: 公立}")
      }
      throw InputError(
        .malformed, path: data.appending("purchases").string,
        chinese: "没有可用的采购记录（\(read.files.count) 个文件，\(lines) 行）；可用 jicai inspect 查看原因",
        english: "no usable purchase line in \(read.files.count) files with \(lines) lines; "
          + "`jicai inspect` shows why")
    }
    guard let month else { return months.upperBound }
    if panel.cells.contains(where: { $0.month == month }) { return month }
    throw InputError(
      .usage, path: "",
      chinese: "\(month) 没有采购记录；数据覆盖 \(months.lowerBound) 至 \(months.upperBound)",
      english: "nothing was bought in \(month); the data cover \(months.lowerBound) to "
        + "\(months.upperBound)")
  }

  /// What to say of a folder without a single CSV file with lines; `nil` where there is one.
  private func nothingToRead(_ read: IntakeResult) -> InputError? {
    let others = read.notices.filter { $0.reason == .notCSV }.map(\.source.file)
    let lines = read.files.reduce(0) { $0 + $1.linesRead }
    if lines == 0, let notice = read.notices.first(where: { $0.reason == .smallestUnits }) {
      return InputError(
        .malformed, path: data.pushing(FilePath(notice.source.file)).string,
        line: notice.source.line,
        chinese: "表头“\(notice.column)”按最小单位（\(notice.value)）计，文件未读取；请导出按包装（盒）计的数据，或在 "
          + "profiles/ 的导入配置中写 constants: {conversion-ratio: 1}",
        english:
          "the header `\(notice.column)` counts smallest units (\(notice.value)), so the file was not "
          + "read; export packs, or say so in a profile in profiles/: constants: {conversion-ratio: 1}"
      )
    }
    if lines == 0, let notice = read.notices.first(where: { $0.reason == .missingHeader }) {
      let field = PurchaseField(name: notice.value)?.usualHeader ?? ""
      return InputError(
        .malformed, path: data.pushing(FilePath(notice.source.file)).string,
        line: notice.source.line,
        chinese: "没有导入配置为“\(field)”（\(notice.value)）写明的表头“\(notice.column)”；"
          + "请更正配置的 fields，或从中删去该字段",
        english:
          "there is no header `\(notice.column)`, which the profile names for \(notice.value); "
          + "correct fields in the profile, or take the field out")
    }
    guard lines == 0, let first = others.first else {
      guard read.files.isEmpty else { return nil }
      if let folder = read.notices.first(where: { $0.reason == .unreadableFolder }) {
        return InputError(
          .noInput, path: data.pushing(FilePath(folder.source.file)).string,
          chinese: "文件夹未读取（\(folder.value)），此外没有 CSV 文件；链接不跟随",
          english: "the folder was not read (\(folder.value)), and there is no CSV file beside it; "
            + "links are not followed")
      }
      return InputError(
        .malformed, path: data.appending("purchases").string,
        chinese: "其中没有 CSV 文件；请放入采购导出文件（CSV）",
        english: "there is no CSV file in it; put purchase exports (CSV) there")
    }
    let more =
      others.count > 1 ? ("等 \(others.count) 个文件", " and \(others.count - 1) more") : ("", "")
    return InputError(
      .malformed, path: data.appending("purchases").string,
      chinese: "没有可读的 CSV 文件；\(first) \(more.0)未读取：请用电子表格软件打开（压缩包先解压），另存为 CSV（UTF-8）",
      english:
        "no CSV file to read; \(first)\(more.1) not read: open it in a spreadsheet program and "
        + "save it as CSV (UTF-8)")
  }

  /// Refuses a base month after the report month, or without purchases.
  private func checkBaseMonth(in panel: Panel, until month: Month) throws(InputError) {
    guard let baseMonth, let months = panel.months else { return }
    let isBought = panel.cells.contains { $0.month == baseMonth }
    guard baseMonth > month || !isBought else { return }
    throw InputError(
      .usage, path: "",
      chinese: "基期 \(baseMonth) 应为 \(months.lowerBound) 至 \(month) 之间有采购记录的月份",
      english: "the base month \(baseMonth) has to be one with purchases between "
        + "\(months.lowerBound) and \(month)")
  }
}
