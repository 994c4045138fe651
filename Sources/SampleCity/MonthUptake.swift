/// What arrived in a month, as whoever reads the month's file must find it.
struct MonthUptake {
  /// Smallest preparation units after returns, by pair.
  private(set) var units: [Int]
  /// What institutions owe distributors for goods that arrived, in 分: the institution's place
  /// times ``distributors`` plus the distributor's.
  private(set) var owed: [Int]
  let distributors: Int

  init(pairs: Int, institutions: Int, distributors: Int) {
    units = Array(repeating: 0, count: pairs)
    owed = Array(repeating: 0, count: institutions * distributors)
    self.distributors = distributors
  }

  /// Adds a line; one that cannot be read adds nothing.
  ///
  /// - Parameters:
  ///   - pair: the pair that buys.
  ///   - isConfirmed: whether the line states what arrived; else what was ordered counts.
  ///   - ratio: smallest preparation units in a pack, as the line states it.
  mutating func add(
    _ line: PurchaseLine, of pair: Int, ratio: Int, isConfirmed: Bool, blemish: Blemish?
  ) {
    guard blemish?.isCounted ?? true, line.status != .cancelled else { return }
    let arrived =
      !isConfirmed
      ? max(0, line.quantity) : blemish == .twoShipments ? line.quantity : line.arrived
    let packs = arrived - line.returned + min(0, line.quantity)
    units[pair] += packs * ratio
    owed[line.institution * distributors + line.distributor] += packs * line.price
  }
}

extension Blemish {
  /// Whether the line can be read and counts.
  fileprivate var isCounted: Bool {
    switch self {
    case .missingValue, .damagedCode, .cancelled, .amountMismatch, .textInNumber, .badDate,
      .zeroQuantity, .unknownChannel, .extraField:
      false
    default: true
    }
  }
}
