internal import DelimitedText
internal import Dispatch
public import Procurement
internal import Synchronization
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
    let totalBytes = paths.reduce(0) {
      $0 + FolderListing.size(of: folder.path.pushing(FilePath($1)))
    }
    let pipeline = Pipeline(
      source: PurchaseSource(
        folder: folder.path, paths: paths, profiles: profiles, encoding: try encoding(),
        chunkSize: max(Self.leastChunkSize, chunkSize)),
      merge: IntakeMerge(consumer: consumer, catalogues: catalogues, files: accounts),
      reader: readsPlainLines ? .automatic : .libcsv, totalBytes: totalBytes,
      progress: progress)
    if workers <= 1 {
      pipeline.work()
    } else {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in pipeline.work() }
    }
    return pipeline.finish(
      currency: currency,
      notices: folder.unreadable.map {
        Notice(
          source: SourceLine(file: $0, line: 0), column: "", value: "", reason: .unreadableFile)
      })
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

  private func currency(
    of profiles: [ImportProfile?], _ paths: [String]
  ) throws(InputError) -> String {
    let currencies = Set(profiles.map { $0?.currency ?? "CNY" })
    guard currencies.count <= 1 else {
      let list = currencies.sorted().joined(separator: ", ")
      throw InputError(
        .malformed, path: folder.path.string, chinese: "同一次运行的文件币种不一：\(list)",
        english: "files of one run are in several currencies: \(list)")
    }
    return currencies.first ?? "CNY"
  }
}

// MARK: - Workers

/// What workers share: the source of chunks, the results that wait for their turn, the merge.
private final class Pipeline<Consumer: PurchaseConsumer>: Sendable {
  private struct Finished: Sendable {
    let job: PurchaseSource.Job
    var parsed: ParsedChunk
  }

  private struct Ordered: Sendable {
    var merge: IntakeMerge<Consumer>
    var next = 0
    /// The end of the last chunk where its last record goes on in the next one.
    var unfinished: [UInt8] = []
    var bytes = 0
    var lines = 0
    /// Parsers one of whose chunks began in the middle of a record. What such a parser says of a
    /// name may come from that chunk, so its later chunks are read again too.
    var misled: Set<Int> = []
  }

  private let source: Mutex<PurchaseSource>
  private let waiting = Mutex<[Int: Finished]>([:])
  /// The memory of chunks that are merged, for chunks to come.
  private let spare = Mutex<[(bytes: [UInt8], parsed: ParsedChunk)]>([])
  private let ordered: Mutex<Ordered>
  private let parserNumbers = Atomic<Int>(0)
  /// Counts up whenever a parser was misled.
  private let misleadings = Atomic<Int>(0)
  private let reader: RecordReader
  private let totalBytes: Int
  private let progress: (@Sendable (IntakeProgress) -> Void)?

  init(
    source: consuming sending PurchaseSource, merge: IntakeMerge<Consumer>,
    reader: RecordReader, totalBytes: Int, progress: (@Sendable (IntakeProgress) -> Void)?
  ) {
    self.source = Mutex(source)
    self.reader = reader
    ordered = Mutex(Ordered(merge: merge))
    self.totalBytes = totalBytes
    self.progress = progress
  }

  /// Reads chunks until there are none left.
  func work() {
    var reader = ChunkReader(reader: reader)
    var misleadings = 0
    while true {
      let now = self.misleadings.load(ordering: .relaxed)
      if now != misleadings {
        misleadings = now
        reader.forget()
      }
      var (bytes, parsed) = spare.withLock { $0.popLast() } ?? ([], ParsedChunk())
      guard let job = source.withLock({ $0.next(reusing: &bytes) }) else { break }
      reader.read(job, into: &parsed, numbers: parserNumbers)
      let count = waiting.withLock {
        $0[job.number] = Finished(job: job, parsed: parsed)
        return $0.count
      }
      if count > 24 {
        // Reading runs ahead of merging; helping to merge bounds the memory.
        ordered.withLock { drain(&$0) }
      } else {
        _ = ordered.withLockIfAvailable { drain(&$0) }
      }
    }
    ordered.withLock { drain(&$0) }
  }

  /// Merges all results whose turn it is.
  private func drain(_ state: inout Ordered) {
    while let finished = waiting.withLock({ $0.removeValue(forKey: state.next) }) {
      state.next += 1
      merge(finished, into: &state)
      spare.withLock { $0.append((finished.job.chunk.bytes, finished.parsed)) }
    }
  }

