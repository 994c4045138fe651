internal import CByteScan

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A batch as what is written to while text is split: by libcsv's callbacks and by the scan.
@unsafe
struct Sink {
  /// Where libcsv's fields go; they count as bytes that follow the text.
  var bytes: UnsafeMutableBufferPointer<UInt8>
  /// How many bytes the text has.
  private let textCount: Int
  var fields: UnsafeMutableBufferPointer<RecordBatch.Field>
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
  /// How many bytes were in use before it.
  private var firstByte: Int

  init(
    bytes: UnsafeMutableBufferPointer<UInt8>, textCount: Int,
    fields: UnsafeMutableBufferPointer<RecordBatch.Field>,
    records: UnsafeMutableBufferPointer<RecordBatch.Record>, byteCount: Int, fieldCount: Int,
    recordCount: Int
  ) {
    unsafe self.bytes = bytes
    unsafe self.textCount = textCount
    unsafe self.fields = fields
    unsafe self.records = records
    unsafe self.byteCount = byteCount
    unsafe self.fieldCount = fieldCount
    unsafe self.recordCount = recordCount
    // A record that outgrew the room goes on where its fields began.
    unsafe firstField =
      recordCount == 0
      ? 0 : Int(records[recordCount - 1].firstField + records[recordCount - 1].fieldCount)
    unsafe firstByte = firstField < fieldCount ? Int(fields[firstField].start) : byteCount
  }

  /// Whether a line of `length` bytes fits: it has no more fields and records than bytes. The bytes of
  /// all fields fit where there is room for as many as the text has, since each is one of the text's.
  func hasRoom(for length: Int) -> Bool {
    unsafe fieldCount + length + 1 <= fields.count && recordCount + length + 1 <= records.count
      && bytes.count >= textCount
  }

  mutating func beginRecord(line: Int32) {
    unsafe recordLine = line
    unsafe firstField = fieldCount
    unsafe firstByte = byteCount
  }

  /// Goes on with a record whose beginning was read before the buffers grew.
  mutating func resumeRecord(line: Int32) {
    unsafe recordLine = line
  }

  /// Takes back the fields of the record that is being read.
  mutating func discardRecord() {
    unsafe fieldCount = firstField
    unsafe byteCount = firstByte
  }

  /// Takes back the last record.
  mutating func removeLastRecord() {
    unsafe recordCount -= 1
    unsafe firstField = Int(records[recordCount].firstField)
    unsafe firstByte = Int(fields[firstField].start)
    unsafe discardRecord()
  }

  func lastRecordBegan(on line: Int32) -> Bool {
    unsafe recordCount > 0 && records[recordCount - 1].line == line
  }

  var lastFieldCount: Int {
    unsafe recordCount == 0 ? 0 : Int(records[recordCount - 1].fieldCount)
  }

  /// The sink as the scan for plainly formed lines fills it, from where a record begins.
  func plain(from position: Int, line: Int32) -> plain_sink {
    unsafe plain_sink(
      fields: UnsafeMutableRawPointer(fields.baseAddress)?.assumingMemoryBound(
        to: plain_field.self),
      records: UnsafeMutableRawPointer(records.baseAddress)?.assumingMemoryBound(
        to: plain_record.self),
      field_room: fields.count, record_room: records.count, field_count: fieldCount,
      record_count: recordCount, position: position, line: line)
  }

  /// Goes on behind what the scan has filled in.
  mutating func take(_ plain: plain_sink) {
    unsafe fieldCount = plain.field_count
    unsafe recordCount = plain.record_count
    unsafe line = plain.line
    unsafe beginRecord(line: plain.line)
  }

  static let takeField:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      field, length, context in
      guard let sink = unsafe context?.assumingMemoryBound(to: Sink.self),
        let bytes = unsafe sink.pointee.bytes.baseAddress
      else { return }
      let count = unsafe sink.pointee.byteCount
      let place = unsafe count - sink.pointee.textCount
      guard unsafe place + length <= sink.pointee.bytes.count else { return }
      if let field = unsafe field { unsafe memcpy(bytes + place, field, length) }
      unsafe sink.pointee.byteCount = count + length
      unsafe sink.pointee.fields[sink.pointee.fieldCount] = RecordBatch.Field(
        start: UInt32(truncatingIfNeeded: count), end: UInt32(truncatingIfNeeded: count + length))
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
    unsafe sink.pointee.firstByte = sink.pointee.byteCount
  }
}

extension RecordBatch {
  /// Makes room for the fields of `count` bytes of text, typical lines presumed.
  mutating func makeRoom(for count: Int) {
    Self.grow(&fields, to: count / 8 + 64, with: Field(start: 0, end: 0))
    Self.grow(&recordStorage, to: count / 64 + 64, with: Self.vacant)
  }

  /// Makes room for the bytes of fields that do not lie in the text, or else doubles that for fields
  /// and records, for lines that are all delimiters.
  mutating func makeMoreRoom() {
    if parsedBytes.count < textCount {
      Self.grow(&parsedBytes, to: textCount, with: 0)
    } else {
      Self.grow(&fields, to: fields.count * 2, with: Field(start: 0, end: 0))
      Self.grow(&recordStorage, to: recordStorage.count * 2, with: Self.vacant)
    }
  }

  private static let vacant = Record(firstField: 0, fieldCount: 0, line: 0, lineCount: 0)

  private static func grow<Element>(
    _ array: inout [Element], to count: Int, with filler: Element
  ) {
    if array.count < count {
      array.append(contentsOf: repeatElement(filler, count: count - array.count))
    }
  }

  mutating func withSink<Result>(_ body: (inout Sink) -> Result) -> Result {
    let counts = (bytes: byteCount, fields: fieldCount, records: recordCount)
    var filled = counts
    var endsInside = false
    let textCount = textCount
    let result = unsafe parsedBytes.withUnsafeMutableBufferPointer { bytes in
      unsafe fields.withUnsafeMutableBufferPointer { fields in
        unsafe recordStorage.withUnsafeMutableBufferPointer { records in
          var sink = unsafe Sink(
            bytes: bytes, textCount: textCount, fields: fields, records: records,
            byteCount: counts.bytes, fieldCount: counts.fields, recordCount: counts.records)
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
