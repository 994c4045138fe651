import Analysis
import Procurement

extension ReportTables {
  /// What each monitor did, with reasons for what it could not judge.
  var monitors: Table {
    var table = Table(
      title: t("监测项汇总", "Monitors"),
      note: t(
        "监测 = 正常 + 疑似；未判定的按原因列出。同一采购可被多项监测指出，合计只计一次。",
        "Tested = passed + flagged. A purchase named by several monitors counts once in the total."),
      columns: [
        .text(t("监测项", "Monitor")), .number(t("监测", "Tested")), .number(t("正常", "Passed")),
        .number(t("疑似", "Flagged")), .number(t.money("涉及金额", "Money at stake")),
        .number(t("未判定", "Not judged")), .text(t("未判定原因", "Why not judged")),
      ])
    for account in report.monitors {
      let reasons = account.notApplicable.sorted { $0.key < $1.key }
      let separator = t("：", ": ")
      table.add([
        .text(t(Phrases.monitor(account.id))), .count(account.tested), .count(account.passed),
        .count(account.flagged), .money(account.excessAmount),
        .count(reasons.reduce(0) { $0 + $1.value }),
        .text(
          reasons.map { t($0.key.phrase) + separator + NumberText.count($0.value) }
            .joined(separator: t("；", "; "))),
      ])
    }
    let sum = report.monitors.reduce(into: (tested: 0, passed: 0, flagged: 0)) {
      $0.tested += $1.tested
      $0.passed += $1.passed
      $0.flagged += $1.flagged
    }
    table.add(
      [
        .text(t("合计（采购去重）", "Total, each purchase once")), .count(sum.tested),
        .count(sum.passed), .count(sum.flagged), .money(report.excessAmount), .empty, .empty,
      ], tone: .total)
    return table
  }

  /// All findings, a column a fact, as the workbook lists them: first what is read and printed,
  /// then what is looked up.
  var findings: Table {
    var table = Table(
      title: t("异常线索", "Clues"),
      note: t(
        "线索仅供核实，不作为认定结论；价格单位：\(t.currency)/最小制剂单位。打印只含“建议措施”及以前各列。",
        "Clues to be verified, not verdicts; prices in \(t.currency) per smallest unit. Printed up to "
          + "the suggested step."),
      columns: [
        .text(t("级别", "Severity")), .text(t("监测项", "Monitor")), .text(t("产品", "Product")),
        .text(t("规格", "Specification")), .text(t("医疗机构", "Institution")),
        .text(t("地区", "Region")), .number(t("采购价", "Observed")),
        .number(t("参照价", "Reference")), .text(t("参照", "What it is")),
        .text(t("参照月", "Its month")), .number(t("比值", "Ratio")), .number(t("数量", "Quantity")),
        .number(t.money("涉及金额", "Money at stake")), .text(t("状态", "Status")),
        .text(t("建议措施", "Suggested step")), .number(t("正常下限", "Lower bound")),
        .number(t("正常上限", "Upper bound")), .text(t("界限方法", "Method")),
        .number(t("可比数", "Peers")), .text(t("生产企业", "Manufacturer")),
        .text(t("配送企业", "Distributor")), .text(t("产品编码", "Product code")),
        .text(t("机构编码", "Institution code")), .text(t("月份", "Month")),
        .text(t("线索编号", "Finding")), .text(t("依据", "Evidence")),
      ])
    table.printedColumns = 15
    table.rows = report.findings.map { Table.Row(cells: cells($0)) }
    return table
  }

