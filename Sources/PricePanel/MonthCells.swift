internal import Intake
internal import Procurement

/// The cells of one month, found by product, institution, distributor and channel.
struct MonthCells: Sendable {
  let month: Month
  private(set) var cells: [Cell] = []
  /// Indices into `cells`, counted from 1 (0 is vacant), each with the upper half of its hash.
  private var slots: [UInt64] = []

  /// No cells yet, with room for `capacity` of them.
  init(month: Month, capacity: Int = 0) {
    self.month = month
    guard capacity > 0 else { return }
    cells.reserveCapacity(capacity)
    var size = 64
    while size < capacity * 2 + 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// Adds a record of the month to its cell.
  mutating func add(_ record: PurchaseRecord) {
    add(record, to: index(of: record))
  }

  private static func hash(
    _ product: UInt32, _ institution: UInt32, _ distributor: UInt32, _ channel: Channel
  ) -> UInt64 {
    let first = UInt64(product) << 32 | UInt64(institution)
    let rest = UInt64(distributor) << 2 | UInt64(channel.rawValue)
    let product = (first ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(
      by: rest ^ 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  private mutating func index(of record: PurchaseRecord) -> Int {
    if cells.count * 2 >= slots.count { grow() }
    let hash = Self.hash(
      record.product, record.institution, record.distributor, record.channel)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let index = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
        if cells[index].product == record.product,
          cells[index].institution == record.institution,
          cells[index].distributor == record.distributor, cells[index].channel == record.channel
        {
          return index
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    cells.append(
      Cell(
        product: record.product, institution: record.institution,
        distributor: record.distributor, month: month, channel: record.channel))
    slots[slot] = (hash >> 32) << 32 | UInt64(cells.count)
    return cells.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: max(64, slots.count * 2))
    for (index, cell) in cells.enumerated() {
      let hash = Self.hash(cell.product, cell.institution, cell.distributor, cell.channel)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (hash >> 32) << 32 | UInt64(index + 1)
    }
  }

  private mutating func add(_ record: PurchaseRecord, to index: Int) {
    cells[index].lines += 1
    cells[index].ordered += record.ordered
    cells[index].arrived += record.arrived
    cells[index].due += record.due
    cells[index].returned += record.returned
    cells[index].amount += record.amount
    cells[index].returnedAmount += record.returnedAmount
    if record.listing.raw > 0 {
      cells[index].listing = cells[index].listing.map { min($0, record.listing) } ?? record.listing
    }
    // Further shipments of an order line carry no quantity and set no price of their own.
    guard record.price.raw > 0, record.ordered > .zero else { return }
    cells[index].pricedQuantity += record.ordered
    let mark = PriceMark(price: record.price, file: record.file, line: record.line)
    if cells[index].lowest.map(mark.isBelow) ?? true { cells[index].lowest = mark }
    if cells[index].highest.map(mark.isAbove) ?? true { cells[index].highest = mark }
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
