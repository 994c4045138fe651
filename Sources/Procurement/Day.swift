/// A calendar day, such as 2025-12-31, in the proleptic Gregorian calendar; no time, no time zone.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The month the day lies in.
  public let month: Month
  /// The day of the month, 1–31.
  public let day: Int

  init(month: Month, day: Int) {
    self.month = month
    self.day = day
  }

  /// The given day, or `nil` when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard let month = Month(year: year, month: month), day >= 1, day <= month.lastDay.day else {
      return nil
    }
    self.init(month: month, day: day)
  }

  /// Days since an arbitrary fixed day; the difference of two is the number of days between them.
  public var ordinal: Int {
    let shifted = month.month <= 2 ? month.year - 1 : month.year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month.month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  }

  /// Whether the left day is the earlier one.
  public static func < (left: Day, right: Day) -> Bool {
    left.month == right.month ? left.day < right.day : left.month < right.month
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    "\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
