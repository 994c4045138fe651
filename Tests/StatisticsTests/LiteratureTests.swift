import Statistics
import Testing

/// Figures that others have printed.
struct LiteratureTests {
  /// M. D'Orazio, readme of the R package univOutl, section 4.1: `HBmethod(yt1 = y5, yt2 = y6)`
  /// with its defaults U 0.5, A 0.05, C 4 and quartiles. Printed are the bounds, the outliers and,
  /// of the first six of them, the scores.
  @Test func hidiroglouBerthelotOfTheRiceFarms() throws {
    let changes = zip(RiceFarms.fifth, RiceFarms.sixth).map(ValueChange.init)
    try #require(changes.count == 171)
    let fences = try #require(
      HidiroglouBerthelot(
        around: changes,
        parameters: HidiroglouBerthelot.Parameters(u: 0.5, a: 0.05, c: 4, sharedRatioLimit: 0.25)))
    #expect(fences.spread == .quartiles)
    let lower = try #require(fences.lower)
    let upper = try #require(fences.upper)
    #expect(abs(lower + 44.10808) < 5e-6)
    #expect(abs(upper - 44.39336) < 5e-6)
    let effects = changes.map { fences.effect(of: $0) }
    let outside = effects.indices.filter { effects[$0] < lower || effects[$0] > upper }
    #expect(
      outside.map { $0 + 1 } == [
        18, 21, 22, 24, 25, 26, 37, 39, 69, 77, 79, 82, 90, 93, 99, 101, 102, 103, 108, 110, 116,
        129, 134, 138, 145, 168,
      ])
    let printed = [-103.58001, -58.12500, -65.04205, -283.11879, -276.25379, -60.77502]
    for (index, score) in zip(outside, printed) {
      #expect(abs(effects[index] - score) < 5e-6, "farm \(index + 1)")
    }
  }

  /// The fence that a monitor compares with is the same one, turned into a ratio for each size.
  @Test func ratioBoundsOfTheRiceFarms() throws {
    let changes = zip(RiceFarms.fifth, RiceFarms.sixth).map(ValueChange.init)
    let fences = try #require(
      HidiroglouBerthelot(
        around: changes,
        parameters: HidiroglouBerthelot.Parameters(u: 0.5, a: 0.05, c: 4, sharedRatioLimit: 0.25)))
    let above = try changes.indices.filter {
      changes[$0].ratio > (try #require(fences.highestRatio(forSize: changes[$0].size)))
    }
    // "Outliers found in the right tail: 4", "in the left tail: 22".
    #expect(above.count == 4)
    let below = try changes.indices.filter {
      changes[$0].ratio < (try #require(fences.lowestRatio(forSize: changes[$0].size)))
    }
    #expect(below.count == 22)
  }

  /// R, `?mad`: of 1…9, and of 1…8 and 100, the median absolute deviation is 2. R package
  /// rwavelet, `?MAD`: of 1, 1, 2, 2, 4, 6, 9 it is 1.48258 with the factor 1 ÷ 0.6745, so that a
  /// value so far from the median has the score 1.
  @Test func medianAbsoluteDeviation() throws {
    let plain = try #require(RobustSpread([1, 2, 3, 4, 5, 6, 7, 8, 9]))
    let wild = try #require(RobustSpread([100, 1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(plain.median == 5 && wild.median == 5)
    #expect(plain.medianAbsoluteDeviation == 2)
    #expect(wild.medianAbsoluteDeviation == 2)
    let wavelet = try #require(RobustSpread([1, 1, 2, 2, 4, 6, 9]))
    let distance = try #require(wavelet.value(atScore: 1)) - wavelet.median
    #expect(abs(distance - 1.48258) < 5e-6)
  }

  /// PyOD 3.6.7, `MAD(threshold=3.5)` fitted to the rice farms' ratios of sixth to fifth season:
  /// one outlier, farm 145, with the score 3.60352. The first two farms have 0.52315 and 1.95605.
  @Test func robustScoresOfTheRiceFarms() throws {
    let ratios = zip(RiceFarms.fifth, RiceFarms.sixth).map { $1 / $0 }
    let spread = try #require(RobustSpread(ratios))
    #expect(spread.median == 0.875)
    func value(atScore score: Double) throws -> Double {
      try #require(spread.value(atScore: score))
    }
    let fence = try value(atScore: -3.5)...value(atScore: 3.5)
    #expect(ratios.indices.filter { !fence.contains(ratios[$0]) } == [144])
    for (index, score) in [(0, 0.52315), (1, 1.95605), (144, 3.60352)] {
      let nearest = try value(atScore: score - 5e-6)...value(atScore: score + 5e-6)
      #expect(nearest.contains(ratios[index]))
    }
  }
}
