import Procurement

/// What public institutions owe distributors for each month's goods, and how they pay it (回款).
///
/// Seven institutions in ten pay within 30 days, two take up to 70, one up to 160 or does not pay;
/// some bills are paid in two instalments. The share that the insurance fund pays directly rises
/// with the months. Of one institution nothing is known, and one never says how its payments were
/// settled. Nothing is paid after the sample's last day.
struct Billing {
  private(set) var rows: [[String]] = []
  private let city: City
  private var serial = 0
  /// The institution that nothing is known of, and the one that does not say how it settled.
  private let silent: Int?
  private let taciturn: Int?

  /// Bills of the last 15 months.
  private static let months = 15
  /// About as many bills are made at most.
  private static let limit = 30_000

  init(city: City, uptake: [MonthUptake], random: inout RandomSource) {
    self.city = city
    let last = city.institutions.indices.filter { city.institutions[$0].isPublic }.suffix(3)
    silent = last.count == 3 ? last.first : nil
    taciturn = last.count == 3 ? last.dropFirst().first : nil
    let first = max(0, city.months - Self.months)
    let combinations = city.institutions.indices
      .filter { [silent] in city.institutions[$0].isPublic && $0 != silent }.flatMap {
        institution in
        city.distributors.indices.filter { distributor in
          uptake[first...].contains { Self.owed($0, institution, distributor) > 0 }
        }.map { (institution, $0) }
      }
    let kept = 1000 * Self.limit / max(1, combinations.count * (city.months - first))
    let habits = city.institutions.map { _ in random.below(10) }
    for (institution, distributor) in combinations where random.chance(kept) {
      for month in first..<city.months {
        let owed = Self.owed(uptake[month], institution, distributor)
        guard owed > 0 else { continue }
        bill(institution, distributor, month, owed, habit: habits[institution], &random)
      }
    }
    spoil()
  }

  private static func owed(_ month: MonthUptake, _ institution: Int, _ distributor: Int) -> Int {
    month.owed[institution * month.distributors + distributor]
  }

  private mutating func bill(
    _ institution: Int, _ distributor: Int, _ place: Int, _ owed: Int, habit: Int,
    _ random: inout RandomSource
  ) {
    serial += 1
    let month = city.firstMonth.advanced(by: place)
    let accepted =
      Day(year: month.year, month: month.month, day: month.lastDay.day - random.below(5))
      ?? month.lastDay
    let delay =
      switch habit {
      case ..<7: random.number(in: 9...32)
      case ..<9: random.number(in: 18...70)
      default: random.number(in: 45...160)
      }
    let isUnpaid = habit == 9 && random.chance(250)
    let isSplit = random.chance(80)
    let isDirect = random.chance(300 + 450 * place / max(1, city.months))
    let isUntold = random.chance(20) || institution == taciturn
    let word = isUntold ? "" : isDirect ? "直接结算" : "机构支付"
    let later = delay + random.number(in: 10...40)
    let number =
      "JS\(digits(month.year % 100, 2))\(digits(month.month, 2))-\(digits(serial, 6))"
    func add(_ due: String, _ day: Day?, _ paid: Int) {
      rows.append([
        city.institutions[institution].code, city.distributors[distributor], number,
        accepted.description, due, day?.description ?? "", day == nil ? "" : yuanText(fen: paid),
        day == nil ? "" : word,
      ])
    }
    let due = yuanText(fen: owed)
    guard !isUnpaid, let day = self.day(delay, after: accepted) else {
      add(due, nil, 0)
      return
    }
    guard isSplit, owed > 10_000 else {
      add(due, day, owed)
      return
    }
    let part = owed * 6 / 10
    add(due, day, part)
    if let day = self.day(later, after: accepted) { add("", day, owed - part) }
  }

  /// The day `count` days after `start`; `nil` beyond the sample.
  private func day(_ count: Int, after start: Day) -> Day? {
    var month = start.month
    var day = start.day + count
    while day > month.lastDay.day {
      day -= month.lastDay.day
      month = month.advanced(by: 1)
    }
    return month > city.lastDay.month ? nil : Day(year: month.year, month: month.month, day: day)
  }

  /// Two rows with faults: paid before the goods came, and no amount due.
  private mutating func spoil() {
    guard let row = rows.first(where: { $0[5] != "" }) else { return }
    var early = row
    early[2] += "-A"
    early[5] = "2019-01-01"
    rows.append(early)
    var blank = row
    blank[2] += "-B"
    blank[4] = "-"
    rows.append(blank)
  }
}
