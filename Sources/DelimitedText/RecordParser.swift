internal import CLibCSV

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Splits text into records with libcsv, which alone settles what a field is.
///
/// libcsv is fed one physical line at a time. That costs a `memchr` and a call a line, and gives
/// what libcsv itself does not know: on which line a record begins, and where to go on when a
/// quotation mark is opened and never closed. Such a line becomes a fault, and reading resumes on
/// the next one, so that one stray quote does not swallow the rest of a file.
@safe public final class RecordParser {
  /// The longest record in bytes; what is longer is a fault.
  public static let recordLimit = 1 << 16

  private let state: UnsafeMutablePointer<csv_parser>
  private let dialect: Dialect

  /// A parser for texts in `dialect`.
  public init(dialect: Dialect) {
    unsafe state = .allocate(capacity: 1)
    self.dialect = dialect
    unsafe csv_init(state, 0)
    unsafe csv_set_delim(state, dialect.delimiter)
  }

  deinit {
    unsafe csv_free(state)
    unsafe state.deallocate()
  }

  /// Splits one stretch of text that begins where a record begins.
  ///
  /// - Parameters:
  ///   - text: the text; only `range` of it counts.
  ///   - range: where in `text` the stretch lies.
  ///   - firstLine: the physical line, counted from 1, on which the stretch begins.
  ///   - isLast: whether the file ends with the stretch; else it ends with a newline.
  ///   - expectedFields: how many fields a record has; a record over several physical lines with
  ///     another number is taken for an unclosed quote. 0: any number.
  ///   - batch: receives the records; what it held is removed.
  /// - Returns: where an unfinished record begins, `range.upperBound` when there is none.
  public func parse(
    _ text: [UInt8], in range: Range<Int>, firstLine: Int, isLast: Bool, expectedFields: Int = 0,
    into batch: inout RecordBatch
  ) -> Int {
    batch.removeAll()
    reset()
    var cursor = Cursor(position: range.lowerBound, line: Int32(clamping: firstLine))
    while cursor.position < range.upperBound {
      batch.makeRoom(for: range.upperBound - cursor.position)
      let outcome = unsafe batch.withSink { sink in
        unsafe text.withUnsafeBufferPointer { text in
          unsafe feed(
            text, end: range.upperBound, isLast: isLast, expectedFields: expectedFields,
            cursor: &cursor, sink: &sink)
        }
      }
      switch outcome {
      case .needsRoom: continue
      case .finished: return range.upperBound
      case .unfinished(let start): return start
      case .fault(let kind, let start, let line):
        let lineEnd = text[start..<range.upperBound].firstIndex(of: dialect.newline)
        let next = lineEnd.map { $0 + 1 } ?? range.upperBound
        batch.faults.append(
          RecordBatch.Fault(
            line: line, kind: kind, excerpt: Array(text[start..<min(next, start + 120)])))
        cursor = Cursor(position: next, line: line + 1)
        reset()
      }
    }
    return range.upperBound
  }

  // MARK: - Feeding libcsv

  private struct Cursor {
    var position: Int
    var line: Int32
    /// Where the record that is being read began.
    var recordStart = 0
    var recordLine: Int32 = 0

    init(position: Int, line: Int32) {
      self.position = position
      self.line = line
    }
  }

  private enum Outcome {
    case finished
    case needsRoom
    case unfinished(Int)
    case fault(RecordBatch.Fault.Kind, start: Int, line: Int32)
  }

  private func reset() {
    unsafe state.pointee.pstate = 0
    unsafe state.pointee.quoted = 0
    unsafe state.pointee.spaces = 0
    unsafe state.pointee.entry_pos = 0
  }

  private var isBetweenRecords: Bool { unsafe state.pointee.pstate == 0 }

