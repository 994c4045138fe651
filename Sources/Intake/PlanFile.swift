internal import Procurement
internal import SystemPackage

/// Reads the plans' targets.
enum PlanFile {
  /// Reads `plans.csv`: a row a plan and indicator, values as the plan prints them.
  static func read(in folder: FilePath, notices: inout [Notice]) -> [Plan] {
    guard
      var table = CatalogueTable(
        "plans.csv", in: folder,
        columns: [
          .init("plan", "规划", isRequired: true), .init("region", "地区"),
          .init("document", "文件"), .init("indicator", "指标", isRequired: true),
          .init("wording", "指标原文"), .init("baseline_year", "基期年"), .init("baseline", "基期值"),
          .init("target_year", "目标年"), .init("target", "目标值", isRequired: true),
          .init("levels", "计入层级"), .init("clause", "依据"),
        ], quoted: ["document", "wording", "baseline", "target", "clause"])
    else { return [] }
    var plans: [Plan] = []
    for row in table.rows {
      guard let id = table.text(row, "plan"), let indicator = table.text(row, "indicator"),
        let target = target(row, indicator, &table)
      else { continue }
      let index =
        plans.firstIndex { $0.id == id }
        ?? {
          plans.append(
            Plan(id: id, region: row["region"], document: row.verbatim("document"), targets: []))
          return plans.count - 1
        }()
      if isOther(row, than: plans[index]) {
        table.report(row, "plan", .conflictingPlan)
      } else if plans[index].targets.contains(where: { $0.indicator == indicator }) {
        table.report(row, "indicator", .repeatedKey)
      } else {
        plans[index].targets.append(target)
      }
    }
    notices += table.notices
    return plans
  }

  /// Whether the row is of another plan than the one that has its identifier.
  private static func isOther(_ row: CatalogueTable.Row, than plan: Plan) -> Bool {
    let hasOtherRegion = !row["region"].isEmpty && row["region"] != plan.region
    let document = TextNormal.value(plan.document)
    return hasOtherRegion || (!row["document"].isEmpty && row["document"] != document)
  }

  private static func target(
    _ row: CatalogueTable.Row, _ indicator: String, _ table: inout CatalogueTable
  ) -> PlanTarget? {
    func year(_ column: String, _ otherwise: Int) -> Int? {
      if row[column].isEmpty { return otherwise }
      guard let year = Int(row[column]), (1990...2100).contains(year) else {
        table.report(row, column, .badNumber)
        return nil
      }
      return year
    }
    guard let baselineYear = year("baseline_year", 2020),
      let targetYear = year("target_year", 2025)
    else { return nil }
    guard baselineYear < targetYear else {
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
    return PlanTarget(
      indicator: indicator, wording: row.verbatim("wording"), baselineYear: baselineYear,
      baseline: value(row.quoted("baseline"), of: indicator), targetYear: targetYear,
      target: value(row.quoted("target"), of: indicator), levels: levels,
      clause: row.verbatim("clause"), source: row.source)
  }

  /// The batch level that a word means.
  static func level(_ text: String) -> BatchLevel? {
    switch text {
    case "国家", "国家级": .national
    case "省级", "省": .provincial
    case "联盟", "省际联盟": .alliance
    case "市级", "市", "市级联盟": .municipal
    default: BatchLevel(rawValue: text.lowercased())
    }
  }

  /// Reads a value as plans print it: `90%以上`, `≥90%`, `约75%`, `90%左右`, `>500`, `4`, `10类以上`. What
  /// has no number (`-`, `——`, `很少`, blank) has no value: a blank is never filled.
  ///
  /// Counts of varieties and categories are numbers; every other indicator is a share, which plans
  /// print with a per cent sign behind the value or in the indicator's head.
  static func value(_ printed: String, of indicator: String) -> PlanValue {
    let text = TextNormal.value(printed)
    var comparator = Comparator.equal
    if text.contains("以上") || text.contains("≥") || text.contains(">=") || text.contains("不低于") {
      comparator = .atLeast
    } else if text.contains(">") {
      comparator = .greater
    } else if text.contains("左右") || text.contains("约") || text.contains("~") {
      comparator = .about
    }
    guard let first = text.firstIndex(where: { $0.isASCII && $0.isNumber }) else {
      return PlanValue(text: printed, comparator: nil, value: nil)
    }
    let digits = text[first...].prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = NumberText.parse(String(digits), places: 6)?.scaled else {
      return PlanValue(text: printed, comparator: nil, value: nil)
    }
    let divisor = indicator.hasPrefix("vbp-") ? 1_000_000.0 : 100_000_000.0
    return PlanValue(text: printed, comparator: comparator, value: Double(number) / divisor)
  }
}
