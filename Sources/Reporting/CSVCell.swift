import DelimitedText

/// A cell of a CSV file meant for a spreadsheet.
enum CSVCell {
  /// Text, which must not become a formula.
  case text(String)
  /// A number, already formatted with a full stop and without separators.
  case number(String)

  /// A number rounded to six decimals; empty where there is none.
  static func number(_ value: Double?) -> CSVCell {
    .number(value.flatMap { $0.isFinite ? NumberText.trimmed($0, places: 6) : nil } ?? "")
  }

  /// The cell as it is written: text that a spreadsheet would run as a formula gets an apostrophe
  /// in front.
  var field: String {
    switch self {
    case .number(let number): number
    case .text(let text): Self.startsFormula(text) ? "'" + text : text
    }
  }

  private static func startsFormula(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default:
      false
    }
  }
}

/// The bytes of a CSV file, with the mark in front by which Excel and WPS recognise UTF-8.
func csv(_ columns: [String], _ rows: some Sequence<[CSVCell]>) -> [UInt8] {
  var writer = DelimitedWriter()
  writer.write(columns)
  for row in rows { writer.write(row.map(\.field)) }
  return [0xEF, 0xBB, 0xBF] + writer.bytes
}
