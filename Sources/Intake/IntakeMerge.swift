internal import DelimitedText
internal import Procurement

/// Brings what workers read together, chunk by chunk in the order of the input: gives names one
/// number over all files, tells shipments, duplicates and conflicts apart, keeps the accounts,
/// and hands records on. It runs in one place at a time.
struct IntakeMerge<Consumer: PurchaseConsumer> {
  /// How many lines that were not counted are listed one by one.
  static var listLimit: Int { 200_000 }

  private(set) var consumer: Consumer
  private(set) var identities: IdentityTables
  private(set) var files: [FileAccount]
  private(set) var rejects: [Reject] = []
  private(set) var rejectsNotListed = 0
  private(set) var rejectCounts: [RejectReason: Int] = [:]
  private var orderLines: OrderLines
  private var records: [PurchaseRecord] = []
  /// How many lines' slots are brought into the cache at once.
  private static var ahead: Int { 256 }
  private var touched: UInt64 = 0

  /// - Parameter expectedLines: how many lines there are, about.
  init(
    consumer: Consumer, catalogues: Catalogues, files: [FileAccount], expectedLines: Int
  ) {
    orderLines = OrderLines(capacity: expectedLines)
    self.consumer = consumer
    identities = IdentityTables(catalogues: catalogues)
    self.files = files
  }

  /// Sets what is known of a file once it is open.
  mutating func open(file: Int, encoding: String, bytes: Int) {
    files[file].encoding = encoding
    files[file].bytes = bytes
  }

  /// Takes in one chunk of a file.
  mutating func add(
    _ chunk: ParsedChunk, file: Int, layout: PurchaseLayout, encoding: TextEncoding
  ) {
    files[file].linesRead += chunk.linesRead
    let products = identities.resolve(
      products: chunk.products, in: encoding, profile: layout.profile)
    let institutions = identities.resolve(
      institutions: chunk.institutions, in: encoding, profile: layout.profile)
    let distributors = identities.resolve(distributors: chunk.distributors, in: encoding)
    for reject in chunk.rejects {
      refuse(reject, file: file, layout: layout, encoding: encoding)
    }
    records.removeAll(keepingCapacity: true)
    records.reserveCapacity(chunk.lines.count)
    for (index, line) in chunk.lines.enumerated() {
      if index % Self.ahead == 0 {
        touched ^= orderLines.touch(
          chunk.lines[index..<min(index + Self.ahead, chunk.lines.count)])
      }
      guard case .known(let product) = products[Int(line.product)] else {
        refuse(line, .productCode, products, line.product, chunk.products, file, layout, encoding)
        continue
      }
      guard case .known(let institution) = institutions[Int(line.institution)] else {
        refuse(
          line, .institutionCode, institutions, line.institution, chunk.institutions, file, layout,
          encoding)
        continue
      }
      var distributor: UInt32 = 0
      if line.distributor != .max {
        guard case .known(let known) = distributors[Int(line.distributor)] else {
          refuse(
            line, .distributor, distributors, line.distributor, chunk.distributors, file, layout,
            encoding)
          continue
        }
        distributor = known
      }
      var record = PurchaseRecord(
        line, product: product, institution: institution, distributor: distributor,
        file: UInt32(file), ratio: identities.products[Int(product)].conversionRatio)
      if line.orderLine != 0, !count(&record, line) { continue }
      files[file].accepted += 1
      files[file].amountAccepted += record.amount - record.returnedAmount
      // The line counts as one that was due; its money was never spent.
      if line.isUndelivered { files[file].amountRejected += line.netAmount }
      records.append(record)
    }
    consumer.consume(records)
  }

  // MARK: - Shipments, duplicates, conflicts

