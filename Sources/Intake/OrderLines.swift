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
    var key: UInt64
    var file: UInt32
    var line: UInt32
    var order: UInt32
    var content: UInt32
  }

  private static let vacant = Entry(key: 0, file: 0, line: 0, order: 0, content: 0)
  private var slots = [Entry](repeating: vacant, count: 1 << 10)
  private var count = 0
  /// Keys and contents of further shipments, folded.
  private var shipments: Set<UInt64> = []

  /// Judges a line and remembers it.
  ///
  /// - Parameters:
  ///   - key: a hash of the order line; never 0.
  ///   - order: a hash of what all shipments of an order line share.
  ///   - content: a hash of the whole line.
  ///   - file: the line's file.
  ///   - line: its physical line.
  /// - Complexity: O(1) on average.
  mutating func judge(
    key: UInt64, order: UInt64, content: UInt64, file: UInt32, line: UInt32
  ) -> Verdict {
    let order = UInt32(truncatingIfNeeded: order)
    let content32 = UInt32(truncatingIfNeeded: content)
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot].key != 0 {
      if slots[slot].key == key {
        let first = slots[slot]
        if first.content == content32 || shipments.contains(fold(key, content | 1)) {
          return .duplicate(file: first.file, line: first.line)
        }
        if first.file != file { return .superseded(file: first.file, line: first.line) }
        if first.order != order { return .conflict(file: first.file, line: first.line) }
        shipments.insert(fold(key, content | 1))
        return .shipment
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Entry(key: key, file: file, line: line, order: order, content: content32)
    count += 1
    if count * 3 > slots.count * 2 { grow() }
    return .new
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.vacant, count: old.count * 2)
    for entry in old where entry.key != 0 {
      var slot = Int(truncatingIfNeeded: entry.key) & (slots.count - 1)
      while slots[slot].key != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
