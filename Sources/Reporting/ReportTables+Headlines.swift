import Analysis
import Indicators
import Procurement

/// One of the few figures on the first page.
struct Headline: Sendable {
  /// What it is.
  let label: String
  /// What it is, where there is little room; `nil`: as the label says.
  var short: String?
  /// Why there is no value; `nil` where there is one.
  var reason: String?
  /// The value with its unit, as running text says it.
  let value: String
  /// The value as a number in full, and its unit; the text where there is no value.
  let cell: (value: TableCell, unit: String)
  /// How it changed, or what it is measured against; a line each.
  var notes: [String]
  /// How the figure stands.
  let tone: Table.Tone
  /// The months before, for a small trend; empty where there is none.
  let trend: [Double?]
}

extension ReportTables {
  /// The four to six figures that a director looks at first.
  var headlineFigures: [Headline] {
    [amountHeadline] + headlineIndicators.compactMap { indicatorHeadline($0) }
      + [priceHeadline, clueHeadline]
  }

  /// The figures that head what is published.
  var publishedFigures: [Headline] {
    var amount = amountHeadline
    amount.notes.append(
      t("全部机构（含民营与药店）各渠道采购净额", "all institutions, private ones and pharmacies too, net"))
    return [amount] + headlineIndicators.compactMap { indicatorHeadline($0) } + [priceHeadline]
  }

  /// At most three indicators: those the chosen plan sets targets for, or else what there is. What is procured by
  /// volume is counted in varieties of drugs, or in categories of consumables where only these can be counted.
  var headlineIndicators: [String] {
    let known = [
      "platform-share/drugs", "platform-share/high-value-consumables", "platform-share/combined",
      "vbp-varieties/drugs", "vbp-categories/high-value-consumables",
    ]
    let planned = known.filter { id in
      report.targets.contains { $0.plan == report.plan?.id && $0.target.indicator == id }
    }
    let chosen = planned.isEmpty ? known.filter { indicator($0) != nil } : planned
    let shares = chosen.filter { $0.hasPrefix("platform-share/") }.prefix(2)
    let counts = chosen.filter { $0.hasPrefix("vbp-") }
    let counted = counts.first { indicator($0)?.value != nil } ?? counts.first
    return shares + [counted].compactMap(\.self)
  }

  /// The headline figures as a table for the workbook.
  var headlines: Table {
    var table = Table(
      title: t(Phrases.reportTitle) + " " + t.month(report.month), note: scope,
      columns: [
        .text(t("主要指标", "Headline figure")), .number(t("数值", "Value")),
        .text(t("单位", "Unit")), .text(t("变动与目标", "Change and target")),
      ])
    for figure in headlineFigures {
      table.add([
        .text(figure.label), figure.cell.value, .text(figure.cell.unit),
        .text(figure.notes.joined(separator: t("；", "; "))),
      ])
    }
    return table
  }

  private var amountHeadline: Headline {
    let total = report.overview.total
    let month = change(total.amount, from: total.previousMonth).map { NumberText.change($0) }
    let year = change(total.amount, from: total.sameMonthLastYear).map { NumberText.change($0) }
    return Headline(
      label: t("本月采购金额", "Purchases this month"), value: t.amount(total.amount),
      cell: (.money(total.amount), t.currency),
      notes: [
        t("环比 ", "on month ") + (month ?? NumberText.nothing) + t("，同比 ", ", on year ")
          + (year ?? NumberText.nothing),
        t("本年累计 ", "year to date ") + t.amount(total.yearToDate),
      ], tone: .plain, trend: report.overview.months.suffix(13).map { $0.amount?.yuan })
  }

  private var priceHeadline: Headline {
    let prices = report.prices
    let value = prices.averageChange.last { $0.month == report.month }?.value
    let counts = [prices.rose, prices.fell, prices.unchanged].map(NumberText.count)
    return Headline(
      label: t("平均价格涨跌", "Average price change"),
      value: value.map { NumberText.change($0) } ?? t(Phrases.notComputable),
      cell: (value.map { .change($0) } ?? .text(t(Phrases.notComputable)), ""),
      notes: [
        t(
          "涨 \(counts[0])、跌 \(counts[1])、平 \(counts[2])",
          "\(counts[0]) rose, \(counts[1]) fell, \(counts[2]) unchanged"),
        t(
          "较上一有采购月，同机构可比口径，按金额加权",
          "on the month last bought in, matched institutions, by amount"),
      ], tone: .plain, trend: prices.averageChange.suffix(13).map(\.value))
  }

