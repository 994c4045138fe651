internal import DelimitedText

/// The order lines seen so far, to tell shipments, duplicates and conflicts apart.
///
/// Files come in from the latest to the earliest. So the first file to name an order line is the
/// one that counts, and no line ever has to be taken back out of the panel.
struct OrderLines {
  /// What stands for an order line's own number: odd.
  static func key(ofLine hash: UInt64) -> UInt64 { hash | 1 }

  /// What stands for an order's number, which its lines share: even, and not 0.
  static func key(ofOrder hash: UInt64) -> UInt64 { max(2, hash & ~1) }

  /// Whether a key stands for an order, so that it does not tell its lines apart.
  static func isOrder(_ key: UInt64) -> Bool { key & 1 == 0 }

  /// What a line is, given the lines before it.
  enum Verdict {
    /// Its order line was not seen before.
    case new
    /// A further shipment of an order line of the same file.
    case shipment
    /// The same line was seen before.
    case duplicate(file: UInt32, line: UInt32)
    /// A later file has the order line with other content.
    case superseded(file: UInt32, line: UInt32)
    /// The same file has the order line with another product, price or quantity.
    case conflict(file: UInt32, line: UInt32)
  }

  private struct Entry {
    var number: UInt64
    var scope: UInt32
    var file: UInt32
    var line: UInt32
    var order: UInt32
    var content: UInt32
  }

  private var entries: [Entry] = []

  /// No order lines yet, with room for `capacity` of them.
  init(capacity: Int = 0) {
    entries.reserveCapacity(capacity)
  }

  /// Indices into `entries`, counted from 1 (0 is vacant), each with the upper half of its number,
  /// so that a line whose order line is new touches one slot of eight bytes.
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  /// Numbers and contents of further shipments, folded.
  private var shipments: Set<UInt64> = []

  private func home(of number: UInt64) -> Int {
    Int(truncatingIfNeeded: number >> 1) & (slots.count - 1)
  }

  /// Reads the slots of order lines that are about to be judged. Nothing follows from what they
  /// hold; but reads that do not wait for each other bring many slots into the cache in the time
  /// that one takes.
  ///
  /// - Returns: something made of all slots, so that no compiler leaves the reads out.
  func touch(_ lines: ArraySlice<ParsedLine>) -> UInt64 {
    lines.reduce(0) { $0 ^ slots[home(of: $1.orderLine)] }
  }

  /// Judges a line and remembers it.
  ///
  /// - Parameters:
  ///   - number: stands for the order line's or the order's number.
  ///   - scope: tells apart what may share a number without being the same order line.
  ///   - order: a hash of what all shipments of an order line share.
  ///   - content: a hash of the whole line.
  ///   - file: the line's file.
  ///   - line: its physical line.
  /// - Complexity: O(1) on average.
  mutating func judge(
    number: UInt64, scope: UInt64, order: UInt64, content: UInt64, file: UInt32, line: UInt32
  ) -> Verdict {
    let entry = Entry(
      number: number, scope: UInt32(truncatingIfNeeded: scope), file: file, line: line,
      order: UInt32(truncatingIfNeeded: order), content: UInt32(truncatingIfNeeded: content))
    var slot = home(of: number)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == number >> 32 {
        let first = entries[Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1]
        if first.number == number, first.scope == entry.scope {
          return judge(entry, against: first, shipment: fold(number ^ scope, content | 1))
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    entries.append(entry)
    slots[slot] = (number >> 32) << 32 | UInt64(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return .new
  }

  /// Judges a line whose order line was seen before.
  private mutating func judge(
    _ entry: Entry, against first: Entry, shipment: UInt64
  ) -> Verdict {
    if first.content == entry.content || shipments.contains(shipment) {
      return .duplicate(file: first.file, line: first.line)
    }
    if first.file != entry.file { return .superseded(file: first.file, line: first.line) }
    if first.order != entry.order { return .conflict(file: first.file, line: first.line) }
    shipments.insert(shipment)
    return .shipment
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (index, entry) in entries.enumerated() {
      var slot = home(of: entry.number)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (entry.number >> 32) << 32 | UInt64(index + 1)
    }
  }
}
