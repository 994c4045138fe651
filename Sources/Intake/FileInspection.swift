internal import DelimitedText
public import Procurement
public import SystemPackage

/// What one purchase file looks like to the reader: for finding out why a file is not read as
/// expected, before it is put among the others.
public struct FileInspection: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// The header as printed.
    public let header: String
    /// What it means; nothing where nobody reads it.
    public let fields: [PurchaseField]
    /// The built-in header nearest to one that nothing reads; `nil` where none is near.
    public let suggestion: String?
    /// The header of the column that is read for the field that this one means as well; `nil` where
    /// there is none.
    public let other: String?
    /// How many of the inspected records have a value in it.
    public fileprivate(set) var filled: Int
  }

  /// How many records are looked at.
  public static let recordLimit = 200_000
  /// How many bad lines are shown.
  public static let rejectLimit = 10

  /// The encoding found or set.
  public let encoding: String
  /// The name of the byte between fields: `comma`, `tab` or `semicolon`.
  public let delimiter: String
  /// The name of the import profile that is applied; `nil` where none is.
  public let profile: String?
  /// The file's size in bytes.
  public let size: Int
  /// The physical line of the header; `nil` where no row is one, and then ``columns`` shows the
  /// first row.
  public let headerLine: Int?
  /// The unit of amounts that a row above the header states, where it is not 元; `nil` elsewhere.
  public let titleUnit: String?
  /// The columns in the order of the file.
  public private(set) var columns: [Column] = []
  /// Whether the file says nowhere which institution buys, so that every line is refused.
  public let lacksInstitutions: Bool
  /// The headers that state a smallest unit where packs are meant, so that the file is not read.
  public let smallestUnits: [String]
  /// The fields that two columns claim equally.
  public let ambiguous: [PurchaseField]
  /// The headers that the profile names and the file lacks.
  public private(set) var missingHeaders: [MissingHeader] = []
  /// The records looked at.
  public private(set) var records = 0
  /// The lines among them that would be refused, for what stands in them or since they contradict
  /// an earlier line of the file.
  public private(set) var rejected = 0
  /// The lines among them that repeat an earlier line of the file.
  public private(set) var duplicates = 0
  /// The first of the lines that would not count.
  public private(set) var rejects: [Reject] = []

  /// Looks at a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - profile: the import profile to apply.
  ///   - encodingName: the file's encoding; `nil` to find it out.
  /// - Throws: ``InputError`` when the file cannot be opened, or there is no such encoding.
  public init(
    _ path: FilePath, profile: ImportProfile? = nil, encodingName: String? = nil
  ) throws(InputError) {
    var chunks = try Self.open(path, profile, encodingName)
    encoding = chunks.encoding.rawValue
    self.profile = profile?.name
    delimiter =
      switch chunks.dialect.delimiter {
      case UInt8(ascii: "\t"): "tab"
      case UInt8(ascii: ";"): "semicolon"
      default: "comma"
      }
    size = chunks.size
    guard let first = try Self.next(&chunks, path) else {
      headerLine = nil
      titleUnit = nil
      smallestUnits = []
      lacksInstitutions = false
      ambiguous = []
      return
    }
    guard !first.isSpreadsheet else {
      throw InputError(
        .malformed, path: path.string,
        chinese: "这是电子表格、压缩包或网页表格，不是 CSV；请用电子表格软件打开它（压缩包先解压），"
          + "另存为 CSV（UTF-8）",
        english:
          "this is a spreadsheet, an archive or a web page, not CSV; open it in a spreadsheet "
          + "program (unpack an archive first) and save it as CSV (UTF-8)")
    }
    let layout = PurchaseSource.layout(
      of: first, chunks.dialect, chunks.chunkEncoding, profile: profile,
      fileName: path.lastComponent?.string ?? "")
    headerLine = layout?.headerLine
    titleUnit = layout?.titleUnit
    lacksInstitutions =
      layout.map { !$0.has(.institutionCode) && !$0.has(.institutionName) } ?? false
    smallestUnits = layout?.smallestUnits ?? []
    ambiguous = layout?.ambiguous ?? []
    let headers = layout?.headers ?? Self.firstRow(of: first, chunks.dialect, chunks.chunkEncoding)
    columns = headers.enumerated().map { index, header in
      // Of a field whose header a profile names, the usual headers do not count.
      let usual = HeaderNames.field(of: header).map(\.field)
      let fields =
        layout?.fields[index] ?? usual.flatMap { profile?.says($0) == true ? nil : [$0] } ?? []
      return Column(
        header: header, fields: fields,
        suggestion: fields.isEmpty ? HeaderNames.suggestion(for: header) : nil,
        other: fields.isEmpty ? layout?.headerRead(inPlaceOf: header) : nil, filled: 0)
    }
    missingHeaders =
      layout?.missingHeaders
      ?? PurchaseSource.firstRows(of: first, chunks.dialect).missingHeaders(
        of: profile, in: chunks.chunkEncoding)
    guard let layout else { return }
    try count(first, &chunks, path, layout)
  }

  private static func open(
    _ path: FilePath, _ profile: ImportProfile?, _ encodingName: String?
  ) throws(InputError) -> FileChunks {
    var encoding = profile?.encoding
    if let encodingName {
      encoding = TextEncoding(name: encodingName)
      if encoding == nil { throw InputError.unknownEncoding(encodingName) }
    }
    do throws(Errno) {
      return try FileChunks(
        path, encoding: encoding, delimiter: profile?.delimiter)
    } catch {
      throw InputError.unreadable(path, error)
    }
  }

  private static func next(
    _ chunks: inout FileChunks, _ path: FilePath
  ) throws(InputError) -> FileChunks.Chunk? {
    do throws(Errno) {
      return try chunks.next()
    } catch {
      throw InputError.unreadable(path, error)
    }
  }

  private static func firstRow(
    of chunk: FileChunks.Chunk, _ dialect: Dialect, _ encoding: TextEncoding
  ) -> [String] {
    var batch = RecordBatch()
    _ = RecordParser(dialect: dialect).parse(
      chunk.bytes, in: 0..<min(chunk.count, 1 << 16), firstLine: 1, isLast: true,
      into: &batch)
    guard let record = batch.records.first else { return [] }
    return (0..<Int(record.fieldCount)).map {
      TextNormal.value(encoding.decodeRepairing(Array(batch.bytes(of: record, column: $0))))
    }
  }

  private mutating func count(
    _ first: FileChunks.Chunk, _ chunks: inout FileChunks, _ path: FilePath,
    _ layout: PurchaseLayout
  ) throws(InputError) {
    let parser = RecordParser(dialect: chunks.dialect)
    let encoding = chunks.chunkEncoding
    var lines = ChunkParser(number: 0, layout: layout, encoding: encoding)
    var batch = RecordBatch()
    var parsed = ParsedChunk()
    var merge = IntakeMerge(
      consumer: NoRecords(), catalogues: Catalogues(),
      files: [FileAccount(path: path.string, encoding: "", profile: "", bytes: 0)])
    merge.open(file: 0, run: 0, encoding: encoding.rawValue, bytes: size, isKept: false)
    var unfinished = UnfinishedRecord()
    var next: FileChunks.Chunk? = first
    while let part = next, records < Self.recordLimit {
      let chunk = unfinished.joined(to: part, newline: chunks.dialect.newline)
      let end = parser.parse(
        chunk.bytes, in: 0..<chunk.count, firstLine: chunk.firstLine, isLast: chunk.isLast,
        expectedFields: layout.headers.count, into: &batch)
      unfinished.keep(of: chunk, from: end)
      for record in batch.records where record.line > layout.lastHeadLine {
        for column in columns.indices {
          let text = encoding.decodeRepairing(Array(batch.bytes(of: record, column: column)))
          if !TextNormal.nulls.contains(TextNormal.value(text)) { columns[column].filled += 1 }
        }
      }
      lines.parse(batch, into: &parsed)
      merge.add(parsed, file: 0, layout: layout, encoding: encoding)
      records = merge.files[0].linesRead
      next = try Self.next(&chunks, path)
    }
    rejected = merge.files[0].rejected
    duplicates = merge.files[0].duplicates
    rejects = Array(merge.rejects.sorted { $0.source < $1.source }.prefix(Self.rejectLimit))
  }
}

/// Keeps no record, for where only the account of the lines is wanted.
private struct NoRecords: PurchaseConsumer, CondensedRecords {
  var lines: Int { 0 }
  var netAmount: Money { .zero }
  var sections: [[UInt32]] { [] }

  init() {}
  init?(sections: [[UInt32]], named: NamedRecords) { nil }

  mutating func consume(_ records: [PurchaseRecord]) {}
  mutating func endFile() -> Self { self }
  static func condense(_ file: inout Self) -> Self { file }
  mutating func add(_ condensed: Self, reusing file: consuming Self) {}
  mutating func add(_ condensed: Self, file: UInt32, numbers: RecordNumbers) {}
}

extension Reject {
  /// A refused line as people read it, with the first 80 characters of the value.
  init(_ line: ParsedReject, file: String, layout: PurchaseLayout, encoding: TextEncoding) {
    let text = TextNormal.value(encoding.decodeRepairing(Array(line.value.prefix(400))))
    self.init(
      source: SourceLine(file: file, line: Int(line.line)),
      column: line.field.map(layout.header(of:)) ?? "",
      value: text.count > 80 ? text.prefix(80) + "…" : text, reason: line.reason,
      amount: line.amount)
  }
}
