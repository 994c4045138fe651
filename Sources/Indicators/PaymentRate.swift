import Procurement

/// 30日回款率: what institutions paid within 30 days of acceptance ÷ what was due, and what is overdue
/// by its age.
///
/// Judged are the bills whose 30 days ended in the report year, by the last day of the report month:
/// each bill counts in one year, also one accepted in December. A later payment is not known yet then
/// and does not count. Overdue is what is unpaid of all bills, whatever their year, whose days have
/// ended.
struct PaymentRate {
  private let month: Month
  private let days: Int
  private let bounds: [Int]
  private let isSupplied: Bool
  private let bills: [Bill]
  private let parties: PaymentParties

  /// Takes the bills accepted until the end of `month`.
  ///
  /// - Throws: when `rules` lacks `days`, `age-1`, `age-2` or `age-3`.
  init(
    bills: [Bill], parties: PaymentParties, month: Month, rules: RuleSection
  ) throws(RuleError) {
    self.month = month
    self.parties = parties
    self.bills = bills.filter { $0.accepted <= month.lastDay }
    days = try rules.count("days")
    bounds = Set([
      try rules.count("age-1"), try rules.count("age-2"), try rules.count("age-3"),
    ]).filter { $0 > 0 }.sorted()
    isSupplied = !bills.isEmpty
  }

  /// The rate, and the amount overdue.
  var results: [IndicatorResult] { [rate, overdue] }

  // MARK: The rate

  private var rate: IndicatorResult {
    let judged = bills.filter(isJudged)
    let due = judged.reduce(Money.zero) { $0 + $1.due }
    var result = IndicatorResult(
      id: "payment-30-day-rate", scope: "bills", period: month.startOfYear...month, unit: .ratio)
    guard isSupplied else {
      result.reason = .noInput
      return result
    }
    result.series = series
    result.facts = [
      IndicatorFact(.overdue, .money(sum(bills, overdueAmount))),
      IndicatorFact(.notYetDue, .money(sum(bills, notYetDueAmount))),
    ]
    let ages = ages
    let total = ages.reduce(Money.zero) { $0 + $1.amount }
    if due > .zero {
      fill(&result.numerator, &result.denominator, &result.value, judged)
      let year = bills.filter(isOfYear)
      result.breakdown = parties.parts(of: year) { part, bills in
        let judged = bills.filter(isJudged)
        guard sum(judged, \.due) > .zero else {
          part.reason = .nothingInPeriod
          return
        }
        fill(&part.numerator, &part.denominator, &part.value, judged)
      }
    } else {
      result.reason = .nothingInPeriod
    }
    result.breakdown += ages.map { age in
      IndicatorPart(
        dimension: .age, name: age.name, numerator: .money(age.amount),
        denominator: .money(total),
        value: total > .zero ? age.amount.yuan / total.yuan : nil,
        reason: total > .zero ? nil : .nothingInPeriod)
    }
    return result
  }

  private func fill(
    _ numerator: inout IndicatorAmount?, _ denominator: inout IndicatorAmount?,
    _ value: inout Double?, _ bills: [Bill]
  ) {
    let paid = sum(bills) { $0.paid(within: days, notAfter: month.lastDay) }
    let due = sum(bills, \.due)
    numerator = .money(paid)
    denominator = .money(due)
    value = due > .zero ? paid.yuan / due.yuan : nil
  }

  /// Its days have ended in the report year.
  private func isJudged(_ bill: Bill) -> Bool {
    isOfYear(bill) && daysOverdue(bill) >= 0
  }

  /// Its last day is in the report year, or later.
  private func isOfYear(_ bill: Bill) -> Bool {
    bill.accepted.ordinal + days > month.startOfYear.advanced(by: -1).lastDay.ordinal
  }

  /// The rate of the bills accepted in each month; none for a month whose last bills have days
  /// left.
  private var series: [MonthValue] {
    guard let first = bills.map(\.accepted.month).min() else { return [] }
    let byMonth = Dictionary(grouping: bills, by: \.accepted.month)
    return [MonthValue](first...month) { each in
      var value: Double?
      if each.lastDay.ordinal + days <= month.lastDay.ordinal {
        var amounts: (IndicatorAmount?, IndicatorAmount?)
        fill(&amounts.0, &amounts.1, &value, byMonth[each] ?? [])
      }
      return value
    }
  }

  // MARK: What is overdue

  /// How many days beyond its last the bill is at the end of the report month; below zero while
  /// it has days left, 0 on its last day.
  private func daysOverdue(_ bill: Bill) -> Int {
    month.lastDay.ordinal - bill.accepted.ordinal - days
  }

  private func overdueAmount(_ bill: Bill) -> Money {
    daysOverdue(bill) > 0 ? bill.unpaid(at: month.lastDay) : .zero
  }

  private func notYetDueAmount(_ bill: Bill) -> Money {
    daysOverdue(bill) > 0 ? .zero : bill.unpaid(at: month.lastDay)
  }

  /// What is overdue by age, youngest first: `1-30`, `31-90`, `91-180`, `>180` days by the usual
  /// rules.
  private var ages: [(name: String, amount: Money)] {
    var amounts = [Money](repeating: .zero, count: bounds.count + 1)
    for bill in bills where daysOverdue(bill) > 0 {
      let age = bounds.firstIndex { daysOverdue(bill) <= $0 } ?? bounds.count
      amounts[age] += bill.unpaid(at: month.lastDay)
    }
    return amounts.enumerated().map { age, amount in
      let least = age == 0 ? 0 : bounds[age - 1]
      return (age == bounds.count ? ">\(least)" : "\(least + 1)-\(bounds[age])", amount)
    }
  }

  private var overdue: IndicatorResult {
    var result = IndicatorResult(
      id: "payment-overdue", scope: "bills", period: month...month, unit: .amount)
    guard !bills.isEmpty else {
      result.reason = isSupplied ? .nothingInPeriod : .noInput
      return result
    }
    let total = sum(bills, overdueAmount)
    result.numerator = .money(total)
    result.value = total.yuan
    result.breakdown = parties.parts(of: bills) { part, bills in
      let amount = sum(bills, overdueAmount)
      part.numerator = .money(amount)
      part.value = amount.yuan
    }
    result.breakdown += ages.map {
      IndicatorPart(
        dimension: .age, name: $0.name, numerator: .money($0.amount), value: $0.amount.yuan)
    }
    return result
  }

  private func sum(_ bills: [Bill], _ amount: (Bill) -> Money) -> Money {
    bills.reduce(.zero) { $0 + amount($1) }
  }
}
