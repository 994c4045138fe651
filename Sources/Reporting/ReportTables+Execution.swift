import Analysis
import Indicators
import Procurement

extension ReportTables {
  /// What stands beside figures of execution: they count what `unit-mismatch` takes out of prices.
  var withDoubtfulUnits: String {
    t("含疑似计价单位口径错误的采购", "purchases in a doubtful unit included")
  }

  /// Completion of contracted quantities, a row a batch.
  var completion: Table {
    let results = results("contract-completion")
    // What is published has no counts of clues.
    let clues = [IndicatorFact.Name.zeroUptake, .lagging].filter { name in
      results.contains { $0.facts.contains { $0.name == name } }
    }
    var table = Table(
      title: t("约定采购量完成情况", "Completion of contracted quantities"),
      note: t(
        "完成率 = 协议期内采购量 ÷ 约定采购量（最小制剂单位，不封顶），\(withDoubtfulUnits)；时间进度按天数；预计期末为各条约定分别按其进度推算后"
          + "相加，期限不同时可与进度差方向不一"
          + (clues.isEmpty ? "。" : "；滞后含零采购，异常线索“约定量滞后”不含。"),
        "Bought in the agreement period ÷ contracted, in smallest units, never capped, "
          + "\(withDoubtfulUnits); time progress by days; projected is each contract's own pace, added up, and may differ from the lead in "
          + "sign where periods differ"
          + (clues.isEmpty
            ? "." : "; lagging includes no uptake, which the clues of contract-lag do not.")),
      columns: [
        .text(t("批次", "Batch")), .number(t("约定采购量", "Contracted")),
        .number(t("已采购量", "Bought")), .number(t("完成率", "Completion")),
        .number(t("时间进度", "Time progress")), .number(t("进度差（百分点）", "Lead (points)")),
        .number(t("预计期末", "Projected")), .number(t("按金额计", "By value")),
        .number(t("按金额计时间进度", "Time progress by value")),
        .number(t("约定（条）", "Contracts")),
      ]
        + clues.map {
          .number($0 == .lagging ? t("滞后（条）", "Lagging") : t("零采购（条）", "No uptake"))
        } + [.text(t("说明", "Remark"))])
    for result in results {
      let lead = result.value.flatMap { value in result.reference.map { value - $0 } }
      let figures: [TableCell] = [
        .text(result.subject.isEmpty ? t("全部批次", "All batches") : result.subject),
        .orDash(result.denominator) { .amount($0) }, .orDash(result.numerator) { .amount($0) },
        cell(result.value, unit: .ratio), .orDash(result.reference) { .percent($0) },
        .orDash(lead) { .points($0) },
        fact(.projectedCompletion, of: result), fact(.completionByValue, of: result),
        fact(.timeProgressByValue, of: result),
        fact(.contracts, of: result),
      ]
      table.add(
        figures + clues.map { fact($0, of: result) } + [
          .text(result.reason == nil ? gapNote(result) : t.reason(result.reason))
        ])
    }
    return table
  }

  /// How many months of the periods no file has purchases of; nothing where all have some.
  private func gapNote(_ result: IndicatorResult) -> String {
    let name = IndicatorFact.Name.monthsWithoutRecords
    let gap = result.facts.first { $0.name == name }
    return gap.map { "\(t(name.phrase)) \(cell($0.value).text)" } ?? ""
  }

  /// Completion by some dimensions over all batches, what is furthest behind first.
  func completion(by dimensions: [IndicatorPart.Dimension]) -> Table {
    parts(
      of: [indicator("contract-completion")].compactMap(\.self), by: dimensions,
      title: t("完成率构成", "Completion by part"),
      note: t(
        "按落后时间进度由大到小排列；对照为该项时间进度；\(withDoubtfulUnits)。",
        "What is furthest behind first; held against its own time progress; \(withDoubtfulUnits)."),
      amounts: (t("已采购量", "Bought"), t("约定采购量", "Contracted")), order: .mostBehind)
  }

