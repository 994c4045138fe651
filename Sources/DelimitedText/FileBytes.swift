public import SystemPackage

/// The bytes of files that are read whole, or held against each other.
public enum FileBytes {
  /// The first bytes of a file.
  ///
  /// - Throws: `Errno` when it cannot be opened or read.
  public static func start(of path: FilePath, count: Int) throws(Errno) -> [UInt8] {
    try OpenFile(path).read(count)
  }

  /// Whether two files are the same, byte for byte.
  ///
  /// - Throws: `Errno` when one of them cannot be opened or read.
  public static func areEqual(_ one: FilePath, _ other: FilePath) throws(Errno) -> Bool {
    let one = try OpenFile(one)
    let other = try OpenFile(other)
    while true {
      let bytes = try one.read(stretch)
      if bytes != (try other.read(stretch)) { return false }
      if bytes.isEmpty { return true }
    }
  }

  private static let stretch = 1 << 18
}
