import Analysis
import Indicators
import Procurement

/// Splits of indicators by batch, step and formula.
extension ReportTables {
  // MARK: 集采执行

  /// Completion by variety within each batch, what is furthest behind first.
  var completionByVariety: Table {
    completionByBatch(
      [.variety], title: t("分批次、品种完成率", "Completion by batch and variety"),
      item: t("品种", "Variety"))
  }

  /// Completion of regions, institutions and unions within each batch, furthest behind first.
  var completionByHolder: Table {
    completionByBatch(
      [.region, .institution, .union],
      title: t("分批次、地区与机构完成率", "Completion by batch and holder"),
      item: t("地区或机构", "Region or institution"))
  }

  private func completionByBatch(
    _ dimensions: [IndicatorPart.Dimension], title: String, item: String
  ) -> Table {
    let hasSeveral = dimensions.count > 1
    var table = Table(
      title: title,
      note: t(
        "各批次协议期内采购量 ÷ 约定采购量（最小制剂单位），\(withDoubtfulUnits)；按落后时间进度由大到小排列。",
        "Bought ÷ contracted in each batch's agreement period, in smallest units, "
          + "\(withDoubtfulUnits); what is furthest behind time progress first."),
      columns: [.text(t("批次", "Batch"))] + (hasSeveral ? [.word(t("口径", "Split"))] : []) + [
        .text(item), .number(t("完成率", "Completion")), .number(t("时间进度", "Time progress")),
        .number(t("进度差（百分点）", "Lead (points)")), .number(t("已采购量", "Bought")),
        .number(t("约定采购量", "Contracted")), .text(t("说明", "Remark")),
      ])
    let parts = results("contract-completion").filter { !$0.subject.isEmpty }.flatMap { result in
      result.breakdown.filter { dimensions.contains($0.dimension) }.map { (result, $0) }
    }
    for (result, part) in PartOrder.mostBehind.sorted(parts) {
      let lead = part.value.flatMap { value in part.reference.map { value - $0 } }
      table.add(
        [.text(result.subject)] + (hasSeveral ? [.text(t(part.dimension.phrase))] : []) + [
          .text(part.dimension.label(of: part.name, in: t.language)),
          cell(part.value, unit: .ratio), .orDash(part.reference) { .percent($0) },
          .orDash(lead) { .points($0) },
          .orDash(part.numerator) { .amount($0) }, .orDash(part.denominator) { .amount($0) },
          .text(t.reason(part.reason)),
        ])
    }
    return table
  }

  /// What the quantity of the varieties in force is made of.
  var supplyComponents: Table {
    parts(
      of: results("non-selected-share"), by: [.component],
      title: t("集采品种用量构成", "What is bought of the varieties in force"),
      note: t(
        "最小制剂单位；备供计为中选；高于或不高于同品种中选价分列。",
        "Smallest units; stand-ins count as selected; what is not selected by its price against the "
          + "selected one."),
      amounts: (t("用量", "Quantity"), t("全部用量", "All")))
  }

  /// The retained surplus of each batch, a column a step of the formula, and why a batch has none.
  var surplusByBatch: Table {
    let steps = ["budget", "selected-spend", "non-selected-spend", "surplus-base", "retained"]
    var table = Table(
      title: t("结余留用测算（分批次）", "Retained surplus by batch, step by step"),
      note: t(
        "测算基数 = 预算 − 中选产品支出 − 非中选产品支出；留用 = 测算基数 × 考核比例；"
          + "逐机构计算后相加，某机构基数为负时其留用为 0，不与其他机构相抵。",
        "Base = budget − spent on selected − spent on what is not; retained = base × assessment rate; "
          + "each institution by itself, 0 where its base is below zero, then added up."),
      columns: [.text(t("批次", "Batch"))]
        + steps.map { step in
          .number(Phrases.components[step].map { t.money($0.zh, $0.en) } ?? step)
        } + [.text(t("说明", "Remark"))])
    guard let result = indicator("retained-surplus") else { return table }
    func cells(of batch: String) -> [TableCell] {
      steps.map { step in
        let part = result.breakdown.first {
          $0.dimension == .component && $0.code == batch && $0.name == step
        }
        return .orDash(part?.numerator) { .amount($0) }
      }
    }
    for part in result.breakdown where part.dimension == .batch {
      table.add([.text(part.name)] + cells(of: part.code) + [.text(t.reason(part.reason))])
    }
    if !table.rows.isEmpty, result.value != nil {
      table.add([.text(t("全部批次", "All batches"))] + cells(of: "") + [.empty], tone: .total)
    }
    return table
  }

  /// What each institution may retain, largest first.
  var surplusByInstitution: Table {
    var table = Table(
      title: t("结余留用（分机构）", "Retained surplus by institution"),
      columns: [
        .text(t("医疗机构", "Institution")), .text(t("编码", "Code")),
        .number(t.money("结余留用", "Retained")), .text(t("说明", "Remark")),
      ])
    let parts = results("retained-surplus").flatMap { result in
      result.breakdown.filter { $0.dimension == .institution }.map { (result, $0) }
    }
    for (_, part) in PartOrder.largest.sorted(parts) {
      table.add([
        .text(part.name), .text(part.code), .orDash(part.numerator) { .amount($0) },
        .text(t.reason(part.reason)),
      ])
    }
    table.sums = [Table.Sum(column: 2, label: t("结余留用", "retained"))]
    return table
  }

  // MARK: 配送与回款

  /// How payments were settled, with what does not say.
  var settlements: Table {
    parts(
      of: results("direct-settlement-share"), by: [.component],
      title: t("支付金额按结算方式", "Payments by how they were settled"),
      note: t(
        "未注明结算方式的支付不计入直接结算占比的分子与分母。",
        "What does not say how it was settled is in neither part of the share."),
      amounts: (t.money("支付金额", "Paid"), t("全部", "All")))
  }

  // MARK: 价格指数

  /// Each formula's index with its own matched share and number of items.
  var indexCoverage: Table {
    let base = leadingIndices.first?.period.lowerBound.description ?? ""
    var table = Table(
      title: t("各公式的可比口径（\(base)=100）", "What each formula covers (\(base) = 100)"),
      note: t(
        "可比占比为该公式可比品规占报告月采购金额；链式费雪按相邻月链接，可比品规与基期直比的公式不同。",
        "The share of the month's amount that the formula's items make up; the chained formula links "
          + "neighbouring months, and so has other items than those against the base month."),
      columns: [
        .text(t("分组", "Group")), .text(t("公式", "Formula")), .number(t("指数", "Index")),
        .number(t("可比占比", "Matched")), .number(t("品规数", "Items")), .text(t("说明", "Remark")),
      ])
    for result in results("price-index") {
      let parts = result.id.split(separator: "/").map(String.init)
      guard parts.count == 3 else { continue }
      table.add([
        .text(t(Phrases.indexGroup(parts[1]))), .text(t(Phrases.formula(parts[2]))),
        cell(result.value, unit: .index), fact(.matchedShare, of: result),
        fact(.items, of: result), .text(t.reason(result.reason)),
      ])
    }
    return table
  }
}
