import Procurement

/// An off-platform purchase ledger (线下采购台账) of a few months.
///
/// Its amounts are set so that the platform's share of what public institutions bought comes out
/// as wanted: drugs from 84.5 % rising by five points over the sample, high-value consumables from
/// 68 % by twelve.
struct Ledger {
  /// What institutions bought through the platform in the same months, in 分.
  var platformDrugs = 0
  var platformHighValue = 0

  private let city: City
  private let months: Range<Int>
  private let dialect: LedgerDialect
  private var random: RandomSource

  init(city: City, months: Range<Int>, number: Int, seed: UInt64) {
    self.city = city
    self.months = months
    dialect = LedgerDialect.all[number % LedgerDialect.all.count]
    random = RandomSource(seed: seed, stream: 5_000 + UInt64(number))
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
    var pools: [Part: [Int]] = [:]
    for (index, pair) in city.pairs.enumerated() where pair.months.overlaps(months) {
      // Selected products are seldom bought off the platform.
      if city.prices.isSelected(pair.product, months.lowerBound), !random.chance(150) { continue }
      pools[part(of: pair), default: []].append(index)
    }
    let middle = (months.lowerBound + months.upperBound) / 2
    let drugShare = 845 + 50 * middle / max(1, city.months)
    let highValueShare = 680 + 120 * middle / max(1, city.months)
    var result: [Purchase] = []
    var rest = count
    for part in Part.allCases {
      let lines = part == .notPublic ? rest : count * part.share / 100
      rest -= lines
      let money =
        switch part {
        case .drugs: platformDrugs * (1000 - drugShare) / drugShare
        case .highValue: platformHighValue * (1000 - highValueShare) / highValueShare
        case .other, .notPublic: lines * 300_000
        }
      fill(pools[part] ?? [], lines: lines, money: money, into: &result)
    }
    random.shuffle(&result)
    let order = result.indices.sorted {
      (result[$0].month, result[$0].day, $0) < (result[$1].month, result[$1].day, $1)
    }
    return order.map { result[$0] }
  }

  private func part(of pair: BuyingPair) -> Part {
    guard city.institutions[pair.institution].isPublic else { return .notPublic }
    let category = city.products[pair.product].category
    return category.isCountedDrug ? .drugs : category == .highValue ? .highValue : .other
  }

  /// Adds `lines` purchases of about `money` 分 together.
  private mutating func fill(
    _ pool: [Int], lines: Int, money: Int, into result: inout [Purchase]
  ) {
    guard !pool.isEmpty else { return }
    var left = money
    for index in 0..<lines {
      let share = max(0, left) / (lines - index) * random.number(in: 60...140) / 100
      // A few draws for something that fits the money: a line must not overshoot by one pack.
      var pair = random.pick(pool)
      var month = random.number(in: months.lowerBound...months.upperBound - 1)
      for _ in 0..<12
      where !city.pairs[pair].months.contains(month)
        || city.price(of: city.pairs[pair], in: month) > share
      {
        pair = random.pick(pool)
        month = random.number(in: months.lowerBound...months.upperBound - 1)
      }
      let price = city.price(of: city.pairs[pair], in: month)
      let quantity = max(1, (share + price / 2) / price)
      left -= price * quantity
      let days = city.firstMonth.advanced(by: month).lastDay.day
      result.append(
        Purchase(
          pair: pair, month: month, day: random.number(in: 1...days), price: price,
          quantity: quantity, isFiled: random.chance(280)))
    }
  }

  // MARK: Text

  private func fields(_ purchase: Purchase, serial: Int) -> [String] {
    let pair = city.pairs[purchase.pair]
    let product = city.products[pair.product]
    let institution = city.institutions[pair.institution]
    let amount = purchase.price * purchase.quantity
    let firstDay = PriceTable.firstDay(of: city.firstMonth.advanced(by: months.lowerBound))
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
      case .quantity, .arrived: String(purchase.quantity)
      case .amount: yuanText(fen: amount)
      case .amountInTenThousands: "\(amount / 1_000_000).\(digits(amount % 1_000_000, 6))"
      case .note: ""
      }
    }
  }

  private func appendRow(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(dialect.delimiter) }
      bytes.append(field: field, delimiter: dialect.delimiter)
    }
    bytes.append(text: dialect.lineEnd)
  }
}
