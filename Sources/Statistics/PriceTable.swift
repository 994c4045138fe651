/// Prices and quantities of items over periods, with gaps where an item was not bought.
///
/// An index is made over the items that both periods have (matched items).
public struct PriceTable: Sendable {
  /// How many items there are.
  public let items: Int
  /// How many periods there are.
  public private(set) var periods: Int
  /// Period by period, and item by item within; a quantity of 0 is a gap.
  private var prices: [Double]
  private var quantities: [Double]
  private var logarithms: [Double]

  /// A table of gaps.
  public init(items: Int, periods: Int) {
    self.items = items
    self.periods = periods
    prices = Array(repeating: 0, count: items * periods)
    quantities = prices
    logarithms = prices
  }

  /// What was bought of an item in a period; `nil` for a gap.
  public subscript(item: Int, period: Int) -> PricedQuantity? {
    get {
      let place = period * items + item
      guard quantities[place] > 0 else { return nil }
      return PricedQuantity(
        price: prices[place], quantity: quantities[place], logarithm: logarithms[place])
    }
    set {
      let place = period * items + item
      prices[place] = newValue?.price ?? 0
      quantities[place] = newValue?.quantity ?? 0
      logarithms[place] = newValue?.logarithm ?? 0
    }
  }

  /// The table of some of the items, in the order given.
  ///
  /// - Complexity: O(selected items × periods).
  public func selecting(_ selected: [Int]) -> PriceTable {
    if selected.elementsEqual(0..<items) { return self }
    var table = PriceTable(items: selected.count, periods: 0)
    table.periods = periods
    table.prices = columns(selected, of: prices)
    table.quantities = columns(selected, of: quantities)
    table.logarithms = columns(selected, of: logarithms)
    return table
  }

  private func columns(_ selected: [Int], of values: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(selected.count * periods)
    for period in 0..<periods {
      for item in selected { result.append(values[period * items + item]) }
    }
    return result
  }

  /// Whether anything was bought in a period.
  public func hasItems(in period: Int) -> Bool {
    quantities[period * items..<(period + 1) * items].contains { $0 > 0 }
  }

  /// The index numbers of a period against a base period, over the items that both have.
  ///
  /// - Complexity: O(items).
  public func numbers(of period: Int, base: Int) -> IndexNumbers {
    var numbers = IndexNumbers()
    for item in 0..<items {
      if let current = self[item, period], let before = self[item, base] {
        numbers.add(current, base: before)
      }
    }
    return numbers
  }

  /// What each item adds to an index, summing to index − 1; 0 for items that do not match.
  ///
  /// - Complexity: O(items).
  public func contributions(
    to formula: IndexFormula, of period: Int, base: Int
  ) -> [Double] {
    let numbers = numbers(of: period, base: base)
    return (0..<items).map { item in
      guard let current = self[item, period], let before = self[item, base] else { return 0 }
      return numbers.contribution(of: current, base: before, to: formula)
    }
  }
}
