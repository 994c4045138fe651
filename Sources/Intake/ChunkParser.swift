internal import DelimitedText
internal import Procurement

/// Turns the records of one chunk into purchase lines: the part of the work that runs side by
/// side, and the program's hot loop. It keeps to bytes and numbers; text is made only of what is
/// refused, and of each channel and status once a chunk.
struct ChunkParser {
  let layout: PurchaseLayout
  let encoding: TextEncoding
  private let dates: DateText
  private let nulls: [[UInt8]]
  private let longestNull: Int
  /// The constants' bytes in the file's encoding, by the field's ordinal.
  let constants: [[UInt8]?]
  let columns: [Int]
  private var channels = WordCache<Channel?>()
  private var statuses = WordCache<ValueWords.Status>()
  private var reasons = WordCache<Bool>()
  var key: [UInt8] = []

  init(layout: PurchaseLayout, encoding: TextEncoding) {
    self.layout = layout
    self.encoding = encoding
    columns = layout.columns
    dates = layout.profile?.dates ?? DateText()
    let words = TextNormal.nulls.union(layout.profile?.nulls ?? [])
    nulls = words.map { encoding.encode($0) }.filter { !$0.isEmpty }
    longestNull = nulls.map(\.count).max() ?? 0
    constants = layout.constants.map { $0.map(encoding.encode) }
  }

  /// Reads the records of one chunk; what `chunk` held is removed.
  mutating func parse(_ batch: borrowing RecordBatch, into chunk: inout ParsedChunk) {
    chunk.lines.removeAll(keepingCapacity: true)
    chunk.rejects.removeAll(keepingCapacity: true)
    chunk.products.removeAll()
    chunk.institutions.removeAll()
    chunk.distributors.removeAll()
    chunk.linesRead = 0
    let records = batch.records
    chunk.lines.reserveCapacity(records.count)
    for fault in batch.faults where fault.line > layout.headerLine {
      chunk.linesRead += 1
      let reason: RejectReason = fault.kind == .tooLong ? .recordTooLong : .unclosedQuote
      chunk.rejects.append(
        ParsedReject(line: fault.line, field: nil, value: fault.excerpt, reason: reason))
    }
    for (index, record) in records.enumerated() where record.line > layout.headerLine {
      chunk.linesRead += 1
      var problem = Problem(reason: .fieldCount)
      if hasRightLength(record, in: batch), parse(record, of: batch, into: &chunk, &problem) {
        continue
      }
      let isCut = batch.endsInsideLine && index == records.count - 1
      chunk.rejects.append(reject(record, of: batch, problem, isCut: isCut))
    }
  }

  /// Whether a record has as many fields as the header, empty ones at its end not counted.
  private func hasRightLength(
    _ record: RecordBatch.Record, in batch: borrowing RecordBatch
  ) -> Bool {
    let expected = layout.headers.count
    if record.fieldCount == expected { return true }
    guard record.fieldCount > expected else { return false }
    let first = Int(record.firstField)
    return batch.fields[(first + expected)..<(first + Int(record.fieldCount))]
      .allSatisfy(\.range.isEmpty)
  }

  // MARK: - One line

  /// What is wrong with a line.
  struct Problem {
    var reason: RejectReason
    var field: PurchaseField?

    init(reason: RejectReason, field: PurchaseField? = nil) {
      self.reason = reason
      self.field = field
    }
  }

  /// Where the bytes of a field lie; empty where the file has no such column.
  func range(
    _ field: PurchaseField, _ record: RecordBatch.Record, _ fields: Span<RecordBatch.Field>
  ) -> Range<Int> {
    let column = columns[field.ordinal]
    guard column >= 0 else { return 0..<0 }
    return fields[Int(record.firstField) + column].range
  }

  func isNull(_ text: Span<UInt8>) -> Bool {
    if text.isEmpty { return true }
    if text.count > longestNull { return false }
    next: for null in nulls where null.count == text.count {
      for index in null.indices where null[index] != text[index] { continue next }
      return true
    }
    return false
  }

  private mutating func parse(
    _ record: RecordBatch.Record, of batch: borrowing RecordBatch, into chunk: inout ParsedChunk,
    _ problem: inout Problem
  ) -> Bool {
    let bytes = batch.bytes.span
    let fields = batch.fields.span

    guard let day = day(record, bytes, fields, &problem) else { return false }
    let status = status(record, bytes, fields)
    if status == .cancelled {
      problem = Problem(reason: .cancelled, field: .status)
      return false
    }
    guard let channel = channel(record, bytes, fields) else {
      problem = Problem(reason: .unknownValue, field: .channel)
      return false
    }
    var numbers = Numbers()
    guard self.numbers(record, bytes, fields, &numbers, &problem),
      numbers.settle(isReturn: status == .returned, &problem.reason, &problem.field)
    else { return false }

    guard let product = product(record, bytes, fields, &chunk.products) else {
      problem = Problem(reason: .missingValue, field: .productCode)
      return false
    }
    guard let institution = institution(record, bytes, fields, &chunk.institutions) else {
      problem = Problem(reason: .missingValue, field: .institutionCode)
      return false
    }
    var distributor = UInt32.max
    if columns[PurchaseField.distributor.ordinal] >= 0 {
      let name = bytes.extracting(range(.distributor, record, fields))
      if !isNull(name) { distributor = chunk.distributors.intern(name).id }
    } else if let constant = constants[PurchaseField.distributor.ordinal] {
      distributor = chunk.distributors.intern(constant.span).id
    }
    chunk.lines.append(
      ParsedLine(
        line: record.line, product: product, institution: institution, distributor: distributor,
        month: day.month, day: UInt8(day.day), delivery: delivery(record, bytes, fields),
        channel: channel, isReturn: numbers.isReturn, statesArrival: numbers.statesArrival,
        isUndelivered: status == .undelivered,
        orderLine: orderLine(record, bytes, fields), quantity: numbers.quantity,
        arrived: numbers.arrived, returned: numbers.returned, price: numbers.price,
        listingPrice: numbers.listingPrice, ratio: numbers.ratio, amount: numbers.amount,
        returnedAmount: numbers.returnedAmount))
    return true
  }

