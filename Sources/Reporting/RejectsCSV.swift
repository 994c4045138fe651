public import Analysis
import Procurement

/// `rejects.csv`: every line that was not counted, where it stands, why, and what to do about it.
///
/// UTF-8 with BOM, CRLF. `Reports/README.md` documents the columns.
public enum RejectsCSV {
  /// The columns in their order.
  public static let columns = [
    "file", "line", "kind", "column", "value", "reason", "message", "amount", "other",
  ]

  /// The lines of `report` that were not counted, with messages in `language`.
  ///
  /// - Complexity: O(*n*) in the rejects.
  public static func bytes(of report: Report, language: Language) -> [UInt8] {
    csv(
      columns,
      report.data.rejects.lazy.map { reject in
        [
          .text(reject.source.file), .number(String(reject.source.line)),
          .text(reject.reason.kind.rawValue), .text(reject.column), .text(reject.value),
          .text(reject.reason.rawValue), .text(language(reject.reason.advice)),
          .number(reject.amount?.decimal ?? ""), .text(reject.other?.description ?? ""),
        ]
      })
  }
}
