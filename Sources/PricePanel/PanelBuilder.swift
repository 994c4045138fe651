internal import Dispatch
public import Intake
internal import Parallel
internal import Procurement

/// Condenses purchase records to cells.
///
/// Memory grows with the cells, not with the lines. The cells of a file are found in a table that
/// stays in the cache, and packed when the next file begins. Adding is associative and commutative
/// but for the choice among lines that share a cell's lowest or highest price, which falls on the
/// first by file and line.
public struct PanelBuilder: PurchaseConsumer {
  /// The cells of the file that records come from, and that file.
  private var table = CellTable()
  private var file: UInt32 = 0
  /// The cells of the files before.
  private var packed: [PackedCells] = []

  /// A builder without records.
  public init() {}

  /// Adds records to their cells; those of one file come together.
  ///
  /// - Complexity: O(*n*) in the number of records, on average.
  public mutating func consume(_ records: [PurchaseRecord]) {
    var start = 0
    while start < records.count {
      if records[start].file != file { _ = closeFile() }
      file = records[start].file
      var end = start + 1
      while end < records.count, records[end].file == file { end += 1 }
      table.add(records[start..<end])
      start = end
    }
  }

  /// Packs the cells of the file that is done.
  public mutating func closeFile() -> PackedFile {
    let result = PackedFile(table.cells(), file: file)
    packed += result.parts
    table.removeAll()
    return result
  }

  /// Adds the cells of a file that an earlier run packed.
  public mutating func add(_ condensed: PackedFile, file: UInt32, numbers: RecordNumbers) {
    packed += condensed.parts.map { part in
      var part = part
      part.file = file
      part.numbers = numbers
      return part
    }
  }

  // MARK: - The panel

  /// The panel of all records so far.
  ///
  /// - Parameters:
  ///   - intake: what the records refer to.
  ///   - workers: how many work on it side by side; the panel is the same for any number.
  public consuming func panel(with intake: IntakeResult, workers: Int = 1) -> Panel {
    _ = closeFile()
    table = CellTable()
    let packed =
      packed
      .sorted { $0.firstMonth < $1.firstMonth }
    self.packed = []
    var usedProducts = [Bool](repeating: false, count: intake.products.count)
    var usedInstitutions = [Bool](repeating: false, count: intake.institutions.count)
    var usedDistributors = [Bool](repeating: false, count: intake.distributors.count)
    let (noProducts, noInstitutions, noDistributors) = (
      usedProducts, usedInstitutions, usedDistributors
    )
    let used = sideBySide(workers, packed) { cells in
      var (products, institutions, distributors) = (noProducts, noInstitutions, noDistributors)
      cells.markUsed(&products, &institutions, &distributors)
      return (products, institutions, distributors)
    }
    for (products, institutions, distributors) in used {
      for index in products.indices where products[index] { usedProducts[index] = true }
      for index in institutions.indices where institutions[index] {
        usedInstitutions[index] = true
      }
      for index in distributors.indices where distributors[index] {
        usedDistributors[index] = true
      }
    }
    let products = Self.order(intake.products.map(\.code), used: usedProducts)
    let institutions = Self.order(intake.institutions.map(\.code), used: usedInstitutions)
    let distributors = Self.order(intake.distributors, used: usedDistributors)
    let ranks = PanelRanks(
      products: products.rank, institutions: institutions.rank, distributors: distributors.rank)
    return Panel(
      products: products.kept.map { intake.products[$0] },
      institutions: institutions.kept.map { intake.institutions[$0] },
      distributors: distributors.kept.map { intake.distributors[$0] },
      files: intake.files.map(\.path),
      ordered: Self.cells(
        of: packed.map { RankedCells(cells: $0, ranks: $0.ranks(in: ranks)) }, products.kept,
        workers: max(1, workers)))
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

  /// Packed cells, and the places in the panel of all that they name.
  private struct RankedCells: Sendable {
    let cells: PackedCells
    let ranks: PanelRanks
  }

  /// How many products a worker unpacks before what it has is taken from it: few enough that their
  /// cells are still in the cache then.
  private static let stretch = 16

  /// The panel's cells while workers unpack them.
  private struct Joined {
    var cells = OrderedCells()
    /// The stretches that others are still before, by their number.
    var waiting: [Int: OrderedCells] = [:]
    /// The next stretch to be joined.
    var next = 0
    /// The next stretch to be unpacked.
    var open = 0

    /// Adds a stretch to those before it, and all after it that were waiting for it.
    mutating func add(_ part: OrderedCells, at place: Int) {
      guard place == next else {
        waiting[place] = part
        return
      }
      cells.append(part)
      next += 1
      while let part = waiting.removeValue(forKey: next) {
        cells.append(part)
        next += 1
      }
    }
  }

  /// All cells in order, unpacked some products at a time, so that hardly any cell is held twice.
  private static func cells(
    of packed: [RankedCells], _ products: [Int], workers: Int
  ) -> OrderedCells {
    let count = packed.reduce(0) { $0 + $1.cells.count }
    let joined = Guarded(Joined())
    joined.withLock { $0.cells.reserve(count) }
    // A little more than a stretch has on average.
    let room = count / max(1, products.count) * stretch * 5 / 4
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let place = joined.withLock { joined in
          joined.open += 1
          return joined.open - 1
        }
        let start = place * stretch
        guard start < products.count else { return }
        let part = sorted(
          products[start..<min(start + stretch, products.count)], of: packed, room: room)
        joined.withLock { $0.add(part, at: place) }
      }
    }
    return joined.withLock { joined in
      let cells = joined.cells
      joined.cells = OrderedCells()
      return cells
    }
  }

  /// A cell's place before sorting, and what it is sorted by within its product.
  private struct Reference {
    var month: Int32
    var place: UInt32
    var key: UInt64
  }

  /// The cells of some products in the panel's order; those of one key are added up.
  private static func sorted(
    _ products: ArraySlice<Int>, of packed: [RankedCells], room: Int
  ) -> OrderedCells {
    var result = OrderedCells()
    result.reserve(room)
    var cells: [Cell] = []
    var order: [Reference] = []
    for product in products {
      result.beginProduct()
      cells.removeAll(keepingCapacity: true)
      for part in packed { part.cells.unpack(product, into: &cells, part.ranks) }
      order.removeAll(keepingCapacity: true)
      for (place, cell) in cells.enumerated() {
        order.append(
          Reference(
            month: cell.month.index, place: UInt32(place),
            key: UInt64(cell.institution) << 32 | UInt64(cell.distributor) << 2
              | UInt64(cell.channel.rawValue)))
      }
      sort(&order)
      var last: Reference?
      for reference in order {
        if let last, last.month == reference.month, last.key == reference.key {
          result.addToLast(cells[Int(reference.place)])
        } else {
          result.append(cells[Int(reference.place)])
        }
        last = reference
      }
    }
    return result
  }

  /// Sorts cells by month and key. They come file by file, so that the months are mostly in order
  /// already and only the few cells of a month are compared.
  private static func sort(_ order: inout [Reference]) {
    let isByMonth = zip(order, order.dropFirst()).allSatisfy { $0.month <= $1.month }
    if !isByMonth { order.sort { ($0.month, $0.place) < ($1.month, $1.place) } }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, order[end].month == order[start].month { end += 1 }
      if end - start > 1 {
        order[start..<end].sort { $0.key == $1.key ? $0.place < $1.place : $0.key < $1.key }
      }
      start = end
    }
  }
}
