/// Headings and rows of a table on their way to a sheet.
struct TableRows: Sendable {
  /// The table.
  let table: Table
  /// The sheet's columns.
  let widths: ColumnWidths
  /// Links of cells in the first column: text to the name of a sheet.
  let links: [String: String]
  /// How many columns go on paper; text in the others stands in one line, for looking up.
  let printed: Int
  /// The columns over which the last one's cells go; `nil`: one, as all others.
  let span: ClosedRange<Int>?
  /// Whether a chart is drawn from it: the library would draw an empty cell as 0, and none as a gap.
  let isCharted: Bool

  private static let line = 13.5
  private static let highest = 400.0

  /// Writes the headings into `row`, and what stands below them.
  func write(to sheet: inout Sheet, from row: Int) throws(WorkbookError) {
    var lines = 1
    for (column, heading) in table.columns.enumerated() {
      try sheet.write(
        heading.title, row: row, columns: columns(from: column), style: CellStyle(role: .header))
      lines = max(lines, widths.lines(heading.title, columns: column..<(column + 1), size: 10.5))
    }
    try sheet.setHeight(Double(lines) * 14 + 6, ofRow: row)
    for (offset, line) in table.rows.enumerated() {
      try write(line, to: &sheet, row: row + 1 + offset)
    }
  }

  private func write(_ line: Table.Row, to sheet: inout Sheet, row: Int) throws(WorkbookError) {
    var lines = 1
    for (column, cell) in line.cells.enumerated() {
      var style = CellStyle(tone: line.tone)
      style.isRight = table.columns[column].isNumber
      if let (value, number) = cell.number, value.isFinite {
        style.number = number
        if column == span?.lowerBound {
          try sheet.write("", row: row, columns: columns(from: column), style: style)
        }
        try sheet.write(value, row: row, column: column, style: style)
        continue
      }
      if case .tag(_, let tone) = cell, tone != .plain { style.tone = tone }
      let text = cell.text
      if isCharted, style.isRight, text.isEmpty { continue }
      if column == 0, let target = links[text] {
        style.role = .link
        try sheet.write(text, linkTo: target, targetRow: 0, row: row, column: 0, style: style)
        continue
      }
      let columns = columns(from: column)
      let needed = text.utf8.count < 6 || column >= printed ? 1 : height(of: text, over: columns)
      style.wraps = needed > 1
      lines = max(lines, needed)
      try sheet.write(text, row: row, columns: columns, style: style)
    }
    if lines > 1 {
      try sheet.setHeight(min(Double(lines) * Self.line + 2, Self.highest), ofRow: row)
    }
  }

  private func height(of text: String, over columns: ClosedRange<Int>) -> Int {
    widths.lines(text, columns: columns.lowerBound..<(columns.upperBound + 1), size: 10)
  }

  private func columns(from column: Int) -> ClosedRange<Int> {
    if let span, column == span.lowerBound { return span }
    return column...column
  }
}