  private func merge(_ finished: Finished, into state: inout Ordered) {
    let job = finished.job
    var parsed = finished.parsed
    if state.unfinished.isEmpty, !state.misled.contains(parsed.parser) {
      state.unfinished = Array(job.chunk.bytes[parsed.unfinishedFrom..<job.chunk.count])
    } else {
      // The record that the last chunk did not finish ends in this one, so the chunk begins in
      // the middle of it and has to be read again together with that record's beginning.
      if state.misled.insert(parsed.parser).inserted {
        misleadings.wrappingAdd(1, ordering: .relaxed)
      }
      let whole = job.beginning(with: state.unfinished)
      var reader = ChunkReader(reader: reader)
      reader.read(whole, into: &parsed, numbers: parserNumbers)
      state.unfinished = Array(whole.chunk.bytes[parsed.unfinishedFrom..<whole.chunk.count])
    }
    state.merge.open(file: job.file, encoding: job.fileEncoding, bytes: job.fileSize)
    state.merge.add(parsed, file: job.file, layout: job.layout, encoding: job.encoding)
    state.bytes += job.chunk.count
    state.lines += parsed.linesRead
    progress?(
      IntakeProgress(
        bytes: min(state.bytes, totalBytes), totalBytes: totalBytes, lines: state.lines))
  }

  func finish(currency: String, notices: [Notice]) -> (Consumer, IntakeResult) {
    let notices = source.withLock { $0.notices } + notices
    return ordered.withLock { state in
      settleRepeatedLines(in: &state.merge)
      let merge = state.merge
      let identities = merge.names.identities
      return (
        merge.consumer,
        IntakeResult(
          products: identities.products, institutions: identities.institutions,
          distributors: identities.distributors, files: merge.files,
          rejects: merge.rejects.sorted { $0.source < $1.source },
          rejectsNotListed: merge.rejectsNotListed, rejectCounts: merge.rejectCounts,
          notices: notices.sorted { $0.source < $1.source }, currency: currency)
      )
    }
  }

  /// Reads files once more whose order lines earlier files name too, to say of those lines whether
  /// they are the same there. What counts is settled already.
  private func settleRepeatedLines(in merge: inout IntakeMerge<Consumer>) {
    let wanted = Dictionary(grouping: merge.repeated, by: \.laterFile)
      .mapValues { Set($0.map(\.key)) }
    var found: [UInt32: OrderLines] = [:]
    for (file, keys) in wanted.sorted(by: { $0.key < $1.key }) {
      var source = source.withLock { PurchaseSource(Int(file), of: $0) }
      var reader = ChunkReader(reader: reader)
      var parsed = ParsedChunk()
      var unfinished: [UInt8] = []
      var lines = OrderLines()
      var bytes: [UInt8] = []
      while var job = source.next(reusing: &bytes) {
        if !unfinished.isEmpty { job = job.beginning(with: unfinished) }
        reader.read(job, into: &parsed, numbers: parserNumbers)
        unfinished = Array(job.chunk.bytes[parsed.unfinishedFrom..<job.chunk.count])
        merge.judgeAgain(
          parsed, layout: job.layout, encoding: job.encoding, wanted: keys, into: &lines)
      }
      found[file] = lines
    }
    merge.settle(found)
  }
}

/// A worker's buffers, and the parsers for the layout it last met.
private struct ChunkReader: ~Copyable {
  private let reader: RecordReader
  private var batch = RecordBatch()
  private var file = -1
  private var records: RecordParser?
  private var lines: ChunkParser?

  init(reader: RecordReader) {
    self.reader = reader
  }

  /// Lets go of the parser, so that the next chunk gets a new one.
  mutating func forget() {
    file = -1
    lines = nil
  }

  /// Reads one chunk; what `parsed` held is removed.
  ///
  /// - Parameter numbers: the numbers of parsers.
  mutating func read(
    _ job: PurchaseSource.Job, into parsed: inout ParsedChunk, numbers: borrowing Atomic<Int>
  ) {
    if file != job.file || records == nil {
      file = job.file
      records = RecordParser(dialect: job.dialect, reader: reader)
      if let parser = lines.take(), parser.reads(job.layout, job.encoding) {
        lines = consume parser
      } else {
        lines = ChunkParser(
          number: numbers.wrappingAdd(1, ordering: .relaxed).newValue, layout: job.layout,
          encoding: job.encoding)
      }
    }
    parsed.unfinishedFrom =
      records?.parse(
        job.chunk.bytes, in: 0..<job.chunk.count, firstLine: job.chunk.firstLine,
        isLast: job.chunk.isLast, expectedFields: job.layout.headers.count, into: &batch)
      ?? job.chunk.count
    lines?.parse(batch, into: &parsed)
  }
}

extension PurchaseSource.Job {
  /// The same job with its text behind the end of the chunk before.
  func beginning(with unfinished: [UInt8]) -> PurchaseSource.Job {
    let text = unfinished + chunk.bytes[..<chunk.count]
    let lines = unfinished.count { $0 == dialect.newline }
    return PurchaseSource.Job(
      number: number, file: file,
      chunk: .init(
        bytes: text, count: text.count, firstLine: chunk.firstLine - lines, isLast: chunk.isLast),
      layout: layout, dialect: dialect, encoding: encoding, fileEncoding: fileEncoding,
      fileSize: fileSize)
  }
}
