import Analysis
import Indicators
import Procurement

/// The charts of the page.
struct HTMLCharts: Sendable {
  let tables: ReportTables
  let t: Wording

  /// The charts of the report that `tables` show.
  init(_ tables: ReportTables) {
    self.tables = tables
    t = tables.t
  }

  /// A chart with its title and the line below it.
  struct Figure {
    /// What the chart shows, with its unit.
    let title: String
    /// Source and reading aid.
    let note: String
    /// The drawing.
    let svg: String
  }

  /// The average price change by month; `nil` when no month has one.
  var averageChange: Figure? {
    let values = Array(tables.report.prices.averageChange.suffix(24))
    let known = values.filter { $0.value != nil }
    guard let last = known.last, let lastValue = last.value else { return nil }
    let title = t(
      "分月平均价格涨跌幅（较上一有采购月，%）", "Average price change by month (on the month last bought in, %)")
    let chart = MonthChart(
      id: "chart-prices", title: title,
      description: t(
        "共 \(known.count) 个月，最近 \(last.month) 为 \(NumberText.change(lastValue))。",
        "\(known.count) months; the latest, \(last.month), is \(NumberText.change(lastValue))."),
      axis: { ($0 > 0 ? "+" : "") + NumberText.axisPercent($0) }, label: { NumberText.change($0) })
    return Figure(
      title: title,
      note: t(
        "来源：采购记录；同一机构当月与该产品上一有采购月均采购的，按金额加权。",
        "Source: purchase records; products bought by the same institutions in both months, by amount."
      ),
      svg: chart.columns(values))
  }

  /// The platform shares by month against their targets; `nil` when none is computable.
  var platformShares: Figure? {
    let shown = tables.headlineIndicators
    let series = tables.platformShares
      .filter { shown.contains($0.id) && $0.series.contains { $0.value != nil } }
      .map { result -> MonthChart.Series in
        let gap = tables.report.targets.first {
          $0.plan == tables.report.plan?.id && $0.target.indicator == result.id
        }
        return MonthChart.Series(
          name: t(Phrases.shortIndicator(result.id)), values: Array(result.series.suffix(24)),
          target: gap?.target.target.value,
          targetLabel: gap.map { t("目标 ", "target ") + $0.target.target.text } ?? "")
      }
    guard !series.isEmpty else { return nil }
    let title = t("分月平台采购率与规划目标（%）", "Platform share by month against its target (%)")
    let words = series.map { line -> String in
      let value = line.values.last { $0.value != nil }?.value ?? 0
      return "\(line.name) \(NumberText.percent(value))"
        + (line.targetLabel.isEmpty ? "" : t("，", ", ") + line.targetLabel)
    }
    let chart = MonthChart(
      id: "chart-shares", title: title, description: words.joined(separator: t("；", "; ")),
      axis: { NumberText.axisPercent($0) }, label: { NumberText.percent($0) })
    return Figure(
      title: title,
      note: t(
        "来源：公立医疗机构采购记录；虚线为选定规划目标；缺数据的月份断开。",
        "Source: purchases of public institutions; dashed: the chosen plan's target."),
      svg: chart.lines(Array(series)))
  }

  /// Every plan's targets as bullets; `nil` when there are none.
  var targets: Figure? {
    var rows: [BulletChart.Row] = []
    for plan in tables.planIDsChosenFirst {
      let gaps = tables.report.targets.filter { $0.plan == plan && $0.target.target.value != nil }
      for (index, gap) in gaps.enumerated() {
        rows.append(row(gap, heading: index == 0 ? tables.planName(plan) : nil))
      }
    }
    guard !rows.isEmpty else { return nil }
    let title = t("规划目标完成情况（占目标的比重）", "Progress towards the targets (share of the target)")
    let met = rows.count { $0.tone == .good }
    let chart = BulletChart(
      id: "chart-targets", title: title,
      description: t(
        "共 \(rows.count) 项目标，已达标 \(met) 项；逐项数值见下表。",
        "\(rows.count) targets, \(met) of them met; the table below has every value."),
      rows: rows,
      legend: [
        .bar("bullet good", t("已达标", "met")), .bar("bullet plain", t("未达标", "not met")),
        .bar("bullet warn", t("重大偏离", "major deviation")), .bar("base", t("基期值", "baseline")),
        .mark("pace", t("直线进度", "straight line")), .mark("goal", t("目标", "target")),
      ], heading: t("当前 / 目标（目标年）", "now / target (year)"))
    return Figure(
      title: title,
      note: t(
        "来源：采购记录、批次目录与 plans.csv；每行以目标为满格，当前值超过目标的截去；规划未列目标值的不列。",
        "Source: purchase records, batch catalogues and plans.csv; in each row the target is the full "
          + "length, values beyond it are cut; targets that a plan leaves blank are left out."),
      svg: chart.svg)
  }

  private func row(_ gap: TargetGap, heading: String?) -> BulletChart.Row {
    let unit = tables.unit(of: gap)
    let goal = gap.target.target.value ?? 0
    func share(_ value: Double?) -> Double? { goal > 0 ? value.map { $0 / goal } : nil }
    let tone: Table.Tone =
      gap.status == .met && tables.doubt(about: gap) == nil
      ? .good : gap.isMajorDeviation == true ? .warn : .plain
    let now = gap.now.map { t.value($0, unit: unit) } ?? t(Phrases.notComputable)
    return BulletChart.Row(
      label: t(Phrases.shortIndicator(gap.target.indicator)),
      value: "\(now) / \(tables.parsed(gap.target.target, unit: unit))"
        + (gap.target.targetYear.map { t("（\($0)）", " (\($0))") } ?? ""),
      share: share(gap.now), line: share(gap.straightLine),
      baseline: share(gap.target.baseline.value), tone: tone, heading: heading)
  }
}
