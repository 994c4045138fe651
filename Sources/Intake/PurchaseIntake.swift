internal import DelimitedText
public import Procurement
internal import SystemPackage

/// Reads all purchase files of a folder.
///
/// Workers split and read chunks side by side; what they read is brought together in the order of
/// the input, so that the result is the same for any number of workers and any chunk size.
public struct PurchaseIntake: Sendable {
  /// The data folder.
  public var folder: DataFolder
  /// The catalogues that names are looked up in.
  public var catalogues: Catalogues
  /// A profile for all files; `nil`: each file by the profile in `profiles/` that is for it.
  public var profile: ImportProfile?
  /// The encoding of all files; `nil` to find it out for each.
  public var encodingName: String?
  /// Whether plainly formed lines are split by a scan; else libcsv splits all lines.
  public var readsPlainLines = true
  /// How many workers read side by side.
  public var workers = 2
  /// The length of a chunk in bytes, about; never less than ``leastChunkSize``.
  public var chunkSize = 1 << 17
  /// The first chunk tells encoding, delimiter and header, so that each must have room in it.
  public static let leastChunkSize = 1 << 16
  /// Where snapshots of files lie; `nil` to read every file.
  public var snapshots: SnapshotFolder?
  /// Is told, now and then, how far reading has come.
  public var progress: (@Sendable (IntakeProgress) -> Void)?

  /// Intake of a folder; see the properties.
  public init(folder: DataFolder, catalogues: Catalogues) {
    self.folder = folder
    self.catalogues = catalogues
  }

  /// Reads all files.
  ///
  /// - Parameter consumer: takes in the records.
  /// - Returns: the consumer with all records, and everything that records refer to by index.
  /// - Throws: ``InputError`` when a profile is malformed or profiles differ in currency.
  public func read<Consumer: PurchaseConsumer>(
    into consumer: Consumer
  ) throws(InputError) -> (Consumer, IntakeResult) {
    let paths = folder.purchaseFiles
    let profiles = try profiles(for: paths)
    let currency = try currency(of: profiles, paths)
    let accounts = zip(paths, profiles).map { path, profile in
      FileAccount(path: path, encoding: "", profile: profile?.name ?? "", bytes: 0)
    }
    let sizes = paths.map { FolderListing.size(of: folder.path.pushing(FilePath($0))) }
    let encoding = try encoding()
    let pipeline = IntakePipeline(
      source: PurchaseSource(
        folder: folder.path, paths: paths, profiles: profiles, encoding: encoding,
        chunkSize: max(Self.leastChunkSize, chunkSize), keepsNames: snapshots != nil),
      merge: IntakeMerge(consumer: consumer, catalogues: catalogues, files: accounts),
      reader: readsPlainLines ? .automatic : .libcsv, totalBytes: sizes.reduce(0, +),
      snapshots: snapshots.map {
        FileSnapshots(
          $0, data: folder.path, paths: paths, profiles: profiles, encoding: encoding)
      },
      progress: progress)
    pipeline.read(workers: max(1, workers), files: paths.count)
    return pipeline.finish(
      currency: currency,
      notices: folder.notCSV.map {
        Notice(source: SourceLine(file: $0, line: 0), column: "", value: "", reason: .notCSV)
      }
        + folder.foldersNotRead.map { path, error in
          Notice(
            source: SourceLine(file: path, line: 0), column: "", value: Self.text(of: error),
            reason: .unreadableFolder)
        }
        + IdenticalFiles.notices(of: paths, sizes: sizes, in: folder.path)
        + (try unusedProfiles(in: currency)))
  }

  /// Why a folder was not looked into.
  private static func text(of error: Errno) -> String {
    switch error {
    case .tooManySymbolicLinkLevels: "symbolic link"
    case .fileNameTooLong: "more than \(FolderListing.depthLimit) folders deep"
    default: "\(error)"
    }
  }

  private func encoding() throws(InputError) -> TextEncoding? {
    guard let encodingName else { return nil }
    if let encoding = TextEncoding(name: encodingName) { return encoding }
    throw InputError.unknownEncoding(encodingName)
  }

  private func profiles(for paths: [String]) throws(InputError) -> [ImportProfile?] {
    if let profile { return paths.map { _ in profile } }
    let all = try folder.profiles()
    return paths.map { path in
      let below = String(path.dropFirst("purchases/".count))
      return all.first { $0.applies(to: below) }
    }
  }

  /// Names the profiles that are for none of the files. One of another currency waits for files of
  /// another run.
  private func unusedProfiles(in currency: String) throws(InputError) -> [Notice] {
    if profile != nil { return [] }
    let below = folder.purchaseFiles.map { String($0.dropFirst("purchases/".count)) }
    return try folder.profiles().filter { profile in
      !profile.files.isEmpty && profile.currency == currency
        && !below.contains(where: profile.applies)
    }.map {
      Notice(
        source: SourceLine(file: $0.source, line: $0.filesLine), column: "files", value: $0.files,
        reason: .unusedProfile)
    }
  }

  private func currency(
    of profiles: [ImportProfile?], _ paths: [String]
  ) throws(InputError) -> String {
    let pairs = zip(profiles.map { $0?.currency ?? "CNY" }, paths)
    let firstPaths = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    guard firstPaths.count <= 1 else {
      let list = firstPaths.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
        .joined(separator: ", ")
      throw InputError(
        .malformed, path: folder.path.string,
        chinese: "同一次运行的文件币种不一：\(list)；请移走其一，或在其导入配置中写明 currency",
        english: "files of one run are in several currencies: \(list); move those of one away, or "
          + "state currency in their profile")
    }
    return firstPaths.keys.first ?? "CNY"
  }
}