  private var clueHeadline: Headline {
    let warned = report.findings.count { $0.severity == .warn }
    let month = report.monthOnMonth.map { comparison in
      let counts = [comparison.new, comparison.continuing, comparison.resolved.count].map(
        NumberText.count)
      return t(
        "新增 \(counts[0])、持续 \(counts[1])、消失 \(counts[2])",
        "\(counts[0]) new, \(counts[1]) continuing, \(counts[2]) gone")
    }
    return Headline(
      label: t("异常线索", "Clues"),
      value: t(
        "\(NumberText.count(report.findings.count)) 条", NumberText.count(report.findings.count)),
      cell: (.count(report.findings.count), t("条", "")),
      notes: [
        ([t("预警 \(NumberText.count(warned)) 条", t.counted(warned, "warning"))]
          + [month].compactMap(\.self)).joined(separator: t("；", "; "))
      ] + stakeNotes, tone: warned > 0 ? .warn : .plain, trend: [])
  }

  private func indicatorHeadline(_ id: String) -> Headline? {
    let gap = report.targets.first { $0.plan == report.plan?.id && $0.target.indicator == id }
    let result = indicator(id)
    guard result != nil || gap != nil else { return nil }
    let unit = result?.unit ?? (id.hasPrefix("vbp-") ? .count : .ratio)
    var notes: [String] = []
    if let gap {
      var note = t("目标 ", "target ") + goal(gap.target.target, unit: unit)
      // As a clause of its own, so that a terminal has room for it.
      let isDoubtful = doubt(about: gap) != nil
      if isDoubtful { note += t("，待核", ", in doubt") }
      let end = isDoubtful ? Phrase("；", "; ") : Phrase("，", ", ")
      if let missing = gap.gap, missing > 0 {
        note += t(end) + t("差 ", "short by ") + t.difference(missing, unit: unit)
      } else if let limit = atTheLimit(gap) {
        note += t(end) + t(limit)
      } else if gap.status == .met {
        note += t(end) + t("已达标", "met")
      }
      notes.append(note)
    }
    let value = result?.value ?? gap?.now
    let reason = value == nil ? t.reason(result?.reason ?? gap?.reason) : nil
    if let reason {
      notes.append(reason)
    } else if let step = lastStep(result) {
      let change = t.difference(step.change, unit: unit, signed: true)
      let now = t.value(step.now, unit: unit)
      notes.append(
        unit == .ratio
          ? t("当月 \(now)，较上月 \(change)", "this month \(now), on month \(change)")
          : t("较上月 \(change)", "on month \(change)"))
    }
    if let result { notes += ledgerNote(result) + boundsNote(result) }
    let isSure = gap.flatMap { doubt(about: $0) } == nil
    let tone: Table.Tone =
      value == nil || !isSure ? .watch : gap?.status == .met ? .good : gap == nil ? .plain : .watch
    return Headline(
      label: t(Phrases.indicator(id)) + span(result), short: t(Phrases.shortIndicator(id)),
      reason: reason,
      value: value.map { t.value($0, unit: unit) } ?? t(Phrases.notComputable),
      cell: (
        value.map { unit == .ratio ? .percent($0) : .number($0, places: 1) }
          ?? .text(t(Phrases.notComputable)), ""
      ), notes: notes, tone: tone, trend: result?.series.suffix(13).map(\.value) ?? [])
  }

  /// How many institutions a platform share has no off-platform records of, and the others' share.
  private func ledgerNote(_ result: IndicatorResult) -> [String] {
    func fact(_ name: IndicatorFact.Name) -> IndicatorFact.Value? {
      result.facts.first { $0.name == name }?.value
    }
    guard let without = fact(.withoutOffPlatform), let others = fact(.shareOfOthers) else {
      return []
    }
    let (count, share) = (cell(without).text, cell(others).text)
    return [
      t(
        "其中 \(count) 家无线下采购记录，其余机构 \(share)",
        "\(count) without off-platform records, others \(share)")
    ]
  }

  /// Between which bounds a share lies with what counts nowhere, where that shows in its figures.
  private func boundsNote(_ result: IndicatorResult) -> [String] {
    guard let value = result.value, let bounds = result.bounds else { return [] }
    let said = [value, bounds.lowest, bounds.highest].map { cell(.ratio($0)).text }
    guard Set(said).count > 1 else { return [] }
    let leftOut = t(bounds.leftOut.phrase)
    return [
      t(
        "\(leftOut)未计入，计入后为 \(said[1])–\(said[2])",
        "\(said[1])–\(said[2]) with \(leftOut)")
    ]
  }

  /// The months a ratio covers, in brackets, where they are more than the report month.
  private func span(_ result: IndicatorResult?) -> String {
    guard let result, result.unit == .ratio, result.period.lowerBound < result.period.upperBound
    else { return "" }
    let isYear =
      result.period.lowerBound == report.month.startOfYear
      && result.period.upperBound == report.month
    let months = isYear ? t("本年累计", "year to date") : period(result.period)
    return t("（\(months)）", " (\(months))")
  }

  /// An indicator's last month and its change against the month before.
  private func lastStep(_ result: IndicatorResult?) -> (now: Double, change: Double)? {
    guard let series = result?.series.suffix(2), series.count == 2, let first = series.first,
      let last = series.last, last.month == report.month, let before = first.value,
      let now = last.value
    else { return nil }
    return (now, now - before)
  }
}