  /// The institutions and unions with many lagging varieties, most of theirs first.
  var laggingInstitutions: Table {
    parts(
      of: [indicator("contract-completion")].compactMap(\.self), by: [.lagging],
      title: t("滞后品种较多的机构", "Institutions with many lagging varieties"),
      note: t("数值为滞后品种占其约定品种的比重。", "The value is the share of its contracted varieties."),
      amounts: (t("滞后品种", "Lagging"), t("约定品种", "Contracted")), order: .largest)
  }

  /// The contracts that lag or have no uptake, as the monitors found them.
  var lagging: Table {
    var table = Table(
      title: t("滞后与零采购清单", "Contracts that lag or have no uptake"),
      note: t(
        "线索供核实；观察值为完成率或采购量，\(withDoubtfulUnits)，全部证据见 jicai explain。",
        "Clues to be verified, \(withDoubtfulUnits); jicai explain has the evidence."),
      columns: [
        .text(t("监测项", "Monitor")), .word(t("级别", "Severity")), .text(t("批次", "Batch")),
        .text(t("品种", "Variety")), .text(t("医疗机构", "Institution")), .text(t("地区", "Region")),
        .number(t("完成率", "Completion")), .number(t("对照", "Held against")),
        .text(t("线索编号", "Clue")),
      ])
    for finding in report.findings
    where finding.monitor == "contract-lag" || finding.monitor == "zero-uptake" {
      table.add([
        .text(t(Phrases.monitor(finding.monitor))),
        .tag(t(finding.severity.phrase), tone(of: finding.severity)), .text(finding.batch),
        .text(finding.variety), .text(finding.institution?.name ?? ""), .text(finding.region),
        .percent(finding.observed), .percent(finding.reference), .text(finding.id),
      ])
    }
    return table
  }

  /// Shares of goods that were not selected, savings, surplus and who else takes part.
  var executionValues: [Table] {
    let amounts = (t("分子", "Numerator"), t("分母", "Denominator"))
    return [
      values(
        results("non-selected-share"), title: t("非中选产品占比", "Share of non-selected products"),
        note: t(
          "非中选用量 ÷ 同品种全部用量（最小制剂单位），\(withDoubtfulUnits)；备供计为中选。",
          "Non-selected ÷ all of the variety, in smallest units, \(withDoubtfulUnits); stand-ins "
            + "count as selected."),
        amounts: (t("非中选用量", "Non-selected"), t("全部用量", "All"))),
      values(
        results("savings") + results("retained-surplus"),
        title: t("节约金额与结余留用", "Savings and retained surplus"),
        note: t(
          "节约 =（集采前均价 − 现价）× 现采购量，\(withDoubtfulUnits)；结余留用按公式逐项列示，比例由当地政策给定。",
          "(price before − price now) × quantity now, \(withDoubtfulUnits); the "
            + "surplus by its formula, rates as given."),
        amounts: (t("金额（\(t.currency)）", "Amount (\(t.currency))"), amounts.1)),
      values(
        results("non-public-participation"),
        title: t("民营医疗机构与药店参与集采", "Private institutions and pharmacies in VBP"),
        note: t(
          "参与 = 本年采购过执行期内中选产品；价格为与中选价之比。",
          "Taking part: bought a selected product this year; price against the selected price."),
        amounts: (t("参与（家）", "Taking part"), t("全部（家）", "All"))),
    ]
  }

  /// The parts of the same.
  var executionParts: [Table] {
    [
      parts(
        of: results("non-selected-share"), by: [.variety, .region, .institution],
        title: t("非中选产品占比构成", "Non-selected share by part"),
        amounts: (t("非中选用量", "Non-selected"), t("全部用量", "All")), order: .largest),
      parts(
        of: results("savings"), by: [.batch, .variety, .region, .institution],
        title: t("节约金额构成", "Savings by part"),
        amounts: (
          t("现采购金额（\(t.currency)）", "Spent (\(t.currency))"), t("按集采前价格", "At the base price")
        ), order: .largest),
      parts(
        of: results("non-public-participation"), by: [.institution],
        title: t("各民营医疗机构与药店参与情况", "Private institutions and pharmacies, each"),
        amounts: (t.money("中选产品采购金额", "Selected products"), t("全部", "All"))),
    ]
  }
}
