internal import DelimitedText
internal import Procurement

/// Turns the records of chunks into purchase lines: the part of the work that runs side by side,
/// and the program's hot loop. It keeps to bytes and numbers; text is made only of what is refused,
/// and once of each channel and status.
///
/// Columns of some records are read one after the other; what is not plainly printed is looked at
/// again line by line.
struct ChunkParser: ~Copyable {
  /// Tells this parser's numbers of names from other parsers'.
  let number: Int
  let form: LineForm
  /// Channel, status and reason where no column says them.
  let constantChannel: Channel?
  let constantStatus: ValueWords.Status?
  let constantReason: ValueWords.Status?

  let numbers: [NumberColumn]
  /// The numbers' columns, and the decimal places kept of each.
  let numberColumns: SIMD8<Int32>
  let numberPlaces: SIMD8<Int32>
  /// A bit for each number that has a column.
  let plainNumbers: UInt8
  /// Whether a number without a column is the same in every line.
  let hasConstantNumbers: Bool
  let pricePower: Int
  let amountPower: Int
  let hasAmountOfArrivals: Bool
  /// Whether lines state conversion ratios of their own, and who owns institutions or where they lie.
  let statesRatios: Bool
  let statesStandings: Bool

  // The columns of the records that are being read.
  var days = DayColumn()
  var deliveries = DayColumn()
  var decimals = RecordBatch.Decimals(records: ChunkParser.stretch)
  var channels = WordColumn<Channel?>()
  var statuses = WordColumn<ValueWords.Status>()
  var reasons = WordColumn<ValueWords.Status>()
  var products: NameColumn
  var institutions: NameColumn
  var distributors: NameColumn
  var serials = RecordBatch.Serials()
  var stems = ByteInterner()
  var stemCount: UInt32 = 0
  /// Stems of numbers that a spreadsheet has shortened, such as that of `2.02501E+14`.
  var damagedStems: Set<UInt32> = []
  /// How many stems were looked at for that.
  var checkedStems: UInt32 = 0
  /// The ownerships with regions that were met.
  var standings = ByteInterner()
  var key: [UInt8] = []

  // The form's parts, by their own names. The parser itself is handed to no method that does not
  // change it: a copy of all its columns would be made for each call.
  var layout: PurchaseLayout { form.layout }
  var encoding: TextEncoding { form.encoding }
  var columns: [Int] { form.columns }
  var constants: [[UInt8]?] { form.constants }

  init(number: Int, layout: PurchaseLayout, encoding: TextEncoding) {
    self.number = number
    let form = LineForm(layout, encoding)
    self.form = form
    numbers = NumberColumn.fields.map { NumberColumn($0, of: layout) }
    numberColumns = SIMD8(numbers.map { Int32(clamping: $0.column) })
    numberPlaces = SIMD8(numbers.map { Int32(clamping: $0.places) })
    plainNumbers = numbers.enumerated().reduce(0) {
      $1.element.column >= 0 ? $0 | 1 << UInt8($1.offset) : $0
    }
    hasConstantNumbers = numbers.contains { $0.constant != nil || $0.isConstantBad }
    products = NameColumn(exists: form.columns[PurchaseField.productCode.ordinal] >= 0)
    institutions = NameColumn(exists: form.columns[PurchaseField.institutionCode.ordinal] >= 0)
    distributors = NameColumn(exists: form.columns[PurchaseField.distributor.ordinal] >= 0)
    pricePower = layout.powers[PurchaseField.price.ordinal]
    amountPower = layout.powers[PurchaseField.amount.ordinal]
    hasAmountOfArrivals = layout.hasAmountOfArrivals
    statesRatios = layout.columns[PurchaseField.conversionRatio.ordinal] >= 0
    statesStandings = layout.has(.ownership) || layout.has(.region)
    constantStatus = form.constants[PurchaseField.status.ordinal].map {
      ValueWords.status(Self.text($0, encoding, layout.profile?.values[.status]))
    }
    constantReason = form.constants[PurchaseField.statusReason.ordinal].map {
      ValueWords.status(
        ofReason: Self.text($0, encoding, layout.profile?.values[.statusReason]))
    }
    constantChannel =
      form.constants[PurchaseField.channel.ordinal].map {
        Self.channel($0, encoding, layout.profile?.values[.channel])
      } ?? .unstated
  }

  /// Begins another file of the same run.
  mutating func beginFile() {
    products.beginFile()
    institutions.beginFile()
  }

