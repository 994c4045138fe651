internal import CByteScan

/// Gives equal stretches of bytes equal numbers: 0 for the first seen, 1 for the next, and so on.
public struct ByteInterner: Sendable {
  /// Numbers, counted from 1 (0 is vacant). At least half are vacant, so that most stretches are
  /// found at once.
  private var slots: [UInt32]
  /// The first 31 bytes of each stretch, and how many there are.
  private var words: [(UInt64, UInt64, UInt64, UInt64)] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// An interner without entries.
  public init() {
    slots = Array(repeating: 0, count: 64)
  }

  /// How many different stretches were seen.
  public var count: Int { ends.count }

  /// The bytes that have the number `id`.
  public func bytes(of id: UInt32) -> [UInt8] {
    Array(bytes[range(of: Int(id))])
  }

  /// The number of `stretch`, a new one where it was not seen before.
  ///
  /// - Complexity: O(*n*) in the length of `stretch`.
  public mutating func intern(_ stretch: Span<UInt8>) -> (id: UInt32, isNew: Bool) {
    unsafe stretch.withUnsafeBufferPointer { stretch in
      guard let base = stretch.baseAddress else { return unsafe intern([0], 0) }
      return unsafe intern(base, stretch.count)
    }
  }

  /// The number of `count` bytes, a new one where they were not seen before.
  mutating func intern(
    _ stretch: UnsafePointer<UInt8>, _ count: Int
  ) -> (id: UInt32, isNew: Bool) {
    var key = unsafe key_of_any_name(stretch, count)
    let known = unsafe withTable { table in
      var table = unsafe table
      return unsafe find_name(&table, &key, stretch, count)
    }
    if known != no_name { return (known, false) }
    return (unsafe add(key, stretch, count), true)
  }

  /// Calls `body` with the stretches as they are looked up many at a time.
  @inline(__always)
  func withTable<Result>(_ body: (name_table) -> Result) -> Result {
    unsafe slots.withUnsafeBufferPointer { slots in
      unsafe words.withUnsafeBufferPointer { words in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe ends.withUnsafeBufferPointer { ends in
            unsafe body(
              name_table(
                slots: slots.baseAddress, mask: slots.count - 1, words: words.baseAddress,
                bytes: bytes.baseAddress, ends: ends.baseAddress))
          }
        }
      }
    }
  }

  private mutating func add(
    _ key: name_key, _ stretch: UnsafePointer<UInt8>, _ count: Int
  ) -> UInt32 {
    let id = UInt32(ends.count)
    words.append(key.words)
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: stretch, count: count))
    ends.append(bytes.count)
    if ends.count * 2 > slots.count {
      grow()
    } else {
      place(id, key.hash)
    }
    return id
  }

  private func range(of id: Int) -> Range<Int> {
    (id == 0 ? 0 : ends[id - 1])..<ends[id]
  }

  private mutating func place(_ id: UInt32, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = id + 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for id in ends.indices {
      let range = range(of: id)
      let hash = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe bytes.baseAddress.map {
          unsafe key_of_any_name($0 + range.lowerBound, range.count).hash
        } ?? key_of_any_name([0], 0).hash
      }
      place(UInt32(id), hash)
    }
  }
}

/// A 64-bit hash of bytes, the same on every run and machine: eight bytes a step, folded by a
/// full-width multiplication as in wyhash. It is no defence against crafted collisions; what is
/// found by it is compared byte by byte, or counts among millions of keys at most.
public func fastHash(_ key: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
  unsafe key.withUnsafeBytes { unsafe fastHash($0, seed: seed) }
}

@inline(__always)
func fastHash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
  var state = seed ^ 0xa076_1d64_78bd_642f ^ UInt64(bytes.count)
  var offset = 0
  while offset + 8 <= bytes.count {
    let word = unsafe UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    state = fold(state ^ word, 0xe703_7ed1_a0b4_28db)
    offset += 8
  }
  var word: UInt64 = 0
  if bytes.count >= 8 {
    // The last eight bytes, some of them for the second time.
    word = unsafe UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
  } else {
    while offset < bytes.count {
      word = unsafe word << 8 | UInt64(bytes[offset])
      offset += 1
    }
  }
  return fold(state ^ word, 0x8ebc_6af0_9c88_c6e3)
}

/// The two halves of the full product, folded into one.
@inlinable
public func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}