  private func day(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>,
    _ problem: inout Problem
  ) -> Day? {
    problem = Problem(reason: .badDate, field: .date)
    if columns[PurchaseField.date.ordinal] < 0 {
      return constants[PurchaseField.date.ordinal].flatMap {
        dates.parse(TextNormal.value(encoding.decodeRepairing($0)))
      }
    }
    let text = bytes.extracting(range(.date, record, fields))
    if let day = DateText.plain(text) { return day }
    if isNull(text) {
      problem.reason = .missingValue
      return nil
    }
    return dates.parse(TextNormal.value(self.text(text)))
  }

  /// Stands for the day of delivery, however it is printed; 0 where there is none.
  private func delivery(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>
  ) -> UInt64 {
    let text = bytes.extracting(range(.deliveryDate, record, fields))
    if isNull(text) { return 0 }
    return DateText.plain(text).map { UInt64($0.ordinal) } ?? fastHash(text)
  }

  private mutating func status(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>
  ) -> ValueWords.Status {
    guard columns[PurchaseField.status.ordinal] >= 0 else { return .counts }
    let encoding = encoding
    let map = layout.profile?.values[.status]
    let status = statuses.value(of: bytes.extracting(range(.status, record, fields))) { word in
      let text = TextNormal.value(encoding.decodeRepairing(word))
      return ValueWords.status(map?[text] ?? text)
    }
    guard status == .cancelled, columns[PurchaseField.statusReason.ordinal] >= 0 else {
      return status
    }
    let words = layout.profile?.values[.statusReason]
    let isUndelivered = reasons.value(
      of: bytes.extracting(range(.statusReason, record, fields))
    ) { word in
      let text = TextNormal.value(encoding.decodeRepairing(word))
      return ValueWords.isUndelivered(words?[text] ?? text)
    }
    return isUndelivered ? .undelivered : .cancelled
  }

  private mutating func channel(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>
  ) -> Channel? {
    let encoding = encoding
    let map = layout.profile?.values[.channel]
    func meaning(_ word: [UInt8]) -> Channel? {
      let text = TextNormal.value(encoding.decodeRepairing(word))
      if let mapped = map?[text] { return ValueWords.channel(mapped) }
      return TextNormal.nulls.contains(text) ? .unstated : ValueWords.channel(text)
    }
    guard columns[PurchaseField.channel.ordinal] >= 0 else {
      return constants[PurchaseField.channel.ordinal].map { meaning($0) } ?? .unstated
    }
    return channels.value(of: bytes.extracting(range(.channel, record, fields)), meaning)
  }

  // MARK: - Numbers

  private func numbers(
    _ record: RecordBatch.Record, _ bytes: Span<UInt8>, _ fields: Span<RecordBatch.Field>,
    _ numbers: inout Numbers, _ problem: inout Problem
  ) -> Bool {
    func read(
      _ field: PurchaseField, _ store: (inout Numbers, Int64, Int) -> Void
    ) -> Bool {
      let ordinal = field.ordinal
      let places = 4 + layout.powers[ordinal]
      let value: NumberText.Value?
      if columns[ordinal] >= 0 {
        let text = bytes.extracting(range(field, record, fields))
        if let plain = NumberText.plain(text, places: places) {
          value = plain
        } else if isNull(text) {
          return true
        } else {
          value = NumberText.parse(TextNormal.value(self.text(text)), places: places)
        }
      } else if let constant = constants[ordinal] {
        value = NumberText.parse(String(decoding: constant, as: UTF8.self), places: places)
      } else {
        return true
      }
      guard let value else {
        problem = Problem(reason: .badNumber, field: field)
        return false
      }
      store(&numbers, value.scaled, value.decimals - layout.powers[ordinal])
      return true
    }
    return read(.price) { numbers, value, decimals in
      numbers.statedPrice = value
      numbers.priceDecimals = decimals
    }
      && read(.quantity) { numbers, value, _ in numbers.statedQuantity = value }
      && read(.amount) { numbers, value, _ in numbers.statedAmount = value }
      && read(.arrived) { numbers, value, _ in numbers.statedArrived = value }
      && read(.returned) { numbers, value, _ in numbers.returned = value }
      && read(.returnedAmount) { numbers, value, _ in numbers.statedReturnedAmount = value }
      && read(.listingPrice) { numbers, value, _ in numbers.listingPrice = value }
      && read(.conversionRatio) { numbers, value, _ in numbers.ratio = value }
  }
}
