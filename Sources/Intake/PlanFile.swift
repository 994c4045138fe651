internal import Procurement
internal import SystemPackage

/// Reads the plans' targets.
enum PlanFile {
  /// Reads `plans.csv`: a row a plan and indicator, values as the plan prints them.
  ///
  /// A plan takes its region and document from the first of its rows that states them. A plan of
  /// which no row can be used stands there without targets.
  static func read(
    in folder: FilePath, batches: some Sequence<String>, notices: inout [Notice]
  ) -> [Plan] {
    guard
      var table = CatalogueTable(
        "plans.csv", in: folder,
        columns: [
          .init("plan", "规划", isRequired: true), .init("region", "地区"),
          .init("document", "文件"), .init("indicator", "指标", isRequired: true),
          .init("wording", "指标原文"), .init("baseline_year", "基期年"), .init("baseline", "基期值"),
          .init("target_year", "目标年"), .init("target", "目标值", isRequired: true),
          .init("levels", "计入层级"), .init("clause", "依据"),
        ])
    else { return [] }
    let batches = batches.sorted()
    var plans: [Plan] = []
    for row in table.rows {
      guard let id = table.text(row, "plan") else { continue }
      let index =
        plans.firstIndex { $0.id == id }
        ?? {
          plans.append(Plan(id: id, region: "", document: "", targets: []))
          return plans.count - 1
        }()
      guard !isOther(row, than: plans[index]) else {
        table.report(row, "plan", .conflictingPlan)
        continue
      }
      if plans[index].region.isEmpty { plans[index].region = row["region"] }
      if plans[index].document.isEmpty { plans[index].document = row.verbatim("document") }
      guard let indicator = table.text(row, "indicator") else { continue }
      guard !plans[index].targets.contains(where: { $0.indicator == indicator }) else {
        table.report(row, "indicator", .repeatedKey)
        continue
      }
      guard let target = target(row, indicator, &table) else { continue }
      plans[index].targets.append(target)
      reportUnknown(indicator, row, &table, batches: batches)
    }
    notices += table.notices
    return plans
  }

  /// Whether the row is of another plan than the one that has its identifier: a blank says nothing.
  private static func isOther(_ row: CatalogueTable.Row, than plan: Plan) -> Bool {
    func differs(_ column: String, _ known: String) -> Bool {
      !row[column].isEmpty && !known.isEmpty && row[column] != TextNormal.value(known)
    }
    return differs("region", plan.region) || differs("document", plan.document)
  }

  /// Reports an indicator that nothing computes, with the known one that is nearest to it.
  private static func reportUnknown(
    _ indicator: String, _ row: CatalogueTable.Row, _ table: inout CatalogueTable,
    batches: [String]
  ) {
    guard !PlanIndicators.isKnown(indicator, batches: batches) else { return }
    let nearest = Spelling.nearest(to: indicator, in: PlanIndicators.known)
    table.report(
      row, "indicator", .unknownIndicator,
      value: nearest.map { "\(indicator) (\($0)?)" } ?? indicator)
  }

  private static func target(
    _ row: CatalogueTable.Row, _ indicator: String, _ table: inout CatalogueTable
  ) -> PlanTarget? {
    let baselineYear = year(row, "baseline_year", &table)
    let targetYear = year(row, "target_year", &table)
    guard row["baseline_year"].isEmpty || baselineYear != nil,
      row["target_year"].isEmpty || targetYear != nil
    else { return nil }
    if let baselineYear, let targetYear, baselineYear >= targetYear {
      table.report(row, "target_year", .endBeforeStart)
      return nil
    }
    var levels: [BatchLevel] = []
    for word in row["levels"].split(whereSeparator: { ";；、,，".contains($0) }) {
      guard let level = level(TextNormal.value(String(word))) else {
        table.report(row, "levels", .unknownValue)
        return nil
      }
      levels.append(level)
    }
    let baseline = value(row, "baseline", indicator, from: nil, &table)
    return PlanTarget(
      indicator: indicator, wording: row.verbatim("wording"), baselineYear: baselineYear,
      baseline: baseline, targetYear: targetYear,
      target: value(row, "target", indicator, from: baseline, &table), levels: levels,
      clause: row.verbatim("clause"), source: row.source)
  }

  /// A year, with or without 年; `nil` where it is blank, and reported where it is none.
  private static func year(
    _ row: CatalogueTable.Row, _ column: String, _ table: inout CatalogueTable
  ) -> Int? {
    if row[column].isEmpty { return nil }
    let end = ["年底", "年末", "年"].first(where: row[column].hasSuffix) ?? ""
    guard let year = Int(row[column].dropLast(end.count)), (1990...2100).contains(year) else {
      table.report(row, column, .badNumber)
      return nil
    }
    return year
  }

  /// The batch level that a word means.
  static func level(_ text: String) -> BatchLevel? {
    switch text {
    case "国家", "国家级", "国家组织": .national
    case "省级", "省": .provincial
    case "联盟", "省际联盟", "省级联盟": .alliance
    case "市级", "市", "市级联盟": .municipal
    default: BatchLevel(rawValue: text.lowercased())
    }
  }

  /// A value as printed; reported where it states something that cannot be read.
  private static func value(
    _ row: CatalogueTable.Row, _ column: String, _ indicator: String, from baseline: PlanValue?,
    _ table: inout CatalogueTable
  ) -> PlanValue {
    let text = PlanValueText(row.quoted(column), of: indicator, from: baseline)
    if text.isUnreadable { table.report(row, column, .badNumber) }
    return text.value
  }
}
