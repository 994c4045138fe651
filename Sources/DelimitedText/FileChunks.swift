public import SystemPackage

/// Reads a file in stretches that end where a physical line ends.
///
/// The file is only read, front to back, and never held whole in memory, except UTF-16, which is
/// converted to UTF-8 first, since its bytes cannot be split before they are decoded.
public struct FileChunks: ~Copyable {
  /// A stretch of a file.
  public struct Chunk: Sendable {
    /// The bytes; UTF-16 is already UTF-8 here.
    public let bytes: [UInt8]
    /// The physical line, counted from 1, on which the stretch begins.
    public let firstLine: Int
    /// Whether the file ends with it.
    public let isLast: Bool

    /// A stretch; see the properties.
    public init(bytes: [UInt8], firstLine: Int, isLast: Bool) {
      self.bytes = bytes
      self.firstLine = firstLine
      self.isLast = isLast
    }
  }

  /// The encoding found or set.
  public let encoding: TextEncoding
  /// The encoding that the chunks are in: ``encoding``, or UTF-8 where that was UTF-16.
  public var chunkEncoding: TextEncoding { encoding.splitsAsBytes ? encoding : .utf8 }
  /// The dialect found or set.
  public let dialect: Dialect
  /// The file's size in bytes.
  public let size: Int

  private let file: OpenFile
  private let chunkSize: Int
  private var carry: [UInt8]
  private var line = 1
  private var isAtEnd = false
  private var isDone = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - encoding: its encoding; `nil` to find it out.
  ///   - delimiter: the byte between fields; `nil` to find it out.
  ///   - chunkSize: the length of a stretch in bytes, about.
  /// - Throws: `Errno` when the file cannot be opened or read.
  public init(
    _ path: FilePath, encoding: TextEncoding? = nil, delimiter: UInt8? = nil,
    chunkSize: Int = 1 << 22
  ) throws(Errno) {
    let file = try OpenFile(path)
    let size = try file.size()
    var text = try file.read(min(chunkSize, 1 << 20))
    let encoding = encoding ?? TextEncoding.detect(text)
    if !encoding.splitsAsBytes {
      while text.count < size {
        let more = try file.read(1 << 20)
        if more.isEmpty { break }
        text += more
      }
    }
    let isWhole = text.count >= size || !encoding.splitsAsBytes
    text.removeFirst(encoding.byteOrderMark(in: text))
    if !encoding.splitsAsBytes { text = Transcoder(from: encoding).convert(text).bytes }
    var dialect = Dialect.detect(text.prefix(1 << 16))
    if let delimiter { dialect.delimiter = delimiter }

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
  /// - Throws: `Errno` when the file cannot be read.
  public mutating func next() throws(Errno) -> Chunk? {
    if isDone { return nil }
    var bytes: [UInt8] = []
    swap(&bytes, &carry)
    // A line that is longer than a record may be is cut; the parser makes a fault of it.
    while !isAtEnd
      && (bytes.count < chunkSize
        || bytes.count < chunkSize + 2 * RecordParser.recordLimit
          && bytes.lastIndex(of: dialect.newline) == nil)
    {
      let count = bytes.count + chunkSize
      bytes = try file.read(chunkSize, after: bytes)
      isAtEnd = bytes.count < count
    }
    if isAtEnd {
      isDone = true
    } else if let end = bytes.lastIndex(of: dialect.newline) {
      carry = Array(bytes[(end + 1)...])
      bytes.removeSubrange((end + 1)...)
    }
    let chunk = Chunk(bytes: bytes, firstLine: line, isLast: isDone)
    line += count(of: dialect.newline, in: bytes)
    return chunk
  }
}

/// A file that is closed when it is no longer used.
private struct OpenFile: ~Copyable {
  private let descriptor: FileDescriptor

  init(_ path: FilePath) throws(Errno) {
    descriptor = try asErrno { try FileDescriptor.open(path, .readOnly) }
  }

  deinit {
    try? descriptor.close()
  }

  func size() throws(Errno) -> Int {
    let size = Int(try asErrno { try descriptor.seek(offset: 0, from: .end) })
    _ = try asErrno { try descriptor.seek(offset: 0, from: .start) }
    return size
  }

  /// `head` and up to `count` bytes from where the file stands; fewer only at its end.
  func read(_ count: Int, after head: [UInt8] = []) throws(Errno) -> [UInt8] {
    try asErrno {
      unsafe try [UInt8](unsafeUninitializedCapacity: head.count + count) { buffer, filled in
        (_, filled) = unsafe buffer.update(from: head)
        while filled < head.count + count {
          let rest = unsafe UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
          let read = unsafe try descriptor.read(into: rest)
          if read == 0 { return }
          filled += read
        }
      }
    }
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

/// How often `byte` occurs; a loop that the compiler makes vectors of.
private func count(of byte: UInt8, in bytes: [UInt8]) -> Int {
  let span = bytes.span
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
