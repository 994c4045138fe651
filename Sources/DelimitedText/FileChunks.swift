public import SystemPackage

/// Reads a file in stretches that end where a physical line ends.
///
/// The file is only read, front to back, and never held whole in memory, except UTF-16, which is
/// converted to UTF-8 first, since its bytes cannot be split before they are decoded.
public struct FileChunks: ~Copyable {
  /// A stretch of a file.
  public struct Chunk: Sendable {
    /// The bytes, UTF-16 already as UTF-8; only the first ``count`` count.
    public let bytes: [UInt8]
    /// How many bytes the stretch has.
    public let count: Int
    /// The physical line, counted from 1, on which the stretch begins.
    public let firstLine: Int
    /// Whether the file ends with it.
    public let isLast: Bool

    /// A stretch; see the properties.
    public init(bytes: [UInt8], count: Int, firstLine: Int, isLast: Bool) {
      self.bytes = bytes
      self.count = count
      self.firstLine = firstLine
      self.isLast = isLast
    }

    /// Whether a file that begins with this is a spreadsheet under another name: a ZIP archive
    /// (xlsx, ods), a compound file (xls, et), or a table as a web page or XML, which systems save as
    /// xls.
    public var isSpreadsheet: Bool {
      let start = bytes.prefix(min(count, 512))
      if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return true }
      if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return true }
      let text = start.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
        .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      return Self.tags.contains { text.starts(with: $0.utf8) }
    }

    private static let tags = ["<html", "<table", "<!doctype html", "<?xml", "<head", "<meta"]
  }

  /// The encoding found or set.
  public let encoding: TextEncoding
  /// The encoding that the chunks are in: ``encoding``, or UTF-8 where that was UTF-16.
  public var chunkEncoding: TextEncoding { encoding.splitsAsBytes ? encoding : .utf8 }
  /// The dialect found or set.
  public let dialect: Dialect
  /// The file's size in bytes.
  public let size: Int

  /// How long a stretch may be in the file, in bytes; places in one are numbers of 32 bits, and UTF-16
  /// may grow by half as UTF-8.
  private static let stretchLimit = 1 << 30

  private let file: OpenFile
  private let chunkSize: Int
  private var carry: [UInt8]
  private var line = 1
  private var isAtEnd = false
  /// Whether the last stretch ends within a line that is too long for one.
  private var isCut = false
  private var isDone = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - encoding: its encoding; `nil` to find it out.
  ///   - delimiter: the byte between fields; `nil` to find it out.
  ///   - chunkSize: the length of a stretch in bytes, about; the first is at least 64 KiB, so
  ///     that it holds the header.
  /// - Throws: `Errno` when the file cannot be opened or read, or a stretch would have more than 1 GiB;
  ///   a file in UTF-16 is one stretch.
  public init(
    _ path: FilePath, encoding: TextEncoding? = nil, delimiter: UInt8? = nil,
    chunkSize: Int = 1 << 22
  ) throws(Errno) {
    let file = try OpenFile(path)
    let size = try file.size()
    // What is found out must not depend on the size of a stretch.
    var text = try file.read(1 << 18)
    let encoding = encoding ?? TextEncoding.detect(text)
    let longest = encoding.splitsAsBytes ? min(size, chunkSize) : size
    guard longest <= Self.stretchLimit else { throw .fileTooLarge }
    if !encoding.splitsAsBytes {
      while text.count < size {
        let more = try file.read(1 << 20)
        if more.isEmpty { break }
        text += more
      }
    }
    var isWhole = text.count >= size || !encoding.splitsAsBytes
    let mark = encoding.byteOrderMark(in: text)
    text.removeFirst(mark)
    if !encoding.splitsAsBytes { text = Transcoder(from: encoding).convert(text).bytes }
    var dialect = Dialect.detect(text.prefix(1 << 14))
    if let delimiter { dialect.delimiter = delimiter }
    let firstSize = max(chunkSize, 1 << 16)
    if encoding.splitsAsBytes && text.count > firstSize {
      text.removeSubrange(firstSize...)
      try file.seek(to: mark + firstSize)
      isWhole = false
    }

    self.file = file
    self.size = size
    self.encoding = encoding
    self.dialect = dialect
    self.chunkSize = chunkSize
    carry = text
    isAtEnd = isWhole
  }

  /// The next stretch; `nil` after the last.
  ///
  /// - Parameter buffer: the bytes of a stretch that is no longer needed, which are taken; using
  ///   their memory again saves the kernel from clearing new pages for every stretch.
  /// - Throws: `Errno` when the file cannot be read, or has more lines than numbers of 32 bits count.
  public mutating func next(reusing buffer: inout [UInt8]) throws(Errno) -> Chunk? {
    if isDone { return nil }
    if isCut { try skipLine() }
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    var count = carry.count
    if isAtEnd {
      // What was read whole is handed out as it is.
      swap(&bytes, &carry)
      reserve(count, in: &bytes)
    } else {
      reserve(min(count + chunkSize, count + size), in: &bytes)
      bytes.replaceSubrange(0..<count, with: carry)
    }
    var end = isAtEnd ? nil : lastLineEnd(in: bytes, count)
    // A line that is longer than a record may be is cut; the parser makes a fault of it, and the
    // rest of the line is passed over.
    while !isAtEnd
      && (count < chunkSize || end == nil && count < chunkSize + 2 * RecordParser.recordLimit)
    {
      let room = min(chunkSize, max(size + 1 - count, 1 << 16))
      reserve(count + room, in: &bytes)
      let read = try file.read(into: &bytes, at: count, count: room)
      count += read
      isAtEnd = read < room
      end = lastLineEnd(in: bytes, count)
    }
    carry.removeAll(keepingCapacity: true)
    if isAtEnd {
      isDone = true
    } else if let end {
      carry.append(contentsOf: bytes[end..<count])
      count = end
    } else {
      isCut = true
    }
    let chunk = Chunk(bytes: bytes, count: count, firstLine: line, isLast: isDone)
    line += occurrences(of: dialect.newline, in: chunk.bytes, chunk.count)
    guard line <= Int(Int32.max) else { throw .fileTooLarge }
    return chunk
  }

  /// The next stretch, in memory of its own.
  ///
  /// - Throws: as ``next(reusing:)`` does.
  public mutating func next() throws(Errno) -> Chunk? {
    var bytes: [UInt8] = []
    return try next(reusing: &bytes)
  }

  /// Passes over the rest of a line whose beginning was handed out.
  private mutating func skipLine() throws(Errno) {
    isCut = false
    while !isAtEnd {
      let bytes = try file.read(1 << 16)
      isAtEnd = bytes.count < 1 << 16
      if let end = bytes.firstIndex(of: dialect.newline) {
        carry = Array(bytes[(end + 1)...])
        line += 1
        return
      }
    }
  }

  /// Makes room for `count` bytes, and for those that are read along with the last field.
  private func reserve(_ count: Int, in bytes: inout [UInt8]) {
    let room = count + RecordBatch.slack
    if bytes.count < room { bytes.append(contentsOf: repeatElement(0, count: room - bytes.count)) }
  }

  /// Where the last physical line in the first `count` bytes ends; `nil` where none does.
  private func lastLineEnd(in bytes: [UInt8], _ count: Int) -> Int? {
    bytes[..<count].lastIndex(of: dialect.newline).map { $0 + 1 }
  }
}