  private func feed(
    _ text: UnsafeBufferPointer<UInt8>, end: Int, isLast: Bool, expectedFields: Int,
    cursor: inout Cursor, sink: inout Sink
  ) -> Outcome {
    guard let base = text.baseAddress else { return .finished }
    let newline = Int32(dialect.newline)
    if !isBetweenRecords { unsafe sink.resumeRecord(line: cursor.recordLine) }
    while cursor.position < end {
      let start = cursor.position
      var next = end
      if let found = unsafe memchr(base + start, newline, end - start) {
        next = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      }
      let length = next - start
      if isBetweenRecords {
        cursor.recordStart = start
        cursor.recordLine = cursor.line
        unsafe sink.beginRecord(line: cursor.line)
      }
      if next - cursor.recordStart > Self.recordLimit {
        unsafe sink.discardRecord()
        let isOneLine = cursor.recordStart == start
        return .fault(
          isOneLine ? .tooLong : .unclosedQuote, start: cursor.recordStart,
          line: cursor.recordLine)
      }
      // Only now, since room is made for lines within the limit.
      guard unsafe sink.hasRoom(for: length) else { return .needsRoom }
      unsafe sink.line = cursor.line
      _ = unsafe csv_parse(
        state, base + start, length, Sink.takeField, Sink.endRecord, &sink)
      cursor.position = next
      cursor.line += 1
      if unsafe expectedFields > 0 && isBetweenRecords && cursor.line > cursor.recordLine + 1
        && sink.lastRecordBegan(on: cursor.recordLine)
        && (sink.lastFieldCount != expectedFields
          || hasWholeLine(
            text, in: cursor.recordStart..<next, delimiters: expectedFields - 1))
      {
        unsafe sink.discardRecord()
        return .fault(.unclosedQuote, start: cursor.recordStart, line: cursor.recordLine)
      }
    }
    if isBetweenRecords { return .finished }
    guard isLast else {
      unsafe sink.discardRecord()
      return .unfinished(cursor.recordStart)
    }
    if unsafe state.pointee.quoted != 0 && state.pointee.pstate == 2 {
      unsafe sink.discardRecord()
      return .fault(.unclosedQuote, start: cursor.recordStart, line: cursor.recordLine)
    }
    _ = unsafe csv_fini(state, Sink.takeField, Sink.endRecord, &sink)
    unsafe sink.endsInsideLine = true
    return .finished
  }

  /// Whether a line after the first in `range` looks like a whole record by itself: as many
  /// delimiters outside quotes as a record has, and its quotes closed. Then the record over
  /// several lines was not meant; the first line's quote was never closed.
  private func hasWholeLine(
    _ text: UnsafeBufferPointer<UInt8>, in range: Range<Int>, delimiters: Int
  ) -> Bool {
    var isFirst = true
    var isQuoted = false
    var count = 0
    for position in range {
      let byte = unsafe text[position]
      if byte == dialect.newline {
        if !isFirst && !isQuoted && count == delimiters { return true }
        isFirst = false
        isQuoted = false
        count = 0
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == dialect.delimiter && !isQuoted {
        count += 1
      }
    }
    return !isFirst && !isQuoted && count == delimiters && delimiters > 0
  }
}

// MARK: - Where libcsv puts what it reads

/// A batch as libcsv's callbacks see it.
@unsafe
struct Sink {
  var bytes: UnsafeMutableBufferPointer<UInt8>
  var fieldEnds: UnsafeMutableBufferPointer<UInt32>
  var records: UnsafeMutableBufferPointer<RecordBatch.Record>
  var byteCount: Int
  var fieldCount: Int
  var recordCount: Int
  /// The physical line that libcsv is being fed.
  var line: Int32 = 0
  var endsInsideLine = false
  /// The physical line on which the record that is being read began.
  private var recordLine: Int32 = 0
  /// The first field of that record.
  private var firstField: Int

  init(
    bytes: UnsafeMutableBufferPointer<UInt8>, fieldEnds: UnsafeMutableBufferPointer<UInt32>,
    records: UnsafeMutableBufferPointer<RecordBatch.Record>, byteCount: Int, fieldCount: Int,
    recordCount: Int
  ) {
    unsafe self.bytes = bytes
    unsafe self.fieldEnds = fieldEnds
    unsafe self.records = records
    unsafe self.byteCount = byteCount
    unsafe self.fieldCount = fieldCount
    unsafe self.recordCount = recordCount
    // A record that outgrew the room goes on where its fields began.
    unsafe firstField =
      recordCount == 0
      ? 0 : Int(records[recordCount - 1].firstField + records[recordCount - 1].fieldCount)
  }

