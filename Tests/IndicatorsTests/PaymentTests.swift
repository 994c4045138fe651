import Indicators
import PricePanel
import Procurement
import TestSupport
import Testing

struct PaymentTests {
  static let institutions = [
    Institution(code: "H1", name: "县医院", ownership: .public, region: "城关"),
    Institution(code: "H2", name: "中医院", ownership: .public, region: "河东"),
  ]

  static func row(
    _ institution: String, _ enterprise: String, _ bill: String, _ accepted: String, due: Double,
    _ paidOn: String? = nil, paid: Double = 0, direct: Bool? = nil
  ) -> Payment {
    Payment(
      institution: institution, enterprise: enterprise, bill: bill, accepted: testDay(accepted),
      due: yuan(due), paidOn: paidOn.map(testDay), paid: yuan(paid), isDirect: direct,
      source: someLine)
  }

  /// The worked example of the documentation page.
  static let example = [
    row("H1", "甲公司", "B1", "2025-01-10", due: 1_000, "2025-02-09", paid: 600),
    row("H1", "甲公司", "B1", "2025-01-10", due: 0, "2025-02-10", paid: 400),
    row("H1", "乙公司", "", "2025-06-01", due: 500),
    row("H2", "甲公司", "B3", "2025-11-20", due: 300, "2025-11-30", paid: 100),
    row("H2", "甲公司", "B4", "2025-12-10", due: 200),
    row("H2", "乙公司", "B5", "2024-12-01", due: 50),
    row("H1", "甲公司", "B6", "2025-12-01", due: 100, "2026-01-02", paid: 100),
  ]

  func run(_ payments: [Payment]) throws -> IndicatorRunner {
    var run = IndicatorRunner(institutions: Self.institutions)
    run.catalogues.payments = payments
    run.catalogues.institutions = Dictionary(
      uniqueKeysWithValues: Self.institutions.map { ($0.code, $0) })
    return run
  }

  @Test func workedExample() throws {
    let rate = try run(Self.example).result("payment-30-day-rate")
    #expect(rate.numerator == .money(yuan(700)))
    #expect(rate.denominator == .money(yuan(1_900)))
    #expect(rate.value == 700.0 / 1_900)
    #expect(rate.period == testMonth("2025-01")...testMonth("2025-12"))
    #expect(rate.fact(.overdue) == .money(yuan(750)))
    #expect(rate.fact(.notYetDue) == .money(yuan(300)))
    let ages = rate.parts(.age)
    #expect(ages.map(\.name) == ["1-30", "31-90", "91-180", ">180"])
    #expect(ages.map(\.money) == [yuan(200), .zero, .zero, yuan(550)])
    #expect(ages.map(\.value) == [200.0 / 750, 0, 0, 550.0 / 750])
    #expect(rate.parts(.institution).map(\.code) == ["H1", "H2"])
    #expect(rate.parts(.institution).map(\.name) == ["县医院", "中医院"])
    #expect(rate.parts(.institution).map(\.value) == [600.0 / 1_600, 100.0 / 300])
    #expect(rate.parts(.region).map(\.name) == ["城关", "河东"])
    #expect(rate.parts(.region).map(\.value) == [600.0 / 1_600, 100.0 / 300])
    #expect(rate.parts(.enterprise).map(\.name) == ["乙公司", "甲公司"])
    #expect(rate.parts(.enterprise).map(\.value) == [0, 0.5])
    let values = Dictionary(uniqueKeysWithValues: rate.series.map { ($0.month, $0.value) })
    #expect(values.count == 13)
    #expect(values[testMonth("2024-12")] == 0)
    #expect(values[testMonth("2025-01")] == 0.6)
    #expect(values[testMonth("2025-02")] == .some(nil))
    #expect(values[testMonth("2025-11")] == 100.0 / 300)
    // Bills of the 2nd and later have days left.
    #expect(values[testMonth("2025-12")] == .some(nil))
  }

