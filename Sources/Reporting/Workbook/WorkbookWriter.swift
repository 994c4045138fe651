import Analysis
import Procurement

/// `report.xlsx`: a sheet a section, with contents, real numbers and dates, filters, charts and print
/// setup.
struct WorkbookWriter: Sendable {
  private let tables: ReportTables
  private let rowLimit: Int
  private let published: [ProductPrice]?
  private var t: Wording { tables.t }

  /// A workbook of `report` in `language`, whose sheets have at most `rowLimit` rows.
  init(_ report: Report, language: Language, rowLimit: Int = Workbook.rowLimit) {
    tables = ReportTables(report, language: language)
    self.rowLimit = rowLimit
    published = nil
  }

  /// The workbook for publication in `language`.
  init(_ disclosure: Disclosure, language: Language) {
    tables = ReportTables(disclosure.report, language: language)
    rowLimit = Workbook.rowLimit
    published = disclosure.prices
  }

  /// Writes the file at `path`.
  ///
  /// - Throws: ``WorkbookError`` with what the library says.
  func write(to path: String) throws(WorkbookError) {
    let pages = WorkbookPages(tables)
    let contents = WorkbookContents(
      tables, pages: published.map(pages.published) ?? pages.all, isPublic: published != nil,
      rowLimit: rowLimit)
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
    for index in page.blocks.indices {
      try fill(&sheet, with: index, of: page, at: places[index], widths: widths)
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
    try filter(&sheet, page, places, widths: widths)
  }

  /// The footer's left part.
  private var footer: String {
    "\(t(Phrases.reportTitle)) \(tables.report.month)"
  }

  private func fill(
    _ sheet: inout Sheet, with index: Int, of page: WorkbookPage, at place: WorkbookPage.Place,
    widths: ColumnWidths
  ) throws(WorkbookError) {
    let block = page.blocks[index]
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
    let rows = TableRows(
      table: table, widths: widths, links: page.links, printed: page.printedColumns,
      span: page.span(of: table, isFiltered: index == page.filteredBlock),
      isCharted: block.chart != nil)
    try rows.write(to: &sheet, from: place.header)
  }

  /// Filter buttons on the sheet's longest table, and above a list the sums of what they leave, where
  /// sums mean something.
  private func filter(
    _ sheet: inout Sheet, _ page: WorkbookPage, _ places: [WorkbookPage.Place],
    widths: ColumnWidths
  ) throws(WorkbookError) {
    guard let index = page.filteredBlock else { return }
    let (block, place) = (page.blocks[index], places[index])
    let totals = block.table.rows.reversed().prefix { $0.tone == .total }.count
    let rows = (place.header + 1)...(place.last - totals)
    try sheet.filter(rows: place.header...rows.upperBound, columns: block.table.columns.count)
    guard page.isList else { return }
    var column = 1
    for sum in block.table.sums where column < block.table.columns.count {
      let label = t("筛选合计：", "In view, ") + sum.label + " "
      let last = widths.columns(from: column, toHold: TextWidth.columns(label) + 16)
      try sheet.write(
        sumOf: rows, ofColumn: sum.column,
        value: value(ofColumn: sum.column, in: block.table.rows.dropLast(totals)), row: 0,
        columns: column...last,
        style: CellStyle(number: .labelled(label), role: .sum))
      column = last + 1
    }
  }

  /// The sum of a column of money.
  private func value(ofColumn column: Int, in rows: ArraySlice<Table.Row>) -> Double {
    let fen = rows.reduce(0.0) { sum, row in
      if case .money(let amount) = row.cells[column] { sum + Double(amount.fen) } else { sum }
    }
    return fen / 100
  }
}

extension Month {
  /// The month's first day as spreadsheets count days: 1 is 1900-01-01, with a 29th of February 1900
  /// that never was.
  var serialDay: Double {
    let epoch = 719_468 - 25_569  // `Day.ordinal` of the day before day 1, that leap day considered
    return Double(lastDay.ordinal - lastDay.day + 1 - epoch)
  }
}
