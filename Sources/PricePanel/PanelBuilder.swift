public import Intake
internal import Parallel
internal import Procurement

/// Condenses purchase records to cells.
///
/// Memory grows with the cells, not with the lines. The records of a file wait until the next file
/// begins, and are then condensed and packed. Adding is associative and commutative but for the
/// choice among lines that share a cell's lowest or highest price, which falls on the first by file
/// and line.
public struct PanelBuilder: PurchaseConsumer {
  /// The records of the file that they come from now.
  private var table = CellTable()
  /// Tables that are empty, to be used again.
  private var spare: [CellTable] = []
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
      if records[start].file != table.file { closeFile() }
      var end = start + 1
      while end < records.count, records[end].file == records[start].file { end += 1 }
      table.add(records[start..<end])
      start = end
    }
  }

  /// Hands out the records of the file that is done.
  public mutating func endFile() -> CellTable {
    var next = spare.popLast() ?? CellTable()
    swap(&table, &next)
    return next
  }

  /// Adds up the records of a file and packs their cells.
  public static func condense(_ file: inout CellTable) -> PackedFile { file.pack() }

  /// Adds the cells of a file.
  public mutating func add(_ condensed: PackedFile, reusing file: consuming CellTable) {
    packed += condensed.parts
    spare.append(file)
  }

  private mutating func closeFile() {
    var file = endFile()
    let condensed = Self.condense(&file)
    add(condensed, reusing: file)
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
    closeFile()
    table = CellTable()
    spare = []
    let packed = packed.sorted { ($0.firstMonth, $0.file) < ($1.firstMonth, $1.file) }
    self.packed = []
    let workers = max(1, workers)
    var use = Self.use(of: packed, in: intake, workers: workers)
    let coded = Self.coded(intake.institutions)
    for (named, code) in coded where use.institutions[named] {
      use.institutions[named] = false
      use.institutions[code] = true
    }
    let products = Self.order(intake.products.map(\.code), used: use.products.map { $0 > 0 })
    var institutions = Self.order(intake.institutions.map(\.code), used: use.institutions)
    for (named, code) in coded { institutions.rank[named] = institutions.rank[code] }
    let distributors = Self.order(intake.distributors, used: use.distributors)
    let ranks = PanelRanks(
      products: products.rank, institutions: institutions.rank, distributors: distributors.rank)
    let (cells, lengths, moved) = Self.cells(
      of: packed.map { RankedCells($0, in: ranks) },
      products.kept.map { (product: $0, cells: Int(use.products[$0])) }, workers: workers)
    return Panel(
      products: products.kept.map { intake.products[$0] },
      institutions: institutions.kept.map { intake.institutions[$0] },
      distributors: distributors.kept.map { intake.distributors[$0] },
      files: intake.files.map(\.path),
      cells: cells, runs: MonthRuns(lengths.joined(), products: products.kept.count),
      moved: moved)
  }

  /// The institutions that some lines know by name only, and the one that others know by code under
  /// that name; a name that several codes have stands for itself.
  private static func coded(_ institutions: [Institution]) -> [(named: Int, code: Int)] {
    let named = institutions.indices.filter { institutions[$0].code == institutions[$0].name }
    guard !named.isEmpty else { return [] }
    let codes = Dictionary(
      grouping: institutions.indices.filter { institutions[$0].code != institutions[$0].name }
    ) { institutions[$0].name }
    return named.compactMap { place in
      guard let known = codes[institutions[place].name], known.count == 1 else { return nil }
      return (place, known[0])
    }
  }

  /// What all cells name.
  private static func use(
    of packed: [PackedCells], in intake: IntakeResult, workers: Int
  ) -> PackedCells.Use {
    let counts = (intake.products.count, intake.institutions.count, intake.distributors.count)
    let parts = sideBySide(workers, packed) {
      $0.use(products: counts.0, institutions: counts.1, distributors: counts.2)
    }
    var whole = PackedCells.Use(
      products: Array(repeating: 0, count: counts.0),
      institutions: Array(repeating: false, count: counts.1),
      distributors: Array(repeating: false, count: counts.2))
    for part in parts {
      for index in part.products.indices { whole.products[index] += part.products[index] }
      for index in part.institutions.indices where part.institutions[index] {
        whole.institutions[index] = true
      }
      for index in part.distributors.indices where part.distributors[index] {
        whole.distributors[index] = true
      }
    }
    return whole
  }

  /// The indices in use, sorted by name, and each index's rank among them.
  private static func order(
    _ names: [String], used: [Bool]
  ) -> (kept: [Int], rank: [UInt32]) {
    let kept = names.indices.filter { used[$0] }.map { (index: $0, name: Array(names[$0].utf8)) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }.map(\.index)
    var rank = [UInt32](repeating: 0, count: names.count)
    for (place, index) in kept.enumerated() { rank[index] = UInt32(place) }
    return (kept, rank)
  }

  /// Packed cells, and the places in the panel of all that they name; a class, as every product asks
  /// all of them.
  private final class RankedCells: Sendable {
    let cells: PackedCells
    let ranks: PanelRanks

    init(_ cells: PackedCells, in panel: PanelRanks) {
      self.cells = cells
      ranks = cells.ranks(in: panel)
    }
  }

  /// How many products a worker unpacks at once.
  private static let stretch = 128

  /// All cells in order, unpacked to where they stay, how many there are of each product and month, and
  /// what ``FurtherShipments`` moved.
  private static func cells(
    of packed: [RankedCells], _ products: [(product: Int, cells: Int)], workers: Int
  ) -> (cells: [Cell], lengths: [[MonthRuns.Length]], moved: [(place: Int, quantity: Quantity)]) {
    let parts = stride(from: 0, to: products.count, by: stretch).map {
      products[$0..<min($0 + stretch, products.count)]
    }
    let (cells, unpacked) = filledSideBySide(
      workers, parts.map { $0.map(\.product) }, room: parts.map { $0.reduce(0) { $0 + $1.cells } }
    ) { products, result in
      unpack(products, of: packed, into: &result)
    }
    var moved: [(place: Int, quantity: Quantity)] = []
    var start = 0
    for part in unpacked {
      moved += part.moved.filter { $0.value != .zero }.sorted { $0.key < $1.key }
        .map { (start + $0.key, $0.value) }
      start += part.lengths.reduce(0) { $0 + Int($1.cells) }
    }
    return (cells, unpacked.map(\.lengths), moved)
  }

  /// The words of a product's cells in a file. Those of all files are touched before anything is made
  /// of them: the reads, which mostly miss the caches, then do not wait for each other.
  private struct Span {
    let part: Int
    let words: Range<Int>
    let touched: UInt32
  }

  /// The cells of some products in the panel's order; those of one key are added up.
  private static func unpack(
    _ products: [Int], of packed: [RankedCells], into result: inout OutputSpan<Cell>
  ) -> (lengths: [MonthRuns.Length], moved: [Int: Quantity]) {
    var lengths: [MonthRuns.Length] = []
    var moved: [Int: Quantity] = [:]
    var spans: [Span] = []
    var places: [PackedCells.Place] = []
    var own: [PackedCells.Place] = []
    for product in products {
      spans.removeAll(keepingCapacity: true)
      for part in packed.indices {
        let words = packed[part].cells.words(of: product, packed[part].ranks)
        guard !words.isEmpty else { continue }
        spans.append(Span(part: part, words: words, touched: packed[part].cells.touch(words)))
      }
      places.removeAll(keepingCapacity: true)
      for span in spans {
        let file = packed[span.part]
        file.cells.list(span.words, file.ranks, part: span.part, into: &places)
      }
      // They come file by file, so that the months are mostly in order already.
      if !zip(places, places.dropFirst()).allSatisfy({ $0.month <= $1.month }) {
        places.sort { ($0.month, $0.part, $0.word) < ($1.month, $1.part, $1.word) }
      }
      let first = result.count
      var next = 0
      while next < places.count {
        let month = places[next].month
        own.removeAll(keepingCapacity: true)
        while next < places.count, places[next].month == month {
          own.append(places[next])
          next += 1
        }
        own.sort {
          $0.key == $1.key ? ($0.part, $0.word) < ($1.part, $1.word) : $0.key < $1.key
        }
        let start = result.count
        var last: UInt64?
        for place in own {
          let file = packed[Int(place.part)]
          let cell = file.cells.cell(at: place, product: file.ranks.products[product])
          if place.key == last {
            result[result.count - 1].add(cell)
          } else {
            result.append(cell)
          }
          last = place.key
        }
        lengths.append(
          MonthRuns.Length(
            product: result[start].product, month: month, cells: UInt32(result.count - start)))
      }
      FurtherShipments.settle(&result, from: first, moved: &moved)
    }
    return (lengths, moved)
  }
}
