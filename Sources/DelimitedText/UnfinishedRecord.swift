/// What a stretch of a file ends with where its last record goes on in the next stretch.
///
/// A record with line feeds in quotes may lie across the end of a stretch. The next stretch is then
/// read together with the record's beginning.
public struct UnfinishedRecord: Sendable {
  private var bytes: [UInt8] = []

  /// Nothing, as at the beginning of a file.
  public init() {}

  /// Whether the last stretch ended where a record ends.
  public var isEmpty: Bool { bytes.isEmpty }

  /// A stretch with the record's beginning before it.
  ///
  /// - Parameter newline: the byte that ends a line.
  public func joined(to chunk: FileChunks.Chunk, newline: UInt8) -> FileChunks.Chunk {
    if bytes.isEmpty { return chunk }
    let text = bytes + chunk.bytes[..<chunk.count]
    return FileChunks.Chunk(
      bytes: text, count: text.count, firstLine: chunk.firstLine - bytes.count { $0 == newline },
      isLast: chunk.isLast)
  }

  /// Keeps the end of a stretch in place of what was kept.
  ///
  /// - Parameter start: where the record begins, as ``RecordParser`` says.
  public mutating func keep(of chunk: FileChunks.Chunk, from start: Int) {
    bytes = Array(chunk.bytes[start..<chunk.count])
  }
}
