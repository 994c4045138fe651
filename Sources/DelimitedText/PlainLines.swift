internal import CByteScan

/// Splits plainly formed lines: those whose fields are unquoted without a quotation mark and
/// without a blank at either end, or quoted from edge to edge without a quotation mark inside.
///
/// What libcsv makes of such a line is plain to see. The scan looks at 64 bytes a step and stops
/// only at the bytes that structure a line. It leaves every other line to libcsv: with blanks to
/// trim, doubled or stray quotes, quoted newlines, lone carriage returns, and the last line of a
/// text that ends without a newline.
@unsafe
struct PlainLines {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let dialect: Dialect

  /// A scan of `end` bytes from `base`.
  init(base: UnsafePointer<UInt8>, end: Int, dialect: Dialect) {
    unsafe self.base = base
    unsafe self.end = end
    unsafe self.dialect = dialect
  }

  /// Splits lines from `position` on, where a record begins, up to the first that is not plainly
  /// formed or the end of the text.
  ///
  /// - Parameters:
  ///   - position: is moved to the beginning of the first line that was not split.
  ///   - line: the physical line at `position`; is moved with it.
  ///   - sink: receives the records.
  /// - Returns: `false` when the sink has no room for the next line.
  func split(from position: inout Int, line: inout Int32, into sink: inout Sink) -> Bool {
    var plain = unsafe sink.plain(from: position, line: line)
    let hadRoom = unsafe split_plain_lines(
      base, end, dialect.delimiter, dialect.newline, RecordParser.recordLimit, &plain)
    position = unsafe plain.position
    line = unsafe plain.line
    unsafe sink.take(plain)
    return hadRoom != 0
  }
}
