import CXlsxWriter
import Procurement

/// A workbook written by libxlsxwriter; with ``Sheet`` the only place that touches its pointers.
///
/// Sheets are handed out for the time of a closure, so that none is used after the file is closed.
/// The pointers come from the library, are not null, and live until ``close()`` or `deinit`.
@safe
struct Workbook: ~Copyable {
  /// The rows that a sheet of the format can hold.
  static let rowLimit = 1_048_576

  /// What the file says of itself.
  struct Properties: Sendable {
    /// The document's title.
    let title: String
    /// What it is about.
    let subject: String
    /// What it was made from.
    let comments: String
    /// The creation day; not the clock's, for equal bytes.
    let created: Day
  }

  private let path: String
  private let cutNote: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var styles: [CellStyle: UnsafeMutablePointer<lxw_format>] = unsafe [:]
  private var isClosed = false

  /// A new workbook at `path`, which is created when it is closed.
  ///
  /// - Parameters:
  ///   - path: where the file will be.
  ///   - properties: what the file says of itself.
  ///   - cutNote: what stands at the end of text that a cell cannot hold.
  /// - Throws: ``WorkbookError`` when the library has no memory for it.
  init(path: String, properties: Properties, cutNote: String) throws(WorkbookError) {
    guard let book = unsafe workbook_new(path) else {
      throw WorkbookError(path: path, message: "out of memory")
    }
    self.path = path
    self.cutNote = cutNote
    unsafe self.book = book
    let texts = unsafe [properties.title, properties.subject, properties.comments, "jicai"].map {
      unsafe copy(CellText.legal($0, cutNote: cutNote))
    }
    defer { unsafe texts.forEach { unsafe $0.deallocate() } }
    var values = unsafe lxw_doc_properties()
    unsafe values.title = texts[0]
    unsafe values.subject = texts[1]
    unsafe values.comments = texts[2]
    unsafe values.author = texts[3]
    let epoch = 719_468  // `Day.ordinal` of 1970-01-01
    unsafe values.created = time_t((properties.created.ordinal - epoch) * 86_400)
    _ = unsafe workbook_set_properties(book, &values)
  }

  deinit {
    if !isClosed { unsafe lxw_workbook_free(book) }
  }

  /// Adds a sheet and fills it.
  ///
  /// - Parameters:
  ///   - name: a name of ``SheetNames``.
  ///   - fill: writes the sheet's cells.
  /// - Throws: ``WorkbookError`` when the library refuses the name, or what `fill` throws.
  mutating func addSheet(
    named name: String, _ fill: (inout Sheet) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    guard let pointer = unsafe workbook_add_worksheet(book, name) else {
      throw WorkbookError(path: path, message: "sheet name \(name)")
    }
    var sheet = unsafe Sheet(
      sheet: pointer, book: book, name: name, path: path, cutNote: cutNote, styles: styles)
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

/// A copy of `text` for the library, which makes its own; to be deallocated after the call.
@unsafe
func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
  let characters = text.utf8CString
  let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: characters.count)
  for (index, character) in characters.enumerated() {
    unsafe (pointer + index).initialize(to: character)
  }
  return unsafe pointer
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
