import Analysis
import Indicators
import Procurement

extension ReportTables {
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
}
