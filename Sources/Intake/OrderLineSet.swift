/// Which order lines one file names.
///
/// Numbers of order lines mostly run on, so that a bit each on pages of 4096 numbers holds them in
/// a byte or less. Numbers that stand alone, and hashes, take eight bytes each.
struct OrderLineSet: Sendable {
  /// The numbers on a page.
  static let pageSize: UInt64 = 4096
  /// The words of 64 bits of a page.
  static let pageWords = 64
  /// How many numbers of a page there have to be before it is worth its bits.
  private static let pageLimit = 48

  /// Which run of 4096 numbers each page holds, ascending.
  private(set) var runs: [UInt64]
  /// The pages' bits, 64 words each.
  private(set) var bits: [UInt64]
  /// The keys that stand alone.
  private(set) var alone: [UInt64] = []

  /// The set of some keys.
  init(_ keys: some Sequence<OrderLineKey>) {
    var counts: [UInt64: Int] = [:]
    var run: (number: UInt64, count: Int) = (.max, 0)
    for key in keys where key.isExact {
      if key.run != run.number {
        if run.count > 0 { counts[run.number, default: 0] += run.count }
        run = (key.run, 0)
      }
      run.count += 1
    }
    if run.count > 0 { counts[run.number, default: 0] += run.count }
    runs = counts.filter { $0.value >= Self.pageLimit }.keys.sorted()
    bits = Array(repeating: 0, count: runs.count * Self.pageWords)
    var starts: [UInt64: Int] = [:]
    for (page, run) in runs.enumerated() { starts[run] = page * Self.pageWords }
    var current: (number: UInt64, start: Int) = (.max, -1)
    for key in keys {
      if key.isExact {
        if key.run != current.number { current = (key.run, starts[key.run] ?? -1) }
        if current.start >= 0 {
          bits[current.start + key.wordOnPage] |= key.bitInWord
          continue
        }
      }
      alone.append(key.raw)
    }
  }

  /// A set as it was kept; `nil` where there are not as many bits as pages, or a key is none.
  init?(runs: [UInt64], bits: [UInt64], alone: [UInt64]) {
    guard bits.count == runs.count * Self.pageWords, !alone.contains(0) else { return nil }
    self.runs = runs
    self.bits = bits
    self.alone = alone
  }

  /// Gives stems other numbers.
  ///
  /// - Parameter stems: the new number of each; `UInt32.max` where there is none.
  /// - Returns: `false` where a key has a stem without a number.
  mutating func renumber(_ stems: [UInt32]) -> Bool {
    for index in runs.indices {
      guard let run = OrderLineKey.renumbered(run: runs[index], stems) else { return false }
      runs[index] = run
    }
    for index in alone.indices {
      guard let key = OrderLineKey(raw: alone[index]).renumbered(stems) else { return false }
      alone[index] = key.raw
    }
    return true
  }

  /// Whether a key on a page fits.
  func contains(onPage page: Int, where fits: (OrderLineKey) -> Bool) -> Bool {
    for place in 0..<Self.pageWords {
      var word = bits[page * Self.pageWords + place]
      while word != 0 {
        let number = UInt64(place * 64 + word.trailingZeroBitCount)
        if fits(OrderLineKey(raw: runs[page] &* Self.pageSize | number)) { return true }
        word &= word - 1
      }
    }
    return false
  }
}

extension OrderLineKey {
  /// The run of 4096 numbers that an exact key lies in.
  var run: UInt64 { raw / OrderLineSet.pageSize }

  /// The word of its page that an exact key lies in.
  var wordOnPage: Int { Int(raw % OrderLineSet.pageSize / 64) }

  /// An exact key's bit in its word.
  var bitInWord: UInt64 { 1 << (raw % 64) }

  /// A run of 4096 exact keys with another number of its stem; `nil` where that has none.
  static func renumbered(run: UInt64, _ stems: [UInt32]) -> UInt64? {
    OrderLineKey(raw: run &* OrderLineSet.pageSize).renumbered(stems).map(\.run)
  }
}
