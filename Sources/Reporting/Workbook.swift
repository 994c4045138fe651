import CXlsxWriter
import Procurement

/// A workbook written by libxlsxwriter: the only place that touches its pointers.
///
/// Sheets are handed out for the time of a closure, so that none is used after the file is closed.
/// The pointers come from the library, are not null, and live until ``close()`` or `deinit`.
@safe
struct Workbook: ~Copyable {
  /// The rows that a sheet of the format can hold.
  static let rowLimit = 1_048_576

  /// How a cell looks: what kind of number it is and in which tone.
  struct Style: Hashable {
    /// Excel's number format; empty for text.
    var number = ""
    /// The tone of the row or cell.
    var tone = Table.Tone.plain
    /// What the cell is on the sheet.
    var role = Role.body
    /// Whether long text breaks into lines.
    var wraps = false
    /// Whether text stands to the right, as a dash among numbers does.
    var isRight = false
  }

  /// What a cell is on its sheet.
  enum Role: Hashable {
    /// A value.
    case body
    /// A column's heading.
    case header
    /// A table's title.
    case title
    /// An explanation.
    case note
  }

  private let path: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var styles: [Style: UnsafeMutablePointer<lxw_format>] = unsafe [:]
  private var isClosed = false

  /// A new workbook at `path`, which is created when it is closed.
  ///
  /// - Parameters:
  ///   - path: where the file will be.
  ///   - title: the document's title.
  ///   - created: the document's creation day; not the clock's, for equal bytes.
  /// - Throws: ``WorkbookError`` when the library has no memory for it.
  init(path: String, title: String, created: Day) throws(WorkbookError) {
    guard let book = unsafe workbook_new(path) else {
      throw WorkbookError(path: path, message: "out of memory")
    }
    self.path = path
    unsafe self.book = book
    let epoch = 719_468  // `Day.ordinal` of 1970-01-01
    unsafe title.withCString { text in
      var properties = unsafe lxw_doc_properties()
      unsafe properties.title = UnsafeMutablePointer(mutating: text)
      unsafe properties.created = time_t((created.ordinal - epoch) * 86_400)
      _ = unsafe workbook_set_properties(book, &properties)
    }
  }

  deinit {
    if !isClosed { unsafe lxw_workbook_free(book) }
  }

  /// Adds a sheet and fills it.
  ///
  /// - Parameters:
  ///   - name: at most 31 characters, none of `[]:*?/\`.
  ///   - fill: writes the sheet's cells.
  /// - Throws: ``WorkbookError`` when the library refuses the name, or what `fill` throws.
  mutating func addSheet(
    named name: String, _ fill: (inout Sheet) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    guard let pointer = unsafe workbook_add_worksheet(book, name) else {
      throw WorkbookError(path: path, message: "sheet name \(name)")
    }
    var sheet = unsafe Sheet(sheet: pointer, book: book, path: path, styles: styles)
    try fill(&sheet)
    unsafe styles = sheet.styles
  }

  /// Writes the file.
  ///
  /// - Throws: ``WorkbookError`` with what the library says.
  consuming func close() throws(WorkbookError) {
    isClosed = true
    let code = unsafe workbook_close(book)
    guard code == LXW_NO_ERROR else { throw WorkbookError(path: path, code: code) }
  }
}

/// The library could not make a workbook.
struct WorkbookError: Error, Hashable, CustomStringConvertible {
  /// The workbook's path.
  let path: String
  /// What the library says.
  let message: String

  /// An error in our own words.
  init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  /// An error in the library's words.
  init(path: String, code: lxw_error) {
    self.path = path
    message = unsafe String(cString: lxw_strerror(code))
  }

  var description: String { "\(path): \(message)" }
}
