internal import DelimitedText

/// The order lines of the file that is being read, to tell shipments, duplicates and conflicts
/// apart. What other files have is in ``SeenOrderLines``, which needs no room for what a line says.
struct OrderLines {
  /// What a line is, given the lines before it in the same file.
  enum Verdict: Equatable {
    /// Its order line was not seen before.
    case new
    /// A further shipment of an order line.
    case shipment
    /// The same line was seen before, on line `line`.
    case duplicate(line: UInt32)
    /// The order line was seen with another product, price or quantity, on line `line`.
    case conflict(line: UInt32)
  }

  private struct Entry {
    var key: OrderLineKey
    var content: UInt64
    var order: UInt32
    var line: UInt32
  }

  private var entries: [Entry] = []
  /// Indices into `entries`, counted from 1 (0 is vacant), each with the upper half of its key's
  /// hash, so that a line whose order line is new touches one slot of eight bytes.
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  /// Keys and contents of further shipments, folded.
  private var shipments: Set<UInt64> = []

  /// The keys of all order lines, in the order in which they came.
  var keys: some Sequence<OrderLineKey> { entries.lazy.map(\.key) }

  /// Forgets all order lines and keeps the memory.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    for index in slots.indices { slots[index] = 0 }
    shipments.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private static func hash(_ key: OrderLineKey) -> UInt64 {
    fold(key.raw ^ 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db)
  }

  /// Where a key's slots begin. Sixteen numbers that follow each other have slots next to each
  /// other, since files mostly name numbers that run on.
  @inline(__always)
  func home(_ key: OrderLineKey) -> Int {
    let group = fold((key.raw >> 4) ^ 0x8ebc_6af0_9c88_c6e3, 0xa076_1d64_78bd_642f)
    return Int(truncatingIfNeeded: group << 4 | key.raw & 15) & (slots.count - 1)
  }

  /// Reads the slots of order lines that are about to be judged. Nothing follows from what they
  /// hold; but reads that do not wait for each other bring many slots into the cache in the time
  /// that one takes.
  ///
  /// - Parameter homes: where the slots of their keys begin.
  /// - Returns: what comes of all slots, so that no compiler leaves the reads out.
  func touch(_ homes: [Int]) -> UInt64 {
    let slots = slots.span
    return homes.reduce(0) { $0 ^ slots[$1] }
  }

  /// Judges a line and remembers it.
  ///
  /// - Parameters:
  ///   - key: stands for its order line.
  ///   - order: a hash of what all shipments of an order line share.
  ///   - content: a hash of the whole line.
  ///   - line: its physical line.
  /// - Complexity: O(1) on average.
  mutating func judge(
    _ key: OrderLineKey, order: UInt64, content: UInt64, line: UInt32
  ) -> Verdict {
    let order = UInt32(truncatingIfNeeded: order)
    let hash = Self.hash(key)
    var slot = home(key)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let first = entries[Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1]
        if first.key == key {
          if first.content == content || shipments.contains(fold(hash, content | 1)) {
            return .duplicate(line: first.line)
          }
          if first.order != order { return .conflict(line: first.line) }
          shipments.insert(fold(hash, content | 1))
          return .shipment
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    entries.append(Entry(key: key, content: content, order: order, line: line))
    slots[slot] = (hash >> 32) << 32 | UInt64(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return .new
  }

  /// The line that `key` was first seen on, and whether a line of that content was among it and its
  /// further shipments; `nil` when it was not seen.
  func first(_ key: OrderLineKey, content: UInt64) -> (line: UInt32, isSame: Bool)? {
    let hash = Self.hash(key)
    var slot = home(key)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let first = entries[Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1]
        if first.key == key {
          return (
            first.line, first.content == content || shipments.contains(fold(hash, content | 1))
          )
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (index, entry) in entries.enumerated() {
      let hash = Self.hash(entry.key)
      var slot = home(entry.key)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (hash >> 32) << 32 | UInt64(index + 1)
    }
  }
}
