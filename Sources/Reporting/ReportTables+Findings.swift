import Analysis
import Procurement

extension ReportTables {
  /// All findings, a column a fact, as the workbook lists them: first what is read and printed,
  /// then what is looked up.
  var findings: Table {
    var table = Table(
      title: t("异常线索", "Clues"),
      note: t(
        "线索仅供核实，不作为认定结论；价格单位：\(t.currency)/最小制剂单位，占比与次数照写；涉及金额为负的是低于参照、少采购或不足限值，分类金额见最后各列。打印只含“建议措施”及以前各列。",
        "Clues to be verified, not verdicts; prices in \(t.currency) per smallest unit, shares and "
          + "counts as such; money below zero is below a reference, not bought or short of a limit, and the "
          + "last columns have each kind apart. Printed up to the suggested step."),
      columns: [
        .word(t("级别", "Severity")), .text(t("监测项", "Monitor")), .text(t("产品", "Product")),
        .text(t("规格", "Specification")), .text(t("医疗机构", "Institution")),
        .text(t("地区", "Region")), .number(t("实际值", "Observed")),
        .number(t("参照值", "Reference")), .text(t("参照", "What it is")),
        .text(t("参照月", "Its month")), .number(t("比值", "Ratio")), .number(t("数量", "Quantity")),
        .number(t.money("涉及金额", "Money at stake")), .word(t("金额性质", "What it is")),
        .text(t("状态", "Status")),
        .text(t("建议措施", "Suggested step")), .number(t("正常下限", "Lower bound")),
        .number(t("正常上限", "Upper bound")), .text(t("界限方法", "Method")),
        .number(t("可比数", "Peers")), .text(t("生产企业", "Manufacturer")),
        .text(t("配送企业", "Distributor")), .text(t("产品编码", "Product code")),
        .text(t("机构编码", "Institution code")), .text(t("月份", "Month")),
        .text(t("线索编号", "Finding")), .text(t("依据", "Evidence")),
        .text(t("值的单位", "Unit")), .number(t("结构影响", "Mix effect")),
        .text(t("首见月份（不晚于）", "Found since, or before")), .text(t("处理记录", "Decision")),
      ]
        + StakeKind.allCases.map {
          .number(
            t.money($0.phrase.zh, $0.phrase.en.prefix(1).uppercased() + $0.phrase.en.dropFirst()))
        })
    table.printedColumns = 16
    let first = table.columns.count - StakeKind.allCases.count
    let kinds = Set(report.findings.compactMap(\.stakeKind))
    table.sums = StakeKind.allCases.filter(kinds.contains).map {
      Table.Sum(column: first + $0.rawValue, label: t($0.phrase))
    }
    table.rows = report.findings.map { Table.Row(cells: cells($0)) }
    return table
  }

  private func cells(_ finding: Finding) -> [TableCell] {
    let product = finding.product
    let evidence = finding.evidence.prefix(20).map(\.description).joined(separator: "; ")
    return [
      .tag(t(finding.severity.phrase), tone(of: finding.severity)),
      .text(t(Phrases.monitor(finding.monitor))),
      .text(product.code.isEmpty ? finding.variety : product.name), .text(product.specification),
      .text(finding.institution?.name ?? ""), .text(finding.region),
      finding.unit.cell(finding.observed), finding.unit.cell(finding.reference),
      .text(t(finding.referenceKind.phrase)),
      finding.referenceMonth.map { .month($0) } ?? .empty, .orDash(finding.ratio) { .factor($0) },
      finding.quantity == .zero ? .text(NumberText.nothing) : .quantity(finding.quantity),
      .money(finding.excessAmount), .text(finding.stakeKind.map { t($0.phrase) } ?? ""),
      .text(t(finding.status.phrase)),
      .text(t.rule(finding.suggestedStep)), .orDash(finding.bounds.lower, finding.unit.cell),
      .orDash(finding.bounds.upper, finding.unit.cell), .text(t(Phrases.method(finding.method))),
      .count(finding.peers), .text(product.manufacturer), .text(finding.distributor),
      .text(product.code), .text(finding.institution?.code ?? ""),
      .month(finding.month), .text(finding.id), .text(evidence),
      .text(t(finding.unit.phrase)), .orDash(finding.mixEffect) { .change($0) },
      .orDash(finding.since) { .month($0) },
      .text(finding.decision.map { decision($0) } ?? ""),
    ] + StakeKind.allCases.map { $0 == finding.stakeKind ? .money(finding.stake) : .empty }
  }

  /// The first `limit` findings with several facts to a cell, as the page lists them.
  func clues(limit: Int) -> Table { clues(of: report.findings.prefix(limit)) }

  /// Some findings with several facts to a cell.
  func clues(of findings: some Sequence<Finding>) -> Table {
    var table = Table(
      title: t("线索清单", "List of clues"),
      note: t(
        "按级别、涉及金额排序；价格单位：\(t.currency)/最小制剂单位，涉及金额 = 实际值与参照值之差 × 数量，按未取整的价格计算；占比的涉及金额为超出或不足限值的部分；金额不带正负号，性质见金额下文字。",
        "By severity, then money; prices in \(t.currency) per smallest unit; money at stake = the "
          + "difference of observed and reference × quantity, by prices that are not rounded, for shares the part beyond or short of "
          + "the limit; amounts have no sign, the word below says what they are."),
      columns: [
        .text(t("线索", "Clue")), .text(t("产品", "Product")), .text(t("医疗机构", "Institution")),
        .number(t("实际值", "Observed")), .number(t("参照值", "Reference")),
        .number(t("比值", "Ratio")), .number(t("数量", "Quantity")),
        .number(t.money("涉及金额", "Money at stake")), .text(t("建议与依据", "Step and evidence")),
      ])
    table.rows = findings.map { Table.Row(cells: clue($0)) }
    return table
  }

