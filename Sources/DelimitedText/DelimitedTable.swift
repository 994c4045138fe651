public import SystemPackage

/// A small delimited file, read whole: catalogues, lists.
public struct DelimitedTable: Sendable {
  /// A row with its place.
  public struct Row: Sendable {
    /// The physical line on which it begins, counted from 1.
    public let line: Int
    /// The fields as text; bytes that are no text are U+FFFD.
    public let fields: [String]
  }

  /// The rows in order, the header among them.
  public let rows: [Row]
  /// Lines that are no records.
  public let faults: [RecordBatch.Fault]

  /// Reads a file.
  ///
  /// - Throws: `Errno` when the file cannot be opened or read.
  public init(_ path: FilePath) throws(Errno) {
    var chunks = try FileChunks(path)
    let parser = RecordParser(dialect: chunks.dialect)
    let encoding = chunks.chunkEncoding
    var rows: [Row] = []
    var faults: [RecordBatch.Fault] = []
    var batch = RecordBatch()
    var expectedFields = 0
    var tail: [UInt8] = []
    var tailLine = 1
    while let chunk = try chunks.next() {
      let text = tail + chunk.bytes[..<chunk.count]
      let firstLine = tail.isEmpty ? chunk.firstLine : tailLine
      var end = parser.parse(
        text, in: 0..<text.count, firstLine: firstLine, isLast: chunk.isLast,
        expectedFields: expectedFields, into: &batch)
      if expectedFields == 0, let header = batch.records.first {
        // The header says how many fields a row has, and so which quotes were never closed.
        expectedFields = Int(header.fieldCount)
        end = parser.parse(
          text, in: 0..<text.count, firstLine: firstLine, isLast: chunk.isLast,
          expectedFields: expectedFields, into: &batch)
      }
      tail = Array(text[end...])
      tailLine = firstLine + text[..<end].count { $0 == chunks.dialect.newline }
      var last: RecordBatch.Record?
      for record in batch.records {
        let fields = (0..<Int(record.fieldCount)).map { column -> String in
          let bytes = batch.bytes(of: record, column: column)
          // Rows that follow each other mostly have a good part in common.
          if let last, column < last.fieldCount, batch.bytes(of: last, column: column) == bytes,
            let shared = rows.last?.fields[column]
          {
            return shared
          }
          return encoding.decodeRepairing(Array(bytes))
        }
        rows.append(Row(line: Int(record.line), fields: fields))
        last = record
      }
      faults += batch.faults
    }
    self.rows = rows
    self.faults = faults
  }
}
