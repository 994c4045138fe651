public import Intake
internal import Procurement

/// Condenses purchase records to cells.
///
/// Memory grows with the cells, not with the lines. Adding is associative and commutative but for
/// the choice among lines that share a cell's lowest or highest price, which falls on the first
/// by file and line.
public struct PanelBuilder: PurchaseConsumer {
  private var cells: [Cell] = []
  /// Indices into `cells`, counted from 1; 0 is vacant.
  private var slots = [UInt32](repeating: 0, count: 1 << 12)

  /// A builder without records.
  public init() {}

  /// Adds records to their cells.
  ///
  /// - Complexity: O(*n*) in the number of records, on average.
  public mutating func consume(_ records: [PurchaseRecord]) {
    for record in records {
      add(record, to: index(of: record))
    }
  }

  private static func hash(
    _ product: UInt32, _ institution: UInt32, _ distributor: UInt32, _ month: Month,
    _ channel: Channel
  ) -> UInt64 {
    let first = UInt64(product) << 32 | UInt64(institution)
    let rest =
      UInt64(distributor) << 32
      | UInt64(UInt32(bitPattern: month.index)) << 2 | UInt64(channel.rawValue)
    let product = (first ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(
      by: rest ^ 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  private mutating func index(of record: PurchaseRecord) -> Int {
    let hash = Self.hash(
      record.product, record.institution, record.distributor, record.month, record.channel)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if cells[index].product == record.product, cells[index].institution == record.institution,
        cells[index].distributor == record.distributor, cells[index].month == record.month,
        cells[index].channel == record.channel
      {
        return index
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    cells.append(
      Cell(
        product: record.product, institution: record.institution,
        distributor: record.distributor, month: record.month, channel: record.channel))
    slots[slot] = UInt32(cells.count)
    if cells.count * 2 > slots.count { grow() }
    return cells.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, cell) in cells.enumerated() {
      let hash = Self.hash(
        cell.product, cell.institution, cell.distributor, cell.month, cell.channel)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index) + 1
    }
  }

  private mutating func add(_ record: PurchaseRecord, to index: Int) {
    cells[index].lines += 1
    cells[index].ordered += record.ordered
    cells[index].arrived += record.arrived
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
    if let lowest = cells[index].lowest, !mark.isBelow(lowest) {
    } else {
      cells[index].lowest = mark
    }
    if let highest = cells[index].highest, !mark.isAbove(highest) {
    } else {
      cells[index].highest = mark
    }
  }

  // MARK: - The panel

  /// The panel of all records so far.
  ///
  /// - Parameter intake: what the records refer to.
  public func panel(with intake: IntakeResult) -> Panel {
    let products = Self.order(intake.products.map(\.code), used: cells.map(\.product))
    let institutions = Self.order(intake.institutions.map(\.code), used: cells.map(\.institution))
    let distributors = Self.order(intake.distributors, used: cells.map(\.distributor))
    var sorted = cells
    for index in sorted.indices {
      sorted[index].product = products.rank[Int(sorted[index].product)]
      sorted[index].institution = institutions.rank[Int(sorted[index].institution)]
      sorted[index].distributor = distributors.rank[Int(sorted[index].distributor)]
    }
    return Panel(
      products: products.kept.map { intake.products[$0] },
      institutions: institutions.kept.map { intake.institutions[$0] },
      distributors: distributors.kept.map { intake.distributors[$0] },
      files: intake.files.map(\.path), cells: Self.sort(sorted, products: products.kept.count))
  }

  /// The indices in use, sorted by name, and each index's rank among them.
  private static func order(_ names: [String], used: [UInt32]) -> (kept: [Int], rank: [UInt32]) {
    var isUsed = [Bool](repeating: false, count: names.count)
    for index in used { isUsed[Int(index)] = true }
    let kept = names.indices.filter { isUsed[$0] }
      .sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
    var rank = [UInt32](repeating: 0, count: names.count)
    for (place, index) in kept.enumerated() { rank[index] = UInt32(place) }
    return (kept, rank)
  }

  /// Sorts cells: by counting into products, then each product's few cells by comparison.
  private static func sort(_ cells: [Cell], products: Int) -> [Cell] {
    var starts = [Int](repeating: 0, count: products + 1)
    for cell in cells { starts[Int(cell.product) + 1] += 1 }
    for product in 0..<products { starts[product + 1] += starts[product] }
    var places = starts
    var order = [UInt32](repeating: 0, count: cells.count)
    for (index, cell) in cells.enumerated() {
      order[places[Int(cell.product)]] = UInt32(index)
      places[Int(cell.product)] += 1
    }
    for product in 0..<products {
      order[starts[product]..<starts[product + 1]].sort {
        cells[Int($0)].precedes(cells[Int($1)])
      }
    }
    return order.map { cells[Int($0)] }
  }
}

extension Cell {
  /// The order of cells of one product.
  fileprivate func precedes(_ other: Cell) -> Bool {
    if month != other.month { return month < other.month }
    if institution != other.institution { return institution < other.institution }
    if distributor != other.distributor { return distributor < other.distributor }
    return channel < other.channel
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