  /// Reads the records of one chunk; what `chunk` held is removed.
  mutating func parse(_ batch: borrowing RecordBatch, into chunk: inout ParsedChunk) {
    chunk.parser = number
    chunk.lines.removeAll(keepingCapacity: true)
    chunk.rejects.removeAll(keepingCapacity: true)
    chunk.cancelled.removeAll(keepingCapacity: true)
    chunk.unknownStatuses.removeAll(keepingCapacity: true)
    chunk.products.removeAll()
    chunk.institutions.removeAll()
    chunk.distributors.removeAll()
    chunk.stems.removeAll()
    chunk.standings.removeAll()
    chunk.productSightings.removeAll(keepingCapacity: true)
    chunk.institutionSightings.removeAll(keepingCapacity: true)
    chunk.linesRead = 0
    let records = batch.records
    for fault in batch.faults where fault.line > layout.lastHeadLine {
      chunk.linesRead += 1
      chunk.rejects.append(
        ParsedReject(
          line: fault.line, field: nil, value: fault.excerpt, reason: RejectReason(fault.kind)))
    }
    var lines: [ParsedLine] = []
    swap(&lines, &chunk.lines)
    lines.append(addingCapacity: records.count) { lines in
      for (index, record) in records.enumerated() {
        let place = index % Self.stretch
        if place == 0 {
          readColumns(of: batch, index..<min(index + Self.stretch, records.count))
        }
        guard record.line > layout.lastHeadLine else { continue }
        chunk.linesRead += 1
        var problem = Problem(reason: .fieldCount)
        if hasRightLength(record, in: batch),
          parse(record, at: place, of: batch, into: &lines, &chunk, &problem)
        {
          continue
        }
        let isCut = batch.endsInsideLine && index == records.count - 1
        chunk.rejects.append(reject(record, of: batch, problem, isCut: isCut))
      }
    }
    swap(&lines, &chunk.lines)
    while Int(stemCount) < stems.count {
      chunk.stems.add(stems.bytes(of: stemCount).span)
      stemCount += 1
    }
  }

  /// Whether a record has as many fields as the header, empty ones at its end not counted.
  private mutating func hasRightLength(
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

  private mutating func parse(
    _ record: RecordBatch.Record, at index: Int, of batch: borrowing RecordBatch,
    into lines: inout OutputSpan<ParsedLine>, _ chunk: inout ParsedChunk,
    _ problem: inout Problem
  ) -> Bool {
    let bytes = batch.bytes.span
    let fields = batch.fields.span

    guard let day = day(record, index, bytes, fields, &problem) else { return false }
    let status = status(record, index, bytes, fields)
    if status == .cancelled {
      problem = Problem(reason: .cancelled, field: layout.has(.status) ? .status : .statusReason)
      if form.has(.orderLine) { cancel(record, index, day, bytes, fields, &chunk) }
      return false
    }
    guard let channel = channel(at: index) else {
      problem = Problem(reason: .unknownValue, field: .channel)
      return false
    }
    guard var numbers = numbers(of: record, index, bytes, fields, &problem),
      !hasAmountOfArrivals || numbers.takeAmountOfArrivals(&problem.reason, &problem.field),
      numbers.settle(isReturn: status == .returned, &problem.reason, &problem.field)
    else { return false }

    var orderLine = orderLine(record, index, bytes, fields)
    if orderLine.stem == ParsedLine.damaged {
      problem = Problem(reason: .damagedCode, field: orderField)
      return false
    }
    if numbers.isReturn { tellReturn(&orderLine, record, day, bytes, fields) }
    let product =
      products.known(at: index)
      ?? product(record, index, bytes, fields, ratio: numbers.ratio, &chunk)
    guard let product else {
      problem = Problem(reason: .missingValue, field: form.named(.productCode, .productName))
      return false
    }
    let institution =
      institutions.known(at: index)
      ?? institution(record, index, bytes, fields, &chunk)
    guard let institution else {
      problem = Problem(
        reason: .missingValue, field: form.named(.institutionCode, .institutionName))
      return false
    }
    let distributor =
      distributors.known(at: index)
      ?? distributor(record, index, bytes, fields, &chunk.distributors)
    if status == .unknown, form.has(.status) {
      nameStatus(at: index, line: record.line, in: &chunk)
    }
    let order = OrderHash.order(numbers, channel)
    let content = OrderHash.content(
      numbers, day, delivery: delivery(record, index, bytes, fields),
      isUndelivered: status == .undelivered)
    lines.append(
      ParsedLine(
        line: record.line, product: product, institution: institution, distributor: distributor,
        month: day.month, stem: orderLine.stem, channel: channel, isReturn: numbers.isReturn,
        statesArrival: numbers.statesArrival, isUndelivered: status == .undelivered,
        orderLine: orderLine.number, order: order, content: content, quantity: numbers.quantity,
        arrived: numbers.arrived, returned: numbers.returned, price: numbers.price,
        listingPrice: numbers.listingPrice, ratio: numbers.ratio, amount: numbers.amount,
        returnedAmount: numbers.returnedAmount))
    return true
  }
}

extension ChunkParser {
  /// Notes the order line that a line says was cancelled: a return as returns are told.
  @inline(never)
  private mutating func cancel(
    _ record: RecordBatch.Record, _ index: Int, _ day: Day, _ bytes: Span<UInt8>,
    _ fields: Span<RecordBatch.Field>, _ chunk: inout ParsedChunk
  ) {
    var order = orderLine(record, index, bytes, fields)
    var fault = Problem(reason: .badNumber)
    var numbers = numbers(of: record, index, bytes, fields, &fault)
    _ = numbers?.settle(isReturn: false, &fault.reason, &fault.field)
    let isReturn = numbers.map { $0.isReturn || $0.quantity < 0 } ?? false
    if isReturn, order.stem != ParsedLine.damaged { tellReturn(&order, record, day, bytes, fields) }
    chunk.cancelled.append(
      CancelledLine(stem: order.stem, orderLine: order.number, isReturn: isReturn))
  }
}
