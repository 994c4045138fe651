public import Intake
public import Procurement

/// The cells of one file, packed; what a snapshot keeps of its records.
public struct PackedFile: CondensedRecords {
  /// How many records the cells hold.
  public let lines: Int
  /// What the cells add to the amount bought, returns taken off.
  public let netAmount: Money
  /// The cells, by stretches of months.
  let parts: [PackedCells]

  /// What packers made of the cells of a file, each of a stretch of months.
  init(_ packers: [CellPacker]) {
    lines = packers.reduce(0) { $0 + $1.lines }
    netAmount = packers.reduce(.zero) { $0 + $1.netAmount }
    parts = packers.map { $0.packed() }
  }

  /// First month and number of cells, the cells, and where each product's begin, for each part.
  public var sections: [[UInt32]] {
    parts.flatMap { part in
      [
        [UInt32(bitPattern: part.firstMonth.index), UInt32(clamping: part.count)], part.words,
        part.starts,
      ]
    }
  }

  /// The cells that were kept.
  public init?(sections: [[UInt32]], named: NamedRecords) {
    guard sections.count.isMultiple(of: 3) else { return nil }
    var check = Check(named: named)
    var parts: [PackedCells] = []
    for place in stride(from: 0, to: sections.count, by: 3) {
      let head = sections[place]
      guard head.count == 2, head[0] < Check.monthLimit,
        check.passes(sections[place + 1], starts: sections[place + 2], count: Int(head[1]))
      else { return nil }
      parts.append(
        PackedCells(
          file: 0, firstMonth: Month(index: Int32(bitPattern: head[0])), count: Int(head[1]),
          words: sections[place + 1], starts: sections[place + 2]))
    }
    self.parts = parts
    lines = check.lines
    netAmount = Money(tenThousandths: check.netAmount)
  }
}

/// Makes certain that packed cells can be unpacked, whatever their words are.
private struct Check {
  /// Months lie below this index.
  static let monthLimit: UInt32 = 3000 * 12
  /// What all numbers of a file add up to at most, so that no sum of them ever exceeds 64 bits.
  private static let limit: UInt64 = 1 << 58

  let named: NamedRecords
  private(set) var lines = 0
  private(set) var netAmount: Int64 = 0
  private var total: UInt64 = 0

  init(named: NamedRecords) {
    self.named = named
  }

  /// Whether some packed cells hold together, and name only what there is.
  mutating func passes(_ words: [UInt32], starts: [UInt32], count: Int) -> Bool {
    guard starts.first == 0, Int(starts.last ?? 1) == words.count else { return false }
    var cells = 0
    for product in starts.indices.dropLast() {
      guard starts[product] <= starts[product + 1], starts[product + 1] <= words.count else {
        return false
      }
      var place = Int(starts[product])
      let end = Int(starts[product + 1])
      guard place == end || product < named.products.count && named.products[product] else {
        return false
      }
      while place < end {
        guard passes(words, at: &place, end) else { return false }
        cells += 1
      }
    }
    return cells == count
  }

  private mutating func passes(_ words: [UInt32], at place: inout Int, _ end: Int) -> Bool {
    let codes = words[place]
    let head = PackedCells.headCount(codes)
    guard place + head <= end,
      words[place + 1] < named.institutions.count,
      named.institutions[Int(words[place + 1])],
      words[place + 2] < named.distributors.count,
      named.distributors[Int(words[place + 2])]
    else { return false }
    lines += Int(words[place + 3])
    if codes & PackedCells.unsentBit != 0 {
      let unsent = UInt64(words[place + head - 1]) << 32 | UInt64(words[place + head - 2])
      total += min(unsent, Self.limit)
      guard total < Self.limit else { return false }
    }
    place += head
    for field in UInt32(0)..<10 {
      let code = codes >> (field * 2) & 3
      if code == PackedCells.Code.expected { continue }
      guard place + (code == PackedCells.Code.two ? 2 : 1) <= end else { return false }
      var value = Int64(words[place])
      place += 1
      if code == PackedCells.Code.whole {
        value *= 10_000
      } else if code == PackedCells.Code.two {
        value |= Int64(words[place]) << 32
        place += 1
      }
      total += min(value.magnitude, Self.limit)
      guard total < Self.limit else { return false }
      if field == 5 { netAmount += value }
      if field == 6 { netAmount -= value }
    }
    return true
  }
}
