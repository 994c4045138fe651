public import SystemPackage

/// A small delimited file, read whole: catalogues, lists. Its bytes are kept, and text is made of
/// what is asked for.
public struct DelimitedTable: Sendable {
  /// A column as its different texts, each made once.
  public struct Texts: Sendable {
    /// The different texts.
    public fileprivate(set) var texts: [String] = []
    /// The place among ``texts`` of each row's field; a row that is shorter has an empty one.
    public fileprivate(set) var places: [UInt32] = []
  }

  private var batch = RecordBatch()
  private let encoding: TextEncoding

  /// How many records from the start of a file may stand above a header: titles, notes.
  public static let titleLimit = 20

  /// Reads a file.
  ///
  /// - Throws: `Errno` when the file cannot be opened or read, or has more than 1 GiB.
  public init(_ path: FilePath) throws(Errno) {
    // One stretch.
    var chunks = try FileChunks(path, chunkSize: 1 << 40)
    encoding = chunks.chunkEncoding
    guard let file = try chunks.next() else { return }
    let parser = RecordParser(dialect: chunks.dialect)
    var expectedFields = 0
    repeat {
      // The header says how many fields a row has, and so which quotes were never closed.
      // A title above it mostly has a single one.
      let header = batch.records.prefix(Self.titleLimit).first { $0.fieldCount > 1 }
      expectedFields = (header ?? batch.records.first).map { Int($0.fieldCount) } ?? 0
      _ = parser.parse(
        file.bytes, in: 0..<file.count, firstLine: file.firstLine, isLast: file.isLast,
        expectedFields: expectedFields, into: &batch)
    } while expectedFields == 0 && batch.recordCount > 0
  }

  /// Lines that are no records.
  public var faults: [RecordBatch.Fault] { batch.faults }

  /// The first bytes of a line that is no record, as text.
  public func excerpt(of fault: RecordBatch.Fault) -> String {
    encoding.decodeRepairing(fault.excerpt)
  }

  /// The rows by their places, the header among them.
  public var rows: Range<Int> { 0..<batch.recordCount }

  /// The physical line on which a row begins, counted from 1.
  public func line(of row: Int) -> Int { Int(batch.recordStorage[row].line) }

  /// The bytes of a row's field; none where the row is shorter.
  public func bytes(of row: Int, column: Int) -> ArraySlice<UInt8> {
    batch.bytes(of: batch.recordStorage[row], column: column)
  }

  /// A row's field as text; bytes that are no text are U+FFFD.
  public func text(of row: Int, column: Int) -> String {
    encoding.decodeRepairing(Array(bytes(of: row, column: column)))
  }

  /// All fields of a row as text.
  public func fields(of row: Int) -> [String] {
    (0..<Int(batch.recordStorage[row].fieldCount)).map { text(of: row, column: $0) }
  }

  /// A column of all rows as text.
  public func texts(of column: Int) -> Texts {
    var result = Texts()
    result.places.reserveCapacity(rows.count)
    var interner = ByteInterner()
    var places: [UInt32] = []
    for start in stride(from: 0, to: rows.count, by: Self.blockSize) {
      let block = start..<min(start + Self.blockSize, rows.count)
      batch.intern(column: column, of: block, in: &interner, into: &places)
      result.places += places.prefix(block.count)
    }
    result.texts = (0..<interner.count).map {
      encoding.decodeRepairing(interner.bytes(of: UInt32($0)))
    }
    return result
  }

  /// How many rows are looked up together: those whose texts are new take longer, so few enough that
  /// most of a block was seen before.
  private static let blockSize = 256
}
