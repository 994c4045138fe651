internal import CLibCSV

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Who splits plainly formed lines into fields.
public enum RecordReader: String, CaseIterable, Sendable {
  /// A vectorised scan splits plainly formed lines, libcsv all others.
  case automatic = "auto"
  /// libcsv splits all lines.
  case libcsv
}

/// Splits text into records. libcsv alone settles what a field is; ``PlainLines`` splits those
/// lines of which that is plain to see, and leaves all others to libcsv.
///
/// libcsv is fed one physical line at a time. That costs a `memchr` and a call a line, and gives
/// what libcsv itself does not know: on which line a record begins, and where to go on when a
/// quotation mark is opened and never closed. Such a line becomes a fault, and reading resumes on
/// the next one, so that one stray quote does not swallow the rest of a file.
@safe public final class RecordParser {
  /// The longest record in bytes, its line end not counted; what is longer is a fault.
  public static let recordLimit = 1 << 16
  /// How many physical lines a record may take; one that takes more is taken for an unclosed quote.
  /// After that, reading resumes on the next line, so that no line is read more often than this.
  public static let lineLimit = 64

  /// How many bytes libcsv was fed so far, those that it was fed again included.
  package private(set) var fedByteCount = 0

  private let state: UnsafeMutablePointer<csv_parser>
  private let dialect: Dialect
  private let reader: RecordReader

  /// The byte that ends a record but, in this dialect, no line.
  private var otherNewline: UInt8 {
    dialect.newline == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
  }

  /// A parser for texts in `dialect`.
  ///
  /// - Parameter reader: who splits plainly formed lines; the records are the same either way.
  public init(dialect: Dialect, reader: RecordReader = .automatic) {
    unsafe state = .allocate(capacity: 1)
    self.dialect = dialect
    self.reader = reader
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
  ///   - firstLine: the physical line, counted from 1, on which the stretch begins. Numbers of lines
  ///     have 32 bits; the lines of a stretch that goes beyond count as the last ones of these.
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
    batch.makeRoom(for: range.count)
    (batch.textCount, batch.byteCount) = (range.upperBound, range.upperBound)
    defer { batch.take(text) }
    reset()
    // A stretch has no more lines than bytes.
    let line = Int32(clamping: min(firstLine, Int(Int32.max) - range.count - 1))
    var cursor = Cursor(position: range.lowerBound, line: line)
    while cursor.position < range.upperBound {
      let outcome = unsafe batch.withSink { sink in
        unsafe text.withUnsafeBufferPointer { text in
          unsafe feed(
            text, end: range.upperBound, isLast: isLast, expectedFields: expectedFields,
            cursor: &cursor, sink: &sink)
        }
      }
      switch outcome {
      case .needsRoom: batch.makeMoreRoom()
      case .finished: return range.upperBound
      case .unfinished(let start): return start
      case .fault(let kind, let start, let line):
        let lineEnd = text[start..<range.upperBound].firstIndex(of: dialect.newline)
        let next = lineEnd.map { $0 + 1 } ?? range.upperBound
        batch.faults.append(
          RecordBatch.Fault(
            line: line, kind: kind, excerpt: Array(text[start..<min(next, start + 120)])))
        // What ends a record but no line may lie in what is read again.
        if let end = text[next..<max(next, cursor.position)].firstIndex(of: otherNewline) {
          cursor.otherEnd = end
        }
        cursor.position = next
        cursor.line = line + 1
        reset()
      }
    }
    return range.upperBound
  }

  // MARK: - Feeding libcsv

  private struct Cursor {
    var position: Int
    var line: Int32
    /// The next byte that ends a record but no line; −1 where it was not looked for yet.
    var otherEnd = -1
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
    if !isBetweenRecords { unsafe sink.resumeRecord(line: cursor.recordLine) }
    let plain = unsafe PlainLines(base: base, end: end, dialect: dialect)
    while cursor.position < end {
      if reader == .automatic && isBetweenRecords {
        let hadRoom = unsafe plain.split(
          from: &cursor.position, line: &cursor.line, into: &sink)
        if !hadRoom { return .needsRoom }
        if cursor.position >= end { break }
      }
      let start = cursor.position
      let newline = unsafe place(of: dialect.newline, in: base, start..<end)
      // A lone carriage return ends a record too; cutting there keeps it to one record a call.
      if cursor.otherEnd < start {
        cursor.otherEnd = unsafe place(of: otherNewline, in: base, start..<end)
      }
      let lineEnd = min(newline, cursor.otherEnd)
      let next = min(lineEnd + 1, end)
      let length = next - start
      if isBetweenRecords {
        cursor.recordStart = start
        cursor.recordLine = cursor.line
        unsafe sink.beginRecord(line: cursor.line)
      }
      if lineEnd - cursor.recordStart > Self.recordLimit
        || cursor.line - cursor.recordLine >= Self.lineLimit
      {
        unsafe sink.discardRecord()
        let isOneLine = cursor.recordStart == start
        return .fault(
          isOneLine ? .tooLong : .unclosedQuote, start: cursor.recordStart,
          line: cursor.recordLine)
      }
      guard unsafe sink.hasRoom(for: length) else { return .needsRoom }
      unsafe sink.line = cursor.line
      _ = unsafe csv_parse(
        state, base + start, length, Sink.takeField, Sink.endRecord, &sink)
      fedByteCount += length
      cursor.position = next
      if next == newline + 1 { cursor.line += 1 }
      // Then the record is a fault whichever way it goes on, and need not be read to its end.
      if expectedFields > 0, !isBetweenRecords, next == newline + 1, start > cursor.recordStart,
        unsafe text[start - 1] == dialect.newline,
        unsafe hasWholeLine(text, in: (start - 1)..<next, delimiters: expectedFields - 1)
      {
        unsafe sink.discardRecord()
        return .fault(.unclosedQuote, start: cursor.recordStart, line: cursor.recordLine)
      }
      if unsafe expectedFields > 0 && isBetweenRecords && cursor.line > cursor.recordLine + 1
        && sink.lastRecordBegan(on: cursor.recordLine)
        && (sink.lastFieldCount != expectedFields
          || hasWholeLine(
            text, in: cursor.recordStart..<next, delimiters: expectedFields - 1))
      {
        unsafe sink.removeLastRecord()
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

  /// The first place of `byte` in `range`; the range's end where there is none.
  private func place(
    of byte: UInt8, in base: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
    guard let found = unsafe found else { return range.upperBound }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
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
