import Procurement
import Testing

@testable import Reporting

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `whole numbers are grouped by thousands`(value: Int, text: String) {
    #expect(NumberText.count(value) == text)
  }

  @Test(
    arguments: [
      (0, "0.00"), (12_345, "1.23"), (12_350, "1.24"), (-12_350, "-1.24"),
      (16_275_844_572_900, "1,627,584,457.29"),
    ] as [(Int64, String)])
  func `money has two decimals`(raw: Int64, text: String) {
    #expect(NumberText.money(Money(tenThousandths: raw)) == text)
  }

  @Test(arguments: [
    (0.0, "0.00%"), (0.0372, "+3.72%"), (-0.008, "-0.80%"), (0.00001, "0.00%"),
    (12.556, "+1,255.60%"),
  ])
  func `changes carry their sign`(value: Double, text: String) {
    #expect(NumberText.change(value) == text)
  }

  @Test(arguments: [
    (12.5, "12.50"), (0.4286, "0.4286"), (0.012345, "0.012345"), (1234.5, "1,234.50"),
    (Double.nan, "–"), (Double.infinity, "–"), (1e300, "–"),
  ])
  func `prices have as many decimals as tell them apart`(value: Double, text: String) {
    #expect(NumberText.price(value) == text)
  }

  @Test(arguments: [(0.1, "0.1"), (-0.0000001, "0"), (1.2345678, "1.234568"), (100, "100")])
  func `CSV numbers carry no trailing zeros`(value: Double, text: String) {
    #expect(NumberText.trimmed(value, places: 6) == text)
  }

  @Test(arguments: [
    ([0.0, 1.0], [0, 0.25, 0.5, 0.75, 1]), ([0.82, 0.9], [0.82, 0.84, 0.86, 0.88, 0.9]),
    ([], [0, 0.25, 0.5, 0.75, 1]), ([5, 5], [4.5, 4.75, 5, 5.25, 5.5]),
  ])
  func `a scale's ticks are round and enclose the values`(values: [Double], ticks: [Double]) {
    let scale = ChartScale(showing: values, range: (0, 100))
    #expect(scale.ticks.map { ($0 * 1_000).rounded() } == ticks.map { ($0 * 1_000).rounded() })
    for value in values { #expect((-0.001...100.001).contains(scale.position(value))) }
  }

  @Test(arguments: [
    (7.815677, "7.815677"), (2.331667, "2.331667"), (0.4, "0.40"), (12, "12.00"),
    (1234.5678901, "1,234.56789"), (0.0000004, "0.00"),
  ])
  func `a price within a formula has up to six decimals`(_ value: Double, _ text: String) {
    #expect(NumberText.exactPrice(value) == text)
  }
}
