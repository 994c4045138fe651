internal import DelimitedText

/// What tells order lines apart, in 64 bits.
///
/// A number such as `P25120000017` is told apart exactly: its stem has a number over all files, and
/// the digits follow. What does not end in digits, or in more than twelve, stands as a hash of 62
/// bits, which among ten million different ones meets with a chance of one in a hundred thousand.
struct OrderLineKey: Hashable {
  /// The bits; never 0.
  let raw: UInt64

  /// The stems that have a place in a key; further ones are hashed.
  static let stemLimit = 1 << 21
  /// The bits of the number: twelve digits have room in them.
  private static let numberBits: UInt64 = 40
  private static let exact: UInt64 = 1 << 63

  /// A key as it was kept.
  init(raw: UInt64) {
    self.raw = raw
  }

  /// An exact key.
  ///
  /// - Parameters:
  ///   - stem: the stem's number over all files, below ``stemLimit``.
  init(stem: UInt32, number: UInt64) {
    raw = Self.exact | UInt64(stem) << Self.numberBits | number
  }

  /// A key of a number that is hashed.
  ///
  /// - Parameter isReturn: a number may stand for a purchase and for a return of it.
  init(hash: UInt64, isReturn: Bool) {
    let mark: UInt64 = isReturn ? 0x9E37_79B9_7F4A_7C15 : 0xC2B2_AE3D_27D4_EB4F
    raw = max(1, fold(hash ^ mark, 0xe703_7ed1_a0b4_28db) & ~Self.exact)
  }

  /// A key of an order's number, which its lines share; together with what was ordered it tells
  /// them apart.
  init(order hash: UInt64, content: UInt64) {
    raw = max(1, fold(hash ^ 0x8ebc_6af0_9c88_c6e3, content | 1) & ~Self.exact)
  }

  /// Whether the key is no hash.
  var isExact: Bool { raw & Self.exact != 0 }

  /// The key with another number of its stem; `nil` where that has none.
  ///
  /// - Parameter stems: the new number of each stem; `UInt32.max` where there is none.
  func renumbered(_ stems: [UInt32]) -> OrderLineKey? {
    guard isExact else { return self }
    let stem = Int((raw & ~Self.exact) >> Self.numberBits)
    guard stem < stems.count, stems[stem] < Self.stemLimit else { return nil }
    let rest = raw & ((1 << Self.numberBits) - 1)
    return OrderLineKey(raw: Self.exact | UInt64(stems[stem]) << Self.numberBits | rest)
  }
}
