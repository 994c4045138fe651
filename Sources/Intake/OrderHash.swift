internal import DelimitedText
internal import Procurement

/// Hashes of what order lines are compared by.
enum OrderHash {
  /// What all shipments of an order line share, but for product and institution.
  static func order(_ numbers: Numbers, _ channel: Channel) -> UInt64 {
    if numbers.hasPriceOfArrival {
      return fold(UInt64(bitPattern: numbers.quantity) ^ UInt64(channel.rawValue) << 56, first)
    }
    var hash = fold(UInt64(bitPattern: numbers.price) ^ 0x9E37_79B9_7F4A_7C15, first)
    hash = fold(hash ^ UInt64(bitPattern: numbers.quantity), first)
    hash = fold(hash ^ UInt64(bitPattern: numbers.amount), first)
    return fold(hash ^ UInt64(channel.rawValue), first)
  }

  /// Everything else that two equal lines share, but for the distributor.
  static func content(
    _ numbers: Numbers, _ day: Day, delivery: UInt64, isUndelivered: Bool
  ) -> UInt64 {
    var hash = fold(day.code ^ 0x85EB_CA77_C2B2_AE63, second)
    hash = fold(hash ^ delivery, second)
    hash = fold(hash ^ UInt64(bitPattern: numbers.arrived), second)
    if numbers.returned != 0 || numbers.returnedAmount != 0 || isUndelivered
      || numbers.hasPriceOfArrival
    {
      if numbers.hasPriceOfArrival {
        hash = fold(hash ^ UInt64(bitPattern: numbers.price), first)
      }
      hash = fold(hash ^ UInt64(bitPattern: numbers.returned), first)
      hash = fold(hash ^ UInt64(bitPattern: numbers.returnedAmount), first)
      if isUndelivered { hash = fold(hash ^ 1, first) }
    }
    return hash
  }

  /// The hash of an order with its product and institution, given hashes of their codes.
  static func order(_ line: UInt64, _ product: UInt64, _ institution: UInt64) -> UInt64 {
    fold(line ^ product ^ (institution << 32 | institution >> 32), second)
  }

  /// The hash of a whole line, given a hash of the distributor's name.
  static func content(_ line: UInt64, order: UInt64, distributor: UInt64) -> UInt64 {
    fold(line ^ distributor, order | 1)
  }

  private static let first: UInt64 = 0xe703_7ed1_a0b4_28db
  private static let second: UInt64 = 0x8ebc_6af0_9c88_c6e3
}

extension Day {
  /// Stands for the day; never 0.
  var code: UInt64 { UInt64(UInt32(bitPattern: month.index)) << 8 | UInt64(day) }
}
