internal import DelimitedText
internal import Procurement
internal import SystemPackage

/// Hands out purchase files chunk by chunk.
struct PurchaseSource: ~Copyable {
  /// A chunk and how it is to be read.
  struct Job: Sendable {
    /// The place in the order of the input.
    let number: Int
    let file: Int
    /// Files that follow each other and are read alike are one run, whose names a parser numbers but
    /// once; but for files of which snapshots may be wanted, which are a run each.
    let run: Int
    let chunk: FileChunks.Chunk
    let layout: PurchaseLayout
    let dialect: Dialect
    let encoding: TextEncoding
    /// The name of the encoding the file itself is in.
    let fileEncoding: String
    let fileSize: Int
    /// What the file was before it was opened.
    let identity: FileIdentity?
  }

  /// A file that is being read.
  private struct OpenFile: ~Copyable {
    let index: Int
    let identity: FileIdentity?
    let layout: PurchaseLayout
    var chunks: FileChunks
    var waiting: FileChunks.Chunk?
  }

  private let folder: FilePath
  private let paths: [String]
  private let profiles: [ImportProfile?]
  private let encoding: TextEncoding?
  private let chunkSize: Int
  /// The files still to be read, the next one last.
  private var waiting: [Int] = []
  private var current: OpenFile?
  private var number = 0
  private let keepsNames: Bool
  private var run = 0
  /// How the files of the run are read.
  private var form: (layout: PurchaseLayout.Key, dialect: Dialect)?
  /// What was wrong with whole files.
  private(set) var notices: [Notice] = []

  /// - Parameters:
  ///   - paths: the files below `folder`, from the earliest to the latest.
  ///   - profiles: the profile of each.
  ///   - encoding: the encoding of all files; `nil` to find it out for each.
  ///   - keepsNames: whether the names of each file may be wanted.
  init(
    folder: FilePath, paths: [String], profiles: [ImportProfile?], encoding: TextEncoding?,
    chunkSize: Int, keepsNames: Bool
  ) {
    self.keepsNames = keepsNames
    self.folder = folder
    self.paths = paths
    self.profiles = profiles
    self.encoding = encoding
    self.chunkSize = chunkSize
  }

  /// Goes on with other files, by their indices; chunks are numbered from 0 again.
  mutating func begin(_ files: [Int]) {
    waiting = files.reversed()
    number = 0
    form = nil
  }

  /// The same source with a single file to read; what is wrong with it is not reported again.
  init(_ file: Int, of other: borrowing PurchaseSource) {
    self.init(
      folder: other.folder, paths: other.paths, profiles: other.profiles,
      encoding: other.encoding, chunkSize: other.chunkSize, keepsNames: other.keepsNames)
    open(file)
  }

  /// What was wrong with one file as a whole.
  func notices(of file: Int) -> [Notice] {
    notices.filter { $0.source.file == paths[file] }
  }

  /// The next chunk; `nil` after the last. What cannot be read is reported and passed over.
  ///
  /// - Parameter buffer: the bytes of a chunk that is no longer needed; they are taken.
  mutating func next(reusing buffer: inout [UInt8]) -> Job? {
    while true {
      if let job = nextOfCurrentFile(reusing: &buffer) { return job }
      guard let file = waiting.popLast() else { return nil }
      open(file)
    }
  }

  /// The next chunk of the file that is being read; `nil`, and the file closed, after its last.
  private mutating func nextOfCurrentFile(reusing buffer: inout [UInt8]) -> Job? {
    guard var file = current.take() else { return nil }
    var chunk = file.waiting.take()
    if chunk == nil {
      do throws(Errno) {
        chunk = try file.chunks.next(reusing: &buffer)
      } catch {
        report(file.index, "\(error)", .unreadableFile)
      }
    }
    guard let chunk else { return nil }
    let job = Job(
      number: number, file: file.index, run: run, chunk: chunk, layout: file.layout,
      dialect: file.chunks.dialect, encoding: file.chunks.chunkEncoding,
      fileEncoding: file.chunks.encoding.rawValue, fileSize: file.chunks.size,
      identity: file.identity)
    number += 1
    current = consume file
    return job
  }

  private mutating func open(_ index: Int) {
    let path = folder.pushing(FilePath(paths[index]))
    let profile = profiles[index]
    let identity = FileIdentity(of: path)
    do throws(Errno) {
      var chunks = try FileChunks(
        path, encoding: encoding ?? profile?.encoding, delimiter: profile?.delimiter,
        chunkSize: chunkSize)
      guard let first = try chunks.next() else { return }
      if first.isSpreadsheet { return report(index, "", .notCSV) }
      let layout = PurchaseSource.layout(
        of: first, chunks.dialect, chunks.chunkEncoding, profile: profile,
        fileName: path.lastComponent?.string ?? "")
      guard let layout else {
        report(index, "", .noHeader)
        report(
          index,
          PurchaseSource.firstRows(of: first, chunks.dialect).missingHeaders(
            of: profile, in: chunks.chunkEncoding))
        return
      }
      report(index, layout.missingHeaders)
      guard layout.smallestUnits.isEmpty else {
        for header in layout.smallestUnits {
          notices.append(
            Notice(
              source: SourceLine(file: paths[index], line: layout.headerLine), column: header,
              value: HeaderNames.smallestUnit(of: header) ?? "", reason: .smallestUnits))
        }
        return
      }
      for (header, known) in layout.suggestions {
        notices.append(
          Notice(
            source: SourceLine(file: paths[index], line: layout.headerLine), column: header,
            value: known, reason: .unknownHeader))
      }
      for field in layout.ambiguous {
        notices.append(
          Notice(
            source: SourceLine(file: paths[index], line: layout.headerLine),
            column: layout.header(of: field), value: field.name, reason: .ambiguousHeader))
      }
      let key = layout.key(in: chunks.chunkEncoding)
      if keepsNames || form?.layout != key || form?.dialect != chunks.dialect { run += 1 }
      form = (key, chunks.dialect)
      current = OpenFile(
        index: index, identity: identity, layout: layout, chunks: chunks, waiting: first)
    } catch {
      report(index, "\(error)", .unreadableFile)
    }
  }

  /// The layout that a file's first rows give; `nil` where none of them is a header.
  static func layout(
    of first: FileChunks.Chunk, _ dialect: Dialect, _ encoding: TextEncoding,
    profile: ImportProfile?, fileName: String
  ) -> PurchaseLayout? {
    PurchaseLayout.find(
      in: firstRows(of: first, dialect), encoding: encoding, profile: profile, fileName: fileName)
  }

  /// The records among which the header stands.
  static func firstRows(of first: FileChunks.Chunk, _ dialect: Dialect) -> RecordBatch {
    var batch = RecordBatch()
    let count = min(first.count, 1 << 16)
    _ = RecordParser(dialect: dialect).parse(
      first.bytes, in: 0..<count, firstLine: 1, isLast: count == first.count, into: &batch)
    return batch
  }

  private mutating func report(_ file: Int, _ missing: [MissingHeader]) {
    notices += missing.map {
      Notice(
        source: SourceLine(file: paths[file], line: $0.line), column: $0.headers,
        value: $0.field.name, reason: .missingHeader)
    }
  }

  private mutating func report(_ file: Int, _ value: String, _ reason: RejectReason) {
    notices.append(
      Notice(
        source: SourceLine(file: paths[file], line: 1), column: "", value: value, reason: reason))
  }
}
