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

  /// At most three indicators: those the chosen plan sets targets for, or else what there is.
  var headlineIndicators: [String] {
    let known = [
      "platform-share/drugs", "platform-share/high-value-consumables", "platform-share/combined",
      "vbp-varieties/drugs",
    ]
    let planned = known.filter { id in
      report.targets.contains { $0.plan == report.plan?.id && $0.target.indicator == id }
    }
    let chosen = planned.isEmpty ? known.filter { indicator($0) != nil } : planned
    let shares = chosen.filter { $0.hasPrefix("platform-share/") }.prefix(2)
    return shares + chosen.filter { $0.hasPrefix("vbp-") }
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

  /// What could not be computed, and which input is missing; indicators of one family that miss the
  /// same stand in one row.
  var missing: Table {
    var table = Table(
      title: t("未计算内容", "Not computed"),
      note: t(
        "指标无数值的逐类列出；各项目、机构的缺项随所在表注明；规划未列基期或目标值的，见八、规划目标差距。",
        "Indicators without a value; parts without one are marked in their tables; what plans leave "
          + "blank stands in section 8."),
      columns: [.text(t("内容", "What")), .text(t("原因与所需数据", "Why, and what is needed"))])
    for group in notComputed { table.add([.text(group.name), .text(why(group))]) }
    return table
  }

  /// Why something is not computed, with the file that would make it so, named once.
  func why(_ group: NotComputed) -> String {
    let reason = t.reason(group.reason)
    return group.file.isEmpty || reason.contains(group.file)
      ? reason : t("\(reason)（需 \(group.file)）", "\(reason) (needs \(group.file))")
  }

  /// Indicators of one family that miss the same.
  struct NotComputed {
    /// What is not computed.
    let name: String
    /// Why.
    let reason: NotComputableReason?
    /// The file of the data folder that would make it computable; empty where none would.
    let file: String
    /// How many values that is.
    let count: Int
    /// Whether it is about the chosen plan or about the data, and not about another plan.
    let isOwn: Bool
  }

  /// Indicators without a value, by family and reason: first what concerns the chosen plan and the
  /// data, each in the report's order.
  var notComputed: [NotComputed] {
    var groups:
      [(family: String, file: String, reason: NotComputableReason?, results: [IndicatorResult])] =
        []
    for result in report.indicators where result.value == nil {
      let family = String(result.id.prefix { $0 != "/" })
      let file = result.reason?.file(for: result.id) ?? ""
      let place = groups.firstIndex {
        $0.family == family && $0.reason == result.reason
          && isOwn($0.results[0].id) == isOwn(result.id)
      }
      if let place {
        groups[place].results.append(result)
      } else {
        groups.append((family, file, result.reason, [result]))
      }
    }
    let named = groups.map { group in
      let isOwn = isOwn(group.results[0].id)
      guard group.results.count > 2 else {
        return NotComputed(
          name: t.list(group.results.map(name)), reason: group.reason, file: group.file,
          count: group.results.count, isOwn: isOwn)
      }
      let family = t(family(of: group.results, group.family))
      let count = NumberText.count(group.results.count)
      return NotComputed(
        name: t("\(family)（共 \(count) 项）", "\(family), \(count) values"), reason: group.reason,
        file: group.file, count: group.results.count, isOwn: isOwn)
    }
    return named.filter(\.isOwn) + named.filter { !$0.isOwn }
  }

  /// The name of indicators of a family; with the group where price indices are all of one.
  private func family(of results: [IndicatorResult], _ family: String) -> Phrase {
    let name = Phrases.indicator(family)
    let groups = Set(results.map { $0.id.split(separator: "/").dropFirst().first.map(String.init) })
    guard family == "price-index", groups.count == 1, let group = groups.first ?? nil else {
      return name
    }
    let one = Phrases.indexGroup(group)
    return Phrase("\(name.zh)：\(one.zh)", "\(name.en): \(one.en)")
  }

  /// Whether an indicator is not about a plan that the report is not measured against.
  private func isOwn(_ id: String) -> Bool {
    let parts = id.split(separator: "/")
    guard parts.count > 2, parts[0] == "platform-gap" else { return true }
    return report.plan.map { $0.id == parts[1] } ?? true
  }

  /// Month, files and what they cover, in a line.
  var scope: String {
    let data = report.data
    let span: String
    if let first = data.firstMonth, let last = data.lastMonth {
      span = first == last ? first.description : "\(first) — \(last)"
    } else {
      span = NumberText.nothing
    }
    let overview = report.overview
    let counts = [
      (overview.institutions, "家机构", "institution"), (overview.products, "个产品", "product"),
      (overview.distributors, "家配送企业", "distributor"), (overview.lines, "行采购", "purchase line"),
    ].filter { $0.0 > 0 }
    return t(
      "本月 \(t.list(counts.map { "\(NumberText.count($0.0)) \($0.1)" }))；数据期间 \(span)。",
      "\(t.list(counts.map { t.counted($0.0, $0.2) })) in the month; data from \(span).")
  }

  /// Read = accepted + rejected + duplicates in one line, with money to the fen and what accepted
  /// lines did not spend, so that the line adds up as it stands.
  var accountLine: String {
    let data = report.data
    func part(
      _ zh: String, _ en: String, _ lines: KeyPath<FileAccount, Int>,
      _ amount: KeyPath<FileAccount, Money>
    ) -> String {
      let lines = NumberText.count(data.sum(lines))
      let amount = NumberText.money(data.sum(amount))
      return t("\(zh) \(lines)（\(amount)）", "\(en) \(lines) (\(amount))")
    }
    let read = NumberText.count(data.sum(\.linesRead))
    let amount = NumberText.money(data.sum(\.amountRead))
    let line =
      t("读取 \(read) 行（\(amount) \(t.currency)）", "read \(read) (\(t.currency) \(amount))")
      + " = " + part("采用", "accepted", \.accepted, \.amountAccepted)
      + " + " + part("拒收", "rejected", \.rejected, \.amountRejected)
      + " + " + part("重复", "duplicates", \.duplicates, \.amountDuplicates)
    let notSpent = data.sum(\.amountNotSpent)
    let unspent = t(" + 不计 ", " + unspent ") + NumberText.money(notSpent)
    let notRead = data.filesNotRead.count
    return line + (notSpent == .zero ? "" : unspent)
      + (notRead == 0
        ? "" : t("；另有 \(notRead) 个文件未读取，见附件一", "; files not read: \(notRead), see annex 1"))
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
      ], tone: .plain, trend: report.overview.months.suffix(13).map { $0.amount.yuan })
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
      if let missing = gap.gap, missing > 0 {
        note += t("，差 ", ", short by ") + t.difference(missing, unit: unit)
      } else if gap.status == .met {
        note += t("，已达标", ", met")
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
    if let result { notes += ledgerNote(result) }
    let tone: Table.Tone =
      value == nil ? .watch : gap?.status == .met ? .good : gap == nil ? .plain : .watch
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
