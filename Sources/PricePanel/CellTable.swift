internal import Intake
internal import Procurement

/// The cells of one file, found by product, institution, distributor, channel and month.
///
/// Records wait in stretches of neighbouring products. When a file is done, the records of each
/// stretch are added up at once: its few hundred cells then stay in the nearest cache, while a
/// table of all cells would be looked up in memory for every record.
struct CellTable: Sendable {
  /// The stretches of ``stretch`` products each.
  private var parts: [CellPart] = []
  /// How many records wait.
  private var waiting = 0

  /// How many products' records wait together, as a power of two.
  private static let stretch = 6
  /// How many records wait at most, so that memory does not grow with the lines of a file.
  private static let waitingLimit = 1 << 19

  /// Adds records to their cells.
  mutating func add(_ records: ArraySlice<PurchaseRecord>) {
    for record in records {
      let part = Int(record.product >> Self.stretch)
      while part >= parts.count { parts.append(CellPart()) }
      parts[part].append(record)
    }
    waiting += records.count
    if waiting >= Self.waitingLimit { settle() }
  }

  /// The cells of all records, by product in stretches.
  mutating func cells() -> [[Cell]] {
    settle()
    return parts.map(\.cells)
  }

  /// Forgets all cells and keeps the memory.
  mutating func removeAll() {
    for part in parts.indices { parts[part].removeAll() }
  }

  private mutating func settle() {
    for part in parts.indices { parts[part].settle() }
    waiting = 0
  }
}

/// The cells of some neighbouring products, and the records that are not added to them yet.
private struct CellPart: Sendable {
  private(set) var cells: [Cell] = []
  private var waiting: [PurchaseRecord] = []
  /// Indices into `cells`, counted from 1 (0 is vacant), each with the upper half of its hash.
  private var slots = [UInt64](repeating: 0, count: 1 << 6)

  @inline(__always)
  mutating func append(_ record: PurchaseRecord) { waiting.append(record) }

  /// Adds the records that wait to their cells.
  mutating func settle() {
    for record in waiting { add(record, to: place(of: record)) }
    waiting.removeAll(keepingCapacity: true)
  }

  mutating func removeAll() {
    guard !cells.isEmpty else { return }
    cells.removeAll(keepingCapacity: true)
    for index in slots.indices { slots[index] = 0 }
  }

  private static func hash(
    _ product: UInt32, _ institution: UInt32, _ distributor: UInt32, _ channel: Channel,
    _ month: Month
  ) -> UInt64 {
    let first = UInt64(product) << 32 | UInt64(institution)
    let rest =
      UInt64(distributor) << 2 | UInt64(channel.rawValue)
      | UInt64(UInt32(bitPattern: month.index)) << 40
    let product = (first ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(
      by: rest ^ 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  private mutating func place(of record: PurchaseRecord) -> Int {
    if cells.count * 2 >= slots.count { grow() }
    let hash = Self.hash(
      record.product, record.institution, record.distributor, record.channel, record.month)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let index = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
        if cells[index].product == record.product,
          cells[index].institution == record.institution,
          cells[index].distributor == record.distributor, cells[index].channel == record.channel,
          cells[index].month == record.month
        {
          return index
        }
      }
      slot = (slot + 1) & mask
    }
    cells.append(
      Cell(
        product: record.product, institution: record.institution,
        distributor: record.distributor, month: record.month, channel: record.channel))
    slots[slot] = (hash >> 32) << 32 | UInt64(cells.count)
    return cells.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (index, cell) in cells.enumerated() {
      let hash = Self.hash(
        cell.product, cell.institution, cell.distributor, cell.channel, cell.month)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (hash >> 32) << 32 | UInt64(index + 1)
    }
  }

  @inline(__always)
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

extension Cell {
  /// Adds another cell of the same key, from other records.
  mutating func add(_ other: Cell) {
    lines += other.lines
    ordered += other.ordered
    arrived += other.arrived
    due += other.due
    returned += other.returned
    amount += other.amount
    returnedAmount += other.returnedAmount
    pricedQuantity += other.pricedQuantity
    if let price = other.listing { listing = listing.map { min($0, price) } ?? price }
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
