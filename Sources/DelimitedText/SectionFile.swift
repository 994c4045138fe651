#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
public import SystemPackage

/// A file of sections of numbers, each with a checksum: who reads it notices whatever was cut off,
/// changed or mixed up since it was written.
///
/// Numbers stand as they do in memory, so that a section is read straight to where it is used; on
/// a machine with another byte order the file counts as damaged.
public struct SectionFile: ~Copyable {
  /// A section to write.
  public enum Section: Sendable {
    /// Bytes.
    case bytes([UInt8])
    /// Numbers of 32 bits.
    case words([UInt32])
    /// Numbers of 64 bits.
    case longs([UInt64])
  }

  private static let mark: UInt64 = 0x4A69_6361_6953_6E31
  private static let sectionLimit = 1 << 16

  private let descriptor: FileDescriptor
  private let sizes: [Int]
  private let checksums: [UInt64]
  private var next = 0
  private var offset: Int

  deinit {
    try? descriptor.close()
  }

  // MARK: - Writing

  /// Writes a file beside its place and renames it, so that no reader finds it half written.
  ///
  /// - Throws: `Errno` when it cannot be written; then what stood at `path` before still does.
  public static func write(_ sections: [Section], to path: FilePath) throws(Errno) {
    var head: [UInt64] = [mark, UInt64(sections.count)]
    for section in sections {
      unsafe section.withBytes { bytes in
        head.append(UInt64(bytes.count))
        unsafe head.append(checksum(bytes))
      }
    }
    unsafe head.withUnsafeBytes { bytes in unsafe head.append(checksum(bytes)) }
    // Two runs at once do not write to one file.
    let temporary = FilePath("\(path.string).\(getpid()).partial")
    do {
      let file = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite])
      try file.closeAfter {
        unsafe try head.withUnsafeBytes { _ = unsafe try file.writeAll($0) }
        for section in sections {
          unsafe try section.withBytes { _ = unsafe try file.writeAll($0) }
        }
      }
      try FolderListing.rename(temporary, to: path)
    } catch {
      try? FolderListing.remove(temporary)
      throw error as? Errno ?? .ioError
    }
  }

  // MARK: - Reading

  /// Opens a file and reads how its sections lie; `nil` where there is none or it is damaged.
  public init?(_ path: FilePath) {
    guard let descriptor = try? FileDescriptor.open(path, .readOnly) else { return nil }
    guard let head = Self.head(of: descriptor) else {
      try? descriptor.close()
      return nil
    }
    self.descriptor = descriptor
    sizes = head.sizes
    checksums = head.checksums
    offset = (head.sizes.count * 2 + 3) * 8
  }

  /// The sizes in bytes and the checksums of all sections, where they fit the file's own size.
  private static func head(
    of descriptor: FileDescriptor
  ) -> (sizes: [Int], checksums: [UInt64])? {
    guard let size = try? descriptor.seek(offset: 0, from: .end),
      let start: [UInt64] = read(2, of: descriptor, at: 0), start[0] == mark,
      start[1] < UInt64(sectionLimit),
      let rest: [UInt64] = read(Int(start[1]) * 2 + 1, of: descriptor, at: 16)
    else { return nil }
    let known = start + rest.dropLast()
    let sum = unsafe known.withUnsafeBytes { unsafe checksum($0) }
    guard sum == rest.last else { return nil }
    let sizes = stride(from: 0, to: rest.count - 1, by: 2).map { Int(clamping: rest[$0]) }
    var total = (known.count + 1) * 8
    for part in sizes {
      guard part <= Int(size) - total else { return nil }
      total += part
    }
    guard total == Int(size) else { return nil }
    return (sizes, stride(from: 1, to: rest.count - 1, by: 2).map { rest[$0] })
  }

  /// How many sections have not been read yet.
  public var sectionsLeft: Int { sizes.count - next }

  /// The next section as bytes; `nil` where it is damaged or there is none.
  public mutating func bytes() -> [UInt8]? { section() }

  /// The next section as numbers of 32 bits; `nil` where it is damaged or there is none.
  public mutating func words() -> [UInt32]? { section() }

  /// The next section as numbers of 64 bits; `nil` where it is damaged or there is none.
  public mutating func longs() -> [UInt64]? { section() }

  private mutating func section<Element: FixedWidthInteger & BitwiseCopyable>() -> [Element]? {
    guard next < sizes.count else { return nil }
    let width = MemoryLayout<Element>.size
    guard sizes[next].isMultiple(of: width),
      let result: [Element] = Self.read(sizes[next] / width, of: descriptor, at: offset)
    else { return nil }
    let sum = unsafe result.withUnsafeBytes { unsafe checksum($0) }
    guard sum == checksums[next] else { return nil }
    offset += sizes[next]
    next += 1
    return result
  }

  /// `count` numbers from `offset` on; `nil` where the file has no room for them.
  private static func read<Element: FixedWidthInteger & BitwiseCopyable>(
    _ count: Int, of descriptor: FileDescriptor, at offset: Int
  ) -> [Element]? {
    // All empty arrays are one, and filling it with nothing writes its length: a race to the
    // thread sanitizer.
    guard count > 0 else { return [] }
    let result = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = unsafe UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(buffer)[..<(count * MemoryLayout<Element>.size)])
      var done = 0
      while done < bytes.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
        let read = unsafe try? descriptor.read(
          fromAbsoluteOffset: Int64(offset + done), into: rest)
        guard let read, read > 0 else { break }
        done += read
      }
      filled = done / MemoryLayout<Element>.size
    }
    return result.count == count ? result : nil
  }
}

extension SectionFile.Section {
  fileprivate func withBytes<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .bytes(let values): unsafe try values.span.withUnsafeBytes(body)
    case .words(let values): unsafe try values.span.withUnsafeBytes(body)
    case .longs(let values): unsafe try values.span.withUnsafeBytes(body)
    }
  }
}

/// A sum that differs whenever one word of `bytes` does, and by chance alone is the same where more
/// do. Four lanes, so that no multiplication waits for the one before.
private func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  func step(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product << 29 | product >> 35
  }
  func word(_ offset: Int) -> UInt64 {
    unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
  var lanes: (UInt64, UInt64, UInt64, UInt64) = (
    UInt64(bytes.count), 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3
  )
  var offset = 0
  while offset + 32 <= bytes.count {
    lanes.0 = step(lanes.0, word(offset))
    lanes.1 = step(lanes.1, word(offset + 8))
    lanes.2 = step(lanes.2, word(offset + 16))
    lanes.3 = step(lanes.3, word(offset + 24))
    offset += 32
  }
  while offset + 8 <= bytes.count {
    lanes.0 = step(lanes.0, word(offset))
    offset += 8
  }
  while offset < bytes.count {
    unsafe lanes.1 = step(lanes.1, UInt64(bytes[offset]))
    offset += 1
  }
  var sum = step(lanes.0, 0)
  for lane in [lanes.1, lanes.2, lanes.3] { sum = step(sum, lane) }
  return sum ^ sum >> 32
}
