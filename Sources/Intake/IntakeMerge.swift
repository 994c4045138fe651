internal import DelimitedText
internal import Procurement

/// Brings what workers read together, chunk by chunk in the order of the input: gives names one
/// number over all files, tells shipments, duplicates and conflicts apart, keeps the accounts,
/// and hands records on. It runs in one place at a time.
struct IntakeMerge<Consumer: PurchaseConsumer> {
  /// How many lines that were not counted are listed one by one.
  static var listLimit: Int { 200_000 }

  var consumer: Consumer
  var names: NameNumbers
  var files: [FileAccount]
  private(set) var rejects: [Reject] = []
  private(set) var rejectsNotListed = 0
  private(set) var rejectCounts: [RejectReason: Int] = [:]
  /// The order lines of the file that is being read.
  var orderLines = OrderLines()
  /// Those that it says were cancelled: they count in no earlier file, either.
  private(set) var cancelled: Set<OrderLineKey> = []
  /// The lines of the file that were never sent, by their order lines. They wait for its end, since
  /// another row of the order line may say that it was.
  var unsent: [OrderLineKey: PurchaseRecord] = [:]
  var seen = SeenOrderLines()
  /// Lines whose order lines a later file names too. They do not count; whether they are the same
  /// there is found out in the end.
  var repeated: [RepeatedLine] = []
  /// Of them, how many the files before had.
  private(set) var repeatedBefore = 0
  /// The file's own rejects, where a snapshot of it may be wanted.
  private(set) var ownRejects: KeptRejects?
  /// What the file's lines say that nothing knows, while they count.
  private(set) var notices: [Notice] = []
  /// What the file's lines say of products and institutions, and where files contradict what counts.
  private(set) var statements = StatementReader()
  var contradictions = Contradictions()
  var records: [PurchaseRecord] = []
  private var placed: [PlacedLine] = []
  private var products: [NameNumbers.Entry] = []
  private var homes: [Int] = []
  /// How many lines' slots are brought into the cache at once.
  private static var ahead: Int { 256 }
  private var touched: UInt64 = 0
  /// What all quantities and amounts of the file come to, whatever their signs, in 1/10 000.
  private var fileSize: UInt64 = 0
  /// What they may come to: ten trillion (10 万亿) units and 元, so that no sum of them exceeds 64
  /// bits, not in dozens of such files.
  private static var fileLimit: UInt64 { 100_000_000_000_000_000 }

  init(consumer: Consumer, catalogues: Catalogues, files: [FileAccount]) {
    self.consumer = consumer
    names = NameNumbers(catalogues: catalogues)
    self.files = files
  }

  /// Begins a file; the one before is closed.
  ///
  /// - Parameters:
  ///   - run: the run of files that it belongs to, whose parsers are used for all of them.
  ///   - isKept: whether a snapshot of it may be wanted.
  mutating func open(file: Int, run: Int, encoding: String, bytes: Int, isKept: Bool) {
    files[file].encoding = encoding
    files[file].bytes = bytes
    orderLines.removeAll()
    cancelled = []
    unsent = [:]
    notices = []
    statements.open()
    names.beginFile(run: run, keepingNames: isKept)
    ownRejects = isKept ? KeptRejects() : nil
    repeatedBefore = repeated.count
    fileSize = 0
  }

  /// Takes in one chunk of a file.
  mutating func add(
    _ chunk: ParsedChunk, file: Int, layout: PurchaseLayout, encoding: TextEncoding
  ) {
    files[file].linesRead += chunk.linesRead
    let table = names.table(with: chunk, layout: layout, encoding: encoding)
    if !chunk.productSightings.isEmpty || !chunk.institutionSightings.isEmpty {
      statements.add(chunk, in: table, FileStatements.Columns(layout))
    }
    for line in chunk.cancelled {
      let key = PlacedLine.key(line.stem, line.orderLine, isReturn: line.isReturn, in: table)
      if let key { cancelled.insert(key) }
    }
    for reject in chunk.rejects {
      refuse(reject, file: file, layout: layout, encoding: encoding)
    }
    if !chunk.unknownStatuses.isEmpty {
      nameStatuses(of: chunk, file: file, layout: layout, encoding: encoding)
    }
    records.removeAll(keepingCapacity: true)
    records.reserveCapacity(chunk.lines.count)
    var tally = Tally()
    var start = 0
    while start < chunk.lines.count {
      let end = min(start + Self.ahead, chunk.lines.count)
      place(chunk.lines.span.extracting(start..<end), in: table)
      for refused in take(start..<end, of: chunk.lines, file, in: table, &tally) {
        refuse(refused, file: file, layout: layout, encoding: encoding)
      }
      start = end
    }
    files[file].accepted += records.count
    files[file].amountAccepted += tally.accepted
    files[file].undelivered += tally.undelivered
    files[file].amountUndelivered += tally.amountUndelivered
    consumer.consume(records)
  }

