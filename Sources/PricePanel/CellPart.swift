internal import Intake
internal import Procurement

/// The cells of some neighbouring products.
struct CellPart: Sendable {
  private(set) var cells: [Cell] = []
  /// Indices into `cells`, counted from 1 (0 is vacant), each with the upper half of its hash.
  private var slots = [UInt64](repeating: 0, count: 1 << 6)

  /// Adds records, which come from `file`, to their cells.
  mutating func add(_ records: ArraySlice<PlainRecord>, of file: UInt32) {
    for index in records.indices {
      let record = records[index]
      let place = self.index(
        of: record.product, record.institution, record.distributor, record.channel, record.month)
      cells[place].add(record, of: file)
    }
  }

  /// Adds a record to its cell.
  mutating func add(_ record: PurchaseRecord) {
    let index = self.index(
      of: record.product, record.institution, record.distributor, record.channel, record.month)
    cells[index].add(record)
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

  @inline(__always)
  private mutating func index(
    of product: UInt32, _ institution: UInt32, _ distributor: UInt32, _ channel: Channel,
    _ month: Month
  ) -> Int {
    if cells.count * 2 >= slots.count { grow() }
    let hash = Self.hash(product, institution, distributor, channel, month)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let known = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
        if cells[known].product == product, cells[known].institution == institution,
          cells[known].distributor == distributor, cells[known].channel == channel,
          cells[known].month == month
        {
          return known
        }
      }
      slot = (slot + 1) & mask
    }
    cells.append(
      Cell(
        product: product, institution: institution, distributor: distributor, month: month,
        channel: channel))
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
}
