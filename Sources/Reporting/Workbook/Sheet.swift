import CXlsxWriter

/// A sheet of a workbook, for the time it is being filled; its pointers live as long as the book.
@safe
struct Sheet: ~Copyable {
  /// The sheet's name.
  let name: String
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  let book: UnsafeMutablePointer<lxw_workbook>
  private let path: String
  private let cutNote: String
  /// The formats made so far; the workbook keeps them for its next sheet.
  var styles: [CellStyle: UnsafeMutablePointer<lxw_format>]

  init(
    sheet: UnsafeMutablePointer<lxw_worksheet>, book: UnsafeMutablePointer<lxw_workbook>,
    name: String, path: String, cutNote: String,
    styles: [CellStyle: UnsafeMutablePointer<lxw_format>]
  ) {
    unsafe self.sheet = sheet
    unsafe self.book = book
    self.name = name
    self.path = path
    self.cutNote = cutNote
    unsafe self.styles = styles
  }

  /// Writes text, as text whatever it begins with; see ``CellText``.
  mutating func write(
    _ text: String, row: Int, column: Int, style: CellStyle
  ) throws(WorkbookError) {
    let format = unsafe format(style)
    if text.isEmpty {
      try check(unsafe worksheet_write_blank(sheet, row32(row), UInt16(column), format))
    } else {
      let text = CellText.legal(text, cutNote: cutNote)
      try check(unsafe worksheet_write_string(sheet, row32(row), UInt16(column), text, format))
    }
  }

  /// Writes a number.
  mutating func write(
    _ number: Double, row: Int, column: Int, style: CellStyle
  ) throws(WorkbookError) {
    let format = unsafe format(style)
    try check(unsafe worksheet_write_number(sheet, row32(row), UInt16(column), number, format))
  }

  /// Writes text over the cells of a row, which become one.
  mutating func write(
    _ text: String, row: Int, columns: ClosedRange<Int>, style: CellStyle
  ) throws(WorkbookError) {
    guard columns.count > 1 else {
      return try write(text, row: row, column: columns.lowerBound, style: style)
    }
    let text = CellText.legal(text, cutNote: cutNote)
    let format = unsafe format(style)
    try check(
      unsafe worksheet_merge_range(
        sheet, row32(row), UInt16(columns.lowerBound), row32(row), UInt16(columns.upperBound), text,
        format))
  }

  /// Writes a link to a cell of a sheet.
  mutating func write(
    _ text: String, linkTo target: String, targetRow: Int, row: Int, column: Int, style: CellStyle
  ) throws(WorkbookError) {
    let format = unsafe format(style)
    let text = CellText.legal(text, cutNote: cutNote)
    try check(
      unsafe worksheet_write_url_opt(
        sheet, row32(row), UInt16(column), "internal:'\(target)'!A\(targetRow + 1)", format, text,
        nil))
  }

  /// Writes the sum of the cells of a column that a filter leaves in view, which is `value` as long
  /// as none is set, over the cells of a row, which become one.
  mutating func write(
    sumOf rows: ClosedRange<Int>, ofColumn column: Int, value: Double, row: Int,
    columns: ClosedRange<Int>, style: CellStyle
  ) throws(WorkbookError) {
    let format = unsafe format(style)
    if columns.count > 1 { try write("", row: row, columns: columns, style: style) }
    let name = Self.columnName(column)
    let formula = "=SUBTOTAL(109,\(name)\(rows.lowerBound + 1):\(name)\(rows.upperBound + 1))"
    try check(
      unsafe worksheet_write_formula_num(
        sheet, row32(row), UInt16(columns.lowerBound), formula, format, value))
  }

  /// Sets a column's width in characters of the default font.
  func setWidth(_ width: Double, ofColumn column: Int) throws(WorkbookError) {
    try check(unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil))
  }

  /// Sets a row's height in points; others are as high as their text.
  func setHeight(_ height: Double, ofRow row: Int) throws(WorkbookError) {
    try check(unsafe worksheet_set_row(sheet, row32(row), height, nil))
  }

  /// Keeps the first `rows` rows and `columns` columns in view.
  func freeze(rows: Int, columns: Int) {
    unsafe worksheet_freeze_panes(sheet, row32(rows), UInt16(columns))
  }

  /// Puts filter buttons on a range.
  func filter(rows: ClosedRange<Int>, columns: Int) throws(WorkbookError) {
    try check(
      unsafe worksheet_autofilter(
        sheet, row32(rows.lowerBound), 0, row32(rows.upperBound), UInt16(max(columns - 1, 0))))
  }

  /// A4 landscape, one page wide, with some rows on every page; `columns` columns of `rows`.
  func setUpPrint(
    rows: ClosedRange<Int>, columns: Int, repeating: ClosedRange<Int>, footer: String
  ) throws(WorkbookError) {
    unsafe worksheet_set_landscape(sheet)
    unsafe worksheet_set_paper(sheet, 9)
    unsafe worksheet_fit_to_pages(sheet, 1, 0)
    unsafe worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6)
    try check(
      unsafe worksheet_repeat_rows(
        sheet, row32(repeating.lowerBound), row32(repeating.upperBound)))
    try check(
      unsafe worksheet_print_area(
        sheet, row32(rows.lowerBound), 0, row32(rows.upperBound), UInt16(max(columns - 1, 0))))
    try check(unsafe worksheet_set_footer(sheet, footer))
  }

  /// Hides the grid on screen.
  func hideGrid() {
    unsafe worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
  }

  /// Colours the sheet's tab.
  func setTabColour(_ colour: UInt32) {
    unsafe worksheet_set_tab_color(sheet, colour)
  }

  func row32(_ row: Int) -> UInt32 { UInt32(row) }

  func check(_ code: lxw_error) throws(WorkbookError) {
    guard code == LXW_NO_ERROR else { throw WorkbookError(path: path, code: code) }
  }

  /// `A`, `B`, … `AA`: a column's name.
  private static func columnName(_ column: Int) -> String {
    var name = ""
    var rest = column + 1
    while rest > 0 {
      rest -= 1
      name = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + name
      rest /= 26
    }
    return name
  }
}
