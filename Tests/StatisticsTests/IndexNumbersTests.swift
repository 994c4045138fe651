import Statistics
import TestSupport
import Testing

/// Index formulas against published figures and their own properties.
struct IndexNumbersTests {
  /// Prices and quantities of six products in five periods: B. M. Balk, Price and Quantity Index
  /// Numbers (2008), tables 3.1 and 3.2, adapted from tables 19.1 and 19.2 of the Producer Price
  /// Index Manual (2004); as printed with the documentation of the R package gpindex, `price6`
  /// and `quantity6`.
  static let prices = [
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
    [1.2, 3.0, 1.3, 0.7, 1.4, 0.8],
    [1.0, 1.0, 1.5, 0.5, 1.7, 0.6],
    [0.8, 0.5, 1.6, 0.3, 1.9, 0.4],
    [1.0, 1.0, 1.6, 0.1, 2.0, 0.2],
  ]
  static let quantities = [
    [1.0, 1.0, 2.0, 1.0, 4.5, 0.5],
    [0.8, 0.9, 1.9, 1.3, 4.7, 0.6],
    [1.0, 1.1, 1.8, 3.0, 5.0, 0.8],
    [1.2, 1.2, 1.9, 6.0, 5.6, 1.3],
    [0.9, 1.2, 2.0, 12.0, 6.5, 2.5],
  ]

  static let table: PriceTable = {
    var table = PriceTable(items: 6, periods: 5)
    for period in 0..<5 {
      for item in 0..<6 {
        table[item, period] = PricedQuantity(
          price: prices[period][item], quantity: quantities[period][item])
      }
    }
    return table
  }()

  static func columns(_ period: Int, base: Int) -> IndexNumbers {
    IndexNumbers(
      prices: prices[period], quantities: quantities[period], basePrices: prices[base],
      baseQuantities: quantities[base])
  }

  /// Balk (2008), tables 3.4, 3.6 and 3.12, to four decimals, as reproduced there.
  @Test(
    arguments: [
      (.laspeyres, [1, 1.4200, 1.3450, 1.3550, 1.4400]),
      (.paasche, [1, 1.3824, 1.2031, 1.0209, 0.7968]),
      (.fisher, [1, 1.4011, 1.2721, 1.1762, 1.0712]),
      (.tornqvist, [1, 1.4052, 1.2890, 1.2268, 1.2477]),
      // By hand: the sixth root of 1.2·3·1.3·0.7·1.4·0.8 = 3.669120 and so on; not in Balk.
      (.jevons, [1, 1.2419, 0.9563, 0.7256, 0.6325]),
    ] as [(IndexFormula, [Double])])
  func publishedFigures(_ formula: IndexFormula, _ figures: [Double]) throws {
    for (period, figure) in figures.enumerated() {
      let index = try #require(Self.columns(period, base: 0)[formula])
      #expect(abs(index - figure) <= 0.000_05, "\(formula) in period \(period + 1)")
      #expect(Self.table.numbers(of: period, base: 0)[formula] == index)
    }
  }

  /// From the same tables: each link is a Fisher index of neighbouring periods.
  @Test func chainIsTheProductOfItsLinks() throws {
    let chain = ChainedFisher(Self.table, base: 0)
    var product = 1.0
    for period in 1..<5 {
      product *= try #require(Self.columns(period, base: period - 1)[.fisher])
      #expect(abs(try #require(chain.values[period]) - product) < 1e-12)
    }
    #expect(chain.values[0] == 1)
    #expect(abs(product - 1.222_610) < 0.000_001)
  }

