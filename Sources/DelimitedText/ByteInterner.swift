internal import CByteScan

/// Gives equal stretches of bytes equal numbers: 0 for the first seen, 1 for the next, and so on.
public struct ByteInterner: Sendable {
  /// Up to 24 bytes in three words, so that codes and most names are compared without a look at the
  /// bytes themselves.
  struct Words: Equatable, Sendable {
    let first: UInt64
    let middle: UInt64
    let last: UInt64
    /// How many bytes there are, those that the words do not hold among them.
    let count: UInt32

    /// The bytes that the words hold, when there are no more.
    static let limit = 24

    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
      self.count = UInt32(truncatingIfNeeded: count)
      if count >= 8 {
        // The words overlap where there are fewer bytes than they hold.
        unsafe first = eight_bytes(bytes)
        unsafe last = eight_bytes(bytes + count - 8)
        middle = unsafe count > 16 ? eight_bytes(bytes + 8) : last
      } else {
        var word: UInt64 = 0
        for offset in 0..<count { word = unsafe word << 8 | UInt64(bytes[offset]) }
        (first, middle, last) = (word, 0, 0)
      }
    }
  }

  /// A stretch of bytes as it is looked up.
  struct Key: Sendable {
    let words: Words
    /// A hash of all bytes.
    let hash: UInt32

    /// How many bytes there are.
    var count: Int { Int(words.count) }

    @inline(__always)
    init(_ words: Words, _ bytes: UnsafePointer<UInt8>) {
      self.words = words
      var hash = fold(
        words.first ^ 0xa076_1d64_78bd_642f ^ UInt64(words.count),
        words.middle ^ 0xe703_7ed1_a0b4_28db)
      if words.count > Words.limit {
        var offset = 16
        while offset + 8 < Int(words.count) {
          hash = unsafe fold(hash ^ eight_bytes(bytes + offset), 0xe703_7ed1_a0b4_28db)
          offset += 8
        }
      }
      self.hash = UInt32(truncatingIfNeeded: fold(hash ^ words.last, 0x8ebc_6af0_9c88_c6e3))
    }
  }

  /// Numbers, counted from 1 (0 is vacant).
  private var slots: [UInt32]
  private var keys: [Key] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// An interner without entries.
  public init() {
    slots = Array(repeating: 0, count: 64)
  }

  /// How many different stretches were seen.
  public var count: Int { keys.count }

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

  private mutating func intern(
    _ stretch: UnsafePointer<UInt8>, _ count: Int
  ) -> (id: UInt32, isNew: Bool) {
    unsafe intern(Key(Words(stretch, count), stretch), stretch)
  }

  /// What the slot of a key that is about to be looked up holds. Reads that do not wait for each
  /// other bring many slots into the cache in the time that one takes.
  @inline(__always)
  func slot(_ key: Key) -> UInt32 { slots[Int(key.hash) & (slots.count - 1)] }

  /// Reads the entry that a slot names, as ``slot(_:)`` reads slots. Nothing follows from what it
  /// holds.
  ///
  /// - Returns: something made of what was read, so that no compiler leaves the reads out.
  @inline(__always)
  func touch(_ slot: UInt32) -> UInt64 {
    if slot == 0 { return 0 }
    // An entry may lie across two lines of the cache.
    return keys[Int(slot) - 1].words.first ^ UInt64(keys[Int(slot) - 1].hash)
  }

  /// The number of a key.
  ///
  /// - Parameter stretch: the key's bytes.
  @inline(__always)
  mutating func intern(
    _ key: Key, _ stretch: UnsafePointer<UInt8>
  ) -> (id: UInt32, isNew: Bool) {
    if let id = unsafe find(key, stretch) { return (id, false) }
    return (unsafe add(key, stretch), true)
  }

  @inline(never)
  private mutating func add(_ key: Key, _ stretch: UnsafePointer<UInt8>) -> UInt32 {
    let id = UInt32(keys.count)
    keys.append(key)
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: stretch, count: key.count))
    ends.append(bytes.count)
    if keys.count * 4 > slots.count * 3 {
      grow()
    } else {
      place(id, key.hash)
    }
    return id
  }

  @inline(__always)
  private func find(_ key: Key, _ stretch: UnsafePointer<UInt8>) -> UInt32? {
    let mask = slots.count - 1
    var slot = Int(key.hash) & mask
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if keys[Int(id)].words == key.words,
        unsafe key.count <= Words.limit || isEqual(stretch, Int(id))
      {
        return id
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Whether the bytes of an entry of the same length are those of `stretch`.
  private func isEqual(_ stretch: UnsafePointer<UInt8>, _ id: Int) -> Bool {
    let range = range(of: id)
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return true }
      return unsafe same_bytes(stretch, base + range.lowerBound, range.count) != 0
    }
  }

  private func range(of id: Int) -> Range<Int> {
    (id == 0 ? 0 : ends[id - 1])..<ends[id]
  }

  private mutating func place(_ id: UInt32, _ hash: UInt32) {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = id + 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (id, key) in keys.enumerated() { place(UInt32(id), key.hash) }
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
