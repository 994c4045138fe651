internal import Intake
internal import Procurement

extension Cell {
  @inline(__always)
  mutating func add(_ record: PlainRecord, of file: UInt32) {
    lines += 1
    ordered += record.ordered
    arrived += record.arrived
    if record.isStated { stated += record.ordered }
    amount += record.amount
    add(record.ordered, at: record.price, listing: record.listing, file, record.line)
  }

  mutating func add(_ record: PurchaseRecord) {
    lines += 1
    ordered += record.ordered
    arrived += record.arrived
    stated += record.stated
    unsent += record.unsent
    returned += record.returned
    amount += record.amount
    returnedAmount += record.returnedAmount
    add(record.ordered, at: record.price, listing: record.listing, record.file, record.line)
  }

  @inline(__always)
  private mutating func add(
    _ quantity: Quantity, at price: UnitPrice, listing stated: UnitPrice, _ file: UInt32,
    _ line: UInt32
  ) {
    if stated.raw > 0 { listing = listing.map { max($0, stated) } ?? stated }
    // Further shipments of an order line carry no quantity and set no price of their own.
    guard price.raw > 0, quantity > .zero else { return }
    pricedQuantity += quantity
    let mark = PriceMark(price: price, file: file, line: line)
    if lowest.map(mark.isBelow) ?? true { lowest = mark }
    if highest.map(mark.isAbove) ?? true { highest = mark }
  }

  /// Adds another cell of the same key, from other records.
  mutating func add(_ other: Cell) {
    lines += other.lines
    ordered += other.ordered
    arrived += other.arrived
    stated += other.stated
    unsent += other.unsent
    returned += other.returned
    amount += other.amount
    returnedAmount += other.returnedAmount
    pricedQuantity += other.pricedQuantity
    if let price = other.listing { listing = listing.map { max($0, price) } ?? price }
    if let mark = other.lowest, lowest.map(mark.isBelow) ?? true { lowest = mark }
    if let mark = other.highest, highest.map(mark.isAbove) ?? true { highest = mark }
  }
}

extension PriceMark {
  private func precedes(_ other: PriceMark) -> Bool {
    file == other.file ? line < other.line : file < other.file
  }

  /// Whether this is the lower mark; of equal prices the first by file and line.
  fileprivate func isBelow(_ other: PriceMark) -> Bool {
    price == other.price ? precedes(other) : price < other.price
  }

  /// Whether this is the higher mark; of equal prices the first by file and line.
  fileprivate func isAbove(_ other: PriceMark) -> Bool {
    price == other.price ? precedes(other) : price > other.price
  }
}
