internal import DelimitedText
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
internal import SystemPackage

/// A file that a folder gets.
struct OutputFile {
  /// The path below the folder.
  let name: String
  /// Writes the file at the path it is given.
  let write: (FilePath) throws -> Void

  /// A file `name` with what `bytes` gives.
  init(_ name: String, bytes: @escaping () throws -> [UInt8]) {
    self.name = name
    write = { path in try Self.write(try bytes(), to: path) }
  }

  /// A workbook `name` that `writer` makes.
  init(_ name: String, workbook writer: WorkbookWriter) {
    self.name = name
    write = { path in
      // libxlsxwriter would tell the terminal, not us, why it cannot.
      try Self.write([], to: path)
      try writer.write(to: path.string)
    }
  }

  private static func write(_ bytes: [UInt8], to path: FilePath) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate],
      permissions: [.ownerReadWrite, .groupRead, .otherRead])
    _ = try file.closeAfter { try file.writeAll(bytes) }
  }
}

/// A folder whose files are replaced all or nothing.
///
/// Each file is written beside its place under a temporary name; only when all are there do they
/// take the places of the last run's files, which are kept aside until the last one has. A run that
/// fails leaves these as they were.
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
    let places = files.map { Place(FilePath(path).appending($0.name)) }
    for folder in Set(places.map(\.folder.string)).union([path]).sorted() {
      do {
        try FolderListing.makeFolders(FilePath(folder))
      } catch {
        throw ReportWriterError(.createFolder, path: folder, error)
      }
    }
    // Of two runs at once the second waits until the first has replaced its files; where the system
    // cannot lock a folder, they take their chances. Closing gives the lock back.
    let lock = unsafe open(path, O_RDONLY)
    defer { if lock >= 0 { close(lock) } }
    if lock >= 0 { _ = flock(lock, LOCK_EX) }
    var begun = 0
    // What has its place has no temporary any more, and a folder of that name is not ours.
    defer { for place in places[..<begun] { try? FolderListing.remove(place.temporary) } }
    for (file, place) in zip(files, places) {
      // Also what was begun only, as on a full disk.
      begun += 1
      do {
        try file.write(place.temporary)
      } catch {
        throw ReportWriterError(.write, path: place.temporary.string, error)
      }
    }
    try Self.exchange(places)
    return places.map(\.path.string)
  }

  /// Takes away the files of `folder` below this one that `isOld` names.
  func remove(in folder: String, where isOld: (String) -> Bool) {
    let whole = FilePath(path).appending(folder)
    for name in (try? FolderListing.files(below: whole)) ?? []
    where !name.contains("/") && isOld(name) {
      try? FolderListing.remove(whole.appending(name))
    }
  }

  // MARK: - Taking places

  /// Where a file lies, and what lies beside it while it is replaced.
  private struct Place {
    let path: FilePath
    let folder: FilePath
    /// The new file, until it has its place.
    let temporary: FilePath
    /// The last run's file, until all new ones have their places.
    let previous: FilePath

    init(_ path: FilePath) {
      self.path = path
      folder = path.removingLastComponent()
      let name = path.lastComponent?.string ?? ""
      temporary = folder.appending(".\(name).partial")
      previous = folder.appending(".\(name).previous")
    }

    /// Puts the new file in its place, and the last run's aside.
    ///
    /// - Returns: whether there was one.
    func take() throws(Errno) -> Bool {
      // A folder in the way would be put aside like a file.
      if FolderListing.isFolder(path) { throw .isDirectory }
      let isReplacing = FolderListing.isThere(path)
      if isReplacing { try FolderListing.rename(path, to: previous) }
      do throws(Errno) {
        try FolderListing.rename(temporary, to: path)
      } catch {
        if isReplacing { try? FolderListing.rename(previous, to: path) }
        throw error
      }
      return isReplacing
    }

    /// Gives its place back to the last run's file.
    func giveBack(hadPrevious: Bool) {
      if hadPrevious {
        try? FolderListing.rename(previous, to: path)
      } else {
        try? FolderListing.remove(path)
      }
    }
  }

  /// Lets all new files take their places, or none.
  private static func exchange(_ places: [Place]) throws(ReportWriterError) {
    var taken: [(place: Place, hadPrevious: Bool)] = []
    for place in places {
      do throws(Errno) {
        taken.append((place, try place.take()))
      } catch {
        for (place, hadPrevious) in taken.reversed() { place.giveBack(hadPrevious: hadPrevious) }
        throw ReportWriterError(.replace, path: place.path.string, error)
      }
    }
    for (place, hadPrevious) in taken where hadPrevious {
      try? FolderListing.remove(place.previous)
    }
  }
}
