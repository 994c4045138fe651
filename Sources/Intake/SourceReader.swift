internal import DelimitedText
public import Procurement
internal import SystemPackage

/// A purchase line as it stands in its file.
public struct SourceText: Hashable, Sendable {
  /// Where it stands.
  public let source: SourceLine
  /// The record, decoded; cut where it is very long.
  public let text: String
}

/// Reads lines of purchase files, and of the contracts, back.
///
/// Only files that the run itself has read are opened, so that no path from elsewhere can lead to
/// another file.
public struct SourceReader: Sendable {
  /// How many bytes of a record are shown.
  public static let byteLimit = 4_096

  let folder: DataFolder
  let files: [String: FileAccount]
  /// The profile of all files; `nil`: each has the one that its account names.
  let profile: ImportProfile?

  /// A reader of the files that `accounts` are about.
  ///
  /// - Parameter profile: what all of them were read by, where the run named one.
  public init(folder: DataFolder, accounts: [FileAccount], profile: ImportProfile? = nil) {
    self.folder = folder
    self.profile = profile
    let known = Set(folder.purchaseFiles)
    files = Dictionary(
      accounts.filter { known.contains($0.path) }.map { ($0.path, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The catalogue that findings lead back to.
  private static let contracts = "vbp/contracts.csv"

  /// The text of each of `lines`, in their order; those that cannot be read are left out.
  ///
  /// - Complexity: O(bytes of the files up to the last line wanted).
  public func read(_ lines: [SourceLine]) -> [SourceText] {
    var texts: [SourceLine: String] = [:]
    for (file, wanted) in Dictionary(grouping: lines, by: \.file) {
      guard files[file] != nil || file == Self.contracts else { continue }
      var left = Set(wanted.map(\.line))
      try? forEachStretch(of: file) { stretch in
        for (line, text) in stretch.texts(of: left) {
          texts[SourceLine(file: file, line: line)] = text
          left.remove(line)
        }
        return !left.isEmpty
      }
    }
    return lines.compactMap { line in texts[line].map { SourceText(source: line, text: $0) } }
  }

  /// Some records of a file, as the run read them.
  struct Stretch {
    let batch: RecordBatch
    let encoding: TextEncoding
    /// How columns are understood; `nil` in a file that is no purchase file.
    let layout: PurchaseLayout?
    fileprivate let chunk: FileChunks.Chunk
    fileprivate let newline: UInt8

    /// The text of the records that begin on `lines`, decoded, on one line, cut where it is very long.
    fileprivate func texts(of lines: Set<Int>) -> [(line: Int, text: String)] {
      var number = chunk.firstLine
      var rest = chunk.bytes[..<chunk.count]
      return batch.records.filter { lines.contains(Int($0.line)) }.map { record in
        var bytes: [UInt8] = []
        while number < Int(record.line + record.lineCount) {
          let line = rest.prefix { $0 != newline }
          if number > Int(record.line) { bytes.append(0x20) }
          if number >= Int(record.line) {
            bytes += line.prefix(max(0, SourceReader.byteLimit - bytes.count))
          }
          while bytes.last == 0x0D || bytes.last == 0x0A { bytes.removeLast() }
          rest = rest[line.endIndex...].dropFirst()
          number += 1
        }
        return (Int(record.line), encoding.decodeRepairing(bytes))
      }
    }
  }

  /// Hands over the records of a file that the run has read, until `body` says that it has enough.
  func forEachStretch(of file: String, _ body: (Stretch) -> Bool) throws {
    let account = files[file]
    let profile =
      try profile
      ?? account.flatMap { $0.profile.isEmpty ? nil : try folder.profile(named: $0.profile) }
    let path = folder.path.pushing(FilePath(file))
    var chunks = try FileChunks(
      path, encoding: account.flatMap { TextEncoding(name: $0.encoding) },
      delimiter: account == nil ? nil : profile?.delimiter)
    let parser = RecordParser(dialect: chunks.dialect)
    let encoding = chunks.chunkEncoding
    var batch = RecordBatch()
    var layout: PurchaseLayout?
    var fields: Int?
    var unfinished = UnfinishedRecord()
    while let part = try chunks.next() {
      let chunk = unfinished.joined(to: part, newline: chunks.dialect.newline)
      func parse(expecting fields: Int) -> Int {
        parser.parse(
          chunk.bytes, in: 0..<chunk.count, firstLine: chunk.firstLine, isLast: chunk.isLast,
          expectedFields: fields, into: &batch)
      }
      if fields == nil, account != nil {
        layout = PurchaseSource.layout(
          of: chunk, chunks.dialect, encoding, profile: profile,
          fileName: path.lastComponent?.string ?? "")
        guard let layout else { return }
        fields = layout.headers.count
      } else if fields == nil {
        _ = parse(expecting: 0)
        fields = batch.records.first { $0.fieldCount > 1 }.map { Int($0.fieldCount) }
      }
      unfinished.keep(of: chunk, from: parse(expecting: fields ?? 0))
      let stretch = Stretch(
        batch: batch, encoding: encoding, layout: layout, chunk: chunk,
        newline: chunks.dialect.newline)
      guard body(stretch) else { return }
    }
  }
}
