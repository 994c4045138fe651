internal import Procurement

/// Records of one file by stretches of neighbouring products, in the order in which they came.
///
/// They lie in blocks of 4 KiB that belong to one stretch each, in one array for all: to add a record
/// touches nothing but its own place, and the records of a stretch are read back block by block.
struct WaitingRecords: Sendable {
  private var records: [PlainRecord] = []
  /// The stretch that each block belongs to.
  private var owners: [UInt32] = []
  /// Where the next record of each stretch goes, if not to a new block.
  private var next: [Int] = []
  /// How many records wait.
  private(set) var count = 0

  /// The records of a block.
  private static let blockSize = 64

  /// How many stretches there are up to the last that has records.
  var stretchCount: Int { next.count }

  /// Adds a record.
  @inline(__always)
  mutating func append(_ record: PlainRecord, stretch: Int) {
    while stretch >= next.count { next.append(0) }
    var place = next[stretch]
    if place.isMultiple(of: Self.blockSize) { place = addBlock(to: stretch, filler: record) }
    records[place] = record
    next[stretch] = place + 1
    count += 1
  }

  private mutating func addBlock(to stretch: Int, filler: PlainRecord) -> Int {
    let place = owners.count * Self.blockSize
    owners.append(UInt32(stretch))
    if records.count <= place {
      records.append(contentsOf: repeatElement(filler, count: Self.blockSize))
    }
    return place
  }

  /// Forgets all records and keeps the memory.
  mutating func removeAll() {
    owners.removeAll(keepingCapacity: true)
    next.removeAll(keepingCapacity: true)
    count = 0
  }

  /// Some records of one stretch.
  struct Block {
    let stretch: Int
    let places: Range<Int>
  }

  /// All records, by stretch.
  var blocks: [Block] {
    var ends = [Int](repeating: 0, count: next.count + 1)
    for owner in owners { ends[Int(owner) + 1] += 1 }
    for index in ends.indices.dropFirst() { ends[index] += ends[index - 1] }
    var result = [Block](repeating: Block(stretch: 0, places: 0..<0), count: owners.count)
    for (index, owner) in owners.enumerated() {
      let stretch = Int(owner)
      let start = index * Self.blockSize
      let end = start + Self.blockSize
      let isOpen = (start..<end).contains(next[stretch])
      result[ends[stretch]] = Block(
        stretch: stretch, places: start..<(isOpen ? next[stretch] : end))
      ends[stretch] += 1
    }
    return result
  }

  /// The records of a block.
  subscript(block: Block) -> ArraySlice<PlainRecord> { records[block.places] }
}
