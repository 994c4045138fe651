/// Which order lines the files read so far name, and in which file each comes first.
///
/// Files come in from the latest to the earliest. So the first file to name an order line is the
/// one that counts, and no line ever has to be taken back out of the panel. What each file names is
/// held as ``OrderLineSet`` holds it; keys that stand alone take twelve bytes and more.
struct SeenOrderLines {
  /// A page of numbers that one file names.
  private struct Page {
    let file: UInt32
    /// Where its 64 words begin in `bits`.
    let start: Int
    /// The next page of the same numbers, of an earlier file; −1 for none.
    var next: Int
  }

  /// The first page of each run of 4096 numbers.
  private var firsts: [UInt64: Int] = [:]
  private var pages: [Page] = []
  private var bits: [UInt64] = []
  /// The keys that stand alone, with their files, found by open addressing; 0 is vacant.
  private var keys: [UInt64] = []
  private var files: [UInt32] = []
  private var keyCount = 0
  /// A bit for the runs that have keys standing alone, by a hash of the run: most runs have none.
  private var loneRuns = [UInt64](repeating: 0, count: 1 << 10)
  /// The run last asked for, and its first page.
  private var last: (run: UInt64, page: Int) = (.max, -1)

  /// The file that names an order line first; `nil` where none does.
  ///
  /// - Complexity: O(1) on average, in the number of files that name numbers near by.
  mutating func file(naming key: OrderLineKey) -> UInt32? {
    if key.isExact {
      if key.run != last.run { last = (key.run, firsts[key.run] ?? -1) }
      var page = last.page
      while page >= 0 {
        if bits[pages[page].start + key.wordOnPage] & key.bitInWord != 0 {
          return pages[page].file
        }
        page = pages[page].next
      }
    }
    guard keyCount > 0 else { return nil }
    var slot = Self.home(key.raw, keys.count)
    while keys[slot] != 0 {
      if keys[slot] == key.raw { return files[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  /// Adds the order lines of a file, none of which is named by another file.
  mutating func add(_ set: OrderLineSet, of file: UInt32) {
    for (page, run) in set.runs.enumerated() {
      pages.append(Page(file: file, start: bits.count, next: -1))
      let start = page * OrderLineSet.pageWords
      bits += set.bits[start..<(start + OrderLineSet.pageWords)]
      append(page: pages.count - 1, of: run)
    }
    for key in set.alone { insert(OrderLineKey(raw: key), file) }
    last = (.max, -1)
  }

  /// Whether any order line of the set is named by a file read so far.
  ///
  /// - Complexity: O(pages), and O(1) on average for each key that stands alone.
  mutating func name(anyOf set: OrderLineSet) -> Bool {
    for (index, run) in set.runs.enumerated() {
      var page = firsts[run] ?? -1
      while page >= 0 {
        for word in 0..<OrderLineSet.pageWords
        where bits[pages[page].start + word] & set.bits[index * OrderLineSet.pageWords + word] != 0
        {
          return true
        }
        page = pages[page].next
      }
      if hasLoneKeys(in: run), set.contains(onPage: index, where: { file(naming: $0) != nil }) {
        return true
      }
    }
    return set.alone.contains { file(naming: OrderLineKey(raw: $0)) != nil }
  }

  private func hasLoneKeys(in run: UInt64) -> Bool {
    let bit = Self.home(run, loneRuns.count * 64)
    return loneRuns[bit / 64] >> UInt64(bit % 64) & 1 == 1
  }

  private mutating func append(page: Int, of run: UInt64) {
    guard var place = firsts[run] else {
      firsts[run] = page
      return
    }
    while pages[place].next >= 0 { place = pages[place].next }
    pages[place].next = page
  }

  private static func home(_ key: UInt64, _ count: Int) -> Int {
    let product = (key ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    return Int(truncatingIfNeeded: product.high ^ product.low) & (count - 1)
  }

  private mutating func insert(_ key: OrderLineKey, _ file: UInt32) {
    if key.isExact {
      let bit = Self.home(key.run, loneRuns.count * 64)
      loneRuns[bit / 64] |= 1 << UInt64(bit % 64)
    }
    if (keyCount + 1) * 4 > keys.count * 3 { grow() }
    var slot = Self.home(key.raw, keys.count)
    while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key.raw
    files[slot] = file
    keyCount += 1
  }

  private mutating func grow() {
    let (oldKeys, oldFiles) = (keys, files)
    let count = max(1 << 10, keys.count * 2)
    keys = Array(repeating: 0, count: count)
    files = Array(repeating: 0, count: count)
    for index in oldKeys.indices where oldKeys[index] != 0 {
      var slot = Self.home(oldKeys[index], count)
      while keys[slot] != 0 { slot = (slot + 1) & (count - 1) }
      keys[slot] = oldKeys[index]
      files[slot] = oldFiles[index]
    }
  }
}
