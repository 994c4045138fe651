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

  /// What the month's lines amount to.
  private(set) var totals: PlatformTotals
  /// What arrived of it.
  private(set) var uptake: MonthUptake
  /// What is planted on the month's lines.
  private let effects: [Int: PlantedEffect]
  /// Lines without blemishes, kept for a later file to repeat.
  private(set) var kept: [PurchaseLine] = []

  /// - Parameters:
  ///   - lines: how many lines the month has.
  ///   - blemishes: how many of each kind; `nil` for a month without dirt of any kind.
  init(
    city: City, pieces: PlatformLayout.Pieces, month: Int, lines: Int, seed: UInt64,
    blemishes: [Blemish: Int]?
  ) {
    self.city = city
    self.month = month
    totals = PlatformTotals(institutions: city.institutions.count)
    uptake = MonthUptake(
      pairs: city.pairs.count, institutions: city.institutions.count,
      distributors: city.distributors.count)
    effects = city.effects(in: month)
    layout = PlatformLayout(
      city: city, pieces: pieces, month: month, variesDates: blemishes != nil)
    random = RandomSource(seed: seed, stream: 1_000 + UInt64(month))
    deal(lines: lines)
    scatter(blemishes ?? [:])
  }

  /// Deals the lines to the pairs that buy in the month, by their weights.
  private mutating func deal(lines: Int) {
    var active: [Int32] = []
    var weight = 0
    for (index, pair) in city.pairs.enumerated() where city.isActive(pair, in: month) {
      // Drawn for every pair, so that an anomaly more does not change who else buys. All buy what
      // something is planted on, so that it shows.
      let buys = random.chance(870)
      guard buys || city.planted.watched.contains(pair.product) else { continue }
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
        guard taken.isDisjoint(with: needed),
          !needed.contains(where: {
            let pair = city.pairs[Int(slots[$0])]
            return city.planted.watched.contains(pair.product)
              || pair.institution == city.unconfirmed
          })
        else { continue }
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
    let days = city.firstMonth.advanced(by: month).lastDay.day
    let stride = max(1, slots.count / max(1, keeping * 2))
    var bytes = PlatformColumn.headerRow
    bytes.reserveCapacity(1 << 20 + 4096)
    var slot = 0
    while slot < slots.count {
      let pair = Int(slots[slot])
      var line = makeLine(
        pair: pair, serial: slot + 1, day: 1 + slot * days / slots.count,
        effect: effects.isEmpty ? nil : effects[pair])
      var blemish = blemishes[slot]
      if isCutOff, slot == slots.count - 1 {
        // Read by nobody, as a line with a comma too many.
        blemish = .extraField
        let fields = layout.fields(line).prefix(PlatformColumn.amount.rawValue)
        layout.append(fields: fields, to: &bytes)
      } else if let blemish {
        slot += appendBlemished(&line, blemish, to: &bytes)
      } else {
        layout.append(line, to: &bytes)
        if kept.count < keeping, slot % stride == 0, line.quantity > 1 { kept.append(line) }
      }
      count(line)
      uptake.add(
        line, of: pair,
        ratio: line.variant.map { city.planted.variants[$0].ratio }
          ?? city.products[line.product].ratio,
        isConfirmed: line.institution != city.unconfirmed, blemish: blemish)
      slot += 1
      if bytes.count >= 1 << 20 {
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink(bytes)
  }

  private mutating func makeLine(
    pair index: Int, serial: Int, day: Int, effect: PlantedEffect?
  ) -> PurchaseLine {
    let pair = city.pairs[index]
    let price = city.price(of: pair, in: month)
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
    var line = PurchaseLine(
      serial: serial, day: day, product: pair.product, institution: pair.institution,
      distributor: other < 15 ? other % city.distributors.count : pair.distributor, price: price,
      listing: city.prices.listing(pair.product, month), amount: price * quantity,
      quantity: quantity, arrived: arrived, transit: 1 + draw / 61_000_000 % 7, status: status)
    if let effect { apply(effect, to: &line) }
    return line
  }

  private func apply(_ effect: PlantedEffect, to line: inout PurchaseLine) {
    if let permille = effect.permille {
      let basis =
        switch effect.basis {
        case .usual: city.prices.price(line.product, month)
        case .listing: line.listing
        case .fixed(let price): price
        }
      line.price = max(basis + 2, basis * permille / 1000)
    }
    if let (times, over) = effect.rescale {
      line.price = max(1, (line.price * times + over / 2) / over)
      // A pack of another size is listed at another price; a wrong unit is not.
      if !effect.isAnomaly { line.listing = line.listing * times / over }
      line.quantity = max(1, line.quantity * over / times)
      line.arrived = min(line.quantity, max(line.arrived * over / times, min(1, line.arrived)))
    }
    if let (times, over) = effect.quantity {
      line.quantity = max(1, line.quantity * times / over)
      line.arrived = line.arrived * times / over
    }
    if let share = effect.arrivals.dropFirst(month - effect.months.lowerBound).first {
      line.arrived = line.quantity * max(0, share) / 1000
      line.status = line.arrived == 0 ? .outOfStock : .partlySent
      if share < 0 { (line.status, line.cancelReason) = (.cancelled, 1) }
    }
    line.variant = effect.variant
    if effect.isAnomaly { line.distributor = city.pairs[effect.pair].distributor }
    line.distributor = effect.distributor ?? line.distributor
    line.amount = line.price * line.quantity
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
    guard line.status != .cancelled else { return }
    totals.add(
      line.amount, by: line.institution, isPublic: city.institutions[line.institution].isPublic,
      category: city.products[line.product].category)
  }
}
