import CLibCSV
import DelimitedText

/// The reference: libcsv as it comes, fed a text byte by byte, so that the line on which a record
/// ends is known for sure. A quotation mark that is never closed is dealt with as the parser
/// promises: its line is a fault, and reading begins anew on the next.
enum PlainLibCSV {
  static func read(_ text: [UInt8], dialect: Dialect = Dialect()) -> Reading {
    var reading = Reading()
    var start = 0
    var line = 1
    while start < text.count {
      let run = unsafe Run(text[start...], dialect: dialect, firstLine: line)
      guard let open = unsafe run.openRecord else {
        unsafe reading.records += run.records
        unsafe reading.endsInsideLine = run.endsInsideLine
        break
      }
      unsafe reading.records += run.records
      let lineEnd = text[open.start...].firstIndex(of: dialect.newline) ?? text.count - 1
      reading.faults.append(
        ReadFault(
          line: open.line, kind: .unclosedQuote,
          excerpt: Array(text[open.start...lineEnd].prefix(120))))
      start = lineEnd + 1
      line = open.line + 1
    }
    return reading
  }

  /// What libcsv makes of a text from its beginning to its end.
  @unsafe
  private struct Run {
    var records: [ReadRecord] = []
    var openRecord: (line: Int, start: Int)?
    var endsInsideLine = false
    private var fields: [[UInt8]] = []
    private var line: Int
    private var recordLine = 0

    init(_ text: ArraySlice<UInt8>, dialect: Dialect, firstLine: Int) {
      unsafe line = firstLine
      var parser = unsafe csv_parser()
      unsafe csv_init(&parser, 0)
      unsafe csv_set_delim(&parser, dialect.delimiter)
      defer { unsafe csv_free(&parser) }
      var recordStart = text.startIndex
      var isLineStart = true
      // A lone return ends a record too, though no line.
      var isRecordStart = true
      for index in text.indices {
        if unsafe isRecordStart && parser.pstate == 0 {
          recordStart = index
          unsafe recordLine = line
        }
        var byte = text[index]
        _ = unsafe withUnsafeMutablePointer(to: &self) { run in
          unsafe csv_parse(&parser, &byte, 1, Self.takeField, Self.endRecord, run)
        }
        isLineStart = byte == dialect.newline
        isRecordStart = byte == 0x0A || byte == 0x0D
        if isLineStart { unsafe line += 1 }
      }
      if isLineStart { unsafe line -= 1 }
      if unsafe parser.pstate == 2 && parser.quoted != 0 {
        unsafe openRecord = (recordLine, recordStart)
      } else if unsafe parser.pstate != 0 {
        _ = unsafe withUnsafeMutablePointer(to: &self) { run in
          unsafe csv_fini(&parser, Self.takeField, Self.endRecord, run)
        }
        unsafe endsInsideLine = true
      }
    }

    private static let takeField:
      @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
        field, length, context in
        guard let run = unsafe context?.assumingMemoryBound(to: Run.self) else { return }
        let bytes = unsafe UnsafeRawBufferPointer(start: field, count: length)
        unsafe run.pointee.fields.append(Array(bytes))
      }

    private static let endRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = {
      _, context in
      guard let run = unsafe context?.assumingMemoryBound(to: Run.self) else { return }
      unsafe run.pointee.records.append(
        ReadRecord(
          line: run.pointee.recordLine, lineCount: run.pointee.line - run.pointee.recordLine + 1,
          fields: run.pointee.fields))
      unsafe run.pointee.fields = []
    }
  }
}
