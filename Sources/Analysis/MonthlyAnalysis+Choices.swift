internal import Intake
internal import PricePanel
internal import Procurement
internal import SystemPackage

/// What a report is of, and what is said where it cannot be made.
extension MonthlyAnalysis {
  /// The plan asked for; without one the rules', or the first there is where they name none.
  func choosePlan(among plans: [Plan], rules: Rules) throws(InputError) -> Plan? {
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

  /// The month asked for, or else the last one with purchases; refused where nothing was bought in it.
  func chooseMonth(in panel: Panel, _ read: IntakeResult) throws(InputError) -> Month {
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
  func checkBaseMonth(in panel: Panel, until month: Month) throws(InputError) {
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