  private func cells(_ finding: Finding) -> [TableCell] {
    let product = finding.product
    let evidence = finding.evidence.prefix(20).map(\.description).joined(separator: "; ")
    return [
      .tag(t(finding.severity.phrase), tone(of: finding.severity)),
      .text(t(Phrases.monitor(finding.monitor))), .text(product.name), .text(product.specification),
      .text(finding.institution?.name ?? ""), .text(finding.region), .price(finding.observed),
      .price(finding.reference), .text(t(finding.referenceKind.phrase)),
      .text(finding.referenceMonth?.description ?? ""), .orDash(finding.ratio) { .factor($0) },
      .quantity(finding.quantity), .money(finding.excessAmount), .text(t(finding.status.phrase)),
      .text(finding.suggestedStep), .orDash(finding.bounds.lower) { .price($0) },
      .orDash(finding.bounds.upper) { .price($0) }, .text(t(Phrases.method(finding.method))),
      .count(finding.peers), .text(product.manufacturer), .text(finding.distributor),
      .text(product.code), .text(finding.institution?.code ?? ""),
      .text(finding.month.description), .text(finding.id), .text(evidence),
    ]
  }

  /// The first `limit` findings with several facts to a cell, as the page lists them.
  func clues(limit: Int) -> Table {
    var table = Table(
      title: t("线索清单", "List of clues"),
      note: t(
        "按级别、涉及金额排序；价格单位：\(t.currency)/最小制剂单位，涉及金额 =（采购价 − 参照价）× 数量。",
        "By severity, then money; prices in \(t.currency) per smallest unit; money at stake = "
          + "(observed − reference) × quantity."),
      columns: [
        .text(t("线索", "Clue")), .text(t("产品", "Product")), .text(t("医疗机构", "Institution")),
        .number(t("采购价", "Observed")), .number(t("参照价", "Reference")),
        .number(t("比值", "Ratio")), .number(t("数量", "Quantity")),
        .number(t.money("涉及金额", "Money at stake")), .text(t("建议与依据", "Step and evidence")),
      ])
    table.rows = report.findings.prefix(limit).map { Table.Row(cells: clue($0)) }
    return table
  }

  /// How a severity is coloured.
  func tone(of severity: Severity) -> Table.Tone {
    severity == .warn ? .warn : .watch
  }

  private func clue(_ finding: Finding) -> [TableCell] {
    let product = finding.product
    let others = finding.evidence.count - 1
    let more = others > 0 ? t(" 等 \(others + 1) 行", " and \(others) more") : ""
    let kind = t(finding.referenceKind.phrase)
    return [
      .stack([
        .tag(t(finding.severity.phrase), tone(of: finding.severity)),
        .text(t(Phrases.monitor(finding.monitor))), .missing(finding.id),
      ]),
      stack([productName(product), product.code, product.manufacturer]),
      stack([
        finding.institution?.name ?? t("各机构合计", "All institutions"),
        [finding.institution?.code ?? "", finding.region].filter { !$0.isEmpty }
          .joined(separator: " · "), finding.distributor,
      ]),
      .stack([.price(finding.observed), .missing(bounds(finding.bounds))]),
      .stack(
        [.price(finding.reference), .missing(kind)]
          + (finding.referenceMonth.map { [.missing($0.description)] } ?? [])),
      .stack([
        .orDash(finding.ratio) { .factor($0) },
        .missing(
          finding.peers > 0 ? t("可比 \(finding.peers)", "\(finding.peers) peers") : ""),
      ]),
      .quantity(finding.quantity), .money(finding.excessAmount),
      stack([finding.suggestedStep, finding.evidence.first.map { $0.description + more } ?? ""]),
    ]
  }

  /// The first part leads; the others stand below it, empty ones left out.
  func stack(_ parts: [String]) -> TableCell {
    let notes = parts.dropFirst().filter { !$0.isEmpty }.map { TableCell.missing($0) }
    return .stack([.text(parts.first ?? "")] + notes)
  }

  private func bounds(_ bounds: PriceBounds) -> String {
    switch (bounds.lower, bounds.upper) {
    case (let lower?, let upper?):
      t("正常 ", "normal ") + NumberText.price(lower) + "–" + NumberText.price(upper)
    case (nil, let upper?): t("上限 ", "up to ") + NumberText.price(upper)
    case (let lower?, nil): t("下限 ", "from ") + NumberText.price(lower)
    case (nil, nil): ""
    }
  }
}
