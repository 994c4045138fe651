internal import CByteScan

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Splits plainly formed lines: those whose fields are unquoted without a quotation mark and
/// without a blank at either end, or quoted from edge to edge without a quotation mark inside.
///
/// What libcsv makes of such a line is plain to see. The scan looks at 64 bytes a step and stops
/// only at the bytes that structure a line. It leaves every other line to libcsv: with blanks to
/// trim, doubled or stray quotes, quoted newlines, lone carriage returns, and the last line of a
/// text that ends without a newline.
@unsafe
struct PlainLines {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let delimiter: UInt8
  private let newline: UInt8

  /// A scan of `end` bytes from `base`.
  init(base: UnsafePointer<UInt8>, end: Int, dialect: Dialect) {
    unsafe self.base = base
    unsafe self.end = end
    unsafe delimiter = dialect.delimiter
    unsafe newline = dialect.newline
  }

  /// Splits lines from `position` on, where a record begins, up to the first that is not plainly
  /// formed or the end of the text.
  ///
  /// - Parameters:
  ///   - position: is moved to the beginning of the first line that was not split.
  ///   - line: the physical line at `position`; is moved with it.
  ///   - sink: receives the records.
  /// - Returns: `false` when the sink has no room for the next line.
  func split(from position: inout Int, line: inout Int32, into sink: inout Sink) -> Bool {
    let (base, end) = unsafe (self.base, self.end)
    let (delimiter, newline) = unsafe (self.delimiter, self.newline)
    unsafe sink.beginRecord(line: line)
    unsafe sink.line = line
    var lineStart = position
    var fieldStart = position
    var isQuoted = false
    /// Where the quote that closes a quoted field stands; a delimiter or line end must follow.
    var closingQuote = -1
    var blockStart = position
    while blockStart < end {
      var mask = unsafe mask(at: blockStart)
      while mask != 0 {
        let place = blockStart + mask.trailingZeroBitCount
        mask &= mask &- 1
        guard place < end else { break }
        let byte = unsafe base[place]
        if isQuoted {
          guard byte == UInt8(ascii: "\"") else {
            if byte == newline || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") {
              position = lineStart
              unsafe sink.discardRecord()
              return true
            }
            continue
          }
          isQuoted = false
          closingQuote = place
          continue
        }
        if byte == UInt8(ascii: "\"") {
          guard place == fieldStart, closingQuote < 0 else {
            position = lineStart
            unsafe sink.discardRecord()
            return true
          }
          isQuoted = true
          continue
        }
        // A delimiter, a line feed or a carriage return ends the field.
        var stop = place
        var start = fieldStart
        if closingQuote >= 0 {
          guard closingQuote == place - 1, start < closingQuote else {
            position = lineStart
            unsafe sink.discardRecord()
            return true
          }
          start += 1
          stop = closingQuote
          closingQuote = -1
        } else if unsafe start < stop && (isBlank(base[start]) || isBlank(base[stop - 1])) {
          position = lineStart
          unsafe sink.discardRecord()
          return true
        }
        if byte == delimiter {
          guard unsafe sink.appendPlain(start - lineStart, stop - lineStart) else {
            position = lineStart
            unsafe sink.discardRecord()
            return false
          }
          fieldStart = place + 1
          continue
        }
        var next = place + 1
        if byte != newline {
          guard unsafe byte == UInt8(ascii: "\r") && next < end && base[next] == newline else {
            position = lineStart
            unsafe sink.discardRecord()
            return true
          }
          next += 1
          // The line feed's own bit: the next in this block, or the first of the next block.
          if next - 1 < blockStart + 64 { mask &= mask &- 1 }
        }
        if place > lineStart {
          guard place - lineStart <= RecordParser.recordLimit,
            unsafe sink.appendPlain(start - lineStart, stop - lineStart)
          else {
            position = lineStart
            unsafe sink.discardRecord()
            return place - lineStart > RecordParser.recordLimit
          }
          guard unsafe sink.endPlainRecord(text: base + lineStart, count: place - lineStart) else {
            position = lineStart
            unsafe sink.discardRecord()
            return false
          }
        }
        line += 1
        lineStart = next
        fieldStart = next
        unsafe sink.beginRecord(line: line)
        unsafe sink.line = line
        if next > blockStart + 64 {
          // The line feed was the first byte of the next block: begin a block behind it.
          mask = 0
        }
      }
      blockStart += 64
      if lineStart > blockStart { blockStart = lineStart }
    }
    position = lineStart
    unsafe sink.discardRecord()
    return true
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    unsafe (byte == 0x20 || byte == 0x09) && byte != delimiter
  }

  /// The structural bytes among the 64 from `place` on; those behind the end count as none.
  private func mask(at place: Int) -> UInt64 {
    if unsafe place + 64 <= end { return unsafe structural_mask(base + place, delimiter) }
    var rest: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) =
      (0, 0, 0, 0, 0, 0, 0, 0)
    return unsafe withUnsafeMutableBytes(of: &rest) { buffer in
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(start: base + place, count: end - place))
      guard let bytes = buffer.baseAddress else { return 0 }
      let mask = unsafe structural_mask(
        bytes.assumingMemoryBound(to: UInt8.self), delimiter)
      return unsafe mask & (1 << UInt64(end - place) &- 1)
    }
  }
}
