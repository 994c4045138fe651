#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
public import SystemPackage

/// The files in a folder and the folders below it.
public enum FolderListing {
  /// How deep folders are followed; links to folders are not.
  public static let depthLimit = 16

  /// The paths of all files below `folder`, relative to it, `/` between folders, in byte order.
  /// Folders that cannot be opened are left out; a name that is no UTF-8 stands with U+FFFD in it.
  ///
  /// - Throws: `Errno` when `folder` itself cannot be opened.
  public static func files(below folder: FilePath) throws(Errno) -> [String] {
    var result: [String] = []
    guard collect(folder, prefix: "", depth: 0, into: &result) else { throw Errno(rawValue: errno) }
    return result.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The size of a file in bytes; 0 where there is no such file.
  public static func size(of file: FilePath) -> Int {
    var status = stat()
    return unsafe stat(file.string, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Whether there is a folder at `path`.
  public static func isFolder(_ path: FilePath) -> Bool {
    var status = stat()
    return unsafe stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder in one that is there.
  ///
  /// - Throws: `Errno` when it cannot be made.
  public static func makeFolder(_ path: FilePath) throws(Errno) {
    guard unsafe mkdir(path.string, 0o755) == 0 else { throw Errno(rawValue: errno) }
  }

  /// Makes a folder, and those above it that are missing.
  ///
  /// - Throws: `Errno` when one of them cannot be made.
  public static func makeFolders(_ path: FilePath) throws(Errno) {
    if isFolder(path) || path.isEmpty { return }
    try makeFolders(path.removingLastComponent())
    try makeFolder(path)
  }

  /// Gives a file another path; what stood there before is replaced.
  ///
  /// - Throws: `Errno` when it cannot be done.
  public static func rename(_ file: FilePath, to path: FilePath) throws(Errno) {
    guard systemRename(file.string, path.string) == 0 else { throw Errno(rawValue: errno) }
  }

  /// Removes a file.
  ///
  /// - Throws: `Errno` when it cannot be removed.
  public static func remove(_ file: FilePath) throws(Errno) {
    guard unsafe unlink(file.string) == 0 else { throw Errno(rawValue: errno) }
  }

  private static func collect(
    _ folder: FilePath, prefix: String, depth: Int, into result: inout [String]
  ) -> Bool {
    guard depth <= depthLimit, let directory = unsafe opendir(folder.string) else { return false }
    defer { unsafe closedir(directory) }
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          unsafe String(cString: text)
        }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder.appending(name)
      var status = stat()
      guard unsafe lstat(path.string, &status) == 0 else {
        // A name that is no UTF-8, as from an old archive: the file cannot be opened by it, and
        // whoever tries to will say so.
        if name.contains("\u{FFFD}") { result.append(prefix + name) }
        continue
      }
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      if isLink {
        guard unsafe stat(path.string, &status) == 0 else { continue }
      }
      if isFolder {
        _ = collect(path, prefix: prefix + name + "/", depth: depth + 1, into: &result)
      } else if status.st_mode & S_IFMT == S_IFREG {
        result.append(prefix + name)
      }
    }
    return true
  }
}

/// `rename` by a name that no method has.
private func systemRename(_ from: String, _ to: String) -> Int32 {
  unsafe rename(from, to)
}
