import Analysis
import Indicators
import Procurement

/// The page's sentences.
enum HTMLText {
  /// Region, plan and rules.
  static func subtitle(_ tables: ReportTables) -> String {
    let t = tables.t
    let report = tables.report
    let name = t.rules(of: report)
    let rules = t("规则：\(name)", "Rules: \(name)")
    guard let plan = report.plan else { return rules }
    let document = plan.document.isEmpty ? "" : t("（\(plan.document)）", " (\(plan.document))")
    return t("对照规划：", "Measured against: ") + plan.region + document + t("　", " · ") + rules
  }

  /// What the report is and is not.
  static func footer(_ tables: ReportTables) -> String {
    tables.t(
      "本报告由系统根据采购数据自动生成；所列线索为疑似情况，供核实使用，不作为认定结论。",
      "Made from purchase data; clues are to be verified and are not verdicts.")
  }

  /// What the published figures are and are not.
  static func publicFooter(_ tables: ReportTables) -> String {
    tables.t(
      "本公示由系统根据采购数据自动生成；价格为采购价格，不代表零售价格。",
      "Made from purchase data; prices are those of purchases, not of retail.")
  }

  /// The three clues at the top of the ranking with money at stake, a sentence each with the clue's
  /// identifier; falls of prices only where there is nothing else.
  static func actions(_ tables: ReportTables) -> [(id: String, text: String)] {
    let findings = tables.report.findings
    let costly = findings.filter { $0.stakeKind.map { $0 != .below } ?? false }
    return (costly.isEmpty ? findings : costly).prefix(3).map { ($0.id, sentence($0, tables)) }
  }

  /// What follows from the report: steps for clues, targets that are behind, missing inputs.
  static func nextSteps(_ tables: ReportTables) -> [String] {
    let all = steps(tables) + targets(tables) + inputs(tables)
    return all.isEmpty
      ? [tables.t("继续按月监测。", "Go on monitoring month by month.")] : all
  }

  private static func sentence(_ finding: Finding, _ tables: ReportTables) -> String {
    let t = tables.t
    let place = finding.institution?.name ?? ""
    let about = place.isEmpty || !finding.product.code.isEmpty || !finding.variety.isEmpty
    let product = about ? tables.productName(of: finding) : ""
    let who =
      product.isEmpty || place.isEmpty
      ? product + place : t("\(product)（\(place)）", "\(product) (\(place))")
    let suggested = t.rule(finding.suggestedStep)
    let step = suggested.isEmpty ? "" : t("，建议\(suggested)", "; suggested: \(suggested)")
    let money = finding.stakeKind.map { kind in
      t("，\(t(kind.phrase)) ", "; ") + t.amount(finding.stake) + t("", " \(t(kind.phrase))")
    }
    return who + t("：", ": ") + tables.comparison(of: finding) + (money ?? "") + step + t("。", ".")
  }

  /// A task for each step that clues suggest, the most pressing severity first.
  private static func steps(_ tables: ReportTables) -> [String] {
    let t = tables.t
    return Severity.allCases.sorted(by: >).flatMap { severity -> [String] in
      let findings = tables.report.findings.filter { $0.severity == severity }
      let label = t(severity.phrase)
      return Dictionary(grouping: findings, by: \.suggestedStep)
        .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        .map { step, findings in
          let step = t.rule(step)
          let count = NumberText.count(findings.count)
          let clues = t.counted(findings.count, "clue")
          return step.isEmpty
            ? t("核实\(label)线索 \(count) 条。", "Verify \(clues) of severity \(label).")
            : t("\(label)线索 \(count) 条：建议\(step)。", "\(clues) of severity \(label): \(step).")
        }
    }
  }

  private static func targets(_ tables: ReportTables) -> [String] {
    let t = tables.t
    return tables.report.targets.compactMap { gap in
      guard gap.plan == tables.report.plan?.id, gap.status == .behind, let missing = gap.gap else {
        return nil
      }
      let unit = tables.unit(of: gap)
      let name = t(Phrases.indicator(gap.target.indicator))
      let isCeiling = gap.target.target.comparator?.isCeiling == true
      let goal = tables.parsed(gap.target.target, unit: unit)
      var text = t(
        "\(name)距目标 \(goal) 差 \(t.difference(missing, unit: unit))",
        "\(name): \(t.difference(missing, unit: unit)) \(isCeiling ? "above" : "short of") \(goal)")
      if let limit = tables.atTheLimit(gap) {
        text = t("\(name)距目标 \(goal)：\(t(limit))", "\(name), target \(goal): \(t(limit))")
      } else if let pace = gap.neededPace {
        text += t(
          "，按期完成年均需\(isCeiling ? "降低" : "提高") \(t.difference(abs(pace), unit: unit))",
          "; \(t.difference(pace, unit: unit)) a year needed")
      }
      return text + t("。", ".")
    }
  }

  /// A task for each file that would make something computable; other plans' blanks are no task.
  private static func inputs(_ tables: ReportTables) -> [String] {
    let t = tables.t
    let groups = tables.notComputed.filter { $0.isOwn && !$0.file.isEmpty }
    var files: [String] = []
    for group in groups where !files.contains(group.file) { files.append(group.file) }
    return files.map { file in
      let names = t.list(groups.filter { $0.file == file }.map(\.name))
      return t("补充 \(file)，以计算：\(names)。", "Supply \(file) for: \(names).")
    }
  }
}
