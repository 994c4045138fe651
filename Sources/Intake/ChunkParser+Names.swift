internal import DelimitedText
internal import Procurement

/// Who is named in a line: numbers that count for all chunks that the parser reads. Names that the
/// parser has met are known before it comes here.
extension ChunkParser {
  /// The product's number; `nil` where the line names none.
  ///
  /// - Parameter ratio: the conversion ratio that the line states.
  @inline(never)
  mutating func product(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, ratio: Int64, _ chunk: inout ParsedChunk
  ) -> UInt32? {
    guard let number = product(record, index, bytes, fields, &chunk.products) else { return nil }
    if statesRatios, products.meet(number) {
      chunk.productSightings.append(Sighting(name: number, line: record.line, said: ratio))
    }
    return number
  }

  private mutating func product(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ list: inout NameList
  ) -> UInt32? {
    if products.exists, !products.isKnownNull(at: index) {
      if let former = products.former(at: index) {
        products.set(former, at: index)
        return former
      }
      let code = bytes.extracting(form.range(.productCode, record, fields))
      if form.isNull(code) {
        products.setNull(at: index)
      } else {
        let entry = products.intern(code)
        if entry.isNew { add(code, to: &list, record, bytes, fields) }
        products.set(entry.id, at: index)
        return entry.id
      }
    }
    key.removeAll(keepingCapacity: true)
    if let constant = constants[PurchaseField.productCode.ordinal] {
      key += constant
    } else {
      // Without a code, naming and maker together stand for the product.
      let name = bytes.extracting(form.range(.productName, record, fields))
      guard !form.isNull(name) || constants[PurchaseField.productName.ordinal] != nil else {
        return nil
      }
      for field in [PurchaseField.productName, .form, .specification, .manufacturer] {
        key.append(IdentityTables.nameMark)
        let part = bytes.extracting(form.range(field, record, fields))
        if part.isEmpty { key += constants[field.ordinal] ?? [] }
        for index in part.indices { key.append(part[index]) }
      }
    }
    let parts = key
    let entry = products.intern(parts.span)
    if entry.isNew { add(parts.span, to: &list, record, bytes, fields) }
    return entry.id
  }

  /// The institution's number; `nil` where the line names none.
  @inline(never)
  mutating func institution(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ chunk: inout ParsedChunk
  ) -> UInt32? {
    guard let number = institution(record, index, bytes, fields, &chunk.institutions) else {
      return nil
    }
    if statesStandings, institutions.meet(number) {
      let standing = standing(record, bytes, fields, &chunk.standings)
      chunk.institutionSightings.append(
        Sighting(name: number, line: record.line, said: Int64(standing)))
    }
    return number
  }

  /// The number of the ownership and region that a line states.
  private mutating func standing(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>,
    _ list: inout NameList
  ) -> UInt32 {
    key.removeAll(keepingCapacity: true)
    for field in [PurchaseField.ownership, .region] {
      if field == .region { key.append(IdentityTables.nameMark) }
      let text = bytes.extracting(form.range(field, record, fields))
      if form.isNull(text) {
        key += constants[field.ordinal] ?? []
      } else {
        for index in text.indices { key.append(text[index]) }
      }
    }
    let parts = key
    let entry = standings.intern(parts.span)
    if entry.isNew {
      let end = parts.firstIndex(of: IdentityTables.nameMark) ?? parts.count
      list.add(parts.span.extracting(..<end))
      list.add(parts.span.extracting(min(end + 1, parts.count)...))
    }
    return entry.id
  }

  private mutating func institution(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ list: inout NameList
  ) -> UInt32? {
    if institutions.exists, !institutions.isKnownNull(at: index) {
      if let former = institutions.former(at: index) {
        institutions.set(former, at: index)
        return former
      }
      let code = bytes.extracting(form.range(.institutionCode, record, fields))
      if form.isNull(code) {
        institutions.setNull(at: index)
      } else {
        let entry = institutions.intern(code)
        if entry.isNew { add(code, to: &list, record, bytes, fields) }
        institutions.set(entry.id, at: index)
        return entry.id
      }
    }
    key.removeAll(keepingCapacity: true)
    key.append(IdentityTables.nameMark)
    let name = bytes.extracting(form.range(.institutionName, record, fields))
    if !form.isNull(name) {
      for index in name.indices { key.append(name[index]) }
    } else if let constant = constants[PurchaseField.institutionCode.ordinal]
      ?? constants[PurchaseField.institutionName.ordinal]
    {
      key += constant
    } else {
      return nil
    }
    let parts = key
    let entry = institutions.intern(parts.span)
    if entry.isNew { add(parts.span, to: &list, record, bytes, fields) }
    return entry.id
  }

