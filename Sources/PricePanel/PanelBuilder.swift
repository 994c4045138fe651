public import Intake
internal import Procurement

/// Condenses purchase records to cells.
///
/// Memory grows with the cells, not with the lines. Adding is associative and commutative but for
/// the choice among lines that share a cell's lowest or highest price, which falls on the first
/// by file and line.
public struct PanelBuilder: PurchaseConsumer {
  /// The cells of each month; exports are mostly monthly, so the one in use stays in the cache.
  private var months: [MonthCells] = []

  /// A builder without records.
  public init() {}

  /// Adds records to their cells.
  ///
  /// - Complexity: O(*n*) in the number of records, on average.
  public mutating func consume(_ records: [PurchaseRecord]) {
    var next = 0
    while next < records.count {
      let month = records[next].month
      let place = place(of: month)
      // Taken out while it is filled, so that it is changed in place.
      var cells = MonthCells(month: month)
      swap(&cells, &months[place])
      while next < records.count, records[next].month == month {
        cells.add(records[next])
        next += 1
      }
      swap(&cells, &months[place])
    }
  }

  private mutating func place(of month: Month) -> Int {
    if let place = months.lastIndex(where: { $0.month == month }) { return place }
    months.append(MonthCells(month: month))
    return months.count - 1
  }

  // MARK: - The panel

  /// The panel of all records so far.
  ///
  /// - Parameter intake: what the records refer to.
  public func panel(with intake: IntakeResult) -> Panel {
    let months = months.sorted { $0.month < $1.month }.map(\.cells)
    let products = Self.order(intake.products.map(\.code), used: months, \.product)
    let institutions = Self.order(intake.institutions.map(\.code), used: months, \.institution)
    let distributors = Self.order(intake.distributors, used: months, \.distributor)
    var cells: [Cell] = []
    cells.reserveCapacity(months.reduce(0) { $0 + $1.count })
    for month in months {
      for var cell in month {
        cell.product = products.rank[Int(cell.product)]
        cell.institution = institutions.rank[Int(cell.institution)]
        cell.distributor = distributors.rank[Int(cell.distributor)]
        cells.append(cell)
      }
    }
    return Panel(
      products: products.kept.map { intake.products[$0] },
      institutions: institutions.kept.map { intake.institutions[$0] },
      distributors: distributors.kept.map { intake.distributors[$0] },
      files: intake.files.map(\.path), cells: Self.sort(cells, products: products.kept.count))
  }

  /// The indices in use, sorted by name, and each index's rank among them.
  private static func order(
    _ names: [String], used months: [[Cell]], _ id: KeyPath<Cell, UInt32>
  ) -> (kept: [Int], rank: [UInt32]) {
    var isUsed = [Bool](repeating: false, count: names.count)
    for cells in months {
      for cell in cells { isUsed[Int(cell[keyPath: id])] = true }
    }
    let kept = names.indices.filter { isUsed[$0] }
      .sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
    var rank = [UInt32](repeating: 0, count: names.count)
    for (place, index) in kept.enumerated() { rank[index] = UInt32(place) }
    return (kept, rank)
  }

  /// Sorts cells that are in the order of months: by counting into products, which keeps that
  /// order, then the few cells of a product and month by comparison.
  private static func sort(_ cells: [Cell], products: Int) -> [Cell] {
    var starts = [Int](repeating: 0, count: products + 1)
    for cell in cells { starts[Int(cell.product) + 1] += 1 }
    for product in 0..<products { starts[product + 1] += starts[product] }
    var keys: [UInt64] = []
    keys.reserveCapacity(cells.count)
    var order = [UInt32](repeating: 0, count: cells.count)
    for (index, cell) in cells.enumerated() {
      keys.append(
        UInt64(cell.institution) << 32 | UInt64(cell.distributor) << 2
          | UInt64(cell.channel.rawValue))
      order[starts[Int(cell.product)]] = UInt32(index)
      starts[Int(cell.product)] += 1
    }
    var start = 0
    while start < order.count {
      let first = cells[Int(order[start])]
      var end = start + 1
      while end < order.count, cells[Int(order[end])].product == first.product,
        cells[Int(order[end])].month == first.month
      {
        end += 1
      }
      order[start..<end].sort { keys[Int($0)] < keys[Int($1)] }
      start = end
    }
    return order.map { cells[Int($0)] }
  }
}
