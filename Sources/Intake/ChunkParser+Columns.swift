internal import DelimitedText
internal import Procurement

/// The days of a column, each looked up in the calendar when it differs from the line before.
struct DayColumn {
  fileprivate var codes: [Int32] = []
  private var last: (code: Int32, day: Day?) = (-1, nil)

  /// The day of the record at `index` of those read, where it is plainly printed.
  mutating func day(at index: Int) -> Day? {
    let code = codes[index]
    if code == last.code { return last.day }
    let day =
      code < 0
      ? nil
      : Day(year: Int(code / 10_000), month: Int(code / 100 % 100), day: Int(code % 100))
    last = (code, day)
    return day
  }
}

/// How the numbers of a field are read.
struct NumberColumn {
  /// The fields that are numbers, in the order in which ``Numbers`` takes them.
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
    for index in numbers.indices where numbers[index].column >= 0 {
      batch.readDecimals(
        column: numbers[index].column, of: records, places: numbers[index].places,
        into: &decimals[index])
    }
    let encoding = encoding
    let values = layout.profile?.values ?? [:]
    func text(_ word: [UInt8], _ field: PurchaseField) -> String {
      let text = TextNormal.value(encoding.decodeRepairing(word))
      return values[field]?[text] ?? text
    }
    if column(.channel) >= 0 {
      channels.read(batch, records, column: column(.channel)) {
        Self.channel($0, encoding, values[.channel])
      }
    }
    if column(.status) >= 0 {
      statuses.read(batch, records, column: column(.status)) {
        ValueWords.status(text($0, .status))
      }
    }
    if column(.statusReason) >= 0 {
      reasons.read(batch, records, column: column(.statusReason)) {
        ValueWords.isUndelivered(text($0, .statusReason))
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
    }
  }

  static func channel(
    _ word: [UInt8], _ encoding: TextEncoding, _ map: [String: String]?
  ) -> Channel? {
    let text = TextNormal.value(encoding.decodeRepairing(word))
    if let mapped = map?[text] { return ValueWords.channel(mapped) }
    return TextNormal.nulls.contains(text) ? .unstated : ValueWords.channel(text)
  }

  mutating func day(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ problem: inout Problem
  ) -> Day? {
    if columns[PurchaseField.date.ordinal] >= 0, let day = days.day(at: index) { return day }
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
  mutating func delivery(
    _ record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>
  ) -> UInt64 {
    guard columns[PurchaseField.deliveryDate.ordinal] >= 0 else { return 0 }
    if let day = deliveries.day(at: index) { return day.code }
    let text = bytes.extracting(range(.deliveryDate, record, fields))
    if isNull(text) { return 0 }
    return DateText.plain(text).map(\.code) ?? fastHash(text)
  }

  func status(at index: Int) -> ValueWords.Status {
    guard columns[PurchaseField.status.ordinal] >= 0 else { return .counts }
    let status = statuses.meaning(at: index)
    guard status == .cancelled, columns[PurchaseField.statusReason.ordinal] >= 0 else {
      return status
    }
    return reasons.meaning(at: index) ? .undelivered : .cancelled
  }

  func channel(at index: Int) -> Channel? {
    columns[PurchaseField.channel.ordinal] >= 0 ? channels.meaning(at: index) : constantChannel
  }

  // MARK: - Numbers

  /// Reads a line's numbers as stated.
  ///
  /// - Returns: `false` where one of them is no number; `problem` says which.
  func read(
    _ result: inout Numbers, of record: RecordBatch.Record, _ index: Int, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ problem: inout Problem
  ) -> Bool {
    for place in 0..<decimals.count {
      var value: NumberText.Value?
      if isNumberColumn[place] {
        let printed = decimals[place].decimals[index]
        if printed >= 0 {
          value = NumberText.Value(
            scaled: decimals[place].values[index], decimals: Int(printed))
        } else {
          let text = bytes.extracting(range(NumberColumn.fields[place], record, fields))
          if isNull(text) { continue }
          value = NumberText.parse(
            TextNormal.value(self.text(text)), places: numbers[place].places)
        }
      } else {
        value = numbers[place].constant
        if value == nil, !numbers[place].isConstantBad { continue }
      }
      guard let value else {
        problem = Problem(reason: .badNumber, field: numbers[place].field)
        return false
      }
      switch place {
      case 0:
        result.statedPrice = value.scaled
        result.priceDecimals = value.decimals - pricePower
      case 1: result.statedQuantity = value.scaled
      case 2: result.statedAmount = value.scaled
      case 3: result.statedArrived = value.scaled
      case 4: result.returned = value.scaled
      case 5: result.statedReturnedAmount = value.scaled
      case 6: result.listingPrice = value.scaled
      default: result.ratio = value.scaled
      }
    }
    return true
  }
}
