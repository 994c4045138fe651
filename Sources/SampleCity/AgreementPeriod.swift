import Procurement

/// The days that a contracted quantity is for: an agreement year (协议年度) of a batch, or the whole
/// batch where it began within the last year.
struct AgreementPeriod {
  let start: Day
  let end: Day
  /// Whether these are the batch's own days, so that a contract need not state them.
  let isOfBatch: Bool
  /// The months of the sample whose purchases are held against it: their 16th lies in it.
  let months: Range<Int>
  /// Whether it began before the sample, so that what was bought at first is not known.
  let isOlder: Bool
  /// The days of the period, and those that have run when the sample ends.
  let days: Int
  let run: Int

  private init(start: Day, end: Day, isOfBatch: Bool, city: City) {
    self.start = start
    self.end = end
    self.isOfBatch = isOfBatch
    let first = city.firstMonth.distance(to: start.firstMonthOfPeriod)
    isOlder = start.month < city.firstMonth
    let last = city.firstMonth.distance(to: end.lastMonthOfPeriod) + 1
    months = max(0, first)..<max(0, first, min(city.months, last))
    days = end.ordinal - start.ordinal + 1
    run = min(days, city.lastDay.ordinal - start.ordinal + 1)
  }

  /// Whether at least half of the period, and half a year, have run within the sample.
  var isWellUnderWay: Bool { run * 2 >= days && run >= 180 && !isOlder }

  /// Whether a good part of the period has run, within the sample, and less than half of it.
  var isUnderWay: Bool { (300...450).contains(run * 1000 / days) && !isOlder }

  /// The periods of `batch` that run in the sample's last year and begin within the sample, since
  /// what was bought before it is not known; the whole period of a batch that is contracted once.
  static func of(_ batch: SampleBatch, in city: City) -> [AgreementPeriod] {
    guard let first = day(batch.start), let last = day(batch.end), first <= city.lastDay else {
      return []
    }
    let lastYear = city.lastDay.month.advanced(by: -11)
    guard last.month >= lastYear else { return [] }
    if batch.isContractedOnce || (first.month >= lastYear && first.month >= city.firstMonth) {
      return [AgreementPeriod(start: first, end: last, isOfBatch: true, city: city)]
    }
    var result: [AgreementPeriod] = []
    var start = first
    while start <= last, start <= city.lastDay {
      guard let next = Day(year: start.month.year + 1, month: start.month.month, day: start.day)
      else { break }
      let end = min(last, dayBefore(next))
      if end.month >= lastYear, start.month >= city.firstMonth {
        result.append(AgreementPeriod(start: start, end: end, isOfBatch: false, city: city))
      }
      start = next
    }
    return result
  }

  /// `YYYYMMDD` as a day.
  private static func day(_ number: Int) -> Day? {
    Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private static func dayBefore(_ day: Day) -> Day {
    Day(year: day.month.year, month: day.month.month, day: day.day - 1)
      ?? day.month.advanced(by: -1).lastDay
  }
}
