import Statistics
import TestSupport
import Testing

struct HidiroglouBerthelotTests {
  static let plain = HidiroglouBerthelot.Parameters(u: 0, a: 0.05, c: 4, sharedRatioLimit: 0.25)
  static let usual = HidiroglouBerthelot.Parameters(
    u: 0.5, a: 0.05, c: 4, sharedRatioLimit: 0.25)

  /// Ratios 0.9, 1, 1.1, 1.2, 2 with median 1.1; centred −2/9, −0.1, 0, 1/11, 9/11. Quartiles
  /// −0.1 and 1/11, so the fences are −0.4 and 4/11: ratios 1.1 / 1.4 and 1.1 × 15/11 = 1.5.
  @Test func fencesComputedByHand() throws {
    let changes = [10.0, 11, 9, 12, 20].map { ValueChange(before: 10, after: $0) }
    let fences = try #require(HidiroglouBerthelot(around: changes, parameters: Self.plain))
    #expect(fences.medianRatio == 1.1)
    #expect(fences.spread == .quartiles)
    #expect(abs(try #require(fences.lower) + 0.4) < 1e-12)
    #expect(abs(try #require(fences.upper) - 4.0 / 11) < 1e-12)
    #expect(abs(try #require(fences.highestRatio(forSize: 77)) - 1.5) < 1e-12)
    #expect(abs(try #require(fences.lowestRatio(forSize: 77)) - 1.1 / 1.4) < 1e-12)
  }

  /// The same with U = 1/2 and a unit of size 400: its effect is 20 times the centred ratio.
  @Test func sizeScalesTheEffect() throws {
    let changes = [10.0, 11, 9, 12, 20].map { ValueChange(before: 10, after: $0) }
    let fences = try #require(HidiroglouBerthelot(around: changes, parameters: Self.usual))
    let effect = fences.effect(of: ValueChange(before: 250, after: 400))
    #expect(abs(effect - (1.6 / 1.1 - 1) * 20) < 1e-12)
  }

  @Test func manyUnmovedPricesWidenTheQuantiles() throws {
    // 16 of 20 unmoved: P10 lies between the second and third lowest, P90 likewise above.
    let moved = [0.5, 0.9, 1.1, 3].map { ValueChange(before: 1, after: $0) }
    let unmoved = Array(repeating: ValueChange(before: 1, after: 1), count: 16)
    let fences = try #require(
      HidiroglouBerthelot(around: moved + unmoved, parameters: Self.plain))
    #expect(fences.spread == .outerDeciles)
    // Position 1.9: between 1 − 1/0.9 = −1/9 and 0, a tenth of the way back.
    #expect(abs(try #require(fences.lower) + 4 * 0.1 / 9) < 1e-12)
    #expect(abs(try #require(fences.upper) - 4 * 0.1 * 0.1) < 1e-12)
  }

  @Test func sideWithoutSpreadHasNoFence() throws {
    let changes = (0..<30).map { ValueChange(before: 1, after: $0 < 10 ? 0.5 : 1) }
    let fences = try #require(HidiroglouBerthelot(around: changes, parameters: Self.plain))
    #expect(fences.lower != nil)
    #expect(fences.upper == nil)
    #expect(fences.highestRatio(forSize: 1) == nil)
    #expect(HidiroglouBerthelot(around: [], parameters: Self.plain) == nil)
  }

  @Test(arguments: UInt64(1)...20)
  func ratioBoundsAgreeWithEffects(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let changes = (0..<50).map { _ in
      ValueChange(
        before: .random(in: 1...1000, using: &generator),
        after: .random(in: 1...1000, using: &generator))
    }
    let fences = try #require(HidiroglouBerthelot(around: changes, parameters: Self.usual))
    let upper = try #require(fences.upper)
    let lower = try #require(fences.lower)
    for change in changes {
      let highest = try #require(fences.highestRatio(forSize: change.size))
      let lowest = try #require(fences.lowestRatio(forSize: change.size))
      #expect((fences.effect(of: change) > upper) == (change.ratio > highest))
      #expect((fences.effect(of: change) < lower) == (change.ratio < lowest))
      // At this ratio, and not at another, the unit itself would come to lie outside.
      let bound = try #require(fences.highestRatio(before: change.before))
      for (factor, isOutside) in [(1 - 1e-9, false), (1 + 1e-9, true)] {
        let moved = ValueChange(before: change.before, after: change.before * bound * factor)
        #expect((fences.effect(of: moved) > upper) == isOutside)
      }
    }
  }

  @Test(arguments: [0.01, 100, 12345.678])
  func unitOfMoneyChangesNoRatioBound(_ factor: Double) throws {
    var generator = SplitMix64(seed: 7)
    let changes = (0..<40).map { _ in
      ValueChange(
        before: .random(in: 1...1000, using: &generator),
        after: .random(in: 1...1000, using: &generator))
    }
    let scaled = changes.map { ValueChange(before: $0.before * factor, after: $0.after * factor) }
    let first = try #require(HidiroglouBerthelot(around: changes, parameters: Self.usual))
    let second = try #require(
      HidiroglouBerthelot(around: scaled.reversed(), parameters: Self.usual))
    let one = try #require(first.highestRatio(forSize: 50))
    let other = try #require(second.highestRatio(forSize: 50 * factor))
    #expect(abs(one / other - 1) < 1e-9)
  }
}
