import Analysis
import Procurement
import TestSupport
import Testing

struct PriceMovementTests {
  /// 3.00 to 3.30 and 1.00 to 1.10 are 10 % both, though binary fractions make the second a little more: the
  /// code decides, for falls as well.
  @Test func equalChangesAreOrderedByCode() throws {
    let prices = try OfficeFolder(
      [
        ("B甲", "1.00", "1.10"), ("A乙", "3.00", "3.30"), ("D丙", "1.10", "0.99"),
        ("C丁", "3.30", "2.97"),
      ].flatMap { name, then, now in
        [("2025-11-05", "一院", name, then, 1_000), ("2025-12-05", "一院", name, now, 1_000)]
      }
    ).examine().report.prices
    #expect(prices.largestRises.map(\.product.name) == ["A乙", "B甲"])
    #expect(prices.largestFalls.map(\.product.name) == ["C丁", "D丙"])
    #expect(Set((prices.largestRises + prices.largestFalls).map(\.change)).count == 4)
  }
}