  /// Whether a line of `length` bytes fits: no more fields and records than bytes, and what
  /// libcsv still holds of earlier lines of the same record.
  func hasRoom(for length: Int) -> Bool {
    unsafe byteCount + length + RecordParser.recordLimit <= bytes.count
      && fieldCount + length + 1 <= fieldEnds.count && recordCount + length + 1 <= records.count
  }

  mutating func beginRecord(line: Int32) {
    unsafe recordLine = line
    unsafe firstField = fieldCount
  }

  /// Goes on with a record whose beginning was read before the buffers grew.
  mutating func resumeRecord(line: Int32) {
    unsafe recordLine = line
  }

  /// Takes back what was read from where the line of the record that is being read begins. A
  /// return alone ends a record and no line, so there may be whole records before it; they are
  /// part of the fault, or are read again together with the record's end.
  mutating func discardRecord() {
    while unsafe lastRecordBegan(on: recordLine) {
      unsafe recordCount -= 1
      unsafe firstField = Int(records[recordCount].firstField)
    }
    unsafe fieldCount = firstField
    unsafe byteCount = fieldCount == 0 ? 0 : Int(fieldEnds[fieldCount - 1])
  }

  func lastRecordBegan(on line: Int32) -> Bool {
    unsafe recordCount > 0 && records[recordCount - 1].line == line
  }

  var lastFieldCount: Int {
    unsafe recordCount == 0 ? 0 : Int(records[recordCount - 1].fieldCount)
  }

  static let takeField:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      field, length, context in
      guard let sink = unsafe context?.assumingMemoryBound(to: Sink.self),
        let bytes = unsafe sink.pointee.bytes.baseAddress
      else { return }
      let count = unsafe sink.pointee.byteCount
      if let field = unsafe field { unsafe memcpy(bytes + count, field, length) }
      unsafe sink.pointee.byteCount = count + length
      unsafe sink.pointee.fieldEnds[sink.pointee.fieldCount] =
        UInt32(truncatingIfNeeded: count + length)
      unsafe sink.pointee.fieldCount += 1
    }

  static let endRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
    guard let sink = unsafe context?.assumingMemoryBound(to: Sink.self) else { return }
    let first = unsafe sink.pointee.firstField
    unsafe sink.pointee.records[sink.pointee.recordCount] = RecordBatch.Record(
      firstField: Int32(truncatingIfNeeded: first),
      fieldCount: Int32(truncatingIfNeeded: sink.pointee.fieldCount - first),
      line: sink.pointee.recordLine,
      lineCount: sink.pointee.line - sink.pointee.recordLine + 1)
    unsafe sink.pointee.recordCount += 1
    unsafe sink.pointee.firstField = sink.pointee.fieldCount
  }
}

extension RecordBatch {
  /// Grows the buffers so that the next lines fit: at least one, typically all of `left` bytes.
  /// What was too little is at least doubled.
  fileprivate mutating func makeRoom(for left: Int) {
    func grow<Element>(_ array: inout [Element], by count: Int, with filler: Element) {
      guard array.count < count else { return }
      array.append(contentsOf: repeatElement(filler, count: count - array.count))
    }
    let spare = RecordParser.recordLimit + 1
    grow(&bytes, by: byteCount + left + spare, with: 0)
    grow(&fieldEnds, by: fieldCount + max(left / 8, fieldCount) + spare, with: 0)
    grow(
      &recordStorage, by: recordCount + max(left / 64, recordCount) + spare,
      with: Record(firstField: 0, fieldCount: 0, line: 0, lineCount: 0))
  }

  fileprivate mutating func withSink<Result>(_ body: (inout Sink) -> Result) -> Result {
    let counts = (bytes: byteCount, fields: fieldCount, records: recordCount)
    var filled = counts
    var endsInside = false
    let result = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      unsafe fieldEnds.withUnsafeMutableBufferPointer { ends in
        unsafe recordStorage.withUnsafeMutableBufferPointer { records in
          var sink = unsafe Sink(
            bytes: bytes, fieldEnds: ends, records: records, byteCount: counts.bytes,
            fieldCount: counts.fields, recordCount: counts.records)
          let result = unsafe body(&sink)
          unsafe filled = (sink.byteCount, sink.fieldCount, sink.recordCount)
          unsafe endsInside = sink.endsInsideLine
          return result
        }
      }
    }
    (byteCount, fieldCount, recordCount) = filled
    endsInsideLine = endsInside
    return result
  }
}
