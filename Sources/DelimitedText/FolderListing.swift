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

  /// What lies below a folder: paths relative to it, `/` between folders, in byte order.
  public struct Listing: Sendable {
    /// All that is no folder, be it a link to nothing or no ordinary file; who opens it is told. A
    /// name that is no UTF-8 stands with U+FFFD in it.
    public internal(set) var files: [String] = []
    /// The folders that were not looked into, and why: rights, depth (``FolderListing/depthLimit``,
    /// `fileNameTooLong`), a name that is no UTF-8 (`illegalByteSequence`), a link
    /// (`tooManySymbolicLinkLevels`), which might lead round in a circle.
    public internal(set) var foldersNotRead: [(path: String, error: Errno)] = []
  }

  /// What lies below `folder`, hidden files and folders left out.
  ///
  /// - Throws: `Errno` when `folder` itself cannot be opened.
  public static func contents(of folder: FilePath) throws(Errno) -> Listing {
    var result = Listing()
    if let error = collect(folder, prefix: "", depth: 0, into: &result) { throw error }
    result.files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    result.foldersNotRead.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return result
  }

  /// The paths of all files below `folder`; see ``Listing/files``.
  ///
  /// - Throws: `Errno` when `folder` itself cannot be opened.
  public static func files(below folder: FilePath) throws(Errno) -> [String] {
    try contents(of: folder).files
  }

  /// The size of a file in bytes; 0 where there is no such file.
  public static func size(of file: FilePath) -> Int {
    var status = stat()
    return unsafe stat(file.string, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Whether anything is at `path`, be it a link to nothing, or a file that cannot be opened.
  public static func isThere(_ path: FilePath) -> Bool {
    var status = stat()
    return unsafe lstat(path.string, &status) == 0
  }

  /// Whether there is an ordinary file at `path`, or a link to one: reading a pipe or a device might
  /// never end. `nil` where nothing is there.
  public static func isOrdinaryFile(_ path: FilePath) -> Bool? {
    var status = stat()
    guard unsafe stat(path.string, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFREG
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
  /// - Throws: `Errno` when one of them cannot be made; `notDirectory` where something else is in the
  ///   way.
  public static func makeFolders(_ path: FilePath) throws(Errno) {
    if isFolder(path) || path.isEmpty { return }
    try makeFolders(path.removingLastComponent())
    do throws(Errno) {
      try makeFolder(path)
    } catch .fileExists {
      // Another run may have made it meanwhile.
      guard isFolder(path) else { throw .notDirectory }
    }
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

  /// Adds what lies below `folder`.
  ///
  /// - Returns: why it was not looked into; `nil` where it was.
  private static func collect(
    _ folder: FilePath, prefix: String, depth: Int, into result: inout Listing
  ) -> Errno? {
    guard depth <= depthLimit else { return .fileNameTooLong }
    guard let directory = unsafe opendir(folder.string) else { return Errno(rawValue: errno) }
    defer { unsafe closedir(directory) }
    while true {
      // Its end and an error look alike but for this.
      errno = 0
      guard let entry = unsafe readdir(directory) else {
        return errno == 0 ? nil : Errno(rawValue: errno)
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          unsafe String(cString: text)
        }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder.appending(name)
      var status = stat()
      // A name that is no UTF-8, as from an old archive, cannot be opened; whoever tries to will say
      // so.
      let isFound = unsafe lstat(path.string, &status) == 0
      if isFound, status.st_mode & S_IFMT == S_IFDIR {
        let error = collect(path, prefix: prefix + name + "/", depth: depth + 1, into: &result)
        if let error { result.foldersNotRead.append((prefix + name, error)) }
      } else if !isFound, unsafe Int(entry.pointee.d_type) == Int(DT_DIR) {
        result.foldersNotRead.append((prefix + name, .illegalByteSequence))
      } else if isFound, isFolder(path) {
        result.foldersNotRead.append((prefix + name, .tooManySymbolicLinkLevels))
      } else {
        result.files.append(prefix + name)
      }
    }
  }
}

/// `rename` by a name that no method has.
private func systemRename(_ from: String, _ to: String) -> Int32 {
  unsafe rename(from, to)
}
