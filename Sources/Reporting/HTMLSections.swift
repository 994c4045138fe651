import Analysis
import Indicators
import Procurement

/// The page's sections, in the order of a published monthly report.
struct HTMLSections: Sendable {
  /// What stands in a section.
  enum Block {
    /// A sentence or two.
    case paragraph(String)
    /// A sentence that holds only where the page's script does not run.
    case plainOnly(String)
    /// A list of sentences.
    case list([String])
    /// A chart.
    case figure(HTMLCharts.Figure)
    /// A table.
    case table(Table)
    /// A table whose rows stand in groups with headings.
    case grouped(Table, [(heading: String?, rows: [Table.Row])])
    /// The table of clues, with an anchor for each row.
    case clues(Table, anchors: [String])
  }

  /// A section.
  struct Section {
    /// The anchor.
    let id: String
    /// The heading with its number.
    let heading: String
    /// What stands in it.
    let blocks: [Block]
  }

  /// How many rows of a table stand on the page, where the workbook has all.
  static let rowLimit = 60
  let tables: ReportTables
  let charts: HTMLCharts
  let t: Wording

  /// The sections of the report that `tables` show.
  init(_ tables: ReportTables) {
    self.tables = tables
    charts = HTMLCharts(tables)
    t = tables.t
  }

  /// A section is headed as the sheets that stand for it.
  private func heading(_ section: WorkbookSection) -> String { t(section.heading) }

  /// All sections.
  var all: [Section] {
    [
      Section(
        id: "overview", heading: heading(.overview),
        blocks: [.table(tables.account)] + cut(tables.purchases)),
      Section(
        id: "platform", heading: heading(.platformShare),
        blocks: platform),
      Section(id: "prices", heading: heading(.prices), blocks: prices),
      Section(id: "clues", heading: heading(.clues), blocks: clues),
      Section(
        id: "vbp", heading: heading(.execution), blocks: execution),
      Section(
        id: "delivery", heading: heading(.delivery), blocks: delivery),
      Section(
        id: "supply", heading: heading(.supply), blocks: supply),
      Section(
        id: "targets", heading: heading(.targets),
        blocks: targets),
      Section(
        id: "next", heading: heading(.nextSteps),
        blocks: [.list(HTMLText.nextSteps(tables))]),
      Section(id: "data", heading: heading(.quality), blocks: data),
      Section(
        id: "rules", heading: t("附件二、规则与阈值", "Annex 2. Rules and thresholds"),
        blocks: [.table(tables.rules)]),
    ]
  }

  private var platform: [Block] {
    var blocks: [Block] = cut(tables.shares)
    if let figure = charts.platformShares { blocks.append(.figure(figure)) }
    let hasShares = tables.sharesByPart.columns.count > 2
    if hasShares { blocks.append(contentsOf: cut(tables.sharesByPart)) }
    return blocks + cut(tables.platformGaps, rows: 12) + filedPurchases
  }

  /// Who exceeds the limit, that nobody does, or that records do not say.
  private var filedPurchases: [Block] {
    let rows = cut(tables.filedPurchases)
    if !rows.isEmpty { return rows }
    let account = tables.report.monitors.first { $0.id == "filed-share" }
    guard let account, account.tested == 0 else {
      return [
        .paragraph(
          t("备案采购占比均未超过规则上限。", "No institution's filed purchases exceed the limit."))
      ]
    }
    let reasons = account.notApplicable.keys.sorted { $0.rawValue < $1.rawValue }.map {
      t($0.phrase)
    }
    return [
      .paragraph(
        t("备案采购占比：未监测", "Share of filed purchases: not monitored")
          + (reasons.isEmpty ? "" : t("（\(t.list(reasons))）", " (\(t.list(reasons)))"))
          + t("。", "."))
    ]
  }

  private var prices: [Block] {
    var blocks: [Block] = []
    blocks += priceIndices
    if let figure = charts.averageChange { blocks.append(.figure(figure)) }
    blocks.append(.table(tables.movement))
    for table in [tables.rises(isCompact: true), tables.falls(isCompact: true)]
    where !table.rows.isEmpty {
      blocks.append(.table(table))
    }
    return blocks
  }

  private var clues: [Block] {
    var blocks: [Block] = [.table(tables.monitors)]
    for figure in [charts.stakeByMonitor, charts.stakeByInstitution] {
      if let figure { blocks.append(.figure(figure)) }
    }
    blocks += tables.standings.map { .paragraph($0) }
    let findings = tables.report.findings
    guard !findings.isEmpty else {
      return blocks + [.paragraph(t("本月无线索。", "No clues this month."))]
    }
    let listed = findings.prefix(HTMLReport.plainClueLimit)
    blocks.append(
      .clues(tables.clues(limit: listed.count), anchors: listed.map { "clue-" + $0.id }))
    if findings.count > HTMLReport.clueLimit {
      blocks.append(.paragraph(notListed(findings.count - HTMLReport.clueLimit)))
    }
    if findings.count > listed.count {
      blocks.append(.plainOnly(notListed(findings.count - listed.count)))
    }
    return blocks
  }

  private func notListed(_ count: Int) -> String {
    let more = NumberText.count(count)
    return t(
      "另有 \(more) 条线索未在此列出，全部线索见 findings.csv 与 report.xlsx。",
      "\(more) more clues are not listed here; findings.csv and report.xlsx have all.")
  }

  var targets: [Block] {
    guard !tables.report.targets.isEmpty else {
      return [.paragraph(t("未提供规划目标（plans.csv）。", "No plan targets were supplied (plans.csv)."))]
    }
    var blocks: [Block] = []
    if let figure = charts.targets { blocks.append(.figure(figure)) }
    let groups = tables.planIDsChosenFirst.map { plan in
      (heading: String?.some(tables.planName(plan)), rows: tables.targets(of: plan).rows)
    }
    guard let first = tables.planIDs.first else { return blocks }
    let columns = tables.targets(of: first).columns
    blocks.append(
      .grouped(
        Table(
          title: t("各规划目标与当前值", "Every plan's targets and the values now"),
          note: tables.targetNote(hasPace: tables.hasNeededPace), columns: columns),
        groups.filter { !$0.rows.isEmpty }))
    return blocks
  }

  private var data: [Block] {
    var blocks: [Block] = []
    for table in [tables.missing, tables.rejectCounts, tables.notices, tables.files] {
      blocks.append(contentsOf: cut(table))
    }
    blocks.append(
      .paragraph(
        t("未计入的行逐行见 rejects.csv。", "rejects.csv lists every line that was not counted.")))
    return blocks
  }

  /// The table, cut after `limit` rows where the workbook serves better; nothing when it has no rows.
  func cut(_ table: Table, rows limit: Int = rowLimit) -> [Block] {
    guard !table.rows.isEmpty else { return [] }
    guard table.rows.count > limit else { return [.table(table)] }
    var short = table
    short.rows = Array(table.rows.prefix(limit))
    let more = NumberText.count(table.rows.count - limit)
    return [
      .table(short),
      .paragraph(t("另有 \(more) 行，见 report.xlsx。", "\(more) more rows in report.xlsx.")),
    ]
  }
}
