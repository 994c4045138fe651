internal import Procurement
internal import SystemPackage

extension CatalogueFiles {
  /// Reads `decisions.csv`, in the order of its rows.
  ///
  /// A row whose last day of validity cannot be read is left out: to hold it for ever would hide
  /// a clue that somebody meant to see again.
  static func readDecisions(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "decisions.csv", in: folder,
        columns: [
          .init("finding", "线索", "线索编号", "finding_id", isRequired: true),
          .init("decision", "决定", isRequired: true), .init("reason", "理由"),
          .init("by", "处理人"), .init("date", "日期"), .init("until", "有效期至"),
        ])
    else { return }
    for row in table.rows {
      guard let pattern = table.text(row, "finding"), table.text(row, "decision") != nil,
        let kind = table.word(row, "decision", decision)
      else { continue }
      let until = table.optionalDay(row, "until")
      guard until != nil || row["until"].isEmpty else { continue }
      result.decisions.append(
        Decision(
          pattern: pattern, kind: kind, reason: row["reason"], by: row["by"],
          date: table.optionalDay(row, "date"), until: until, source: row.source))
    }
    result.notices += table.notices
  }

  private static func decision(_ text: String) -> DecisionKind? {
    switch text {
    case "认可": .accept
    case "排除": .dismiss
    case "已发函", "发函", "函询", "约谈": .sent
    default: DecisionKind(rawValue: text.lowercased())
    }
  }
}
