import DelimitedText
import Intake
import SampleCity
import SystemPackage

/// Writes generated files below a folder, making the folders they need.
struct FolderWriter {
  private let folder: FilePath
  private let isOverwriting: Bool
  private var current: (path: String, file: FileDescriptor)?
  /// The files written so far.
  private(set) var count = 0

  /// - Parameter isOverwriting: whether files of the same name are replaced; else they are an
  ///   error.
  init(_ folder: FilePath, isOverwriting: Bool) {
    self.folder = folder
    self.isOverwriting = isOverwriting
  }

  /// Writes the next bytes of a file; chunks of one file follow each other.
  mutating func write(_ file: SampleFile, _ bytes: [UInt8]) throws(InputError) {
    do {
      if current?.path != file.path {
        try close()
        current = (file.path, try open(file.path))
        count += 1
      }
      let encoded =
        file.encoding == .gb18030
        ? Transcoder(from: .utf8, to: .gb18030).convert(bytes).bytes : bytes
      try current?.file.writeAll(encoded)
    } catch Errno.fileExists {
      throw exists(file)
    } catch {
      throw InputError(
        .cannotCreate, path: place(of: file).string,
        chinese: "无法写入：\((error as? Errno)?.chinese ?? "\(error)")",
        english: "cannot be written: \(error)")
    }
  }

  /// Says no before anything is written, where `file` is there and is not to be replaced.
  func checkIsFree(_ file: SampleFile) throws(InputError) {
    if !isOverwriting, FolderListing.isThere(place(of: file)) { throw exists(file) }
  }

  private func place(of file: SampleFile) -> FilePath { folder.pushing(FilePath(file.path)) }

  private func exists(_ file: SampleFile) -> InputError {
    InputError(
      .usage, path: place(of: file).string,
      chinese: "文件已存在；请另选一个空文件夹", english: "exists already; choose an empty folder")
  }

  /// Closes the last file.
  mutating func close() throws {
    try current?.file.close()
    current = nil
  }

  private func open(_ path: String) throws -> FileDescriptor {
    let target = folder.pushing(FilePath(path))
    try FolderListing.makeFolders(target.removingLastComponent())
    return try FileDescriptor.open(
      target, .writeOnly,
      options: isOverwriting ? [.create, .truncate] : [.create, .exclusiveCreate],
      permissions: [.ownerReadWrite, .groupRead, .otherRead])
  }
}
