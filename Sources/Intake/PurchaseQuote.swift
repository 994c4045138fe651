internal import DelimitedText
public import Procurement

/// What a purchase line says of date, quantity and money, as it stands in its file.
public struct PurchaseQuote: Hashable, Sendable {
  /// The fields that are quoted, where the file has them.
  public static let fields: [PurchaseField] = [
    .date, .orderLine, .conversionRatio, .price, .quantity, .arrived, .amount,
  ]

  /// The fields that are quoted for letters alone, which are about several products at a time.
  static let more: [PurchaseField] = [.productName, .specification]

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
    for file in order {
      guard let account = files[file], account.bytes <= room, let numbers = wanted[file] else {
        continue
      }
      room -= account.bytes
      var left = numbers.count
      try? forEachStretch(of: file) { stretch in
        for record in stretch.batch.records where numbers.contains(Int(record.line)) {
          quotes[SourceLine(file: file, line: Int(record.line))] = stretch.quote(record)
          left -= 1
        }
        return left > 0
      }
    }
    return quotes
  }
}

extension SourceReader.Stretch {
  /// What a record says.
  fileprivate func quote(_ record: RecordBatch.Record) -> PurchaseQuote {
    var texts: [PurchaseField: String] = [:]
    for field in PurchaseQuote.fields + PurchaseQuote.more {
      guard let column = layout?.columns[field.ordinal], column >= 0, column < record.fieldCount
      else { continue }
      let text = TextNormal.value(
        encoding.decodeRepairing(Array(batch.bytes(of: record, column: Int(column)).prefix(120))))
      if !TextNormal.nulls.contains(text) { texts[field] = text }
    }
    return PurchaseQuote(texts)
  }
}
