import Analysis
import Indicators
import Procurement

/// Tables that the workbook's charts are drawn from, with their charts.
extension ReportTables {
  private static let shownMonths = 24
  /// As many bars as a chart of a page's height can hold apart.
  private static let chartedRows = 60

  /// The platform shares by month beside the chosen plan's targets.
  var shareTrend: (table: Table, chart: NativeChart?) {
    let shown = platformShares.filter { result in result.series.contains { $0.value != nil } }
    let goals = shown.map { result in
      report.targets.first { $0.plan == report.plan?.id && $0.target.indicator == result.id }?
        .target.target.value
    }
    var columns: [Table.Column] = [.text(t("月份", "Month"))]
    var series: [NativeChart.Series] = []
    for (index, (result, goal)) in zip(shown, goals).enumerated() {
      let name = t(Phrases.shortIndicator(result.id))
      series.append(NativeChart.Series(column: columns.count, colour: index))
      columns.append(.number(name))
      if goal != nil {
        series.append(NativeChart.Series(column: columns.count, colour: index, isTarget: true))
        columns.append(.number(t("目标：\(name)", "Target: \(name)")))
      }
    }
    var table = Table(
      title: t("分月平台采购率与规划目标", "Platform share by month against its target"),
      note: t(
        "各月当月值，公立医疗机构；目标为选定规划的目标值；空白为无法计算。",
        "Each month by itself, public institutions; the chosen plan's targets; blank: not "
          + "computable."),
      columns: columns)
    for month in months(of: shown) {
      var cells: [TableCell] = [.month(month)]
      for (result, goal) in zip(shown, goals) {
        let value = result.series.first { $0.month == month }?.value
        cells.append(value.map { .percent($0) } ?? .empty)
        if let goal { cells.append(.percent(goal)) }
      }
      table.add(cells)
    }
    return (
      table,
      chart(
        .lines, table, title: t("分月平台采购率与规划目标（%）", "Platform share and target by month (%)"),
        series: series, format: "0%", minimum: lowest(in: table, step: 0.1))
    )
  }

  /// The leading price index of each group by month.
  var indexTrend: (table: Table, chart: NativeChart?) {
    let shown = leadingIndices.filter { result in result.series.contains { $0.value != nil } }
    let groups = shown.map { result -> String in
      let parts = result.id.split(separator: "/")
      return t(Phrases.indexGroup(parts.count > 1 ? String(parts[1]) : result.id))
    }
    let base = shown.first?.period.lowerBound.description ?? ""
    var table = Table(
      title: t("分月价格指数（拉氏，\(base)=100）", "Price index by month (Laspeyres, \(base) = 100)"),
      columns: [.text(t("月份", "Month"))] + groups.map { .number($0) })
    for month in months(of: shown) {
      table.add(
        [.month(month)]
          + shown.map { result in
            result.series.first { $0.month == month }?.value.map { .number($0, places: 2) }
              ?? .empty
          })
    }
    let series = shown.indices.map { NativeChart.Series(column: $0 + 1, colour: $0) }
    return (
      table,
      chart(
        .lines, table, title: t("分月价格指数（拉氏，\(base)=100）", "Price index by month (\(base) = 100)"),
        series: series, format: "0", minimum: lowest(in: table, step: 10))
    )
  }

  /// The average price change, over the table of months.
  func changeChart(over table: Table) -> NativeChart? {
    chart(
      .columns, table,
      title: t(
        "分月平均价格涨跌幅（较上一有采购月，%）", "Average price change on the month last bought in (%)"),
      series: [NativeChart.Series(column: 2, colour: 0)], format: "+0.0%;-0.0%;0%")
  }

  /// Completion with the batches that have a value first, so that a chart can be drawn of them.
  var chartedCompletion: Table {
    var table = completion
    table.rows =
      table.rows.filter(Self.isCompletionKnown)
      + table.rows.filter { !Self.isCompletionKnown($0) }
    return table
  }

