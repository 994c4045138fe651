import Procurement

/// The order lines that the platform exports for one month.
struct PlatformMonth {
  private let city: City
  private let month: Int
  private let layout: PlatformLayout
  private var random: RandomSource
  /// The pair of each line, in the order of the file.
  private var slots: [Int32] = []
  private var blemishes: [Int: Blemish] = [:]

  /// Amounts in 分 that public institutions bought, drugs (without slices) and high-value
  /// consumables.
  private(set) var publicDrugs = 0
  private(set) var publicHighValue = 0
  /// Lines without blemishes, kept for a later file to repeat.
  private(set) var kept: [PurchaseLine] = []

  /// - Parameters:
  ///   - lines: how many lines the month has.
  ///   - blemishes: how many of each kind.
  init(
    city: City, pieces: PlatformLayout.Pieces, month: Int, lines: Int, seed: UInt64,
    blemishes: [Blemish: Int]
  ) {
    self.city = city
    self.month = month
    layout = PlatformLayout(city: city, pieces: pieces, month: month)
    random = RandomSource(seed: seed, stream: 1_000 + UInt64(month))
    deal(lines: lines)
    scatter(blemishes)
  }

  /// Deals the lines to the pairs that buy in the month, by their weights.
  private mutating func deal(lines: Int) {
    let watched = city.watched(in: month)
    var active: [Int32] = []
    var weight = 0
    for (index, pair) in city.pairs.enumerated() where pair.months.contains(month) {
      // Drawn for every pair, so that an anomaly more does not change who else buys.
      let buys = random.chance(870)
      guard buys || watched.contains(pair.product) else { continue }
      active.append(Int32(index))
      weight += pair.weight
    }
    slots.reserveCapacity(lines)
    var before = 0
    for index in active {
      let after = before + city.pairs[Int(index)].weight
      let count = lines * after / weight - lines * before / weight
      slots.append(contentsOf: repeatElement(index, count: count))
      before = after
    }
    random.shuffle(&slots)
  }

  /// Puts the blemishes on lines drawn at random, one on each.
  private mutating func scatter(_ counts: [Blemish: Int]) {
    guard slots.count > 4 else { return }
    var taken: Set<Int> = [slots.count - 1]
    for blemish in Blemish.allCases {
      var left = counts[blemish] ?? 0
      var tries = left * 20
      while left > 0, tries > 0 {
        tries -= 1
        let slot = random.below(slots.count - 1)
        let needed = blemish.takesTwoLines ? [slot, slot + 1] : [slot]
        guard taken.isDisjoint(with: needed) else { continue }
        taken.formUnion(needed)
        blemishes[slot] = blemish
        left -= 1
      }
    }
  }

  /// Hands the lines over in chunks of about a mebibyte.
  ///
  /// - Parameters:
  ///   - keeping: how many lines without blemishes to keep.
  ///   - isCutOff: whether the last line ends in the middle.
  mutating func write<Failure: Error>(
    keeping: Int, isCutOff: Bool, into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let exceptions = city.exceptions(in: month)
    let days = city.firstMonth.advanced(by: month).lastDay.day
    let stride = max(1, slots.count / max(1, keeping * 2))
    var bytes = PlatformColumn.headerRow
    bytes.reserveCapacity(1 << 20 + 4096)
    var slot = 0
    while slot < slots.count {
      let pair = Int(slots[slot])
      var line = makeLine(
        pair: pair, serial: slot + 1, day: 1 + slot * days / slots.count,
        exception: exceptions.isEmpty ? nil : exceptions[pair])
      if isCutOff, slot == slots.count - 1 {
        let fields = layout.fields(line).prefix(PlatformColumn.amount.rawValue)
        layout.append(fields: fields, to: &bytes)
      } else if let blemish = blemishes[slot] {
        slot += appendBlemished(&line, blemish, to: &bytes)
      } else {
        layout.append(line, to: &bytes)
        if kept.count < keeping, slot % stride == 0, line.quantity > 1 { kept.append(line) }
      }
      count(line)
      slot += 1
      if bytes.count >= 1 << 20 {
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink(bytes)
  }

  private mutating func makeLine(
    pair index: Int, serial: Int, day: Int, exception: Int?
  ) -> PurchaseLine {
    let pair = city.pairs[index]
    let price = exception ?? city.price(of: pair, in: month)
    // One draw for all that varies: the size of the order, its delivery, its distributor.
    let draw = Int(truncatingIfNeeded: random.next() >> 1)
    let quantity = max(1, pair.quantity * (70 + draw % 61) / 100)
    let delivery = draw / 61 % 1000
    let status: PurchaseLine.Status =
      delivery < 6 ? .outOfStock : delivery < 36 && quantity > 1 ? .partlySent : .sent
    let arrived =
      switch status {
      case .outOfStock, .cancelled: 0
      case .partlySent: max(1, quantity * (40 + delivery) / 100)
      case .sent: quantity
      }
    let other = draw / 61_000 % 1000
    return PurchaseLine(
      serial: serial, day: day, product: pair.product, institution: pair.institution,
      distributor: other < 15 ? other % city.distributors.count : pair.distributor, price: price,
      listing: city.prices.listing(pair.product, month), amount: price * quantity,
      quantity: quantity, arrived: arrived, transit: 1 + draw / 61_000_000 % 7, status: status)
  }

  /// Appends the line with its blemish, and a second one where it takes two.
  ///
  /// - Returns: the lines beyond the first.
  private mutating func appendBlemished(
    _ line: inout PurchaseLine, _ blemish: Blemish, to bytes: inout [UInt8]
  ) -> Int {
    let lineFeed = UInt8(ascii: "\n")
    let calendarMonth = city.firstMonth.advanced(by: month)
    blemish.change(&line)
    if blemish == .blankLine { bytes.append(lineFeed) }
    var fields = layout.fields(line)
    if blemish == .conflict {
      layout.append(line, to: &bytes)
    }
    blemish.change(&fields, month: calendarMonth, day: line.day, random: &random)
    layout.append(fields: fields, to: &bytes)
    bytes.append(lineFeed)
    switch blemish {
    case .duplicate:
      layout.append(line, to: &bytes)
    case .twoShipments:
      var second = line
      second.arrived = line.quantity - line.arrived
      second.transit = line.transit + 4
      layout.append(second, to: &bytes)
    default: break
    }
    return blemish.takesTwoLines ? 1 : 0
  }

  private mutating func count(_ line: PurchaseLine) {
    guard city.institutions[line.institution].isPublic, line.status != .cancelled else { return }
    let category = city.products[line.product].category
    if category.isCountedDrug { publicDrugs += line.amount }
    if category == .highValue { publicHighValue += line.amount }
  }
}