  /// The distributor's number; `UInt32.max` where the line names none.
  mutating func distributor(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ list: inout NameList
  ) -> UInt32 {
    guard distributors.exists else {
      guard let constant = constants[PurchaseField.distributor.ordinal] else { return .max }
      let entry = distributors.intern(constant.span)
      if entry.isNew { list.add(constant.span) }
      return entry.id
    }
    if distributors.isKnownNull(at: index) { return .max }
    let name = bytes.extracting(form.range(.distributor, record, fields))
    if form.isNull(name) {
      distributors.setNull(at: index)
      return .max
    }
    let entry = distributors.intern(name)
    if entry.isNew { list.add(name) }
    distributors.set(entry.id, at: index)
    return entry.id
  }

  /// Adds a name with what the line says of it.
  private func add(
    _ name: Span<UInt8>, to list: inout NameList, _ record: RecordBatch.Record,
    _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>
  ) {
    list.add(name)
    for field in list.attributes {
      let text = bytes.extracting(form.range(field, record, fields))
      if !form.isNull(text) {
        list.add(text)
      } else {
        let constant = constants[field.ordinal] ?? []
        list.add(constant.span)
      }
    }
  }

  /// The field that tells order lines.
  var orderField: PurchaseField { form.has(.orderLine) ? .orderLine : .order }

  /// Looks for stems that a spreadsheet made, among those that are new.
  mutating func checkStems() {
    while Int(checkedStems) < stems.count {
      // Behind the stem stands how many digits follow.
      let stem = stems.bytes(of: checkedStems)
      if DamagedNumber.isStem(stem.dropLast(), digits: stem.last ?? 0) {
        damagedStems.insert(checkedStems)
      }
      checkedStems += 1
    }
  }

  /// What a line's order line is told by: a stem with a number, ``ParsedLine/hashed`` or
  /// ``ParsedLine/ofOrder`` with a hash, ``ParsedLine/damaged`` or ``ParsedLine/unnumbered``.
  mutating func orderLine(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>
  ) -> (stem: UInt32, number: UInt64) {
    if form.has(.orderLine) {
      let stem = serials.stems[index]
      let mayBeNull = form.hasNumberedNull || stem == ParsedLine.hashed
      if stem != RecordBatch.Serials.empty,
        !mayBeNull || !form.isNull(bytes.extracting(form.range(.orderLine, record, fields)))
      {
        if !damagedStems.isEmpty, damagedStems.contains(stem) { return (ParsedLine.damaged, 0) }
        if stem == ParsedLine.hashed,
          isSum(bytes.extracting(form.trimmedRange(.orderLine, record, fields, in: bytes)))
        {
          return (ParsedLine.damaged, 0)
        }
        return (stem, serials.numbers[index])
      }
    }
    let order = bytes.extracting(form.trimmedRange(.order, record, fields, in: bytes))
    if form.isNull(order) { return (ParsedLine.unnumbered, 0) }
    if DamagedNumber.isOne(order) { return (ParsedLine.damaged, 0) }
    return (ParsedLine.ofOrder, fastHash(order))
  }

  /// Whether a word of sums stands in place of an order line's number. What ends in a sign of ASCII, as
  /// most numbers do, is none, and is not decoded.
  private func isSum(_ text: Span<UInt8>) -> Bool {
    text[text.count - 1] >= 0x80 && ValueWords.endsAsTotal(TextNormal.value(form.text(text)))
  }

  /// Tells a return by its day, too: of what one order line bought, parts may come back one after the
  /// other, and files of different months have them.
  func tellReturn(
    _ orderLine: inout (stem: UInt32, number: UInt64), _ record: RecordBatch.Record, _ day: Day,
    _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>
  ) {
    if orderLine.stem == ParsedLine.unnumbered { return }
    if orderLine.stem != ParsedLine.ofOrder {
      orderLine.stem = ParsedLine.hashed
      orderLine.number = fastHash(
        bytes.extracting(form.trimmedRange(.orderLine, record, fields, in: bytes)))
    }
    orderLine.number = fold(orderLine.number ^ day.code, 0x8ebc_6af0_9c88_c6e3)
  }
}

extension ParsedLine {
  /// In place of a stem: the order line's number is hashed.
  static let hashed = RecordBatch.Serials.noStem
  /// The line has no number.
  static let unnumbered = RecordBatch.Serials.empty
  /// The order's number is hashed, which its lines share.
  static let ofOrder = UInt32.max - 2
  /// A spreadsheet has shortened the number, or a word of sums stands in its place, so that nothing
  /// tells which line it is.
  static let damaged = UInt32.max - 3
}
