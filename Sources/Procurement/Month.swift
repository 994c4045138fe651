/// A calendar month, such as 2025-12.
///
/// Months are counted from year 0, so that the distance between two months is a subtraction.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Months since January of year 0.
  public let index: Int32

  /// The month `index` months after January of year 0.
  @inlinable
  public init(index: Int32) {
    self.index = index
  }

  /// The given month, or `nil` when the year is outside 1900–2199 or the month outside 1–12.
  @inlinable
  public init?(year: Int, month: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month) else { return nil }
    index = Int32(year * 12 + month - 1)
  }

  /// Reads `YYYY-MM`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1])
    else { return nil }
    self.init(year: year, month: month)
  }

  /// The calendar year.
  @inlinable public var year: Int { Int(index) / 12 }

  /// The month of the year, 1–12.
  @inlinable public var month: Int { Int(index) % 12 + 1 }

  /// The month `count` months later (earlier when negative).
  @inlinable
  public func advanced(by count: Int) -> Month {
    Month(index: index + Int32(count))
  }

  /// The number of months from this one to `other`.
  @inlinable
  public func distance(to other: Month) -> Int {
    Int(other.index - index)
  }

  /// January of the same year.
  @inlinable public var startOfYear: Month { Month(index: index - index % 12) }

  /// The last day of this month.
  public var lastDay: Day {
    switch month {
    case 2:
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return Day(month: self, day: isLeap ? 29 : 28)
    case 4, 6, 9, 11: return Day(month: self, day: 30)
    default: return Day(month: self, day: 31)
    }
  }

  /// Whether the left month is the earlier one.
  @inlinable
  public static func < (left: Month, right: Month) -> Bool {
    left.index < right.index
  }

  /// `YYYY-MM`.
  public var description: String {
    "\(year)-\(month < 10 ? "0" : "")\(month)"
  }
}