/// A file that is closed when it is no longer used.
struct OpenFile: ~Copyable {
  private let descriptor: FileDescriptor

  /// - Throws: `notSupported` for a pipe or a device, `isDirectory` for a folder, `illegalByteSequence`
  ///   for a name that is no UTF-8.
  init(_ path: FilePath) throws(Errno) {
    if FolderListing.isOrdinaryFile(path) == false {
      throw FolderListing.isFolder(path) ? .isDirectory : .notSupported
    }
    do throws(Errno) {
      descriptor = try asErrno { try FileDescriptor.open(path, .readOnly) }
    } catch {
      let isNoText = error == .noSuchFileOrDirectory && path.string.contains("\u{FFFD}")
      throw isNoText ? .illegalByteSequence : error
    }
  }

  deinit {
    try? descriptor.close()
  }

  func size() throws(Errno) -> Int {
    let size = Int(try asErrno { try descriptor.seek(offset: 0, from: .end) })
    _ = try asErrno { try descriptor.seek(offset: 0, from: .start) }
    return size
  }

  func seek(to offset: Int) throws(Errno) {
    _ = try asErrno { try descriptor.seek(offset: Int64(offset), from: .start) }
  }

  /// Up to `count` bytes from where the file stands; fewer only at its end.
  func read(_ count: Int) throws(Errno) -> [UInt8] {
    try asErrno {
      unsafe try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = unsafe try fill(UnsafeMutableRawBufferPointer(buffer))
      }
    }
  }

  /// Reads up to `count` bytes to `offset` of `bytes`; fewer only at the file's end.
  func read(into bytes: inout [UInt8], at offset: Int, count: Int) throws(Errno) -> Int {
    try asErrno {
      unsafe try bytes.withUnsafeMutableBytes { buffer in
        unsafe try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<(offset + count)]))
      }
    }
  }

  /// Reads as many bytes as `buffer` holds; fewer only at the file's end.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let read = unsafe try descriptor.read(into: rest)
      if read == 0 { break }
      filled += read
    }
    return filled
  }
}

private func asErrno<Value>(_ body: () throws -> Value) throws(Errno) -> Value {
  do {
    return try body()
  } catch let error as Errno {
    throw error
  } catch {
    throw .ioError
  }
}

/// How often `byte` occurs in the first `count` bytes; a loop that the compiler makes vectors of.
private func occurrences(of byte: UInt8, in bytes: [UInt8], _ count: Int) -> Int {
  let span = bytes.span.extracting(0..<count)
  var total = 0
  var start = 0
  while start < span.count {
    let end = min(start + 255, span.count)
    var part: UInt8 = 0
    for index in start..<end where span[index] == byte { part &+= 1 }
    total += Int(part)
    start = end
  }
  return total
}
