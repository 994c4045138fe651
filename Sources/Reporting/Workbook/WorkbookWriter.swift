import Analysis
import Procurement

/// `report.xlsx`: a sheet a section, with contents, real numbers and dates, filters, charts and print
/// setup.
struct WorkbookWriter: Sendable {
  private let tables: ReportTables
  private let rowLimit: Int
  private var t: Wording { tables.t }

  /// A workbook of `report` in `language`, whose sheets have at most `rowLimit` rows.
  init(_ report: Report, language: Language, rowLimit: Int = Workbook.rowLimit) {
    tables = ReportTables(report, language: language)
    self.rowLimit = rowLimit
  }

  /// Writes the file at `path`.
  ///
  /// - Throws: ``WorkbookError`` with what the library says.
  func write(to path: String) throws(WorkbookError) {
    let contents = WorkbookContents(tables, pages: WorkbookPages(tables).all, rowLimit: rowLimit)
    var book = try Workbook(
      path: path, properties: contents.properties,
      cutNote: t("……（超出单元格上限，此处截断）", "… (cut: more than a cell holds)"))
    try book.addSheet(named: contents.name) { (sheet) throws(WorkbookError) in
      try contents.fill(&sheet)
    }
    for page in contents.pages {
      try book.addSheet(named: page.name) { (sheet) throws(WorkbookError) in
        try fill(&sheet, with: page, backTo: contents.name)
      }
    }
    try book.close()
  }

  private func fill(
    _ sheet: inout Sheet, with page: WorkbookPage, backTo contents: String
  ) throws(WorkbookError) {
    let widths = ColumnWidths(page)
    for (column, width) in widths.widths.enumerated() {
      try sheet.setWidth(width, ofColumn: column)
    }
    try sheet.write(
      "← " + contents, linkTo: contents, targetRow: 0, row: 0, column: 0,
      style: CellStyle(role: .wayBack))
    let places = page.places
    if !page.isList {
      try sheet.write(page.heading, row: 1, column: 0, style: CellStyle(role: .heading))
    }
    try sheet.setHeight(24, ofRow: 1)
    for (block, place) in zip(page.blocks, places) {
      try fill(&sheet, with: block, at: place, of: page, widths: widths)
    }
    sheet.hideGrid()
    if page.isPart { sheet.setTabColour(0xC9D3DA) } else { sheet.setTabColour(0x1F5A8A) }
    let header = places.first?.header ?? 0
    sheet.freeze(
      rows: page.isList ? header + 1 : WorkbookPage.firstRow,
      columns: page.isList ? page.frozenColumns : 0)
    let last = places.last?.last ?? 0
    try sheet.setUpPrint(
      rows: 1...max(last, 1), columns: page.printedColumns,
      repeating: 1...(page.isList ? header : 1),
      footer: "&L\(footer)&C&A&R&P / &N")
    try filter(&sheet, page, places)
  }

  /// The footer's left part.
  private var footer: String {
    "\(t(Phrases.reportTitle)) \(tables.report.month)"
  }

  private func fill(
    _ sheet: inout Sheet, with block: WorkbookPage.Block, at place: WorkbookPage.Place,
    of page: WorkbookPage, widths: ColumnWidths
  ) throws(WorkbookError) {
    let table = block.table
    try sheet.write(
      table.title, row: place.title, column: 0,
      style: CellStyle(role: page.isList ? .heading : .title))
    if !page.isList { try sheet.setHeight(20, ofRow: place.title) }
    if let note = place.note, !table.note.isEmpty {
      let count = max(widths.screen(page.columnCount), 1)
      let lines = widths.lines(table.note, columns: 0..<count, size: 9)
      try sheet.write(
        table.note, row: note, columns: 0...(count - 1), style: CellStyle(role: .note, wraps: true))
      try sheet.setHeight(Double(lines) * 12.5 + 4, ofRow: note)
    }
    if let chart = block.chart, let row = place.chart {
      try sheet.insert(
        chart, row: row, header: place.header, width: widths.pixels(page.printedColumns))
    }
    var lines = 1
    for (column, heading) in table.columns.enumerated() {
      try sheet.write(
        heading.title, row: place.header, column: column, style: CellStyle(role: .header))
      lines = max(lines, widths.lines(heading.title, columns: column..<(column + 1), size: 10.5))
    }
    try sheet.setHeight(Double(lines) * 14 + 6, ofRow: place.header)
    for (offset, line) in table.rows.enumerated() {
      try write(
        line, of: table, to: &sheet, row: place.header + 1 + offset, page: page, widths: widths)
    }
  }

  private func write(
    _ line: Table.Row, of table: Table, to sheet: inout Sheet, row: Int, page: WorkbookPage,
    widths: ColumnWidths
  ) throws(WorkbookError) {
    for (column, cell) in line.cells.enumerated() {
      var style = CellStyle(tone: line.tone)
      style.isRight = table.columns[column].isNumber
      if let (value, number) = cell.number, value.isFinite {
        style.number = number
        try sheet.write(value, row: row, column: column, style: style)
        continue
      }
      if case .tag(_, let tone) = cell, tone != .plain { style.tone = tone }
      let text = cell.text
      style.wraps = Double(TextWidth.columns(text)) + 2 > widths.widths[column] || text.contains("\n")
      if column == 0, let target = page.links[text] {
        style.role = .link
        try sheet.write(
          text, linkTo: target, targetRow: 0, row: row, column: column, style: style)
      } else {
        try sheet.write(text, row: row, column: column, style: style)
      }
    }
  }

  /// Filter buttons on the sheet's longest table, and above a list the sums of what they leave.
  private func filter(
    _ sheet: inout Sheet, _ page: WorkbookPage, _ places: [WorkbookPage.Place]
  ) throws(WorkbookError) {
    let longest = zip(page.blocks, places).max { left, right in
      left.0.table.rows.count < right.0.table.rows.count
    }
    guard let (block, place) = longest, block.table.rows.count >= Self.leastFiltered else { return }
    let totals = block.table.rows.reversed().prefix { $0.tone == .total }.count
    let rows = (place.header + 1)...(place.last - totals)
    try sheet.filter(rows: place.header...rows.upperBound, columns: block.table.columns.count)
    guard page.isList, totals == 0 else { return }
    var labelled = false
    for column in block.table.columns.indices.dropFirst() {
      guard let sum = sum(of: column, in: block.table) else { continue }
      try sheet.write(
        sumOf: rows, value: sum, row: 0, column: column,
        style: CellStyle(number: .money, role: .sum))
      if !labelled {
        try sheet.write(
          t("筛选合计（逐行）", "Sum of rows in view"), row: 0, column: column - 1,
          style: CellStyle(role: .sum))
      }
      labelled = true
    }
  }

  /// The sum of a column of money; `nil` where it has none.
  private func sum(of column: Int, in table: Table) -> Double? {
    var fen: Double?
    for row in table.rows {
      if case .money(let amount) = row.cells[column] { fen = (fen ?? 0) + Double(amount.fen) }
    }
    return fen.map { $0 / 100 }
  }

  private static let leastFiltered = 6
}

extension Month {
  /// The month's first day as spreadsheets count days: 1 is 1900-01-01, with a 29th of February 1900
  /// that never was.
  var serialDay: Double {
    let epoch = 719_468 - 25_569  // `Day.ordinal` of the day before day 1, that leap day considered
    return Double(lastDay.ordinal - lastDay.day + 1 - epoch)
  }
}
