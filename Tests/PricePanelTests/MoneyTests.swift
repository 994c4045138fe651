import Procurement
import Testing

/// Amounts that are computed, and so rounded.
@Suite struct MoneyTests {
  @Test(
    arguments: [
      (0.00004, 0), (0.00005, 1), (-0.00004, 0), (-0.00005, -1), (1.23449, 12_345),
      (1.23444, 12_344), (-1.23446, -12_345), (0, 0), (1e10, 100_000_000_000_000),
    ] as [(Double, Int64)])
  func isRoundedHalvesAwayFromZero(_ yuan: Double, _ expected: Int64) {
    #expect(Money(rounding: yuan).tenThousandths == expected)
  }
}
