import Indicators
import Procurement
import TestSupport
import Testing

/// What must change nothing in the execution indicators.
struct ExecutionPropertyTests {
  static let ids = [
    "contract-completion", "contract-completion/B1", "non-selected-share", "retained-surplus",
    "savings",
  ]

  /// A random town: fifteen months of purchases of five products, contracts of all institutions.
  func town(_ seed: UInt64) -> ExecutionTown {
    var generator = SplitMix64(seed: seed)
    var town = ExecutionTown()
    town.rates("", 0.6, 0.9, 0.4)
    for back in 0..<18 {
      let month = town.month.advanced(by: -back).description
      for institution in ["H1", "H2", "H3", "H4", "H9"] {
        for product in ["X1", "X2", "X3", "X4", "X5"]
        where Int.random(in: 0..<3, using: &generator) > 0 {
          town.buy(
            product, institution, month, Int64.random(in: -5...100, using: &generator) * 2,
            at: Int64.random(in: 50...300, using: &generator) * 100)
        }
      }
    }
    for institution in ["H1", "H2", "H3", "H4"] {
      for variety in ["甲片", "乙针"] {
        town.contract(
          institution, variety, Int64.random(in: 1_000...4_000, using: &generator) * 2)
      }
    }
    return town
  }

  func results(_ town: ExecutionTown) throws -> [IndicatorResult] {
    let results = try town.run().results.filter { Self.ids.contains($0.id) }
    #expect(results.map(\.id) == Self.ids)
    #expect(results.allSatisfy { $0.value != nil })
    return results
  }

  /// Lines in another order, each in two halves; contracts and catalogue rows in another order.
  @Test(arguments: UInt64(1)...8)
  func orderAndSplittingOfLines(_ seed: UInt64) throws {
    let town = town(seed)
    var other = town
    other.purchases = town.purchases.reversed().flatMap { line in
      var half = line
      half.quantity /= 2
      return [half, half]
    }
    other.catalogues.contracts.reverse()
    other.catalogues.entries.reverse()
    #expect(try results(town) == results(other))
  }

  /// Ten times the units at a tenth of the price: the same shares and the same money.
  @Test(arguments: UInt64(1)...8)
  func changeOfUnit(_ seed: UInt64) throws {
    let town = town(seed)
    var other = town
    for index in other.purchases.indices {
      other.purchases[index].quantity *= 10
      other.purchases[index].price /= 10
    }
    for index in other.catalogues.contracts.indices {
      other.catalogues.contracts[index].quantity.tenThousandths *= 10
    }
    for index in other.catalogues.entries.indices {
      other.catalogues.entries[index].conversionRatio?.tenThousandths *= 10
    }
    for (one, two) in zip(try results(town), try results(other)) {
      #expect(abs((one.value ?? 0) - (two.value ?? 1)) <= 1e-6 * abs(one.value ?? 0), "\(one.id)")
      #expect(one.breakdown.count == two.breakdown.count)
      #expect(one.reference == two.reference)
    }
  }

  /// Savings by region, institution and variety each add up to the whole, to the last digit; so
  /// do the quantities of completion and of the share.
  @Test(arguments: UInt64(1)...8)
  func partsAddUp(_ seed: UInt64) throws {
    for result in try results(town(seed)) where result.id != "retained-surplus" {
      for dimension in [IndicatorPart.Dimension.region, .variety] {
        let parts = result.breakdown.filter { $0.dimension == dimension }
        if parts.isEmpty { continue }
        let whole = sum([result.denominator])
        // The parts of savings have what was spent.
        let counts = sum([result.numerator])
        let expected = result.id == "savings" ? whole - counts : counts
        #expect(sum(parts.map(\.numerator)) == expected, "\(result.id)")
        #expect(sum(parts.map(\.denominator)) == whole, "\(result.id)")
      }
    }
  }

  func sum(_ amounts: [IndicatorAmount?]) -> Int64 {
    amounts.reduce(0) { sum, amount in
      switch amount {
      case .money(let money): sum + money.tenThousandths
      case .quantity(let quantity): sum + quantity.tenThousandths
      default: sum
      }
    }
  }
}
