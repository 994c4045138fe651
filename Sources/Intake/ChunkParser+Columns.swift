internal import DelimitedText
internal import Procurement

/// The days of a column, each looked up in the calendar where it is not among the last ones.
struct DayColumn {
  fileprivate var codes: [Int32] = []
  /// Days by the last bits of their codes, so that those of a month have places of their own.
  private var recent = [(code: Int32, day: Day?)](repeating: (-1, nil), count: Self.places)
  private static let places = 32

  /// The day of the record at `index` of those read, where it is plainly printed.
  @inline(__always)
  mutating func day(at index: Int) -> Day? {
    let code = codes[index]
    let place = Int(code) & (Self.places - 1)
    if recent[place].code == code { return recent[place].day }
    let day = Self.day(code)
    recent[place] = (code, day)
    return day
  }

  @inline(never)
  private static func day(_ code: Int32) -> Day? {
    code < 0
      ? nil
      : Day(year: Int(code / 10_000), month: Int(code / 100 % 100), day: Int(code % 100))
  }
}

/// How the numbers of a field are read.
struct NumberColumn {
  /// The fields that are numbers, in the order of ``Numbers/Place``.
  static let fields: [PurchaseField] = [
    .price, .quantity, .amount, .arrived, .returned, .returnedAmount, .listingPrice,
    .conversionRatio,
  ]

  let field: PurchaseField
  /// The column; −1 where there is none.
  let column: Int
  /// The decimal places kept of the numbers as printed.
  let places: Int
  /// The power of ten by which they are multiplied.
  let power: Int
  /// The number of every line, where there is no column.
  let constant: NumberText.Value?
  /// Whether the constant is no number.
  let isConstantBad: Bool

  init(_ field: PurchaseField, of layout: PurchaseLayout) {
    self.field = field
    column = layout.columns[field.ordinal]
    power = layout.powers[field.ordinal]
    places = 4 + power
    let text = layout.constants[field.ordinal]
    constant = text.flatMap { NumberText.parse($0, places: 4 + layout.powers[field.ordinal]) }
    isConstantBad = text != nil && constant == nil
  }
}

extension ChunkParser {
  /// How many records' columns are read at once: as many as stay in the nearest cache.
  static var stretch: Int { 128 }

  /// Reads the columns of some records that are read a column at a time.
  mutating func readColumns(of batch: borrowing RecordBatch, _ records: Range<Int>) {
    func column(_ field: PurchaseField) -> Int { columns[field.ordinal] }
    if column(.date) >= 0 {
      batch.readDays(column: column(.date), of: records, into: &days.codes)
    }
    if column(.deliveryDate) >= 0 {
      batch.readDays(column: column(.deliveryDate), of: records, into: &deliveries.codes)
    }
    batch.readDecimals(
      columns: numberColumns, of: records, places: numberPlaces, into: &decimals)
    let encoding = encoding
    let values = layout.profile?.values ?? [:]
    if column(.channel) >= 0 {
      channels.read(batch, records, column: column(.channel)) {
        Self.channel($0, encoding, values[.channel])
      }
    }
    if column(.status) >= 0 {
      statuses.read(batch, records, column: column(.status)) {
        ValueWords.status(Self.text($0, encoding, values[.status]))
      }
    }
    if column(.productCode) >= 0 { products.read(batch, records, column: column(.productCode)) }
    if column(.institutionCode) >= 0 {
      institutions.read(batch, records, column: column(.institutionCode))
    }
    if column(.distributor) >= 0 {
      distributors.read(batch, records, column: column(.distributor))
    }
    if column(.orderLine) >= 0 {
      batch.readSerials(
        column: column(.orderLine), of: records, stems: &stems, into: &serials)
      checkStems()
    }
  }

  /// A word as the file's profile has it.
  static func text(
    _ word: [UInt8], _ encoding: TextEncoding, _ map: [String: String]?
  ) -> String {
    let text = TextNormal.value(encoding.decodeRepairing(word))
    return map?[text] ?? text
  }

  static func channel(
    _ word: [UInt8], _ encoding: TextEncoding, _ map: [String: String]?
  ) -> Channel? {
    let text = TextNormal.value(encoding.decodeRepairing(word))
    let meaning = map?[text].map(TextNormal.value) ?? text
    return TextNormal.nulls.contains(meaning) ? .unstated : ValueWords.channel(meaning)
  }

