/// Which order lines the files read so far name, and in which file each comes first.
///
/// Files come in from the latest to the earliest. So the first file to name an order line is the
/// one that counts, and no line ever has to be taken back out of the panel.
///
/// Numbers of order lines mostly run on, so that a bit each on pages of 4096 numbers holds them in
/// a byte or less. Numbers that stand alone, and hashes, take twelve bytes and more.
struct SeenOrderLines {
  /// A page of numbers that one file names.
  private struct Page {
    let file: UInt32
    /// Where its 64 words begin in `bits`.
    let start: Int
    /// The next page of the same numbers, of an earlier file; −1 for none.
    var next: Int
  }

  /// How many numbers of a page there have to be before it is worth its bits.
  private static let pageLimit = 48

  /// The first page of each run of 4096 numbers.
  private var firsts: [UInt64: Int] = [:]
  private var pages: [Page] = []
  private var bits: [UInt64] = []
  /// The keys that stand alone, with their files, found by open addressing; 0 is vacant.
  private var keys: [UInt64] = []
  private var files: [UInt32] = []
  private var keyCount = 0
  /// The run last asked for, and its first page.
  private var last: (run: UInt64, page: Int) = (.max, -1)

  /// The file that names an order line first; `nil` where none does.
  ///
  /// - Complexity: O(1) on average, in the number of files that name numbers near by.
  mutating func file(naming key: OrderLineKey) -> UInt32? {
    if key.isExact {
      let run = key.raw >> 12
      if run != last.run { last = (run, firsts[run] ?? -1) }
      var page = last.page
      while page >= 0 {
        let place = pages[page].start + Int(key.raw & 4095) / 64
        if bits[place] >> (key.raw & 63) & 1 == 1 { return pages[page].file }
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
  mutating func add(_ named: some Sequence<OrderLineKey>, of file: UInt32) {
    var counts: [UInt64: Int] = [:]
    var run: (number: UInt64, count: Int) = (.max, 0)
    for key in named where key.isExact {
      if key.raw >> 12 != run.number {
        if run.count > 0 { counts[run.number, default: 0] += run.count }
        run = (key.raw >> 12, 0)
      }
      run.count += 1
    }
    if run.count > 0 { counts[run.number, default: 0] += run.count }
    var own: [UInt64: Int] = [:]
    for (number, count) in counts.sorted(by: { $0.key < $1.key }) where count >= Self.pageLimit {
      own[number] = bits.count
      pages.append(Page(file: file, start: bits.count, next: -1))
      bits.append(contentsOf: repeatElement(0, count: 64))
      append(page: pages.count - 1, of: number)
    }
    var current: (number: UInt64, start: Int) = (.max, -1)
    for key in named {
      if key.isExact {
        if key.raw >> 12 != current.number {
          current = (key.raw >> 12, own[key.raw >> 12] ?? -1)
        }
        if current.start >= 0 {
          bits[current.start + Int(key.raw & 4095) / 64] |= 1 << (key.raw & 63)
          continue
        }
      }
      insert(key.raw, file)
    }
    last = (.max, -1)
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

  private mutating func insert(_ key: UInt64, _ file: UInt32) {
    if (keyCount + 1) * 4 > keys.count * 3 { grow() }
    var slot = Self.home(key, keys.count)
    while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
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
