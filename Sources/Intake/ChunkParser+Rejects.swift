internal import DelimitedText
internal import Procurement

/// What is kept of a line that is refused.
extension ChunkParser {
  mutating func reject(
    _ record: RecordBatch.Record, of batch: borrowing RecordBatch, _ problem: Problem, isCut: Bool
  ) -> ParsedReject {
    var first: [UInt8] = []
    var isBlank = true
    for column in 0..<Int(record.fieldCount) {
      let field = Array(batch.bytes(of: record, column: column))
      if first.isEmpty { first = field }
      if !form.isNull(field.span) { isBlank = false }
    }
    var result = ParsedReject(
      line: record.line, field: problem.field, value: first, reason: problem.reason)
    if isBlank {
      result.reason = .blankRecord
      result.field = nil
    } else if ValueWords.isTotal(TextNormal.value(encoding.decodeRepairing(first))) {
      result.reason = .totalRow
      result.field = nil
    } else if let label = totalLabel(of: record, in: batch) {
      result = ParsedReject(line: record.line, field: nil, value: label, reason: .totalRow)
    } else if isHeader(record, of: batch) {
      result.reason = .repeatedHeader
      result.field = nil
    } else if isCut && problem.reason == .fieldCount {
      result.reason = .truncated
    } else {
      if let field = problem.field {
        let column = columns[field.ordinal]
        // A field without a column has the value of every line, or none.
        result.value =
          column >= 0
          ? Array(batch.bytes(of: record, column: column)) : constants[field.ordinal] ?? []
      }
      if problem.reason != .fieldCount { result.amount = amount(of: record, in: batch) }
    }
    return result
  }

  /// The cell of a sum row that says so; `nil` where the row is none.
  ///
  /// What stands for an order line, a product or an institution tells in every row; any other cell only
  /// where the row has neither date nor order line, or names no product.
  private func totalLabel(
    of record: RecordBatch.Record, in batch: borrowing RecordBatch
  ) -> [UInt8]? {
    func cell(_ column: Int) -> (bytes: [UInt8], text: String)? {
      guard column >= 0, column < record.fieldCount else { return nil }
      let bytes = Array(batch.bytes(of: record, column: column))
      if form.isNull(bytes.span) { return nil }
      return (bytes, TextNormal.value(encoding.decodeRepairing(bytes)))
    }
    func cell(_ field: PurchaseField) -> (bytes: [UInt8], text: String)? {
      cell(columns[field.ordinal])
    }
    for field in [
      PurchaseField.orderLine, .date, .channel, .productCode, .institutionCode, .distributor,
    ] {
      if let cell = cell(field), ValueWords.endsAsTotal(cell.text) { return cell.bytes }
    }
    if cell(.productCode) == nil, let name = cell(.productName),
      IdentityTables.isSum([name.text, "", cell(.specification)?.text ?? ""])
    {
      return name.bytes
    }
    if cell(.institutionCode) == nil, let name = cell(.institutionName),
      ValueWords.endsAsTotal(name.text)
    {
      return name.bytes
    }
    let isUnplaced = cell(.date) == nil && cell(.orderLine) == nil
    let namesNoProduct = cell(.productCode) == nil && cell(.productName) == nil
    guard isUnplaced || namesNoProduct else { return nil }
    for column in 0..<Int(record.fieldCount) {
      if let cell = cell(column), ValueWords.endsAsTotal(cell.text) { return cell.bytes }
    }
    return nil
  }

  /// Whether a record is the header once more, as where one export is pasted below another.
  private func isHeader(_ record: RecordBatch.Record, of batch: borrowing RecordBatch) -> Bool {
    layout.headers.indices.allSatisfy { column in
      let bytes = Array(batch.bytes(of: record, column: column))
      return TextNormal.value(encoding.decodeRepairing(bytes)) == layout.headers[column]
    }
  }

  /// The amount of a refused line, as far as it can be read.
  mutating func amount(
    of record: RecordBatch.Record, in batch: borrowing RecordBatch
  ) -> Money? {
    func number(_ field: PurchaseField) -> Int64? {
      let column = columns[field.ordinal]
      guard column >= 0 else {
        return constants[field.ordinal].flatMap {
          NumberText.parse(String(decoding: $0, as: UTF8.self), places: 4)?.scaled
        }
      }
      let bytes = Array(batch.bytes(of: record, column: column))
      let text = TextNormal.value(encoding.decodeRepairing(bytes))
      return NumberText.parse(text, places: 4 + layout.powers[field.ordinal])?.scaled
    }
    var value = number(.amount)
    if value == nil, let price = number(.price), let quantity = number(.quantity) {
      value = Numbers.product(price, quantity)
    }
    guard let value, value.magnitude <= Money.limit.tenThousandths.magnitude else { return nil }
    return Money(tenThousandths: value)
  }
}

extension RejectReason {
  /// Why a stretch of text is no record.
  init(_ fault: RecordBatch.Fault.Kind) {
    self =
      switch fault {
      case .unclosedQuote: .unclosedQuote
      case .tooLong: .recordTooLong
      }
  }
}