  /// Whether a finding is new, and what became of it.
  func standing(_ finding: Finding) -> String {
    var parts: [String] = []
    if let since = finding.since {
      parts.append(
        since == finding.month ? t("新增", "new") : t("持续（\(since) 已有）", "there in \(since)"))
    }
    if finding.status != .open { parts.append(t(finding.status.phrase)) }
    return parts.joined(separator: t("，", ", "))
  }

  /// A decision in a line: what, why, who, when, until when.
  func decision(_ decision: Decision) -> String {
    let until = decision.until.map { t("有效期至 \($0)", "until \($0)") } ?? ""
    return [
      t(decision.kind.phrase), decision.reason, decision.by, decision.date?.description ?? "",
      until,
    ].filter { !$0.isEmpty }.joined(separator: t("，", ", "))
  }

  /// How the findings stand to the month before, and how many reviewers have dismissed; a
  /// sentence each.
  var standings: [String] {
    var sentences: [String] = []
    if let comparison = report.monthOnMonth {
      let counts = [comparison.new, comparison.continuing, comparison.resolved.count].map(
        NumberText.count)
      sentences.append(
        t(
          "与上月相比：新增 \(counts[0]) 条，持续 \(counts[1]) 条，上月线索本月不再出现 \(counts[2]) 条。",
          "Against the month before: \(counts[0]) new, \(counts[1]) continuing, \(counts[2]) of last "
            + "month's no longer found."))
    }
    if !report.dismissed.isEmpty {
      let count = NumberText.count(report.dismissed.count)
      sentences.append(
        t(
          "另有 \(count) 条经核实已排除，不计入排序与合计。",
          "\(count) more were dismissed after review; ranking and totals leave them out."))
    }
    return sentences
  }

  /// How a severity is coloured.
  func tone(of severity: Severity) -> Table.Tone {
    severity == .warn ? .warn : .watch
  }

  /// What a finding is about: a product, a variety, or all products.
  func productName(of finding: Finding) -> String {
    if !finding.product.code.isEmpty { return productName(finding.product) }
    return finding.variety.isEmpty ? t("各产品合计", "All products") : finding.variety
  }

  private func clue(_ finding: Finding) -> [TableCell] {
    let product = finding.product
    let others = finding.evidence.count - 1
    let more = others > 0 ? t(" 列 \(others + 1) 行", " and \(others) more listed") : ""
    let kind = t(finding.referenceKind.phrase)
    return [
      .stack([
        .tag(t(finding.severity.phrase), tone(of: finding.severity)),
        .text(t(Phrases.monitor(finding.monitor))),
        .missing(standing(finding)), .missing(finding.id),
      ]),
      stack([
        productName(of: finding), product.code, batch(of: finding),
        product.manufacturer,
      ]),
      stack([
        finding.institution?.name ?? t("各机构合计", "All institutions"),
        [finding.institution?.code ?? "", finding.region].filter { !$0.isEmpty }
          .joined(separator: " · "), finding.distributor,
      ]),
      .stack(
        [finding.unit.cell(finding.observed), .missing(bounds(finding))]
          + (finding.mixEffect.map { effect in
            [.missing(t("结构影响 ", "mix ") + NumberText.change(effect))]
          } ?? [])),
      .stack(
        [finding.unit.cell(finding.reference), .missing(kind)]
          + (finding.referenceMonth.map { [.missing($0.description)] } ?? [])),
      .stack([
        .orDash(finding.ratio) { .factor($0) },
        .missing(
          finding.peers > 0 ? t("可比 \(finding.peers)", "\(finding.peers) peers") : ""),
      ]),
      finding.quantity == .zero ? .text(NumberText.nothing) : .quantity(finding.quantity),
      .stack(
        finding.stakeKind.map { [.money(finding.stake), .missing(t($0.phrase))] }
          ?? [.text(NumberText.nothing)]),
      stack([
        t.rule(finding.suggestedStep), finding.evidence.first.map { $0.description + more } ?? "",
      ]),
    ]
  }

  /// The first part leads; the others stand below it, empty ones left out.
  func stack(_ parts: [String]) -> TableCell {
    let notes = parts.dropFirst().filter { !$0.isEmpty }.map { TableCell.missing($0) }
    return .stack([.text(parts.first ?? "")] + notes)
  }

  private func bounds(_ finding: Finding) -> String {
    func text(_ value: Double) -> String { finding.unit.cell(value).text }
    if let normal = normalProgress(of: finding) { return t("正常：", "normal: ") + normal }
    return switch (finding.bounds.lower, finding.bounds.upper) {
    case (let lower?, let upper?):
      t("正常 ", "normal ") + text(lower) + "–" + text(upper)
    case (nil, let upper?): t("上限 ", "up to ") + text(upper)
    case (let lower?, nil): t("下限 ", "from ") + text(lower)
    case (nil, nil): ""
    }
  }
}

extension FindingUnit {
  /// A value in the unit.
  func cell(_ value: Double) -> TableCell {
    switch self {
    case .price: .price(value)
    case .share: .percent(value)
    case .count: .number(value, places: 1)
    }
  }

  /// The unit's name.
  var phrase: Phrase {
    switch self {
    case .price: Phrase("价格", "Price")
    case .share: Phrase("占比", "Share")
    case .count: Phrase("次数或家数", "Count")
    }
  }
}
