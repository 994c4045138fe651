import Analysis
import Procurement

/// The charts of money at stake.
extension HTMLCharts {
  /// The money at stake by monitor, largest first; `nil` when there is none.
  var stakeByMonitor: Figure? {
    let stakes = tables.report.monitors.map { ($0, tables.stake(of: $0)) }
      .filter { $0.1.amount > .zero }
      .sorted { ($1.1.amount, $0.0.id) < ($0.1.amount, $1.0.id) }
    let bars = stakes.map { account, stake in
      let count = NumberText.count(account.flagged - account.dismissed)
      let kinds = t.list(stake.kinds.map { t($0.phrase) })
      return BarChart.Bar(
        label: t(Phrases.monitor(account.id)),
        note: t("\(count) 条线索，\(kinds)", "clues: \(count), \(kinds)"),
        parts: tables.stakes(of: tables.report.findings(of: account.id)).map(part),
        text: NumberText.money(stake.amount), link: "#clues?monitor=" + account.id)
    }
    return stake(
      id: "chart-monitors", bars: bars,
      title: t("各监测项的涉及金额（\(t.currency)）", "Money at stake by monitor (\(t.currency))"),
      note: t(
        "来源：采购记录与约定采购量；逐条相加，同一采购可被多项监测指出，各项相加大于去重合计；颜色为金额性质，只有“高于参照”是多付。",
        "Source: purchase records and contracts; added clue by clue, so that the bars add up to more "
          + "than the total, which counts each purchase once; the colour says what the money is, and "
          + "only “above reference” is paid too much."))
  }

  /// The ten institutions with the most money at stake; `nil` when there are none.
  var stakeByInstitution: Figure? {
    let stakes = tables.stakesByInstitution
    let bars = stakes.prefix(10).map { stake in
      BarChart.Bar(
        label: stake.institution.name, note: stake.institution.region,
        parts: stake.parts.map(part), text: NumberText.money(stake.amount),
        link: "#clues?institution=" + URLText.query(stake.institution.code))
    }
    let shown = NumberText.count(bars.count)
    let all = NumberText.count(stakes.count)
    return stake(
      id: "chart-institutions", bars: bars,
      title: t("涉及金额最大的医疗机构（\(t.currency)）", "Institutions with the most at stake (\(t.currency))"),
      note: t(
        "来源：采购记录与约定采购量；\(all) 家有涉及金额线索的机构中的 \(shown) 家；高于参照的每笔采购只计一次；颜色为金额性质；不含地区、配送企业等汇总线索与低于参照的采购。",
        "Source: purchase records and contracts; \(shown) of \(all) institutions with money at stake; "
          + "what was paid above a reference counts each purchase once; the colour says what the money "
          + "is; without clues about whole regions or distributors, and without falls of prices."))
  }

  private func part(_ sum: (kind: StakeKind, amount: Money)) -> BarChart.Part {
    BarChart.Part(
      name: t(sum.kind.phrase), value: sum.amount.yuan, style: "k\(sum.kind.rawValue)")
  }

  private func stake(id: String, bars: [BarChart.Bar], title: String, note: String) -> Figure? {
    guard let first = bars.first else { return nil }
    let kinds = t.list(first.parts.map(\.name))
    let chart = BarChart(
      id: id, title: title,
      description: t(
        "最大为 \(first.label)，\(first.text) \(t.currency)（\(kinds)）；共 \(bars.count) 项。",
        "The largest of \(bars.count) is \(first.label), \(first.text) \(t.currency) (\(kinds))."),
      bars: bars)
    return Figure(title: title, note: note, svg: chart.svg)
  }
}