  @Test(arguments: IndexFormula.allCases)
  func contributionsSumToTheChange(_ formula: IndexFormula) throws {
    for period in 0..<5 {
      let parts = Self.table.contributions(to: formula, of: period, base: 0)
      let index = try #require(Self.table.numbers(of: period, base: 0)[formula])
      #expect(abs(parts.reduce(0, +) - (index - 1)) < 1e-12)
      // A dearer item never pulls the index down, nor a cheaper one up.
      for (part, price) in zip(parts, Self.prices[period]) { #expect(part * (price - 1) >= 0) }
    }
  }

  @Test func contributionsToTheChainSumToItsChange() throws {
    let chain = ChainedFisher(Self.table, base: 0)
    let change = try #require(chain.values[4]) - 1
    #expect(abs(chain.contributions.reduce(0, +) - change) < 1e-12)
  }

  // MARK: Properties

  struct Basket {
    var prices: [Double]
    var quantities: [Double]

    init(items: Int, using generator: inout SplitMix64) {
      prices = (0..<items).map { _ in Double.random(in: 0.1...900, using: &generator) }
      quantities = (0..<items).map { _ in Double.random(in: 0.5...4_000, using: &generator) }
    }

    func numbers(base: Basket) -> IndexNumbers {
      IndexNumbers(
        prices: prices, quantities: quantities, basePrices: base.prices,
        baseQuantities: base.quantities)
    }
  }

  func baskets(_ seed: UInt64) -> (base: Basket, now: Basket) {
    var generator = SplitMix64(seed: seed)
    let items = Int.random(in: 1...40, using: &generator)
    return (Basket(items: items, using: &generator), Basket(items: items, using: &generator))
  }

  func isClose(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= 1e-11 * max(abs(left), abs(right))
  }

  @Test(arguments: UInt64(1)...20)
  func unchangedPricesAreOneExactly(_ seed: UInt64) {
    var (base, now) = baskets(seed)
    now.prices = base.prices
    for formula in IndexFormula.allCases { #expect(now.numbers(base: base)[formula] == 1) }
    base.prices.removeAll()
    base.quantities.removeAll()
    for formula in IndexFormula.allCases { #expect(base.numbers(base: base)[formula] == nil) }
  }

  @Test(arguments: UInt64(1)...20)
  func proportionalPricesAreTheProportion(_ seed: UInt64) {
    var (base, now) = baskets(seed)
    now.prices = base.prices.map { $0 * 1.07 }
    for formula in IndexFormula.allCases {
      #expect(isClose(now.numbers(base: base)[formula], 1.07))
    }
  }

  @Test(arguments: UInt64(1)...20)
  func unitsAndOrderDoNotMatter(_ seed: UInt64) {
    let (base, now) = baskets(seed)
    var scaled = (base: base, now: now)
    for item in base.prices.indices {
      let factor = [1, 10, 24, 0.01][item % 4]
      scaled.base.prices[item] /= factor
      scaled.base.quantities[item] *= factor
      scaled.now.prices[item] /= factor
      scaled.now.quantities[item] *= factor
    }
    scaled.base.prices.reverse()
    scaled.base.quantities.reverse()
    scaled.now.prices.reverse()
    scaled.now.quantities.reverse()
    for formula in IndexFormula.allCases {
      #expect(
        isClose(
          scaled.now.numbers(base: scaled.base)[formula], now.numbers(base: base)[formula]))
    }
  }

  @Test(arguments: UInt64(1)...20)
  func symmetricFormulasReverseInTime(_ seed: UInt64) throws {
    let (base, now) = baskets(seed)
    for formula in [IndexFormula.fisher, .jevons, .tornqvist] {
      let there = try #require(now.numbers(base: base)[formula])
      let back = try #require(base.numbers(base: now)[formula])
      #expect(isClose(there * back, 1))
    }
    // Laspeyres one way is Paasche the other way.
    let there = try #require(now.numbers(base: base)[.laspeyres])
    let back = try #require(base.numbers(base: now)[.paasche])
    #expect(isClose(there * back, 1))
  }

  @Test(arguments: UInt64(1)...20)
  func fisherLiesBetweenLaspeyresAndPaasche(_ seed: UInt64) throws {
    let (base, now) = baskets(seed)
    let numbers = now.numbers(base: base)
    let laspeyres = try #require(numbers[.laspeyres])
    let paasche = try #require(numbers[.paasche])
    let fisher = try #require(numbers[.fisher])
    #expect(min(laspeyres, paasche) <= fisher * (1 + 1e-12))
    #expect(fisher <= max(laspeyres, paasche) * (1 + 1e-12))
  }

  /// An item that one of the two periods lacks has no say, and a period with nothing in common is
  /// stepped over by the chain.
  @Test func onlyMatchedItemsCount() {
    var table = PriceTable(items: 3, periods: 4)
    table[0, 0] = PricedQuantity(price: 10, quantity: 1)
    table[1, 0] = PricedQuantity(price: 5, quantity: 100)
    table[0, 1] = PricedQuantity(price: 12, quantity: 2)
    table[2, 2] = PricedQuantity(price: 7, quantity: 3)
    table[0, 3] = PricedQuantity(price: 9, quantity: 3)
    for formula in IndexFormula.allCases {
      #expect(isClose(table.numbers(of: 1, base: 0)[formula], 1.2))
      #expect(table.numbers(of: 2, base: 0)[formula] == nil)
    }
    #expect(table.numbers(of: 1, base: 0).items == 1)
    let chain = ChainedFisher(table, base: 0)
    #expect(chain.links.map(\.from) == [0, 1])
    #expect(chain.links.map(\.period) == [1, 3])
    #expect(isClose(chain.values[3], 0.9))
    #expect(chain.values[2] == nil)
    #expect(table.selecting([2, 0])[1, 3] == table[0, 3])
    #expect(table.selecting([1]).hasItems(in: 1) == false)
  }
}
