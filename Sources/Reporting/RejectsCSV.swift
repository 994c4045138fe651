public import Analysis
import DelimitedText
import Procurement

/// `rejects.csv`: every line that was not counted, where it stands, why, and what to do about it.
///
/// UTF-8 with BOM, CRLF. `Reports/README.md` documents the columns.
public struct RejectsCSV: Sendable {
  /// The columns in their order.
  public static let columns = [
    "file", "line", "kind", "column", "value", "reason", "message", "amount", "other",
  ]

  private let report: Report
  private let language: Language

  /// The lines of `report` that were not counted, with messages in `language`.
  public init(_ report: Report, language: Language) {
    self.report = report
    self.language = language
  }

  /// The file's bytes.
  ///
  /// - Complexity: O(*n*) in the rejects.
  public func bytes() -> [UInt8] {
    var writer = DelimitedWriter()
    writer.write(Self.columns)
    for reject in report.data.rejects {
      writer.write(
        [
          .text(reject.source.file), .number(String(reject.source.line)),
          .text(reject.reason.kind), .text(reject.column), .text(reject.value),
          .text(reject.reason.rawValue), .text(language(reject.reason.advice)),
          .number(reject.amount?.decimal ?? ""), .text(reject.other?.description ?? ""),
        ] as [CSVCell])
    }
    return writer.bytesWithMark
  }
}
