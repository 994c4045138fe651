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
      let account = files[file]
      guard account != nil || file == Self.contracts else { continue }
      let found =
        (try? Self.read(
          wanted.map(\.line), in: folder.path.pushing(FilePath(file)),
          encoding: account.flatMap { TextEncoding(name: $0.encoding) })) ?? [:]
      for (line, text) in found { texts[SourceLine(file: file, line: line)] = text }
    }
    return lines.compactMap { line in texts[line].map { SourceText(source: line, text: $0) } }
  }

  private static func read(
    _ lines: [Int], in file: FilePath, encoding: TextEncoding?
  ) throws(Errno) -> [Int: String] {
    var chunks = try FileChunks(file, encoding: encoding)
    let newline = chunks.dialect.newline
    var wanted = Set(lines)
    var open: [Record] = []
    var result: [Int: String] = [:]
    let encoding = chunks.chunkEncoding
    while !wanted.isEmpty || !open.isEmpty, let chunk = try chunks.next() {
      var number = chunk.firstLine
      var start = 0
      while start < chunk.count {
        let end = chunk.bytes[start..<chunk.count].firstIndex(of: newline) ?? chunk.count
        if wanted.remove(number) != nil { open.append(Record(line: number)) }
        for index in open.indices.reversed() {
          open[index].add(chunk.bytes[start..<end])
          if open[index].isComplete {
            result[open[index].line] = encoding.decodeRepairing(open[index].bytes)
            open.remove(at: index)
          }
        }
        if wanted.isEmpty, open.isEmpty { return result }
        number += 1
        start = end + 1
      }
    }
    for record in open { result[record.line] = encoding.decodeRepairing(record.bytes) }
    return result
  }

  /// A record that is being read.
  private struct Record {
    let line: Int
    private(set) var bytes: [UInt8] = []
    private var quotes = 0
    private var lines = 0

    init(line: Int) {
      self.line = line
    }

    mutating func add(_ physical: ArraySlice<UInt8>) {
      if lines > 0 { bytes.append(0x20) }
      lines += 1
      quotes += physical.count { $0 == UInt8(ascii: "\"") }
      bytes += physical.prefix(max(0, SourceReader.byteLimit - bytes.count))
      while bytes.last == 0x0D || bytes.last == 0x0A { bytes.removeLast() }
    }

    /// Whether no quote is left open, or the record would have too many lines.
    var isComplete: Bool { quotes.isMultiple(of: 2) || lines >= RecordParser.lineLimit }
  }
}
