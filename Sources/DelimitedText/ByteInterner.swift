internal import CByteScan

/// Gives equal stretches of bytes equal numbers: 0 for the first seen, 1 for the next, and so on.
public struct ByteInterner: Sendable {
  /// Numbers, counted from 1 (0 is vacant), each with the upper half of its hash.
  private var slots: [UInt64]
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

  /// The number of `key`, a new one where it was not seen before.
  ///
  /// - Complexity: O(*n*) in the length of `key`.
  public mutating func intern(_ key: Span<UInt8>) -> (id: UInt32, isNew: Bool) {
    unsafe key.withUnsafeBufferPointer { unsafe intern($0) }
  }

  /// Reads the slot of a key that is about to be looked up, and the beginning of the entry in it.
  /// Nothing follows from what they hold; but reads that do not wait for each other bring many of
  /// them into the cache in the time that one takes.
  ///
  /// - Returns: something made of what was read, so that no compiler leaves the reads out.
  func touch(_ hash: UInt64) -> UInt64 {
    unsafe slots.withUnsafeBufferPointer { slots in
      let entry = unsafe slots[Int(truncatingIfNeeded: hash >> 1) & (slots.count - 1)]
      if entry == 0 { return 0 }
      let start = range(of: Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1).lowerBound
      return start < bytes.count ? UInt64(bytes[start]) : 0
    }
  }

  mutating func intern(_ key: UnsafeBufferPointer<UInt8>) -> (id: UInt32, isNew: Bool) {
    unsafe intern(key, hash: fastHash(UnsafeRawBufferPointer(key)) | 1)
  }

  /// - Parameter hash: the key's hash with its lowest bit set.
  mutating func intern(
    _ key: UnsafeBufferPointer<UInt8>, hash: UInt64
  ) -> (id: UInt32, isNew: Bool) {
    if let id = unsafe find(key, hash) { return (id, false) }
    let id = UInt32(ends.count)
    unsafe bytes.append(contentsOf: key)
    ends.append(bytes.count)
    if ends.count * 2 > slots.count { grow() }
    var slot = Int(truncatingIfNeeded: hash >> 1) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Self.slot(hash, id)
    return (id, true)
  }

  private func find(_ key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> UInt32? {
    unsafe slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: hash >> 1) & mask
      while true {
        let entry = unsafe slots[slot]
        if entry == 0 { return nil }
        if entry >> 32 == hash >> 32 {
          let id = UInt32(truncatingIfNeeded: entry) - 1
          if unsafe isEqual(key, Int(id)) { return id }
        }
        slot = (slot + 1) & mask
      }
    }
  }

  private static func slot(_ hash: UInt64, _ id: UInt32) -> UInt64 {
    (hash >> 32) << 32 | UInt64(id + 1)
  }

  /// Forgets all entries and keeps the memory.
  public mutating func removeAll() {
    for index in slots.indices { slots[index] = 0 }
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  private func range(of id: Int) -> Range<Int> {
    (id == 0 ? 0 : ends[id - 1])..<ends[id]
  }

  private func isEqual(_ key: UnsafeBufferPointer<UInt8>, _ id: Int) -> Bool {
    let range = range(of: id)
    guard range.count == key.count else { return false }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let left = key.baseAddress, let right = bytes.baseAddress else {
        return true
      }
      return unsafe same_bytes(left, right + range.lowerBound, key.count) != 0
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for id in 0..<(ends.count - 1) {
      let range = range(of: id)
      let hash = unsafe bytes.withUnsafeBytes { unsafe fastHash($0[range]) } | 1
      var slot = Int(truncatingIfNeeded: hash >> 1) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Self.slot(hash, UInt32(id))
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
func fastHash(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt64 {
  unsafe fastHash(UnsafeRawBufferPointer(rebasing: bytes))
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