  /// Names the statuses that nothing knows, each once in a file.
  @inline(never)
  private mutating func nameStatuses(
    of chunk: ParsedChunk, file: Int, layout: PurchaseLayout, encoding: TextEncoding
  ) {
    for status in chunk.unknownStatuses where notices.count < ParsedChunk.unknownStatusLimit {
      let named = Reject(
        status.named, file: files[file].path, layout: layout, encoding: encoding)
      if notices.contains(where: { $0.value == named.value }) { continue }
      notices.append(
        Notice(
          source: named.source, column: named.column, value: named.value, reason: named.reason))
    }
  }

  /// Finds out what some lines name, and brings near what they are compared with. These are loops
  /// that do little else than read, so that very many reads are under way at once.
  private mutating func place(_ lines: Span<ParsedLine>, in table: NameNumbers.Table) {
    products.removeAll(keepingCapacity: true)
    products.append(addingCapacity: lines.count) { products in
      let entries = table.products.entries.span
      for index in lines.indices { products.append(entries[Int(lines[index].product)]) }
    }
    placed.removeAll(keepingCapacity: true)
    placed.append(addingCapacity: lines.count) { placed in
      for index in lines.indices {
        placed.append(PlacedLine(lines[index], products[index], in: table))
      }
    }
    homes.removeAll(keepingCapacity: true)
    homes.append(addingCapacity: lines.count) { homes in
      for line in placed {
        if let key = line.key { homes.append(orderLines.home(key)) }
      }
    }
    touched ^= orderLines.touch(homes)
  }

  /// Counts the lines that were placed last.
  ///
  /// - Returns: what is wrong with those that do not count.
  private mutating func take(
    _ range: Range<Int>, of lines: [ParsedLine], _ file: Int,
    in table: borrowing NameNumbers.Table, _ tally: inout Tally
  ) -> [ParsedReject] {
    var refused: [ParsedReject] = []
    for index in range {
      let place = placed[index - range.lowerBound]
      guard place.isUsable else {
        if let reject = place.refusal(of: lines[index], in: table) { refused.append(reject) }
        continue
      }
      if let reject = take(lines[index], place, file, &tally) {
        refused.append(reject)
      } else if lines[index].isUndelivered {
        holdBack(lines[index].line, place.key)
      }
    }
    return refused
  }

  /// What the lines of a chunk add to their file's account.
  private struct Tally {
    var accepted = Money.zero
    var undelivered = 0
    var amountUndelivered = Money.zero
  }

  /// Counts a line, unless it comes to numbers beyond what may be.
  ///
  /// - Returns: what is wrong with the line.
  @inline(__always)
  private mutating func take(
    _ line: ParsedLine, _ place: PlacedLine, _ file: Int, _ tally: inout Tally
  ) -> ParsedReject? {
    var ratio = line.ratio
    if ratio <= 0 { ratio = names.identities.catalogueRatios[Int(place.product)] }
    // Without either, a pack is one smallest unit.
    if ratio <= 0 { ratio = 10_000 }
    guard
      var record = PurchaseRecord(
        line, product: place.product, institution: place.institution,
        distributor: place.distributor, file: UInt32(file), ratio: ratio)
    else {
      return line.outOfRange(.conversionRatio, Quantity(tenThousandths: ratio).decimal)
    }
    let size = record.size
    guard fileSize + size <= Self.fileLimit else {
      return line.outOfRange(.amount, Money(tenThousandths: line.amount).decimal)
    }
    if let key = place.key, !count(&record, line, place, key) { return nil }
    fileSize += size
    tally.accepted += record.amount - record.returnedAmount
    // The line counts as one that was due; its money was never spent.
    if line.isUndelivered {
      tally.undelivered += 1
      tally.amountUndelivered += line.netAmount
    }
    records.append(record)
    return nil
  }

  // MARK: - Refused lines

  private mutating func refuse(
    _ reject: ParsedReject, file: Int, layout: PurchaseLayout, encoding: TextEncoding
  ) {
    files[file].rejected += 1
    files[file].amountRejected += reject.amount ?? .zero
    list(Reject(reject, file: files[file].path, layout: layout, encoding: encoding))
  }

  mutating func list(_ reject: Reject, product: UInt32? = nil) {
    ownRejects?.add(reject, product: product, limit: Self.listLimit)
    rejectCounts[reject.reason, default: 0] += 1
    if rejects.count < Self.listLimit { rejects.append(reject) } else { rejectsNotListed += 1 }
  }

  /// Lists lines of a file that was read in an earlier run.
  ///
  /// - Parameter counts: how many there are by reason, with those that were not listed.
  mutating func list(_ refused: [Reject], _ counts: [RejectReason: Int]) {
    rejectCounts.merge(counts, uniquingKeysWith: +)
    let listed = refused.prefix(Self.listLimit - rejects.count)
    rejects += listed
    rejectsNotListed += counts.values.reduce(0, +) - listed.count
  }
}
