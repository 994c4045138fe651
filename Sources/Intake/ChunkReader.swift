internal import DelimitedText
internal import Procurement
internal import Synchronization

/// A worker's buffers, and the parsers for the files that it last met.
struct ChunkReader: ~Copyable {
  private let reader: RecordReader
  private var batch = RecordBatch()
  private var run = -1
  private var file = -1
  private var records: RecordParser?
  private var lines: ChunkParser?

  init(reader: RecordReader) {
    self.reader = reader
  }

  /// Lets go of the parser, so that the next chunk gets a new one.
  mutating func forget() {
    run = -1
    lines = nil
  }

  /// Reads one chunk; what `parsed` held is removed.
  ///
  /// - Parameter numbers: the numbers of parsers.
  mutating func read(
    _ job: PurchaseSource.Job, into parsed: inout ParsedChunk, numbers: borrowing Atomic<Int>
  ) {
    if run != job.run || records == nil {
      run = job.run
      records = RecordParser(dialect: job.dialect, reader: reader)
      lines = ChunkParser(
        number: numbers.wrappingAdd(1, ordering: .relaxed).newValue, layout: job.layout,
        encoding: job.encoding)
    } else if file != job.file {
      lines?.beginFile()
    }
    file = job.file
    parsed.unfinishedFrom =
      records?.parse(
        job.chunk.bytes, in: 0..<job.chunk.count, firstLine: job.chunk.firstLine,
        isLast: job.chunk.isLast, expectedFields: job.layout.headers.count, into: &batch)
      ?? job.chunk.count
    lines?.parse(batch, into: &parsed)
    // The text is used again for another chunk.
    batch.removeAll()
  }
}

extension PurchaseSource.Job {
  /// The same job without its text, which is to be used again.
  var beginning: PurchaseSource.Job {
    of(.init(bytes: [], count: 0, firstLine: chunk.firstLine, isLast: chunk.isLast))
  }

  /// The same job with its text behind the record that the chunk before left unfinished.
  func beginning(with unfinished: UnfinishedRecord) -> PurchaseSource.Job {
    of(unfinished.joined(to: chunk, newline: dialect.newline))
  }

  private func of(_ chunk: FileChunks.Chunk) -> PurchaseSource.Job {
    PurchaseSource.Job(
      number: number, file: file, run: run, chunk: chunk, layout: layout, dialect: dialect,
      encoding: encoding, fileEncoding: fileEncoding, fileSize: fileSize, identity: identity)
  }
}