  /// Whether a line with an order line's number counts; a further shipment keeps what arrived,
  /// while the order's own quantity and amount are not counted again.
  private mutating func count(_ record: inout PurchaseRecord, _ line: ParsedLine) -> Bool {
    var order = fold(UInt64(record.product) &+ 0x9E37_79B9, UInt64(record.institution) &+ 0x85EB)
    order = fold(order ^ UInt64(bitPattern: line.price), 0xe703_7ed1_a0b4_28db)
    order = fold(order ^ UInt64(bitPattern: line.quantity), 0xe703_7ed1_a0b4_28db)
    order = fold(order ^ UInt64(bitPattern: line.amount), 0xe703_7ed1_a0b4_28db)
    order = fold(order ^ UInt64(line.channel.rawValue), 0xe703_7ed1_a0b4_28db)
    var content = fold(order ^ UInt64(record.distributor), 0x8ebc_6af0_9c88_c6e3)
    let day = UInt64(UInt32(bitPattern: line.month.index)) << 8 | UInt64(line.day)
    content = fold(content ^ day, 0x8ebc_6af0_9c88_c6e3)
    content = fold(content ^ line.delivery, 0x8ebc_6af0_9c88_c6e3)
    content = fold(content ^ UInt64(bitPattern: line.arrived), 0x8ebc_6af0_9c88_c6e3)
    if line.isUndelivered { content = fold(content ^ 1, 0x8ebc_6af0_9c88_c6e3) }
    content = fold(content ^ UInt64(bitPattern: line.returned), 0x8ebc_6af0_9c88_c6e3)
    content = fold(content ^ UInt64(bitPattern: line.returnedAmount), 0x8ebc_6af0_9c88_c6e3)
    // An order line's number may stand for a purchase and for a return of it; an order's number
    // tells its lines apart only together with product, price and quantity.
    let scope = OrderLines.isOrder(line.orderLine) ? order : line.isReturn ? 2 : 1
    switch orderLines.judge(
      number: line.orderLine, scope: scope, order: order, content: content, file: record.file,
      line: record.line)
    {
    case .new:
      return true
    case .shipment:
      files[Int(record.file)].amountDuplicates += record.amount
      record.amount = .zero
      record.ordered = .zero
      record.due = .zero
      return true
    case .duplicate(let file, let other):
      drop(record, line.netAmount, .duplicate, file, other)
    case .superseded(let file, let other):
      drop(record, line.netAmount, .superseded, file, other)
    case .conflict(let file, let other):
      drop(record, line.netAmount, .conflictingLine, file, other)
    }
    return false
  }

  private mutating func drop(
    _ record: PurchaseRecord, _ amount: Money, _ reason: RejectReason, _ otherFile: UInt32,
    _ otherLine: UInt32
  ) {
    let file = Int(record.file)
    if reason == .conflictingLine {
      files[file].rejected += 1
      files[file].amountRejected += amount
    } else {
      files[file].duplicates += 1
      files[file].amountDuplicates += amount
    }
    list(
      Reject(
        source: SourceLine(file: files[file].path, line: Int(record.line)), column: "",
        value: identities.products[Int(record.product)].name, reason: reason, amount: amount,
        other: SourceLine(file: files[Int(otherFile)].path, line: Int(otherLine))))
  }

  // MARK: - Refused lines

  private mutating func refuse(
    _ reject: ParsedReject, file: Int, layout: PurchaseLayout, encoding: TextEncoding
  ) {
    files[file].rejected += 1
    files[file].amountRejected += reject.amount ?? .zero
    list(Reject(reject, file: files[file].path, layout: layout, encoding: encoding))
  }

  private mutating func refuse(
    _ line: ParsedLine, _ field: PurchaseField, _ identities: [IdentityTables.Identity],
    _ id: UInt32, _ table: NameTable, _ file: Int, _ layout: PurchaseLayout,
    _ encoding: TextEncoding
  ) {
    guard case .unusable(let reason) = identities[Int(id)] else { return }
    refuse(
      ParsedReject(
        line: line.line, field: field, value: table.interner.bytes(of: id), reason: reason,
        amount: line.netAmount),
      file: file, layout: layout, encoding: encoding)
  }

  private mutating func list(_ reject: Reject) {
    rejectCounts[reject.reason, default: 0] += 1
    if rejects.count < Self.listLimit { rejects.append(reject) } else { rejectsNotListed += 1 }
  }
}

extension PurchaseRecord {
  /// A line in smallest preparation units.
  ///
  /// - Parameter ratio: the catalogue's conversion ratio, for lines that state none; without
  ///   either, a pack is one smallest unit.
  init(
    _ line: ParsedLine, product: UInt32, institution: UInt32, distributor: UInt32, file: UInt32,
    ratio catalogueRatio: Quantity?
  ) {
    let ratio = line.ratio > 0 ? line.ratio : catalogueRatio?.tenThousandths ?? 10_000
    func units(_ packs: Int64) -> Quantity {
      if ratio == 10_000 || packs == 0 { return Quantity(tenThousandths: packs) }
      return Quantity(tenThousandths: Numbers.product(packs, ratio) ?? Numbers.quantityLimit)
    }
    func unitPrice(_ pack: Int64) -> UnitPrice {
      if pack <= 0 { return UnitPrice(raw: 0) }
      return UnitPrice(
        pack: Money(tenThousandths: pack), ratio: Quantity(tenThousandths: ratio))
        ?? UnitPrice(raw: 0)
    }
    // Nothing was bought on a line that was cancelled for want of delivery; it was only due.
    let isBought = !line.isUndelivered
    self.init(
      product: product, institution: institution, distributor: distributor, month: line.month,
      channel: line.channel, ordered: units(isBought ? line.quantity : 0),
      arrived: units(isBought ? line.arrived : 0), due: units(line.due),
      returned: units(isBought ? line.returned : 0),
      amount: Money(tenThousandths: isBought ? line.amount : 0),
      returnedAmount: Money(tenThousandths: isBought ? line.returnedAmount : 0),
      price: unitPrice(line.isReturn || !isBought ? 0 : line.price),
      listing: unitPrice(line.listingPrice),
      file: file, line: UInt32(bitPattern: line.line))
  }
}
