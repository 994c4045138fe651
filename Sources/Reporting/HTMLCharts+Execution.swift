import Analysis
import Indicators
import Procurement

extension HTMLCharts {
  /// The price indices by month; `nil` when none is computable.
  var priceIndices: Figure? {
    let shown = tables.leadingIndices.filter { result in
      result.value != nil && result.series.count > 1
    }
    guard let first = shown.first, let last = first.value else { return nil }
    let base = first.period.lowerBound
    let title = t(
      "价格指数走势（\(base)=100，拉氏）", "Price index by month (\(base) = 100, Laspeyres)")
    let chart = MonthChart(
      id: "chart-index", title: title,
      description: t(
        "\(tables.report.month) 全部品规为 \(NumberText.fixed(last, places: 2))。",
        "All goods stand at \(NumberText.fixed(last, places: 2)) in \(tables.report.month)."),
      axis: { NumberText.trimmedGrouped($0, places: 2) },
      label: { NumberText.fixed($0, places: 2) })
    return Figure(
      title: title,
      note: t(
        "来源：采购记录；基期与当月均有采购的同一产品编码；各公式与可比占比见下表。",
        "Source: purchase records; codes bought in both months; the table below has all formulas."),
      svg: chart.lines(
        shown.map { result in
          MonthChart.Series(
            name: t(Phrases.indexGroup(String(result.id.split(separator: "/")[1]))),
            values: Array(result.series.suffix(24)), target: nil, targetLabel: "")
        }))
  }

  /// Completion of each batch against its time progress; `nil` when no batch has contracts.
  var completion: Figure? {
    let batches = tables.results("contract-completion").filter {
      $0.value != nil && !$0.subject.isEmpty
    }
    guard !batches.isEmpty else { return nil }
    let behind = batches.count { $0.value ?? 0 < $0.reference ?? 0 }
    let title = t("各批次完成率与时间进度（%）", "Completion by batch against time progress (%)")
    let chart = BulletChart(
      id: "chart-completion", title: title,
      description: t(
        "共 \(batches.count) 个批次，\(behind) 个落后于时间进度；逐项数值见下表。",
        "\(batches.count) batches, \(behind) behind time progress; the table below has every value."
      ),
      rows: batches.map { result in
        let isBehind = result.value ?? 0 < result.reference ?? 0
        let progress = result.reference.map { NumberText.percent($0) } ?? NumberText.nothing
        return BulletChart.Row(
          label: result.subject,
          value: "\(NumberText.percent(result.value ?? 0)) / \(progress)", share: result.value,
          line: result.reference, baseline: nil, tone: isBehind ? .watch : .good, heading: nil)
      },
      legend: [
        .bar("bullet good", t("完成率，不落后", "completion, on time")),
        .bar("bullet watch", t("完成率，落后于时间进度", "completion, behind time progress")),
        .mark("pace", t("时间进度", "time progress")),
        .mark("goal", t("约定量 100%", "contracted, 100 %")),
      ], heading: t("完成率 / 时间进度", "completion / time progress"))
    return Figure(
      title: title,
      note: t(
        "来源：约定采购量与采购记录；超过 100% 的部分截去，数值如实标注。",
        "Source: contracts and purchase records; bars beyond 100 % are cut, values are not."),
      svg: chart.svg)
  }
}
