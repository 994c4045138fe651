internal import DelimitedText
public import Procurement
internal import SystemPackage

/// What a purchase line says of date, quantity and money, as it stands in its file.
public struct PurchaseQuote: Hashable, Sendable {
  /// The fields that are quoted, where the file has them.
  public static let fields: [PurchaseField] = [
    .date, .orderLine, .conversionRatio, .price, .quantity, .arrived, .amount,
  ]

  /// The texts by field; those without a column, or without a value in the line, are left out.
  public let texts: [PurchaseField: String]

  /// A quote of `texts`.
  public init(_ texts: [PurchaseField: String]) {
    self.texts = texts
  }
}

extension SourceReader {
  /// What each of `lines` says; lines of other files than purchases are left out, and those of files
  /// for which there is no room.
  ///
  /// - Parameters:
  ///   - lines: the lines; the files of the first ones come first.
  ///   - limit: how many bytes of files are read in all, so that a province's exports are not read
  ///     twice.
  /// - Complexity: O(`limit`).
  public func quotes(
    of lines: [SourceLine], readingAtMost limit: Int
  ) -> [SourceLine: PurchaseQuote] {
    var order: [String] = []
    var wanted: [String: Set<Int>] = [:]
    for line in lines {
      if wanted[line.file] == nil { order.append(line.file) }
      wanted[line.file, default: []].insert(line.line)
    }
    var room = limit
    var quotes: [SourceLine: PurchaseQuote] = [:]
    var batch = RecordBatch()
    for file in order {
      guard let account = files[file], account.bytes <= room, let numbers = wanted[file] else {
        continue
      }
      room -= account.bytes
      let found = (try? read(numbers, of: account, using: &batch)) ?? [:]
      for (line, quote) in found { quotes[SourceLine(file: file, line: line)] = quote }
    }
    return quotes
  }

  private func read(
    _ numbers: Set<Int>, of account: FileAccount, using batch: inout RecordBatch
  ) throws -> [Int: PurchaseQuote] {
    let profile =
      try profile
      ?? (account.profile.isEmpty ? nil : folder.profile(named: account.profile))
    let path = folder.path.pushing(FilePath(account.path))
    var chunks = try FileChunks(
      path, encoding: TextEncoding(name: account.encoding), delimiter: profile?.delimiter)
    let parser = RecordParser(dialect: chunks.dialect)
    let encoding = chunks.chunkEncoding
    var layout: PurchaseLayout?
    var result: [Int: PurchaseQuote] = [:]
    var unfinished = UnfinishedRecord()
    while result.count < numbers.count, let part = try chunks.next() {
      let chunk = unfinished.joined(to: part, newline: chunks.dialect.newline)
      if layout == nil {
        layout = PurchaseSource.layout(
          of: chunk, chunks.dialect, encoding, profile: profile,
          fileName: path.lastComponent?.string ?? "")
      }
      guard let layout else { break }
      let end = parser.parse(
        chunk.bytes, in: 0..<chunk.count, firstLine: chunk.firstLine, isLast: chunk.isLast,
        expectedFields: layout.headers.count, into: &batch)
      unfinished.keep(of: chunk, from: end)
      for record in batch.records where numbers.contains(Int(record.line)) {
        var texts: [PurchaseField: String] = [:]
        for field in PurchaseQuote.fields {
          let column = layout.columns[field.ordinal]
          guard column >= 0, column < Int(record.fieldCount) else { continue }
          let text = TextNormal.value(
            encoding.decodeRepairing(Array(batch.bytes(of: record, column: column).prefix(120))))
          if !TextNormal.nulls.contains(text) { texts[field] = text }
        }
        result[Int(record.line)] = PurchaseQuote(texts)
      }
    }
    return result
  }
}
