import Statistics
import TestSupport
import Testing

struct RobustSpreadTests {
  /// One value after the other left out, against the spread of what is left.
  @Test(arguments: UInt64(0)..<40)
  func leavingOneOutIsTheSpreadOfTheOthers(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let count = Int.random(in: 1...30, using: &generator)
    // Few different values, so that many are equal, or values all over the place.
    let range = seed.isMultiple(of: 2) ? 1...4 : 1...1_000
    let sample = OrderedSample(
      (0..<count).map { _ in Double(Int.random(in: range, using: &generator)) / 7 })
    var spreads = LeaveOneOutSpread(sample)
    for index in sample.values.indices {
      var others = sample.values
      others.remove(at: index)
      let expected = RobustSpread(others)
      let spread = spreads.spread(leavingOut: index)
      #expect(spread?.median == expected?.median)
      #expect(spread?.medianAbsoluteDeviation == expected?.medianAbsoluteDeviation)
    }
  }

  @Test func withoutSpreadThereIsNoScore() throws {
    let equal = try #require(RobustSpread([0.1 + 0.2, 0.3, 0.3, 0.3, 9]))
    #expect(equal.value(atScore: 3.5) == nil)
    #expect(RobustSpread([]) == nil)
  }

  /// Median 4, deviations 3, 2, 1, 0, 1, 2 and 96: MAD 2, so that a score of 0.6745 lies 2 beyond the median.
  @Test(arguments: [(0.0, 4.0), (0.6745, 6), (-0.6745, 2), (1.349, 8)])
  func valuesOfScores(_ score: Double, _ value: Double) throws {
    let spread = try #require(RobustSpread([1, 2, 3, 4, 5, 6, 100]))
    #expect(abs(try #require(spread.value(atScore: score)) - value) < 1e-12)
  }

  /// One value, however large, moves neither the median by more than to its neighbour nor the
  /// fence without bound.
  @Test func oneOutlierMovesLittle() throws {
    let values: [Double] = [1, 2, 3, 4, 5, 6, 7]
    let fence = try #require(RobustSpread(values)?.value(atScore: 3.5))
    let wild = try #require(RobustSpread(values + [1e9])?.value(atScore: 3.5))
    // Medians 4 and 4.5, deviations 2 and 2: 4 + 7 ÷ 0.6745 and 4.5 + 7 ÷ 0.6745.
    #expect(abs(fence - (4 + 7 / 0.6745)) < 1e-9)
    #expect(abs(wild - (4.5 + 7 / 0.6745)) < 1e-9)
  }
}
