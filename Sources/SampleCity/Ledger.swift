import Procurement

/// An off-platform purchase ledger (线下采购台账) of a few months.
///
/// Most institutions buy a few percent of their goods so, and nothing that is in a batch. Where
/// anomalies are planted, some file about a tenth (备案采购), and a few large institutions buy a great
/// deal: as much as makes the
/// platform's share of what public institutions bought come out at 84.5 % for drugs, rising by five
/// points over the sample, and at 68 % rising by twelve for high-value consumables.
struct Ledger {
  /// What was bought through the platform in each of the months.
  var platform: [PlatformTotals] = []

  private let city: City
  private let months: Range<Int>
  private let dialect: LedgerDialect
  private var random: RandomSource
  /// What the ledger has of each institution in each month, beside the large buyers.
  private var small: [Int]
  private let isOffender: [Bool]
  private let isFiler: [Bool]

  init(city: City, months: Range<Int>, number: Int, seed: UInt64) {
    self.city = city
    self.months = months
    dialect = LedgerDialect.all[number % LedgerDialect.all.count]
    random = RandomSource(seed: seed, stream: 5_000 + UInt64(number))
    small = Array(repeating: 0, count: city.institutions.count * months.count)
    isOffender = city.institutions.indices.map(city.planted.offenders.contains)
    isFiler = city.institutions.indices.map(city.planted.filers.contains)
  }

  /// The file, named after its months.
  var file: SampleFile {
    let first = city.firstMonth.advanced(by: months.lowerBound)
    let last = city.firstMonth.advanced(by: months.upperBound - 1)
    let name = months.count == 1 ? "\(first)" : "\(first)_\(last)"
    return SampleFile(path: "purchases/off-platform/\(name).csv", encoding: dialect.encoding)
  }

  /// What the lines of a ledger are for.
  private enum Part: CaseIterable {
    case drugs, highValue, other, notPublic

    /// The share of the ledger's lines in percent.
    var share: Int {
      switch self {
      case .drugs: 62
      case .highValue: 14
      case .other, .notPublic: 12
      }
    }
  }

