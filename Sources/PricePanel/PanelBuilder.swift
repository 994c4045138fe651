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
    // Months are much alike; with room for the last one's cells few have to move.
    months.append(MonthCells(month: month, capacity: months.last?.cells.count ?? 0))
    return months.count - 1
  }

  // MARK: - The panel

  /// The panel of all records so far.
  ///
  /// - Parameter intake: what the records refer to.
  public func panel(with intake: IntakeResult) -> Panel {
    let months = months.sorted { $0.month < $1.month }.map(\.cells)
    var usedProducts = [Bool](repeating: false, count: intake.products.count)
    var usedInstitutions = [Bool](repeating: false, count: intake.institutions.count)
    var usedDistributors = [Bool](repeating: false, count: intake.distributors.count)
    for cells in months {
      for cell in cells {
        usedProducts[Int(cell.product)] = true
        usedInstitutions[Int(cell.institution)] = true
        usedDistributors[Int(cell.distributor)] = true
      }
    }
    let products = Self.order(intake.products.map(\.code), used: usedProducts)
    let institutions = Self.order(intake.institutions.map(\.code), used: usedInstitutions)
    let distributors = Self.order(intake.distributors, used: usedDistributors)
    var cells: [Cell] = []
    cells.reserveCapacity(months.reduce(0) { $0 + $1.count })
    let order = Self.sort(months, products.rank, institutions.rank, distributors.rank)
    for reference in order {
      var cell = months[reference.month][reference.index]
      cell.product = products.rank[Int(cell.product)]
      cell.institution = institutions.rank[Int(cell.institution)]
      cell.distributor = distributors.rank[Int(cell.distributor)]
      cells.append(cell)
    }
    return Panel(
      products: products.kept.map { intake.products[$0] },
      institutions: institutions.kept.map { intake.institutions[$0] },
      distributors: distributors.kept.map { intake.distributors[$0] },
      files: intake.files.map(\.path), cells: cells)
  }

  /// The indices in use, sorted by name, and each index's rank among them.
  private static func order(
    _ names: [String], used: [Bool]
  ) -> (kept: [Int], rank: [UInt32]) {
    let kept = names.indices.filter { used[$0] }
      .sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
    var rank = [UInt32](repeating: 0, count: names.count)
    for (place, index) in kept.enumerated() { rank[index] = UInt32(place) }
    return (kept, rank)
  }

  /// A cell's place before sorting, and what it is sorted by within its product and month.
  private struct Reference {
    var key: UInt64
    var month: Int { Int(monthPlace) }
    var index: Int { Int(cellPlace) }
    var monthPlace: UInt32
    var cellPlace: UInt32
  }

  /// The order of cells: months are in order already and counting into products keeps that, so
  /// only the few cells of a product and month are compared.
  private static func sort(
    _ months: [[Cell]], _ products: [UInt32], _ institutions: [UInt32], _ distributors: [UInt32]
  ) -> [Reference] {
    var starts = [Int](repeating: 0, count: products.count + 1)
    for cells in months {
      for cell in cells { starts[Int(products[Int(cell.product)]) + 1] += 1 }
    }
    for product in products.indices { starts[product + 1] += starts[product] }
    let count = starts[products.count]
    var order = [Reference](
      repeating: Reference(key: 0, monthPlace: 0, cellPlace: 0), count: count)
    var ends = starts
    for (month, cells) in months.enumerated() {
      for (index, cell) in cells.enumerated() {
        let product = Int(products[Int(cell.product)])
        order[ends[product]] = Reference(
          key: UInt64(institutions[Int(cell.institution)]) << 32
            | UInt64(distributors[Int(cell.distributor)]) << 2 | UInt64(cell.channel.rawValue),
          monthPlace: UInt32(month), cellPlace: UInt32(index))
        ends[product] += 1
      }
    }
    for product in products.indices {
      var start = starts[product]
      while start < ends[product] {
        var end = start + 1
        while end < ends[product], order[end].monthPlace == order[start].monthPlace { end += 1 }
        if end - start > 1 { order[start..<end].sort { $0.key < $1.key } }
        start = end
      }
    }
    return order
  }
}