  @Test func whatIsOverdueByInstitutionAndEnterprise() throws {
    let overdue = try run(Self.example).result("payment-overdue")
    #expect(overdue.unit == .amount)
    #expect(overdue.numerator == .money(yuan(750)))
    #expect(overdue.value == 750)
    #expect(overdue.parts(.institution).map(\.money) == [yuan(500), yuan(250)])
    #expect(overdue.parts(.enterprise).map(\.name) == ["乙公司", "甲公司"])
    #expect(overdue.parts(.enterprise).map(\.money) == [yuan(550), yuan(200)])
    #expect(overdue.parts(.age).map(\.value) == [200, 0, 0, 550])
  }

  /// Accepted on 2025-10-01, due on the 31st: the ages' bounds from both sides.
  @Test(arguments: [
    ("2025-11-30", "1-30"), ("2025-10-31", nil), ("2025-12-31", "31-90"), ("2026-01-31", "91-180"),
    ("2026-04-30", ">180"),
  ])
  func ages(_ last: String, _ age: String?) throws {
    var run = try run([Self.row("H1", "甲公司", "", "2025-10-01", due: 10)])
    run.month = testDay(last).month
    let parts = try run.result("payment-overdue").parts(.age)
    #expect(parts.filter { $0.money != .zero }.map(\.name) == (age.map { [$0] } ?? []))
  }

  @Test func whatIsPaidTooMuchMakesUpForNothing() throws {
    let rate = try run([
      Self.row("H1", "甲公司", "", "2025-03-01", due: 100, "2025-03-02", paid: 500),
      Self.row("H1", "甲公司", "", "2025-03-01", due: 100),
    ]).result("payment-30-day-rate")
    #expect(rate.value == 0.5)
    #expect(rate.fact(.overdue) == .money(yuan(100)))
  }

  /// Every bill counts in the year in which its 30 days end: accepted on 2024-12-02 in 2025, the day
  /// before in 2024.
  @Test func billsOfDecemberCountInTheNextYear() throws {
    var run = try run([
      Self.row("H1", "甲公司", "B1", "2024-12-01", due: 100, "2024-12-31", paid: 100),
      Self.row("H1", "甲公司", "B2", "2024-12-02", due: 1_000, "2025-01-01", paid: 400),
      Self.row("H1", "甲公司", "B3", "2024-12-31", due: 500),
    ])
    run.month = testMonth("2024-12")
    #expect(try run.result("payment-30-day-rate").value == 1)
    run.month = testMonth("2025-01")
    let rate = try run.result("payment-30-day-rate")
    #expect(rate.numerator == .money(yuan(400)))
    #expect(rate.denominator == .money(yuan(1_500)))
    #expect(rate.parts(.institution).map(\.value) == [400.0 / 1_500])
  }

  @Test func reasons() throws {
    let none = try run([])
    #expect(try none.result("payment-30-day-rate").reason == .noInput)
    #expect(try none.result("payment-overdue").reason == .noInput)
    #expect(try none.result("direct-settlement-share").reason == .noInput)
    let old = try run([
      Self.row("H1", "甲公司", "", "2024-03-01", due: 100, "2024-03-02", paid: 100)
    ])
    #expect(try old.result("payment-30-day-rate").reason == .nothingInPeriod)
    #expect(try old.result("payment-30-day-rate").value == nil)
    #expect(try old.result("payment-overdue").value == 0)
    #expect(try old.result("direct-settlement-share").reason == .nothingInPeriod)
    let later = try run([Self.row("H1", "甲公司", "", "2026-03-01", due: 100)])
    #expect(try later.result("payment-30-day-rate").reason == .nothingInPeriod)
    #expect(try later.result("payment-overdue").reason == .nothingInPeriod)
  }

  // MARK: Direct settlement

  static let settled = [
    row("H1", "甲公司", "", "2025-01-10", due: 600, "2025-02-09", paid: 600, direct: true),
    row("H1", "乙公司", "", "2025-01-10", due: 400, "2025-03-09", paid: 400, direct: false),
    row("H2", "乙公司", "", "2025-01-10", due: 100, "2025-03-19", paid: 100),
    row("H2", "乙公司", "", "2024-01-10", due: 50, "2024-12-19", paid: 50, direct: true),
    row("H2", "乙公司", "", "2025-11-10", due: 70, "2026-01-01", paid: 70, direct: true),
  ]

