public import SystemPackage

/// A small delimited file, read whole: catalogues, lists.
///
/// Fields with the same bytes are one text, made once; a row says where each of its texts stands
/// among ``texts``.
public struct DelimitedTable: Sendable {
  /// A row with its place.
  public struct Row: Sendable {
    /// The physical line on which it begins, counted from 1.
    public let line: Int
    /// Where its fields stand among those of all rows.
    fileprivate let fields: Range<Int>
  }

  /// The rows in order, the header among them.
  public private(set) var rows: [Row] = []
  /// Lines that are no records.
  public private(set) var faults: [RecordBatch.Fault] = []
  /// The different texts, the empty one first; bytes that are no text are U+FFFD.
  public let texts: [String]
  /// The place of each field's text among ``texts``, row by row.
  private var places: [UInt32] = []

  /// Reads a file.
  ///
  /// - Throws: `Errno` when the file cannot be opened or read.
  public init(_ path: FilePath) throws(Errno) {
    var chunks = try FileChunks(path, chunkSize: 1 << 18)
    let parser = RecordParser(dialect: chunks.dialect)
    let encoding = chunks.chunkEncoding
    var interner = ByteInterner()
    let nothing: [UInt8] = []
    _ = interner.intern(nothing.span)
    var batch = RecordBatch()
    var expectedFields = 0
    var buffer: [UInt8] = []
    var tail: [UInt8] = []
    var tailLine = 1
    while let chunk = try chunks.next(reusing: &buffer) {
      let text = tail.isEmpty ? chunk.bytes : tail + chunk.bytes[..<chunk.count]
      let range = 0..<tail.count + chunk.count
      let firstLine = tail.isEmpty ? chunk.firstLine : tailLine
      var end = parser.parse(
        text, in: range, firstLine: firstLine, isLast: chunk.isLast,
        expectedFields: expectedFields, into: &batch)
      if expectedFields == 0, let header = batch.records.first {
        // The header says how many fields a row has, and so which quotes were never closed.
        expectedFields = Int(header.fieldCount)
        end = parser.parse(
          text, in: range, firstLine: firstLine, isLast: chunk.isLast,
          expectedFields: expectedFields, into: &batch)
      }
      tail = Array(text[end..<range.upperBound])
      tailLine = firstLine + text[..<end].count { $0 == chunks.dialect.newline }
      for record in batch.records {
        let first = places.count
        batch.intern(record, in: &interner, into: &places)
        rows.append(Row(line: Int(record.line), fields: first..<places.count))
      }
      faults += batch.faults
      batch.removeAll()
      buffer = chunk.bytes
    }
    texts = (0..<interner.count).map { encoding.decodeRepairing(interner.bytes(of: UInt32($0))) }
  }

  /// The fields of a row as text.
  public func fields(of row: Row) -> [String] {
    places[row.fields].map { texts[Int($0)] }
  }

  /// Where the texts of a row's fields stand among ``texts``.
  public func places(of row: Row) -> ArraySlice<UInt32> { places[row.fields] }

  /// Where the text of a row's field stands among ``texts``; that of the empty one where the row is
  /// shorter.
  public func place(of column: Int, in row: Row) -> Int {
    column < row.fields.count ? Int(places[row.fields.lowerBound + column]) : 0
  }
}
