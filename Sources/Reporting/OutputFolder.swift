#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that a folder gets.
struct OutputFile {
  /// The path below the folder.
  let name: String
  /// Writes the file at the path it is given.
  let write: (String) throws -> Void

  /// A file `name` with what `bytes` gives.
  init(_ name: String, bytes: @escaping () throws -> [UInt8]) {
    self.name = name
    write = { try Data(try bytes()).write(to: URL(filePath: $0)) }
  }

  /// A workbook `name` that `writer` makes.
  init(_ name: String, workbook writer: WorkbookWriter) {
    self.name = name
    write = { path in
      // libxlsxwriter would tell the terminal, not us, why it cannot.
      try Data().write(to: URL(filePath: path))
      try writer.write(to: path)
    }
  }
}

/// A folder whose files are replaced all or nothing.
///
/// Each file is written beside its place under a temporary name; only when all are there do they
/// take the places of the last run's files. A run that fails before that leaves these as they were.
struct OutputFolder {
  /// The folder's path.
  let path: String

  /// The folder at `path`, which is made when it gets files.
  init(path: String) {
    self.path = path
  }

  /// Writes `files`; other files in the folder stay as they are.
  ///
  /// - Returns: the paths of the files, in their order.
  /// - Throws: ``ReportWriterError``, saying what could not be done where.
  func replace(with files: [OutputFile]) throws(ReportWriterError) -> [String] {
    for folder in Set(files.map { self.folder(of: $0) }).union([path]).sorted() {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw ReportWriterError(.createFolder, path: folder, error)
      }
    }
    // Of two runs at once the second waits until the first has replaced its files; where the system
    // cannot lock a folder, they take their chances. Closing gives the lock back.
    let lock = unsafe open(path, O_RDONLY)
    defer { if lock >= 0 { close(lock) } }
    if lock >= 0 { _ = flock(lock, LOCK_EX) }
    let paths = files.map { file -> (temporary: String, final: String) in
      let name = file.name.split(separator: "/").last ?? ""
      return ("\(folder(of: file))/.\(name).partial", "\(path)/\(file.name)")
    }
    var written: [String] = []
    do throws(ReportWriterError) {
      for (file, path) in zip(files, paths) {
        // Also what was begun only, as on a full disk.
        written.append(path.temporary)
        do {
          try file.write(path.temporary)
        } catch {
          throw ReportWriterError(.write, path: path.temporary, error)
        }
      }
      try checkPlaces(paths.map(\.final))
      for path in paths {
        guard unsafe rename(path.temporary, path.final) == 0 else {
          throw ReportWriterError(
            .replace, path: path.final, POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO))
        }
      }
    } catch {
      // A folder of that name is not ours.
      for path in written { _ = unsafe unlink(path) }
      throw error
    }
    return paths.map(\.final)
  }

  /// Takes away the files of `folder` below this one that `isOld` names.
  func remove(in folder: String, where isOld: (String) -> Bool) {
    let whole = "\(path)/\(folder)"
    let there = (try? FileManager.default.contentsOfDirectory(atPath: whole)) ?? []
    for name in there where isOld(name) {
      try? FileManager.default.removeItem(atPath: "\(whole)/\(name)")
    }
  }

  private func folder(of file: OutputFile) -> String {
    let parts = file.name.split(separator: "/").dropLast()
    return ([path] + parts.map(String.init)).joined(separator: "/")
  }

  /// A rename fails where a folder stands in the way; found before the first one, nothing is lost.
  private func checkPlaces(_ paths: [String]) throws(ReportWriterError) {
    for path in paths {
      var isDirectory = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory {
        throw ReportWriterError(.replace, path: path, .folderInTheWay)
      }
    }
  }
}
