internal import CByteScan

/// Some thousands of records: the bytes of all fields, and where each lies among them.
public struct RecordBatch: Sendable {
  /// Where a field lies in ``RecordBatch/bytes``.
  public struct Field: Hashable, Sendable {
    /// The offset of its first byte.
    public var start: UInt32
    /// The offset behind its last byte.
    public var end: UInt32

    /// The offsets of its bytes.
    @inlinable public var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// One record.
  public struct Record: Hashable, Sendable {
    /// The index of its first field.
    public var firstField: Int32
    /// How many fields it has.
    public var fieldCount: Int32
    /// The physical line on which it begins, counted from 1 in the file.
    public var line: Int32
    /// How many physical lines it takes up.
    public var lineCount: Int32
  }

  /// A stretch of text that is no record.
  public struct Fault: Hashable, Sendable {
    /// What is wrong with it.
    public enum Kind: Sendable {
      /// A quotation mark is opened and not closed where the record has to end.
      case unclosedQuote
      /// The physical line is longer than ``RecordParser/recordLimit``.
      case tooLong
    }
    /// The physical line, counted from 1 in the file.
    public var line: Int32
    /// What is wrong.
    public var kind: Kind
    /// The line's first bytes.
    public var excerpt: [UInt8]
  }

  /// The text, and behind it the bytes of fields that libcsv made; only the first ``byteCount``
  /// count. It is the parser's own text, not copied, where there are no such fields.
  public internal(set) var bytes: [UInt8] = []
  /// The bytes of fields that libcsv made.
  var parsedBytes: [UInt8] = []
  /// How many bytes the text has.
  var textCount = 0
  /// The fields of all records; only the first ``fieldCount`` count.
  public internal(set) var fields: [Field] = []
  /// The records; only the first ``recordCount`` count.
  var recordStorage: [Record] = []
  /// What could not be read as records, in order.
  public internal(set) var faults: [Fault] = []
  /// How much of ``bytes`` is in use.
  public internal(set) var byteCount = 0
  /// How many fields the records have together.
  public internal(set) var fieldCount = 0
  /// How many records there are.
  public internal(set) var recordCount = 0
  /// Whether the last record ends where the file ends, without a newline.
  public internal(set) var endsInsideLine = false

  /// An empty batch.
  public init() {}

  /// The records in order.
  public var records: ArraySlice<Record> { recordStorage[..<recordCount] }

  /// The bytes of column `column` of a record; empty where the record is shorter.
  public func bytes(of record: Record, column: Int) -> ArraySlice<UInt8> {
    guard column < record.fieldCount else { return [] }
    return bytes[fields[Int(record.firstField) + column].range]
  }

  /// How many bytes behind the last field may be read along with it.
  static var slack: Int { Int(record_slack) }

  /// Forgets all records, and lets go of the text.
  public mutating func removeAll() {
    recordCount = 0
    faults.removeAll(keepingCapacity: true)
    bytes = []
    textCount = 0
    byteCount = 0
    fieldCount = 0
    endsInsideLine = false
  }

  /// Takes in the text that the records were read from.
  mutating func take(_ text: [UInt8]) {
    let parsedCount = byteCount - textCount
    if parsedCount == 0, text.count >= textCount + Self.slack {
      bytes = text
    } else {
      bytes.reserveCapacity(byteCount + Self.slack)
      bytes += text[..<textCount]
      bytes += parsedBytes[..<parsedCount]
      bytes += repeatElement(0, count: Self.slack)
    }
  }
}
