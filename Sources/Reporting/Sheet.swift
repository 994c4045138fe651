import CXlsxWriter

/// A sheet of a workbook, for the time it is being filled; its pointers live as long as the book.
@safe
struct Sheet: ~Copyable {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let path: String
  /// The formats made so far; the workbook keeps them for its next sheet.
  fileprivate(set) var styles: [Workbook.Style: UnsafeMutablePointer<lxw_format>]

  init(
    sheet: UnsafeMutablePointer<lxw_worksheet>, book: UnsafeMutablePointer<lxw_workbook>,
    path: String, styles: [Workbook.Style: UnsafeMutablePointer<lxw_format>]
  ) {
    unsafe self.sheet = sheet
    unsafe self.book = book
    self.path = path
    unsafe self.styles = styles
  }

  /// Writes text, as text whatever it begins with; cut where the format ends a cell.
  mutating func write(
    _ text: String, row: Int, column: Int, style: Workbook.Style
  ) throws(WorkbookError) {
    let limit = 32_767
    let text = text.utf16.count <= limit ? text : String(text.prefix(limit / 2))
    let format = unsafe format(style)
    if text.isEmpty {
      try check(unsafe worksheet_write_blank(sheet, row32(row), UInt16(column), format))
    } else {
      try check(unsafe worksheet_write_string(sheet, row32(row), UInt16(column), text, format))
    }
  }

  /// Writes a number.
  mutating func write(
    _ number: Double, row: Int, column: Int, style: Workbook.Style
  ) throws(WorkbookError) {
    let format = unsafe format(style)
    try check(unsafe worksheet_write_number(sheet, row32(row), UInt16(column), number, format))
  }

  /// Sets a column's width in characters of the default font.
  func setWidth(_ width: Double, ofColumn column: Int) throws(WorkbookError) {
    try check(unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil))
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

  /// A4 landscape, one page wide, with the heading rows on every page and page numbers.
  func setUpPrint(repeating rows: ClosedRange<Int>, footer: String) throws(WorkbookError) {
    unsafe worksheet_set_landscape(sheet)
    unsafe worksheet_set_paper(sheet, 9)
    unsafe worksheet_fit_to_pages(sheet, 1, 0)
    unsafe worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6)
    try check(unsafe worksheet_repeat_rows(sheet, row32(rows.lowerBound), row32(rows.upperBound)))
    try check(unsafe worksheet_set_footer(sheet, footer))
  }

  /// Prints only the first `columns` columns of the first `rows` rows.
  func setPrintArea(rows: Int, columns: Int) throws(WorkbookError) {
    try check(
      unsafe worksheet_print_area(
        sheet, 0, 0, row32(max(rows - 1, 0)), UInt16(max(columns - 1, 0))))
  }

  /// Hides the grid on screen.
  func hideGrid() {
    unsafe worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
  }

  private func row32(_ row: Int) -> UInt32 { UInt32(row) }

  private func check(_ code: lxw_error) throws(WorkbookError) {
    guard code == LXW_NO_ERROR else { throw WorkbookError(path: path, code: code) }
  }

  private mutating func format(_ style: Workbook.Style) -> UnsafeMutablePointer<lxw_format>? {
    if let known = unsafe styles[style] { return unsafe known }
    guard let format = unsafe workbook_add_format(book) else { return nil }
    unsafe format_set_font_name(format, "等线")
    unsafe format_set_font_size(format, style.role == .title ? 14 : style.role == .note ? 9 : 10)
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if !style.number.isEmpty { unsafe format_set_num_format(format, style.number) }
    switch style.role {
    case .title:
      unsafe format_set_bold(format)
      unsafe format_set_font_color(format, 0x1F3A4D)
    case .note:
      unsafe format_set_font_color(format, 0x5F6B76)
    case .header:
      unsafe format_set_bold(format)
      unsafe format_set_text_wrap(format)
      unsafe format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      unsafe format_set_bg_color(format, 0xE6ECF0)
      unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      unsafe format_set_bottom_color(format, 0x8496A3)
    case .body:
      unsafe format_set_bottom(format, UInt8(LXW_BORDER_HAIR.rawValue))
      unsafe format_set_bottom_color(format, 0xC6CED4)
      if style.wraps { unsafe format_set_text_wrap(format) }
      if style.number.isEmpty {
        let align = style.isRight ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT
        unsafe format_set_align(format, UInt8(align.rawValue))
        if !style.isRight { unsafe format_set_indent(format, 1) }
      }
      unsafe colour(format, tone: style.tone)
    }
    unsafe styles[style] = unsafe format
    return unsafe format
  }

  private func colour(_ format: UnsafeMutablePointer<lxw_format>, tone: Table.Tone) {
    switch tone {
    case .plain: break
    case .watch:
      unsafe format_set_bg_color(format, 0xFBF1DC)
      unsafe format_set_font_color(format, 0x7A5200)
    case .warn:
      unsafe format_set_bg_color(format, 0xF8E3DF)
      unsafe format_set_font_color(format, 0x96281B)
    case .good:
      unsafe format_set_font_color(format, 0x1F6B4A)
    case .marked:
      unsafe format_set_bg_color(format, 0xEAF2F6)
    case .total:
      unsafe format_set_bold(format)
      unsafe format_set_bg_color(format, 0xF2F4F6)
    }
  }
}
