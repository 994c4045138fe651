internal import DelimitedText
internal import Dispatch
internal import Parallel
internal import Synchronization
internal import SystemPackage

/// The snapshots of a run: those that were there, and those that are still to be written.
final class FileSnapshots<Condensed: CondensedRecords>: Sendable {
  private let folder: SnapshotFolder
  private let data: FilePath
  /// The files, by their indices; without those that are not there or too small.
  private let sources: [SnapshotFolder.Source?]
  /// Snapshots that were there.
  private let found = Guarded<[Int: Snapshot<Condensed>]>([:])
  /// Snapshots that are to be written, with what their files were before they were read.
  private let unwritten = Guarded<[(Snapshot<Condensed>, SnapshotFolder.Source)]>([])
  /// The files with snapshots that hold.
  private let used = Guarded<Set<String>>([])
  private let hasFailed = Atomic<Bool>(false)

  /// The snapshots of a run's files.
  ///
  /// - Parameters:
  ///   - data: the data folder.
  ///   - paths: the files below it.
  ///   - profiles: the profile of each.
  ///   - encoding: the encoding asked for.
  init(
    _ folder: SnapshotFolder, data: FilePath, paths: [String], profiles: [ImportProfile?],
    encoding: TextEncoding?
  ) {
    self.folder = folder
    self.data = data
    sources = zip(paths, profiles).map { path, profile in
      FileIdentity(of: data.pushing(FilePath(path))).flatMap {
        $0.size < folder.leastBytes
          ? nil
          : SnapshotFolder.Source(
            path: path, identity: $0, profile: profile, encoding: encoding)
      }
    }
  }

  /// A file as it was when the run began.
  func source(_ file: Int) -> SnapshotFolder.Source? { sources[file] }

  /// Reads all snapshots that there are, some of them side by side.
  func load(workers: Int) {
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let file = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard file < sources.count else { break }
        guard let source = sources[file],
          let snapshot = folder.snapshot(of: source, as: Condensed.self)
        else { continue }
        found.withLock { $0[file] = snapshot }
      }
    }
  }

  /// The snapshot of a file, which is handed out once.
  func take(_ file: Int) -> Snapshot<Condensed>? {
    found.withLock { $0.removeValue(forKey: file) }
  }

  /// Remembers that a file's snapshot holds.
  func use(_ file: Int) {
    guard let source = sources[file] else { return }
    _ = used.withLock { $0.insert(source.path) }
  }

  /// Whether a snapshot of a file is wanted, so large as it is.
  func keeps(_ identity: FileIdentity?) -> Bool {
    identity.map { $0.size >= folder.leastBytes } ?? false && !hasFailed.load(ordering: .relaxed)
  }

  /// Adds a snapshot to be written.
  ///
  /// - Parameter identity: what its file was before it was read.
  func add(_ snapshot: Snapshot<Condensed>, of file: Int, _ identity: FileIdentity) {
    guard let source = sources[file], source.identity == identity else { return }
    unwritten.withLock { $0.append((snapshot, source)) }
  }

  /// Writes the snapshots that wait.
  func write() {
    while let (snapshot, source) = unwritten.withLock({ $0.popLast() }) {
      if hasFailed.load(ordering: .relaxed) { return }
      do throws(Errno) {
        if try folder.keep(snapshot, of: source, in: data) {
          _ = used.withLock { $0.insert(source.path) }
        }
      } catch {
        // Said once: the run goes on without.
        if !hasFailed.exchange(true, ordering: .relaxed) { folder.failure?(folder.path, error) }
      }
    }
  }

  /// Removes snapshots that no file of the run has.
  func removeOthers() {
    folder.removeAll(except: used.withLock { $0 })
  }
}
