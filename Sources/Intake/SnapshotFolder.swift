internal import DelimitedText
internal import Procurement
internal import Synchronization
public import SystemPackage

/// A folder with a snapshot of each purchase file: what reading it came to, so that next month only
/// the new file has to be read.
///
/// The folder can be deleted at any time; the next run reads everything again. A snapshot is used
/// only for the very file that it was made of, as the file system tells it (path, device, number,
/// size, time of writing and of the last change), read with the same profile and encoding by the
/// same program.
public struct SnapshotFolder: Sendable {
  /// The folder, which is made when there is something to keep.
  public var path: FilePath
  /// What tells this program from every other that might read files in another way.
  public var program: String
  /// Smaller files get no snapshot: to read them takes no longer.
  public var leastBytes = 4 << 20
  /// A file changed more lately than this many nanoseconds ago gets no snapshot yet, since it may
  /// change again without its times telling.
  public var leastAge: Int64 = 2_000_000_000
  /// Is told once when snapshots cannot be written; the run goes on without.
  public var failure: (@Sendable (FilePath, Errno) -> Void)?

  /// Counts up with the form of snapshots and what is in them.
  private static let form: Int64 = 3
  private static let ending = ".snapshot"

  /// A folder of snapshots.
  public init(_ path: FilePath, program: String) {
    self.path = path
    self.program = program
  }

  /// A purchase file, and how it is read.
  struct Source: Sendable {
    /// The path below the data folder.
    let path: String
    /// What tells the file from others, and from itself before it was changed.
    let identity: FileIdentity
    /// The profile that it is read with.
    let profile: ImportProfile?
    /// The encoding asked for.
    let encoding: TextEncoding?
  }

  /// The snapshot of a file; `nil` where there is none that holds.
  func snapshot<Condensed: CondensedRecords>(
    of source: Source, as _: Condensed.Type = Condensed.self
  ) -> Snapshot<Condensed>? {
    guard source.identity.size >= leastBytes, var file = SectionFile(place(of: source.path)),
      file.bytes() == key(of: source)
    else { return nil }
    return try? Snapshot(&file, path: source.path)
  }

  /// Keeps a snapshot of a file.
  ///
  /// - Parameter source: the file as it was before it was read.
  /// - Returns: whether it was kept: a file that has changed meanwhile, or has but just been
  ///   changed, gets none.
  /// - Throws: `Errno` when it cannot be written.
  func keep<Condensed>(
    _ snapshot: Snapshot<Condensed>, of source: Source, in folder: FilePath
  ) throws(Errno) -> Bool {
    guard FileIdentity(of: folder.pushing(FilePath(source.path))) == source.identity,
      source.identity.age >= leastAge
    else { return false }
    try FolderListing.makeFolders(path)
    try SectionFile.write([.bytes(key(of: source))] + snapshot.sections, to: place(of: source.path))
    return true
  }

  /// Removes everything but the snapshots of some files.
  func removeAll(except paths: Set<String>) {
    let names = Set(paths.compactMap { place(of: $0).lastComponent?.string })
    for name in (try? FolderListing.files(below: path)) ?? []
    where !names.contains(name) && isOurs(name) {
      try? FolderListing.remove(path.pushing(FilePath(name)))
    }
  }

  /// Whether a file is a snapshot, or what a run that was cut off has left of one; another run may yet
  /// be writing what is younger than an hour.
  private func isOurs(_ name: String) -> Bool {
    guard !name.contains("/") else { return false }
    if name.hasSuffix(Self.ending) { return true }
    guard name.contains(Self.ending + "."), name.hasSuffix(".partial") else { return false }
    let identity = FileIdentity(of: path.pushing(FilePath(name)))
    return identity.map { $0.age > 3_600_000_000_000 } ?? false
  }

  private func place(of file: String) -> FilePath {
    let digits = String(fastHash(Array(file.utf8).span), radix: 16)
    return path.appending(String(repeating: "0", count: 16 - digits.count) + digits + Self.ending)
  }

  /// Everything but the catalogues that decides what a file is read to.
  private func key(of source: Source) -> [UInt8] {
    var facts = FactWriter()
    facts.add(Self.form)
    facts.add(program)
    facts.add(source.path)
    facts.add(Int64(bitPattern: source.identity.device))
    facts.add(Int64(bitPattern: source.identity.number))
    facts.add(source.identity.size)
    facts.add(source.identity.modified)
    facts.add(source.identity.changed)
    facts.add(source.profile?.content)
    facts.add(source.encoding?.rawValue)
    return facts.bytes
  }
}