  private static func isCompletionKnown(_ row: Table.Row) -> Bool {
    row.cells[3].number != nil && row.cells[4].number != nil
  }

  /// Completion beside time progress, over the table of completion: every batch that has a value.
  func completionChart(over table: Table) -> NativeChart? {
    let known = table.rows.prefix(while: Self.isCompletionKnown).count
    let drawn = min(known, Self.chartedRows)
    let part =
      drawn < known
      ? t("，前 \(drawn) 行，共 \(known) 行", ", the first \(drawn) of \(known)") : ""
    return chart(
      .bars, table,
      title: t("约定采购量完成率与时间进度（%）", "Completion and time progress by batch (%)") + part,
      series: [
        NativeChart.Series(column: 3, colour: 0),
        NativeChart.Series(column: 4, colour: 0, isTarget: true),
      ], format: "0%", rows: drawn, minimum: 0)
  }

  /// What has been reached of every target, the chosen plan first, as shares of the target.
  var targetProgress: (table: Table, chart: NativeChart?) {
    var table = Table(
      title: t("规划目标完成程度（目标=100%）", "Progress towards the targets (target = 100 %)"),
      note: t(
        "当前值、直线进度与目标之比；空白为无法计算；规划未列目标值的不列。",
        "Value now and straight line ÷ target; blank: not computable; blank targets are left out."),
      columns: [
        .text(t("规划与指标", "Plan and indicator")), .number(t("当前", "Now")),
        .number(t("直线进度", "Straight line")), .number(t("目标", "Target")),
      ])
    for plan in planIDsChosenFirst {
      let region = report.plans.first { $0.id == plan }?.region ?? plan
      for gap in report.targets where gap.plan == plan {
        guard let goal = gap.target.target.value, goal > 0 else { continue }
        func share(_ value: Double?) -> TableCell { value.map { .percent($0 / goal) } ?? .empty }
        let name = t(Phrases.shortIndicator(gap.target.indicator))
        table.add([
          .text(region + " " + name), share(gap.now), share(gap.straightLine), .percent(1),
        ])
      }
    }
    return (
      table,
      chart(
        .bars, table,
        title: t("规划目标完成程度（%，目标=100%）", "Progress towards the targets (%, target = 100 %)"),
        series: [
          NativeChart.Series(column: 1, colour: 0),
          NativeChart.Series(column: 2, colour: 0, isTarget: true),
        ], format: "0%", rows: Self.chartedRows, minimum: 0)
    )
  }

  /// The lowest value of a table, down to a multiple of `step`; `nil` where there is none.
  private func lowest(in table: Table, step: Double) -> Double? {
    let values = table.rows.flatMap { $0.cells.dropFirst().compactMap { $0.number?.value } }
    return values.min().map { max(0, ($0 / step).rounded(.down) * step) }
  }

  /// The months of some results, the last of them at most.
  private func months(of results: [IndicatorResult]) -> [Month] {
    Set(results.flatMap { $0.series.map(\.month) }).sorted().suffix(Self.shownMonths)
  }

  /// A chart over a table, with its latest or first values in words; `nil` where nothing is drawn.
  private func chart(
    _ kind: NativeChart.Kind, _ table: Table, title: String, series: [NativeChart.Series],
    format: String, rows: Int = .max, minimum: Double? = nil
  ) -> NativeChart? {
    let drawn = series.filter { line in table.rows.contains { $0.cells[line.column].number != nil }
    }
    guard !drawn.isEmpty, min(rows, table.rows.count) > 1 else { return nil }
    let words = drawn.compactMap { line -> String? in
      let cells = table.rows.map { $0.cells[line.column] }
      guard let cell = cells.last(where: { $0.number != nil }) else { return nil }
      return "\(table.columns[line.column].title) \(cell.text)"
    }
    let latest = kind == .bars ? "" : t("，最近：\(t.list(words))", "; latest: \(t.list(words))")
    return NativeChart(
      kind: kind, title: title, description: title + latest, series: drawn, format: format,
      rows: min(rows, table.rows.count), minimum: minimum)
  }
}