  /// Hands `count` lines over, by day.
  mutating func write<Failure: Error>(
    lines count: Int, into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let purchases = makePurchases(count: count)
    var bytes: [UInt8] = dialect.hasByteOrderMark ? [0xef, 0xbb, 0xbf] : []
    if dialect.hasTitleAndTotal {
      let title = "运城市医疗机构线下采购台账（\(city.firstMonth.advanced(by: months.lowerBound))起）"
      appendRow([title] + Array(repeating: "", count: dialect.columns.count - 1), to: &bytes)
    }
    appendRow(dialect.columns.map(\.header), to: &bytes)
    var total = 0
    for (index, purchase) in purchases.enumerated() {
      total += purchase.price * purchase.quantity
      appendRow(fields(purchase, serial: index + 1), to: &bytes)
      if bytes.count >= 1 << 20 {
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if dialect.hasTitleAndTotal {
      let fields = dialect.columns.enumerated().map { index, entry in
        index == 0 ? "合计" : entry.column == .amount ? yuanText(fen: total) : ""
      }
      appendRow(fields, to: &bytes)
    }
    try sink(bytes)
  }

  // MARK: Purchases

  private struct Purchase {
    var pair: Int
    var month: Int
    var day: Int
    var price: Int
    var quantity: Int
    var isFiled: Bool
  }

  private mutating func makePurchases(count: Int) -> [Purchase] {
    var result: [Purchase] = []
    result.reserveCapacity(count)
    addStrayPurchases(limit: count, to: &result)
    let pools = makePools()
    let left = count - result.count
    var rest = left
    for part in Part.allCases {
      let lines = part == .notPublic ? rest : left * part.share / 100
      rest -= lines
      let pool = pools[part] ?? []
      let large = pool.filter { isOffender[city.pairs[$0].institution] }
      let small = pool.filter { !isOffender[city.pairs[$0].institution] }
      let many = part == .notPublic || part == .other || large.isEmpty ? 0 : lines * 45 / 100
      let filed = part == .drugs ? addFiled(pool, limit: lines / 4, to: &result) : 0
      let before = result.count
      addOrdinary(small.isEmpty ? pool : small, lines: lines - many - filed, to: &result)
      let spent = result[before...].reduce(0) { $0 + $1.price * $1.quantity }
      addMany(large, lines: many, money: wanted(part) - spent, to: &result)
    }
    // A city of a few products may have none for a part; its lines go to others.
    addOrdinary(
      Part.allCases.flatMap { pools[$0] ?? [] }, lines: count - result.count, to: &result)
    for _ in 0..<(city.pairs.isEmpty ? 0 : count - result.count) {
      let draws = (0..<20).map { _ in random.below(city.pairs.count) }
      let pair =
        draws.min {
          city.products[city.pairs[$0].product].basePrice
            < city.products[city.pairs[$1].product].basePrice
        } ?? 0
      let month = min(
        max(city.pairs[pair].months.lowerBound, months.lowerBound), months.upperBound - 1)
      add(pair, month, city.price(of: city.pairs[pair], in: month), 1, filed: 280, to: &result)
    }
    random.shuffle(&result)
    let order = result.indices.sorted {
      (result[$0].month, result[$0].day, $0) < (result[$1].month, result[$1].day, $1)
    }
    return order.map { result[$0] }
  }

  /// Pairs that may stand in the ledger, by part: nothing that is in a batch, and nothing that has
  /// something else planted on it.
  private func makePools() -> [Part: [Int]] {
    let effects = Set(city.planted.effects.map(\.pair))
    var pools: [Part: [Int]] = [:]
    for (index, pair) in city.pairs.enumerated()
    where pair.months.overlaps(months) && !effects.contains(index)
      && !city.batchVarieties.contains(city.products[pair.product].variety.name)
    {
      pools[part(of: pair), default: []].append(index)
    }
    return pools
  }

  private func part(of pair: BuyingPair) -> Part {
    guard city.institutions[pair.institution].isPublic else { return .notPublic }
    let category = city.products[pair.product].category
    return category.isCountedDrug ? .drugs : category == .highValue ? .highValue : .other
  }

  /// The money that is to be in the ledger for the part.
  private func wanted(_ part: Part) -> Int {
    let middle = (months.lowerBound + months.upperBound) / 2
    let drugShare = 845 + 50 * middle / max(1, city.months)
    let highValueShare = 680 + 120 * middle / max(1, city.months)
    let drugs = platform.reduce(0) { $0 + $1.publicDrugs }
    let highValue = platform.reduce(0) { $0 + $1.publicHighValue }
    return switch part {
    case .drugs: drugs * (1000 - drugShare) / drugShare
    case .highValue: highValue * (1000 - highValueShare) / highValueShare
    case .other, .notPublic: 0
    }
  }

  /// What the institution bought through the platform in the month.
  private func platformMoney(_ institution: Int, _ month: Int) -> Int {
    let place = month - months.lowerBound
    return platform.indices.contains(place) ? platform[place].money[institution] : 0
  }

  /// Small purchases, which for no institution add up to more than a few percent of a month.
  private mutating func addOrdinary(
    _ pool: [Int], lines: Int, to result: inout [Purchase]
  ) {
    guard !pool.isEmpty else { return }
    for _ in 0..<lines {
      var best: (pair: Int, month: Int, room: Int)?
      for _ in 0..<40 {
        let pair = random.pick(pool)
        let month = random.number(in: months.lowerBound...months.upperBound - 1)
        let institution = city.pairs[pair].institution
        let price = city.price(of: city.pairs[pair], in: month)
        let room =
          platformMoney(institution, month) * 4 / 100
          - small[institution * months.count + month - months.lowerBound]
        guard city.isActive(city.pairs[pair], in: month) else { continue }
        if room - price > (best.map { $0.room } ?? .min) { best = (pair, month, room - price) }
        if room > price * 3 { break }
      }
      // Rather no purchase than one that is a large part of what a small institution buys.
      guard let best, best.room >= 0 else { continue }
      let pair = city.pairs[best.pair]
      let price = city.price(of: pair, in: best.month)
      let room = max(0, best.room)
      let quantity = 1 + room * random.number(in: 20...60) / 100 / max(1, price)
      small[pair.institution * months.count + best.month - months.lowerBound] += price * quantity
      add(best.pair, best.month, price, quantity, filed: 280, to: &result)
    }
  }

  /// Filed purchases of about a tenth of what each filer buys, each month two.
  ///
  /// - Returns: how many.
  private mutating func addFiled(
    _ pool: [Int], limit: Int, to result: inout [Purchase]
  ) -> Int {
    let own = Dictionary(
      grouping: pool.filter { isFiler[city.pairs[$0].institution] },
      by: { city.pairs[$0].institution })
    let before = result.count
    for (institution, choices) in own.sorted(by: { $0.key < $1.key }) {
      for month in months {
        let money = platformMoney(institution, month) * random.number(in: 40...60) / 1000
        for _ in 0..<2 where result.count - before < limit {
          let active = choices.filter { city.isActive(city.pairs[$0], in: month) }
          guard !active.isEmpty else { continue }
          let pair = random.pick(active)
          let price = city.price(of: city.pairs[pair], in: month)
          add(pair, month, price, max(1, money / max(1, price)), filed: 1_000, to: &result)
        }
      }
    }
    return result.count - before
  }

  /// Purchases of about `money` 分 together, by each institution in each month in turn.
  private mutating func addMany(
    _ pool: [Int], lines: Int, money: Int, to result: inout [Purchase]
  ) {
    guard !pool.isEmpty, lines > 0 else { return }
    let byInstitution = Dictionary(grouping: pool, by: { city.pairs[$0].institution })
    let institutions = byInstitution.keys.sorted()
    var turns: [(institution: Int, month: Int, money: Int)] = []
    for month in months.reversed() {
      for institution in institutions {
        turns.append((institution, month, platformMoney(institution, month)))
      }
    }
    let total = max(1, (0..<lines).reduce(0) { $0 + turns[$1 % turns.count].money })
    var left = money
    for line in 0..<lines {
      let turn = turns[line % turns.count]
      let choices = byInstitution[turn.institution] ?? []
      guard !choices.isEmpty else { continue }
      let isLast = line == lines - 1
      let share =
        isLast
        ? max(0, left)
        : total.dividingFullWidth(max(0, money).multipliedFullWidth(by: turn.money)).quotient
      // A few draws for something that fits the money: a line must not overshoot by one pack.
      var pair = random.pick(choices)
      for _ in 0..<12
      where !city.isActive(city.pairs[pair], in: turn.month)
        || city.price(of: city.pairs[pair], in: turn.month) > share
      {
        pair = random.pick(choices)
      }
      let price = city.price(of: city.pairs[pair], in: turn.month)
      let quantity = max(1, (share + price / 2) / price)
      left -= price * quantity
      add(pair, turn.month, price, quantity, filed: 80, to: &result)
    }
  }

  /// Selected products that are bought off the platform in the last month.
  private mutating func addStrayPurchases(limit: Int, to result: inout [Purchase]) {
    let month = city.months - 1
    guard months.contains(month) else { return }
    for index in city.planted.strayPairs.prefix(limit / 3) {
      let pair = city.pairs[index]
      let price = city.price(of: pair, in: month)
      let money = platformMoney(pair.institution, month) * 2 / 100
      add(index, month, price, min(pair.quantity, max(1, money / price)), filed: 0, to: &result)
    }
  }

  private mutating func add(
    _ pair: Int, _ month: Int, _ price: Int, _ quantity: Int, filed: Int,
    to result: inout [Purchase]
  ) {
    let days = city.firstMonth.advanced(by: month).lastDay.day
    result.append(
      Purchase(
        pair: pair, month: month, day: random.number(in: 1...days), price: price,
        quantity: quantity, isFiled: random.chance(filed)))
  }

  // MARK: Text

  private func fields(_ purchase: Purchase, serial: Int) -> [String] {
    let pair = city.pairs[purchase.pair]
    let product = city.products[pair.product]
    let institution = city.institutions[pair.institution]
    let amount = purchase.price * purchase.quantity
    let firstDay = SamplePrices.firstDay(of: city.firstMonth.advanced(by: months.lowerBound))
    return dialect.columns.map { entry in
      switch entry.column {
      case .orderLine:
        "L\(firstDay / 100)-\(digits(serial, 6))"
      case .date:
        dialect.dates.text(day: purchase.day, of: city.firstMonth.advanced(by: purchase.month))
      case .institutionCode: institution.code
      case .institutionName: institution.name
      case .region: institution.region
      case .productCode: product.code
      case .name: product.variety.name
      case .form: product.form
      case .specification: product.specification
      case .ratio: String(product.ratio)
      case .maker: product.maker
      case .distributor: city.distributors[pair.distributor]
      case .channel: purchase.isFiled ? "备案采购" : "线下采购"
      case .price: yuanText(fen: purchase.price)
      case .arrived where pair.institution == city.unconfirmed: ""
      case .quantity, .arrived: String(purchase.quantity)
      case .amount: yuanText(fen: amount)
      case .amountInTenThousands: "\(amount / 1_000_000).\(digits(amount % 1_000_000, 6))"
      case .note: ""
      }
    }
  }

  private func appendRow(_ fields: [String], to bytes: inout [UInt8]) {
    bytes.append(row: fields, delimiter: dialect.delimiter, lineEnd: dialect.lineEnd)
  }
}
