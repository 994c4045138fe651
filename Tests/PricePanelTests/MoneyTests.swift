import Procurement
import TestSupport
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

  /// Small amounts and those beyond the whole numbers that binary fractions tell apart.
  @Test(arguments: [0.0001, 1, 1e6, 1e11])
  func agreesWithRounding(_ scale: Double) {
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let yuan = Double.random(in: -scale...scale, using: &random)
      let rounded = Int64((yuan * 10_000).rounded(.toNearestOrAwayFromZero))
      #expect(Money(rounding: yuan).tenThousandths == rounded)
    }
  }
}
