internal import Intake
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

  /// What comes of reads whose only end is to bring memory near.
  private var touched: UInt32 = 0
  /// How many records there is room for from the first one on.
  private let room: Int

  /// No records yet.
  ///
  /// - Parameter room: how many records are likely to wait at most. The system gives memory when it is
  ///   first touched, while an array that grows is copied over and over.
  init(room: Int) {
    self.room = room
  }

  /// The records of a block.
  private static let blockSize = 64
  /// How many records' places are brought into the cache at once.
  private static var ahead: Int { 64 }

  /// How many stretches there are up to the last that has records.
  var stretchCount: Int { next.count }

  /// Adds records until one is met that is not plain.
  ///
  /// - Parameter stretch: the products of a stretch, as a power of two.
  /// - Returns: the records that are not added.
  mutating func append(
    _ added: ArraySlice<PurchaseRecord>, stretch: Int
  ) -> ArraySlice<PurchaseRecord> {
    var index = added.startIndex
    var near = index
    while index < added.endIndex {
      if index == near {
        near = min(index + Self.ahead, added.endIndex)
        touched ^= touch(added[index..<near], stretch: stretch)
      }
      let end = Self.fill(&records, &next, with: added[..<near], from: index, stretch: stretch)
      count += end - index
      index = end
      if index == near { continue }
      guard let record = PlainRecord(added[index]) else { break }
      // Its stretch has no room left.
      let owner = Int(record.product >> stretch)
      while owner >= next.count { next.append(0) }
      let place = addBlock(to: owner, filler: record)
      records[place] = record
      next[owner] = place + 1
      count += 1
      index += 1
    }
    return added[index...]
  }

  /// Reads the places that records go to. Nothing follows from what they hold; but reads that do
  /// not wait for each other bring many places into the cache in the time that one takes.
  private func touch(_ added: ArraySlice<PurchaseRecord>, stretch: Int) -> UInt32 {
    let (places, room) = (next.span, records.span)
    var touched: UInt32 = 0
    for index in added.indices {
      let owner = Int(added[index].product >> stretch)
      if owner < places.count, places[owner] < room.count { touched ^= room[places[owner]].line }
    }
    return touched
  }

  /// Adds records to blocks that have room for them; these are almost all.
  ///
  /// - Returns: the index of the first that is not plain, or needs a new block.
  private static func fill(
    _ records: inout [PlainRecord], _ next: inout [Int], with added: ArraySlice<PurchaseRecord>,
    from first: Int, stretch: Int
  ) -> Int {
    // Arrays would look for other owners at every record.
    var places = next.mutableSpan
    var room = records.mutableSpan
    var index = first
    while index < added.endIndex, let record = PlainRecord(added[index]) {
      let owner = Int(record.product >> stretch)
      guard owner < places.count, !places[owner].isMultiple(of: blockSize) else { break }
      room[places[owner]] = record
      places[owner] += 1
      index += 1
    }
    return index
  }

  private mutating func addBlock(to stretch: Int, filler: PlainRecord) -> Int {
    let place = owners.count * Self.blockSize
    owners.append(UInt32(stretch))
    if records.isEmpty { records.reserveCapacity(room) }
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
