internal import DelimitedText
internal import Dispatch
internal import Parallel
internal import Procurement
internal import Synchronization
internal import SystemPackage

/// What workers share: the source of chunks, the results that wait for their turn, the merge.
final class IntakePipeline<Consumer: PurchaseConsumer>: Sendable {
  private struct Finished: Sendable {
    let job: PurchaseSource.Job
    var parsed: ParsedChunk
  }

  private struct Ordered: Sendable {
    var merge: IntakeMerge<Consumer>
    var next = 0
    var unfinished = UnfinishedRecord()
    var bytes = 0
    var lines = 0
    /// Parsers one of whose chunks began in the middle of a record. What such a parser says of a
    /// name may come from that chunk, so its later chunks are read again too.
    var misled: Set<Int> = []
    /// The file that is being read, and how.
    var open: PurchaseSource.Job?
    /// What was wrong with files that were not read again, and what lines of others say that nothing
    /// knows.
    var notices: [Notice] = []
  }

  private let source: Guarded<PurchaseSource>
  private let waiting = Guarded<[Int: Finished]>([:])
  /// The memory of chunks that are merged, for chunks to come.
  private let spare = Guarded<[(bytes: [UInt8], parsed: ParsedChunk)]>([])
  private let ordered: Guarded<Ordered>
  /// Files whose records are to be condensed, which needs no order.
  private let closed = Guarded<[(job: PurchaseSource.Job, file: IntakeMerge<Consumer>.ClosedFile)]>(
    [])
  private let parserNumbers = Atomic<Int>(0)
  /// Counts up whenever a parser was misled.
  private let misleadings = Atomic<Int>(0)
  private let reader: RecordReader
  private let totalBytes: Int
  private let snapshots: FileSnapshots<Consumer.Condensed>?
  private let progress: (@Sendable (IntakeProgress) -> Void)?

  init(
    source: consuming sending PurchaseSource, merge: IntakeMerge<Consumer>,
    reader: RecordReader, totalBytes: Int, snapshots: FileSnapshots<Consumer.Condensed>?,
    progress: (@Sendable (IntakeProgress) -> Void)?
  ) {
    self.source = Guarded(source)
    self.reader = reader
    ordered = Guarded(Ordered(merge: merge))
    self.totalBytes = totalBytes
    self.snapshots = snapshots
    self.progress = progress
  }

  /// Reads all files, from the latest to the earliest; those with a snapshot that holds from that.
  func read(workers: Int, files: Int) {
    snapshots?.load(workers: workers)
    var unread: [Int] = []
    for file in (0..<files).reversed() {
      guard let snapshot = snapshots?.take(file) else {
        unread.append(file)
        continue
      }
      // Whether it holds depends on what later files name.
      read(unread, workers: workers)
      unread = restore(snapshot, file: file) ? [] : [file]
    }
    read(unread, workers: workers)
    snapshots?.removeOthers()
  }

  private func read(_ files: [Int], workers: Int) {
    if files.isEmpty { return }
    source.withLock { $0.begin(files) }
    ordered.withLock { $0.next = 0 }
    if workers == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in work() }
    }
    ordered.withLock { close(&$0) }
    condense()
    snapshots?.write()
  }

  /// Takes in a file from its snapshot.
  ///
  /// - Returns: `false` where the file has to be read.
  private func restore(_ snapshot: Snapshot<Consumer.Condensed>, file: Int) -> Bool {
    ordered.withLock { state in
      guard state.merge.restore(snapshot, file: file, profile: snapshots?.source(file)?.profile)
      else { return false }
      snapshots?.use(file)
      state.notices += snapshot.notices
      state.bytes += snapshot.account.bytes
      state.lines += snapshot.account.linesRead
      report(state)
      return true
    }
  }

  /// Reads chunks until there are none left.
  private func work() {
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
      condense()
      snapshots?.write()
    }
    ordered.withLock { drain(&$0) }
    condense()
  }

  private func report(_ state: borrowing Ordered) {
    progress?(
      IntakeProgress(
        bytes: min(state.bytes, totalBytes), totalBytes: totalBytes, lines: state.lines))
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
    // Of a file that could not be read to its end, the last record is lost.
    if state.open?.file != job.file { state.unfinished = UnfinishedRecord() }
    if state.unfinished.isEmpty, !state.misled.contains(parsed.parser) {
      state.unfinished.keep(of: job.chunk, from: parsed.unfinishedFrom)
    } else {
      // The record that the last chunk did not finish ends in this one, so the chunk begins in
      // the middle of it and has to be read again together with that record's beginning.
      if state.misled.insert(parsed.parser).inserted {
        misleadings.wrappingAdd(1, ordering: .relaxed)
      }
      let whole = job.beginning(with: state.unfinished)
      var reader = ChunkReader(reader: reader)
      reader.read(whole, into: &parsed, numbers: parserNumbers)
      state.unfinished.keep(of: whole.chunk, from: parsed.unfinishedFrom)
    }
    if state.open?.file != job.file {
      close(&state)
      state.open = job.beginning
      state.merge.open(
        file: job.file, run: job.run, encoding: job.fileEncoding, bytes: job.fileSize,
        isKept: snapshots?.keeps(job.identity) ?? false)
    }
    state.merge.add(parsed, file: job.file, layout: job.layout, encoding: job.encoding)
    state.bytes += job.chunk.count
    state.lines += parsed.linesRead
    report(state)
  }

  /// Ends the file that is being read.
  private func close(_ state: inout Ordered) {
    guard let job = state.open.take() else { return }
    let file = state.merge.close(file: job.file, layout: job.layout, encoding: job.encoding)
    state.notices += file.notices
    closed.withLock { $0.append((job, file)) }
  }

  /// Condenses the records of files that are read, while others merge what comes behind them; a
  /// snapshot of each waits to be written.
  private func condense() {
    while case (let job, var file)? = closed.withLock({ $0.popLast() }) {
      let condensed = Consumer.condense(&file.records)
      let snapshot = file.snapshot?(condensed)
      ordered.withLock { $0.merge.consumer.add(condensed, reusing: file.records) }
      guard var snapshot, let snapshots, let identity = job.identity else { continue }
      snapshot.notices = source.withLock { $0.notices(of: job.file) } + snapshot.notices
      // What could be read of a file that cannot be read to its end is not what is in it.
      guard !snapshot.notices.contains(where: { $0.reason == .unreadableFile }) else { continue }
      snapshots.add(snapshot, of: job.file, identity)
    }
  }

  func finish(currency: String, notices: [Notice]) -> (Consumer, IntakeResult) {
    let notices = source.withLock { $0.notices } + notices
    return ordered.withLock { state in
      let notices = state.notices + notices + state.merge.contradictions.notices
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
      var unfinished = UnfinishedRecord()
      var lines = OrderLines()
      var bytes: [UInt8] = []
      while let part = source.next(reusing: &bytes) {
        let job = part.beginning(with: unfinished)
        reader.read(job, into: &parsed, numbers: parserNumbers)
        unfinished.keep(of: job.chunk, from: parsed.unfinishedFrom)
        merge.judgeAgain(
          parsed, layout: job.layout, encoding: job.encoding, wanted: keys, into: &lines)
      }
      found[file] = lines
    }
    merge.settle(found)
  }
}
