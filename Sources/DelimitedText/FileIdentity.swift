#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
public import SystemPackage

/// What tells a file from every other file, and from itself before it was written to, as the file
/// system says it; nothing of its content is read.
///
/// The time of the last change (ctime) is the file system's own and cannot be set back, as that of
/// the last modification can.
public struct FileIdentity: Hashable, Sendable {
  /// The device that the file lies on.
  public let device: UInt64
  /// The file's number on the device.
  public let number: UInt64
  /// The size in bytes.
  public let size: Int64
  /// When the content was last written, in nanoseconds since 1970.
  public let modified: Int64
  /// When content, name or rights were last changed, in nanoseconds since 1970.
  public let changed: Int64

  /// The identity of the file at `path`, links followed; `nil` where there is none.
  public init?(of path: FilePath) {
    var status = stat()
    guard unsafe stat(path.string, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      modified = Self.nanoseconds(status.st_mtimespec)
      changed = Self.nanoseconds(status.st_ctimespec)
    #else
      modified = Self.nanoseconds(status.st_mtim)
      changed = Self.nanoseconds(status.st_ctim)
    #endif
  }

  /// How long ago the file was last changed, in nanoseconds; below 0 where the file system's clock
  /// runs ahead. A file that is changed twice within a tick of that clock keeps its identity, so
  /// one that was changed just now may yet become another without looking like it.
  public var age: Int64 {
    var now = timespec()
    guard unsafe clock_gettime(CLOCK_REALTIME, &now) == 0 else { return 0 }
    return Self.nanoseconds(now) - changed
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
