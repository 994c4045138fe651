internal import DelimitedText
internal import Procurement

/// Who is named in a line: numbers that count within the chunk.
extension ChunkParser {
  mutating func product(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>,
    _ table: inout NameTable
  ) -> UInt32? {
    let code = bytes.extracting(range(.productCode, record, fields))
    let entry: (id: UInt32, isNew: Bool)
    if !isNull(code) {
      entry = table.intern(code)
    } else {
      let name = bytes.extracting(range(.productName, record, fields))
      guard !isNull(name) else { return nil }
      // Without a code, naming and maker together stand for the product.
      key.removeAll(keepingCapacity: true)
      for field in [PurchaseField.productName, .form, .specification, .manufacturer] {
        key.append(IdentityTables.nameMark)
        let part = bytes.extracting(range(field, record, fields))
        for index in part.indices { key.append(part[index]) }
      }
      entry = table.intern(key.span)
    }
    if entry.isNew { addAttributes(to: &table, record, bytes, fields) }
    return entry.id
  }

  mutating func institution(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>,
    _ table: inout NameTable
  ) -> UInt32? {
    let code = bytes.extracting(range(.institutionCode, record, fields))
    let entry: (id: UInt32, isNew: Bool)
    if !isNull(code) {
      entry = table.intern(code)
    } else {
      key.removeAll(keepingCapacity: true)
      key.append(IdentityTables.nameMark)
      let name = bytes.extracting(range(.institutionName, record, fields))
      if !isNull(name) {
        for index in name.indices { key.append(name[index]) }
      } else if let constant = constants[PurchaseField.institutionCode.ordinal]
        ?? constants[PurchaseField.institutionName.ordinal]
      {
        key += constant
      } else {
        return nil
      }
      entry = table.intern(key.span)
    }
    if entry.isNew { addAttributes(to: &table, record, bytes, fields) }
    return entry.id
  }

  func addAttributes(
    to table: inout NameTable, _ record: RecordBatch.Record, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>
  ) {
    for field in table.attributes {
      let text = bytes.extracting(range(field, record, fields))
      if !isNull(text) {
        table.add(attribute: text)
      } else {
        let constant = constants[field.ordinal] ?? []
        table.add(attribute: constant.span)
      }
    }
  }

  func orderLine(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>
  ) -> UInt64 {
    let line = bytes.extracting(range(.orderLine, record, fields))
    if !isNull(line) { return OrderLines.key(ofLine: fastHash(line)) }
    let order = bytes.extracting(range(.order, record, fields))
    return isNull(order) ? 0 : OrderLines.key(ofOrder: fastHash(order))
  }
}