  @Test func directSettlement() throws {
    let share = try run(Self.settled).result("direct-settlement-share")
    #expect(share.numerator == .money(yuan(600)))
    #expect(share.denominator == .money(yuan(1_000)))
    #expect(share.value == 0.6)
    // 100 of 1,100 may have been settled either way.
    #expect(share.fact(.lowestShare) == .ratio(600.0 / 1_100))
    #expect(share.fact(.highestShare) == .ratio(700.0 / 1_100))
    #expect(
      share.bounds
        == ShareBounds(lowest: 600.0 / 1_100, highest: 700.0 / 1_100, leftOut: .payments))
    #expect(
      share.parts(.component).map(\.name) == ["direct", "by-institution", "settlement-not-stated"])
    #expect(share.parts(.component).map(\.money) == [yuan(600), yuan(400), yuan(100)])
    #expect(
      share.parts(.component).map(\.denominator) == Array(repeating: .money(yuan(1_100)), count: 3))
    #expect(share.parts(.institution).map(\.value) == [0.6, nil])
    #expect(share.parts(.enterprise).map(\.value) == [0, 1])
    let values = Dictionary(uniqueKeysWithValues: share.series.map { ($0.month, $0.value) })
    #expect(values[testMonth("2024-12")] == 1)
    #expect(values[testMonth("2025-02")] == 1)
    #expect(values[testMonth("2025-03")] == 0)
    #expect(values[testMonth("2025-04")] == .some(nil))
    #expect(values[testMonth("2026-01")] == nil)
  }

  @Test func settlementThatNothingStates() throws {
    let share = try run([Self.settled[2]]).result("direct-settlement-share")
    #expect(share.reason == .settlementNotStated)
    #expect(share.value == nil)
    #expect(share.parts(.component).last?.money == yuan(100))
  }

  // MARK: Properties

  /// Rows in any order, and bills paid in any number of instalments, say the same; parts add up.
  @Test(arguments: UInt64(1)...8)
  func orderAndInstalmentsDoNotMatter(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var rows: [Payment] = []
    var split: [Payment] = []
    for bill in 0..<60 {
      let month = Int.random(in: 1...12, using: &generator)
      let accepted = testDay("2025-\(month)-\(Int.random(in: 1...28, using: &generator))")
      let due = Double(Int.random(in: 2...5_000, using: &generator))
      var row = Payment(
        institution: "H\(Int.random(in: 1...4, using: &generator))",
        enterprise: "D\(Int.random(in: 1...3, using: &generator))", bill: "B\(bill)",
        accepted: accepted, due: yuan(due), source: someLine)
      guard bill % 5 > 0 else {
        rows.append(row)
        split.append(row)
        continue
      }
      row.paidOn = testDay("2025-12-\(Int.random(in: 29...31, using: &generator))")
      if bill % 2 == 0 { row.paidOn = accepted }
      row.paid = yuan(due)
      row.isDirect = [true, false, nil][bill % 3]
      rows.append(row)
      row.paid = yuan(1)
      split.append(row)
      row.due = .zero
      row.paid = yuan(due - 1)
      split.append(row)
    }
    let ids = ["payment-30-day-rate", "payment-overdue", "direct-settlement-share"]
    let whole = try run(rows).results().filter { ids.contains($0.id) }
    #expect(
      try run(split.shuffled(using: &generator)).results().filter { ids.contains($0.id) } == whole)
    for result in whole {
      for dimension in [IndicatorPart.Dimension.institution, .enterprise, .region] {
        let parts = result.parts(dimension)
        let sum = parts.reduce(Money.zero) { $0 + ($1.money ?? .zero) }
        #expect(.money(sum) == result.numerator, "\(result.id) \(dimension)")
      }
    }
    let rate = try #require(whole.first)
    #expect(rate.id == "direct-settlement-share")
    #expect(
      rate.parts(.component).reduce(.zero) { $0 + ($1.money ?? .zero) }
        == rows.reduce(.zero) { $0 + $1.paid })
    let overdue = try #require(whole.last)
    #expect(
      .money(overdue.parts(.age).reduce(.zero) { $0 + ($1.money ?? .zero) }) == overdue.numerator)
  }
}
