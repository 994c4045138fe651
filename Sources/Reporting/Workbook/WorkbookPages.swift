import Analysis
import Indicators
import Procurement

/// The sheets of a report, in the order of a published monthly report; what has no rows is left out.
struct WorkbookPages: Sendable {
  private let tables: ReportTables
  private var t: Wording { tables.t }

  /// The sheets of the report that `tables` show.
  init(_ tables: ReportTables) {
    self.tables = tables
  }

  /// All sheets but the contents.
  var all: [WorkbookPage] {
    let clues = self.clues
    let sections =
      [overview, platformShare, prices, monitors(linkedTo: clues), allClues] + clues
      + [execution, delivery, supply, targets, nextSteps]
    return (sections + [quality, rejects, rules]).compactMap(\.self).flatMap { page in
      page.isList ? [page] : page.withLongTablesApart(from: Self.longTable)
    }
  }

  /// The sheets of what is published, but the contents.
  func published(_ prices: [ProductPrice]) -> [WorkbookPage] {
    let list = tables.prices(prices)
    let index = tables.indexTrend
    let trend = tables.shareTrend
    let completion = tables.chartedCompletion
    return [
      WorkbookPage(list: list, name: list.title),
      page(
        .prices,
        blocks: [
          block(tables.priceIndices), block(index.table, index.chart), block(tables.movement),
        ]),
      page(
        .platformShare,
        blocks: [block(tables.purchases), block(tables.shares), block(trend.table, trend.chart)]),
      page(
        .execution,
        blocks: [
          block(tables.counts), block(completion, tables.completionChart(over: completion)),
        ]), targets,
    ].compactMap(\.self)
  }

  private static let longTable = 50

  // MARK: 一、二、三

  private var overview: WorkbookPage? {
    page(.overview, [tables.headlines, tables.account, tables.purchases, tables.missing])
  }

  private var platformShare: WorkbookPage? {
    let trend = tables.shareTrend
    return page(
      .platformShare,
      blocks: [
        block(tables.shares), block(trend.table, trend.chart), block(tables.platformGaps),
        block(tables.filedPurchases),
        block(tables.shareParts()),
      ])
  }

  private var prices: WorkbookPage? {
    let index = tables.indexTrend
    let months = tables.months
    return page(
      .prices,
      blocks: [
        block(tables.priceIndices), block(index.table, index.chart), block(tables.indexCoverage),
        block(tables.indexMovers), block(tables.movement), block(tables.rises()),
        block(tables.falls()),
        block(months, tables.changeChart(over: months)),
      ])
  }

  // MARK: 四

  private func monitors(linkedTo clues: [WorkbookPage?]) -> WorkbookPage? {
    var table = tables.monitors
    table.note = ([table.note] + tables.standings).joined(separator: " ")
    var page = WorkbookPage(list: table, name: t(WorkbookSection.monitors.name))
    for clue in clues.compactMap(\.self) { page?.links[clue.name] = clue.name }
    return page
  }

  private var allClues: WorkbookPage? {
    var page = WorkbookPage(list: tables.findings, name: t(WorkbookSection.clues.name))
    page?.frozenColumns = 3
    return page
  }

  /// The clues of each monitor that has any, without the columns that say nothing there.
  private var clues: [WorkbookPage?] {
    let all = tables.findings
    let rows = Dictionary(grouping: zip(tables.report.findings, all.rows), by: \.0.monitor)
    let known = tables.report.monitors.map(\.id)
    let ids = known + rows.keys.filter { !known.contains($0) }.sorted()
    return ids.compactMap { id in
      guard let rows = rows[id]?.map(\.1) else { return nil }
      let name = t(Phrases.monitor(id))
      let kept = all.columns.indices.filter { column in
        column != Self.monitorColumn && rows.contains { !$0.cells[column].isBlank }
      }
      var table = Table(
        title: t("异常线索：\(name)", "Clues: \(name)"), note: all.note,
        columns: kept.map { all.columns[$0] })
      table.printedColumns = all.printedColumns.map { limit in kept.count { $0 < limit } }
      table.sums = all.sums.compactMap { sum in
        kept.firstIndex(of: sum.column).map { Table.Sum(column: $0, label: sum.label) }
      }
      table.rows = rows.map { row in
        Table.Row(cells: kept.map { row.cells[$0] }, tone: row.tone)
      }
      var page = WorkbookPage(list: table, name: name, isPart: true)
      page?.frozenColumns = 2
      return page
    }
  }

  private static let monitorColumn = 1

  // MARK: 五、六、七

  private var execution: WorkbookPage? {
    let completion = tables.chartedCompletion
    let parts = IndicatorPart.Dimension.allCases.filter { $0 != .variety && $0 != .lagging }
    let rest =
      [
        tables.completionByVariety, tables.completionByHolder, tables.laggingInstitutions,
        tables.lagging,
      ] + tables.executionValues + [
        tables.supplyComponents, tables.surplusByBatch, tables.surplusByInstitution,
      ] + tables.executionParts
    return page(
      .execution,
      blocks: [
        block(tables.counts), block(completion, tables.completionChart(over: completion)),
        block(tables.completion(by: parts)),
      ] + rest.map { block($0) })
  }

  private var delivery: WorkbookPage? {
    page(.delivery, tables.delivery + [tables.settlements] + tables.deliveryParts)
  }

  private var supply: WorkbookPage? {
    page(.supply, tables.supply + tables.supplyParts)
  }

  // MARK: 八、九

  private var targets: WorkbookPage? {
    let progress = tables.targetProgress
    return page(
      .targets, blocks: [block(tables.targets), block(progress.table, progress.chart)])
  }

  private var nextSteps: WorkbookPage? {
    page(.nextSteps, [tables.nextSteps])
  }

  // MARK: 附件

  private var quality: WorkbookPage? {
    page(.quality, [tables.account, tables.rejectCounts, tables.notices, tables.files])
  }

  private var rejects: WorkbookPage? {
    var table = tables.rejects
    table.printedColumns = 7
    table.sums = [Table.Sum(column: 6, label: t("金额", "amount"))]
    return WorkbookPage(list: table, name: t(WorkbookSection.rejects.name))
  }

  private var rules: WorkbookPage? {
    var rules = tables.rules
    let name = t.rule(tables.report.rules.name)
    rules.note = t("规则：\(name)。", "Rules: \(name).")
    return page(
      .rules, [tables.monitorMethods, tables.indicatorMethods, tables.rulePacks, rules])
  }

  private func page(_ section: WorkbookSection, _ tables: [Table]) -> WorkbookPage? {
    page(section, blocks: tables.map { block($0) })
  }

  private func page(
    _ section: WorkbookSection, blocks: [WorkbookPage.Block]
  ) -> WorkbookPage? {
    WorkbookPage(name: t(section.name), heading: t(section.heading), blocks: blocks)
  }

  private func block(_ table: Table, _ chart: NativeChart? = nil) -> WorkbookPage.Block {
    WorkbookPage.Block(table: table, chart: chart)
  }
}

extension TableCell {
  /// Whether the cell says nothing: empty, or a dash.
  var isBlank: Bool {
    guard case .text(let text) = self else { return false }
    return text.isEmpty || text == NumberText.nothing
  }
}