  mutating func day(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ problem: inout Problem
  ) -> Day? {
    if form.has(.date), let day = days.day(at: index) { return day }
    problem = Problem(reason: .badDate, field: .date)
    if !form.has(.date) {
      return constants[PurchaseField.date.ordinal].flatMap {
        form.dates.parse(TextNormal.value(encoding.decodeRepairing($0)))
      }
    }
    let text = bytes.extracting(form.range(.date, record, fields))
    if let day = DateText.plain(text) { return day }
    if form.isNull(text) {
      problem.reason = .missingValue
      return nil
    }
    let value = TextNormal.value(form.text(text))
    if let day = form.dates.parse(value) { return day }
    problem.reason = DateText.fault(of: value)
    return nil
  }

  /// Stands for the day of delivery, however it is printed; 0 where there is none.
  mutating func delivery(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>
  ) -> UInt64 {
    guard form.has(.deliveryDate) else { return 0 }
    if let day = deliveries.day(at: index) { return day.code }
    let text = bytes.extracting(form.range(.deliveryDate, record, fields))
    if form.isNull(text) { return 0 }
    let day = DateText.plain(text) ?? form.dates.parse(TextNormal.value(form.text(text)))
    return day.map(\.code) ?? fastHash(text)
  }

  mutating func status(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>
  ) -> ValueWords.Status {
    let status = form.has(.status) ? statuses.meaning(at: index) : constantStatus
    guard status == nil || status == .cancelled else { return status ?? .counts }
    guard form.has(.statusReason) else {
      return constantReason == .undelivered ? .undelivered : status ?? constantReason ?? .counts
    }
    let text = bytes.extracting(form.range(.statusReason, record, fields))
    if form.isNull(text) { return status ?? .counts }
    let encoding = encoding
    let values = layout.profile?.values[.statusReason]
    let reason = reasons.meaning(of: text) {
      ValueWords.status(ofReason: Self.text($0, encoding, values))
    }
    return reason == .undelivered ? .undelivered : status ?? reason
  }

  /// Names a status that nothing knows, once in a chunk.
  func nameStatus(at index: Int, line: Int32, in chunk: inout ParsedChunk) {
    let word = statuses.number(at: index)
    guard chunk.unknownStatuses.count < ParsedChunk.unknownStatusLimit,
      !chunk.unknownStatuses.contains(where: { $0.word == word })
    else { return }
    let named = ParsedReject(
      line: line, field: .status, value: statuses.bytes(of: word), reason: .unknownStatus)
    chunk.unknownStatuses.append((word, named))
  }

  mutating func channel(at index: Int) -> Channel? {
    form.has(.channel) ? channels.meaning(at: index) : constantChannel
  }

  // MARK: - Numbers

  /// A line's numbers as stated; `nil` where one of them is no number, and `problem` says which.
  @inline(__always)
  mutating func numbers(
    of record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ problem: inout Problem
  ) -> Numbers? {
    guard decimals.plain[index] == plainNumbers, !hasConstantNumbers else {
      return otherNumbers(of: record, index, bytes, fields, &problem)
    }
    return Numbers(
      decimals.values[index], stated: plainNumbers,
      priceDecimals: Int(decimals.decimals[index][0]) - pricePower,
      amountDecimals: Int(decimals.decimals[index][2]) - amountPower)
  }

  /// The numbers of a line some of which are not plainly printed, or the same in every line.
  @inline(never)
  private mutating func otherNumbers(
    of record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ problem: inout Problem
  ) -> Numbers? {
    var values = SIMD8<Int64>.zero
    var stated: UInt8 = 0
    var priceDecimals = 2
    var amountDecimals = 2
    for place in numbers.indices {
      var value: NumberText.Value?
      var reason = RejectReason.badNumber
      if numbers[place].column < 0 {
        value = numbers[place].constant
        if value == nil, !numbers[place].isConstantBad { continue }
      } else if decimals.plain[index] >> UInt8(place) & 1 != 0 {
        value = NumberText.Value(
          scaled: decimals.values[index][place], decimals: Int(decimals.decimals[index][place]))
      } else {
        let text = bytes.extracting(form.range(NumberColumn.fields[place], record, fields))
        if form.isNull(text) { continue }
        let normal = TextNormal.value(form.text(text))
        value = NumberText.parse(normal, places: numbers[place].places)
        if value == nil { reason = NumberText.fault(of: normal) }
      }
      guard let value else {
        problem = Problem(reason: reason, field: numbers[place].field)
        return nil
      }
      values[place] = value.scaled
      stated |= 1 << UInt8(place)
      if place == Numbers.Place.price.rawValue { priceDecimals = value.decimals - pricePower }
      if place == Numbers.Place.amount.rawValue { amountDecimals = value.decimals - amountPower }
    }
    return Numbers(
      values, stated: stated, priceDecimals: priceDecimals, amountDecimals: amountDecimals)
  }
}
