internal import Procurement

/// Packs the cells of one file, some neighbouring products at a time.
struct CellPacker {
  private let file: UInt32
  private let firstMonth: Month
  private var words: [UInt32] = []
  private var starts: [UInt32] = []
  private var count = 0
  /// The places of a stretch's cells, by product.
  private var order: [UInt32] = []
  /// How many records the cells hold.
  private(set) var lines = 0
  /// What the cells add to the amount bought, returns taken off.
  private(set) var netAmount = Money.zero

  /// A packer of cells of `file` that lie in the months from `firstMonth` on.
  ///
  /// - Parameter words: how many words they are likely to take.
  init(file: UInt32, firstMonth: Month, expecting words: Int) {
    self.file = file
    self.firstMonth = firstMonth
    self.words.reserveCapacity(words)
  }

  /// The cells packed.
  consuming func packed() -> PackedCells {
    starts.append(UInt32(words.count))
    return PackedCells(
      file: file, firstMonth: firstMonth, count: count, words: words, starts: starts)
  }

  /// Adds cells of higher products than those before, in any order; their months lie less than
  /// ``PackedCells/monthLimit`` behind the first.
  mutating func append(_ cells: [Cell]) {
    if cells.isEmpty { return }
    let products = cells.reduce((first: UInt32.max, last: 0)) {
      (min($0.first, $1.product), max($0.last, $1.product))
    }
    var ends = [Int](repeating: 0, count: Int(products.last - products.first) + 2)
    for cell in cells { ends[Int(cell.product - products.first) + 1] += 1 }
    for index in ends.indices.dropFirst() { ends[index] += ends[index - 1] }
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: repeatElement(0, count: cells.count))
    for (index, cell) in cells.enumerated() {
      let product = Int(cell.product - products.first)
      order[ends[product]] = UInt32(index)
      ends[product] += 1
    }
    for index in order { append(cells[Int(index)]) }
    count += cells.count
  }

  private mutating func append(_ cell: Cell) {
    while starts.count <= Int(cell.product) { starts.append(UInt32(words.count)) }
    lines += Int(cell.lines)
    netAmount += cell.netAmount
    let months = UInt32(truncatingIfNeeded: firstMonth.distance(to: cell.month))
    let place = words.count
    var codes = months << 24 | UInt32(cell.channel.rawValue) << 20
    words.append(0)
    words.append(cell.institution)
    words.append(cell.distributor)
    words.append(cell.lines)
    let lowest = cell.lowest
    let highest = cell.highest
    if let lowest, let highest {
      words.append(lowest.line)
      words.append(highest.line)
      codes |= PackedCells.priceBit
    }
    let unsent = UInt64(bitPattern: cell.unsent.tenThousandths)
    if unsent != 0 {
      words.append(UInt32(truncatingIfNeeded: unsent))
      words.append(UInt32(truncatingIfNeeded: unsent >> 32))
      codes |= PackedCells.unsentBit
    }
    let ordered = cell.ordered.tenThousandths
    append(ordered, expecting: 0, 0, &codes)
    append(cell.arrived.tenThousandths, expecting: ordered, 1, &codes)
    append(cell.stated.tenThousandths, expecting: ordered, 2, &codes)
    append(cell.pricedQuantity.tenThousandths, expecting: ordered, 3, &codes)
    append(cell.returned.tenThousandths, expecting: 0, 4, &codes)
    append(cell.amount.tenThousandths, expecting: 0, 5, &codes)
    append(cell.returnedAmount.tenThousandths, expecting: 0, 6, &codes)
    let low = lowest?.price.raw ?? 0
    let high = highest?.price.raw ?? 0
    append(low, expecting: 0, 7, &codes)
    append(high, expecting: low, 8, &codes)
    append(cell.listing?.raw ?? 0, expecting: high, 9, &codes)
    words[place] = codes
  }

  @inline(__always)
  private mutating func append(
    _ value: Int64, expecting expected: Int64, _ field: UInt32, _ codes: inout UInt32
  ) {
    if value == expected { return }
    if value >= 0, value <= Int64(UInt32.max) {
      codes |= PackedCells.Code.one << (field * 2)
      words.append(UInt32(value))
    } else if value >= 0, value / 10_000 <= Int64(UInt32.max), value.isMultiple(of: 10_000) {
      codes |= PackedCells.Code.whole << (field * 2)
      words.append(UInt32(value / 10_000))
    } else {
      codes |= PackedCells.Code.two << (field * 2)
      words.append(UInt32(truncatingIfNeeded: value))
      words.append(UInt32(truncatingIfNeeded: value >> 32))
    }
  }
}
