internal import Intake
internal import Procurement

/// The cells of one file, found by product, institution, distributor, channel and month.
///
/// Records wait in stretches of neighbouring products. When a file is done, those of each stretch are
/// added up at once: its few hundred cells stay in the nearest cache until they are packed, while a
/// table of all cells would be looked up in memory for every record.
public struct CellTable: Sendable {
  /// The file that the records come from.
  private(set) var file: UInt32 = 0
  private var waiting = WaitingRecords(room: Self.waitingLimit)
  private var others: [PurchaseRecord] = []
  /// The cells of the stretches, where more records came than may wait.
  private var parts: [CellPart] = []
  /// The cells of one stretch at a time, where they did not.
  private var part = CellPart()
  /// The months that records lie in; the first behind the last where there are none.
  private var first = Month(index: .max)
  private var last = Month(index: .min)
  /// The words that the file before was packed into: files of neighbouring months are much alike.
  private var words = 0

  /// How many products make a stretch, as a power of two.
  private static let stretch = 6
  /// How many records wait at most, so that memory does not grow with the lines of a file.
  private static let waitingLimit = 1 << 19

  /// Adds records of one file.
  mutating func add(_ records: ArraySlice<PurchaseRecord>) {
    guard let any = records.first else { return }
    file = any.file
    var months = (first: first, last: last)
    for index in records.indices {
      months.first = min(months.first, records[index].month)
      months.last = max(months.last, records[index].month)
    }
    (first, last) = months
    var rest = records
    while true {
      rest = waiting.append(rest, stretch: Self.stretch)
      guard let other = rest.popFirst() else { break }
      others.append(other)
    }
    if waiting.count + others.count >= Self.waitingLimit {
      while parts.count < stretchCount { parts.append(CellPart()) }
      for block in waiting.blocks { parts[block.stretch].add(waiting[block], of: file) }
      for record in others { parts[Int(record.product >> Self.stretch)].add(record) }
      removeWaiting()
    }
  }

  /// Packs the cells of all records and forgets them; most of their memory is kept.
  mutating func pack() -> PackedFile {
    guard first <= last else { return PackedFile([]) }
    let spans = first.distance(to: last) / PackedCells.monthLimit + 1
    var packers = (0..<spans).map {
      CellPacker(
        file: file, firstMonth: first.advanced(by: $0 * PackedCells.monthLimit),
        expecting: spans == 1 ? words + words / 16 : 0)
    }
    others.sort { $0.product < $1.product }
    var others = others[...]
    let blocks = waiting.blocks
    var next = 0
    for stretch in 0..<max(stretchCount, parts.count) {
      if stretch < parts.count { swap(&part, &parts[stretch]) }
      while next < blocks.count, blocks[next].stretch == stretch {
        part.add(waiting[blocks[next]], of: file)
        next += 1
      }
      while let record = others.first, Int(record.product >> Self.stretch) == stretch {
        part.add(record)
        others.removeFirst()
      }
      pack(part.cells, with: &packers)
      part.removeAll()
    }
    removeWaiting()
    parts = []
    (first, last) = (Month(index: .max), Month(index: .min))
    let packed = PackedFile(packers)
    words = packed.parts.reduce(0) { max($0, $1.words.count) }
    return packed
  }

  /// How many stretches there are up to the last that has records waiting.
  private var stretchCount: Int {
    others.reduce(waiting.stretchCount) { max($0, Int($1.product >> Self.stretch) + 1) }
  }

  private func pack(_ cells: [Cell], with packers: inout [CellPacker]) {
    guard packers.count > 1 else {
      packers[0].append(cells)
      return
    }
    for index in packers.indices {
      packers[index].append(
        cells.filter { first.distance(to: $0.month) / PackedCells.monthLimit == index })
    }
  }

  private mutating func removeWaiting() {
    waiting.removeAll()
    others.removeAll(keepingCapacity: true)
  }
}
