import Procurement

/// The ways in which exports write a date.
enum DateStyle: CaseIterable {
  /// `2024-01-05`
  case dashes
  /// `2024/1/5`
  case slashes
  /// `20240105`
  case compact
  /// `2024年1月5日`
  case chinese

  /// The day `day` of `month`; days beyond its end run on into the next month.
  func text(day: Int, of month: Month) -> String {
    let length = month.lastDay.day
    guard day <= length else { return text(day: day - length, of: month.advanced(by: 1)) }
    let (year, number) = (month.year, month.month)
    switch self {
    case .dashes: return "\(year)-\(digits(number, 2))-\(digits(day, 2))"
    case .slashes: return "\(year)/\(number)/\(day)"
    case .compact: return "\(year)\(digits(number, 2))\(digits(day, 2))"
    case .chinese: return "\(year)年\(number)月\(day)日"
    }
  }
}
