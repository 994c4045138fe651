import CLibCSV

/// Writes delimited text: CRLF-terminated rows, fields quoted by libcsv where they need it.
///
/// The writer knows no encoding mark and no formulas; whoever writes for spreadsheets puts a BOM
/// in front and neutralises cells before they come here.
public struct DelimitedWriter: Sendable {
  /// What was written so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8

  /// An empty text whose fields are separated by `delimiter`, a comma unless told otherwise.
  public init(delimiter: UInt8 = 0x2C) {
    self.delimiter = delimiter
  }

  /// Appends one row.
  ///
  /// - Parameter fields: the row's fields; a field with the delimiter, a quotation mark or a line
  ///   break is quoted, and so is one with blanks at an end, which readers would trim.
  /// - Complexity: O(*n*) in the bytes of the row.
  public mutating func write(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      var field = field
      field.withUTF8 { utf8 in
        if unsafe needsQuotes(utf8) {
          unsafe appendQuoted(utf8)
        } else {
          unsafe bytes.append(contentsOf: utf8)
        }
      }
    }
    // A row of one empty field would read as a blank line, which parsers skip.
    if fields.count == 1, fields[0].isEmpty { bytes.append(contentsOf: [0x22, 0x22]) }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  private func needsQuotes(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = unsafe field.first, let last = unsafe field.last else { return false }
    if first == 0x20 || first == 0x09 || last == 0x20 || last == 0x09 { return true }
    return unsafe field.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
  }

  /// libcsv says how long the quoted field is when it is given no room, and writes it when given.
  private mutating func appendQuoted(_ field: UnsafeBufferPointer<UInt8>) {
    let length = unsafe csv_write2(nil, 0, field.baseAddress, field.count, 0x22)
    let quoted = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      count = unsafe csv_write2(
        buffer.baseAddress, buffer.count, field.baseAddress, field.count, 0x22)
    }
    bytes.append(contentsOf: quoted)
  }
}
