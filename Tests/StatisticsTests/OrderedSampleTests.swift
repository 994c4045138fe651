import Statistics
import Testing

struct OrderedSampleTests {
  @Test(
    arguments: [
      ([3], 0.25, 3),
      ([4, 1, 3, 2], 0.5, 2.5),
      ([4, 1, 3, 2], 0.25, 1.75),
      ([1, 2, 3, 4, 5], 0.1, 1.4),
      ([1, 2, 3, 4, 5], 0.9, 4.6),
      ([1, 2, 3], 1, 3),
      ([1, 2, 3], 0, 1),
    ] as [([Double], Double, Double)])
  func quantileIsTypeSeven(_ values: [Double], _ order: Double, _ expected: Double) throws {
    let quantile = try #require(OrderedSample(values).quantile(order))
    #expect(abs(quantile - expected) < 1e-12)
  }

  @Test func emptySamplesHaveNoQuantiles() {
    let sample = OrderedSample([])
    #expect(sample.median == nil)
    #expect(sample.median(leavingOut: 0) == nil)
    #expect(OrderedSample([1]).median(leavingOut: 0) == nil)
    #expect(sample.largestShareOfOneValue() == 0)
  }

  @Test(arguments: 2...9)
  func medianLeavingOutIsTheMedianOfTheRest(_ count: Int) {
    let values = (0..<count).map { Double($0 * $0) }
    let sample = OrderedSample(values)
    for index in values.indices {
      var rest = values
      rest.remove(at: index)
      #expect(sample.median(leavingOut: index) == OrderedSample(rest).median)
    }
  }

  @Test(
    arguments: [
      ([1, 1, 1, 2], 0.75), ([1, 2, 3, 4], 0.25), ([1, 1 + 1e-12, 2], 2.0 / 3),
      ([2, 1, 2, 1, 2], 0.6),
    ] as [([Double], Double)])
  func mostFrequentValue(_ values: [Double], _ share: Double) {
    #expect(OrderedSample(values).largestShareOfOneValue() == share)
  }
}
