import DelimitedText

/// A record with its place, free of the batch it was read into.
struct ReadRecord: Hashable, CustomStringConvertible {
  var line: Int
  var lineCount = 1
  var fields: [[UInt8]]

  init(line: Int, lineCount: Int = 1, fields: [[UInt8]]) {
    self.line = line
    self.lineCount = lineCount
    self.fields = fields
  }

  /// A record of text; its line, the lines it takes up, its fields.
  init(_ line: Int, lines: Int = 1, _ fields: String...) {
    self.init(line: line, lineCount: lines, fields: fields.map { Array($0.utf8) })
  }

  var description: String {
    "\(line)+\(lineCount) \(fields.map { String(decoding: $0, as: UTF8.self) })"
  }
}

/// A fault with its place.
struct ReadFault: Hashable {
  var line: Int
  var kind: RecordBatch.Fault.Kind
  var excerpt: [UInt8]
}

/// Everything that a parser said of a text.
struct Reading: Equatable {
  var records: [ReadRecord] = []
  var faults: [ReadFault] = []
  var endsInsideLine = false

  /// The lines of the faults.
  var faultLines: [Int] { faults.map(\.line) }

  mutating func append(_ batch: RecordBatch) {
    records += batch.records.map { record in
      ReadRecord(
        line: Int(record.line), lineCount: Int(record.lineCount),
        fields: (0..<Int(record.fieldCount)).map { Array(batch.bytes(of: record, column: $0)) })
    }
    faults += batch.faults.map {
      ReadFault(line: Int($0.line), kind: $0.kind, excerpt: $0.excerpt)
    }
    endsInsideLine = batch.endsInsideLine
  }
}

/// Reads texts into one batch, over and over, as a worker does.
struct Reader {
  let dialect: Dialect
  let expectedFields: Int
  private(set) var reading = Reading()
  private let parser: RecordParser
  private var batch = RecordBatch()
  private var unfinished: [UInt8] = []

  init(dialect: Dialect = Dialect(), expectedFields: Int = 0) {
    self.dialect = dialect
    self.expectedFields = expectedFields
    parser = RecordParser(dialect: dialect)
  }

  /// Reads a whole text at once.
  mutating func read(_ text: [UInt8]) -> Reading {
    start()
    add(text[...], firstLine: 1, isLast: true)
    return reading
  }

  /// Reads a text cut after the given numbers of physical lines.
  mutating func read(_ text: [UInt8], cutAfter lines: Set<Int>) -> Reading {
    start()
    var start = 0
    var firstLine = 1
    var line = 1
    for (index, byte) in text.enumerated() where byte == dialect.newline {
      if lines.contains(line) && index + 1 < text.count {
        add(text[start...index], firstLine: firstLine, isLast: false)
        start = index + 1
        firstLine = line + 1
      }
      line += 1
    }
    add(text[start...], firstLine: firstLine, isLast: true)
    return reading
  }

  /// Begins a new text.
  mutating func start() {
    reading = Reading()
    unfinished = []
  }

  /// Reads one stretch of a text as intake does: what the last left unfinished is read again
  /// together with it.
  mutating func add(_ bytes: ArraySlice<UInt8>, firstLine: Int, isLast: Bool) {
    let text = unfinished + bytes
    let lines = unfinished.count { $0 == dialect.newline }
    let end = parser.parse(
      text, in: 0..<text.count, firstLine: firstLine - lines, isLast: isLast,
      expectedFields: expectedFields, into: &batch)
    unfinished = Array(text[end...])
    reading.append(batch)
  }
}

/// Reads a whole text at once.
func read(_ text: [UInt8], dialect: Dialect = Dialect(), expectedFields: Int = 0) -> Reading {
  var reader = Reader(dialect: dialect, expectedFields: expectedFields)
  return reader.read(text)
}

/// Reads a whole text at once.
func read(_ text: String, dialect: Dialect = Dialect(), expectedFields: Int = 0) -> Reading {
  read(Array(text.utf8), dialect: dialect, expectedFields: expectedFields)
}
