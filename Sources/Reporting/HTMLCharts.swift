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
    let title = t("分月平均价格涨跌幅（环比，%）", "Average price change by month (on month, %)")
    let chart = MonthChart(
      id: "chart-prices", title: title,
      description: t(
        "共 \(known.count) 个月，最近 \(last.month) 为 \(NumberText.change(lastValue))。",
        "\(known.count) months; the latest, \(last.month), is \(NumberText.change(lastValue))."),
      axis: { ($0 > 0 ? "+" : "") + NumberText.axisPercent($0) }, label: { NumberText.change($0) })
    return Figure(
      title: title,
      note: t(
        "来源：采购记录；同一机构前后两月均采购的产品，按金额加权。",
        "Source: purchase records; products bought by the same institutions in both months."),
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
      legend: (t("当前", "now"), t("直线进度", "straight line"), t("目标", "target")))
    return Figure(
      title: title,
      note: t("浅色底段为基期值；空白为无法计算。", "The pale part is the baseline; empty rows are not computable."),
      svg: chart.svg)
  }

  /// The money at stake by monitor, largest first; `nil` when there is none.
  var stakeByMonitor: Figure? {
    let accounts = tables.report.monitors.filter { $0.excessAmount > .zero }
      .sorted { ($1.excessAmount, $0.id) < ($0.excessAmount, $1.id) }
    let bars = accounts.map { account in
      let count = NumberText.count(account.flagged - account.dismissed)
      return BarChart.Bar(
        label: t(Phrases.monitor(account.id)), note: t("\(count) 条线索", "clues: \(count)"),
        value: account.excessAmount.yuan, text: NumberText.money(account.excessAmount),
        link: "#clues?monitor=" + account.id)
    }
    return stake(
      id: "chart-monitors", bars: bars,
      title: t("各监测项的涉及金额（\(t.currency)）", "Money at stake by monitor (\(t.currency))"),
      note: t(
        "来源：采购记录；同一采购可被多项监测指出，各项相加大于去重合计；线下采购、配送为涉及部分的金额，不是多付。",
        "Source: purchase records; monitors can name the same purchase, so the bars add up to more "
          + "than the total; off-platform and delivery amounts are no overpayment."))
  }

  /// The ten institutions with the most money at stake; `nil` when there are none.
  var stakeByInstitution: Figure? {
    let stakes = tables.report.stakeByInstitution
    let bars = stakes.prefix(10).map { institution, amount in
      BarChart.Bar(
        label: institution.name, note: institution.region, value: amount.yuan,
        text: NumberText.money(amount),
        link: "#clues?institution=" + URLText.query(institution.code))
    }
    let shown = NumberText.count(bars.count)
    let all = NumberText.count(stakes.count)
    return stake(
      id: "chart-institutions", bars: bars,
      title: t("涉及金额最大的医疗机构（\(t.currency)）", "Institutions with the most at stake (\(t.currency))"),
      note: t(
        "来源：采购记录；\(all) 家有价格线索的机构中的 \(shown) 家，每笔采购只计一次；不含地区、配送企业等汇总线索。",
        "Source: purchase records; \(shown) of \(all) institutions with clues to prices, each purchase "
          + "once; without clues about whole regions or distributors."))
  }

  private func stake(id: String, bars: [BarChart.Bar], title: String, note: String) -> Figure? {
    guard let first = bars.first else { return nil }
    let chart = BarChart(
      id: id, title: title,
      description: t(
        "最大为 \(first.label)，\(first.text) \(t.currency)；共 \(bars.count) 项。",
        "The largest of \(bars.count) is \(first.label), \(first.text) \(t.currency)."),
      bars: bars)
    return Figure(title: title, note: note, svg: chart.svg)
  }

  private func row(_ gap: TargetGap, heading: String?) -> BulletChart.Row {
    let unit = tables.unit(of: gap)
    let goal = gap.target.target.value ?? 0
    func share(_ value: Double?) -> Double? { goal > 0 ? value.map { $0 / goal } : nil }
    let tone: Table.Tone =
      gap.status == .met ? .good : gap.isMajorDeviation == true ? .warn : .plain
    return BulletChart.Row(
      label: t(Phrases.shortIndicator(gap.target.indicator)),
      value: gap.now.map { t.value($0, unit: unit) } ?? t(Phrases.notComputable),
      target: t.printed(gap.target.target), share: share(gap.now), line: share(gap.straightLine),
      baseline: share(gap.target.baseline.value), tone: tone, heading: heading)
  }
}
