public import Procurement

/// A contract as tests write it: units, 365 days from the first of January 2025.
public struct NaiveContract: Hashable, Sendable {
  /// The institution's code.
  public var institution: String
  /// The variety.
  public var variety: String
  /// The contracted quantity.
  public var quantity: Int64

  /// A contract; see the properties.
  public init(_ institution: String, _ variety: String, _ quantity: Int64) {
    self.institution = institution
    self.variety = variety
    self.quantity = quantity
  }
}

/// `contract-lag`, `zero-uptake` and `non-selected-share` with the default rules, straight from the
/// lines, for one batch over 2025, lines that do not state what arrived, and public institutions.
public struct NaiveExecution {
  private let lines: [TestPurchase]
  private let month: Month
  private let daysRun: Double
  private let selected: [String: Double]
  private let variety: (String) -> String

  /// - Parameters:
  ///   - selected: selected products with their prices per unit in 元.
  ///   - variety: each product's variety.
  public init(
    _ lines: [TestPurchase], month: Month, selected: [String: Double],
    variety: @escaping (String) -> String
  ) {
    self.lines = lines
    self.month = month
    self.selected = selected
    self.variety = variety
    let lengths = [31.0, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    daysRun = lengths.prefix(month.month).reduce(0, +)
  }

  private func units(_ lines: [TestPurchase]) -> Double {
    lines.reduce(0) { $0 + ($1.isUndelivered ? 0 : Double($1.quantity)) }
  }

  private func price(_ variety: String) -> Double {
    let prices = selected.filter { self.variety($0.key) == variety }.map(\.value)
    return prices.reduce(0, +) / Double(prices.count)
  }

  private func completion(_ contract: NaiveContract) -> Double {
    let bought = lines.filter {
      selected[$0.product] != nil && variety($0.product) == contract.variety
        && $0.institution == contract.institution && $0.month.year == 2025 && $0.month <= month
    }
    return units(bought) / Double(contract.quantity)
  }

  private func finding(_ contract: NaiveContract, _ severity: Severity) -> NaiveFinding {
    let missing = (max(0, completion(contract)) - daysRun / 365) * price(contract.variety)
    return NaiveFinding(
      product: contract.variety, institution: contract.institution, severity: severity,
      excess: Money(rounding: missing * Double(contract.quantity)).fen)
  }

  private func isLarge(_ contract: NaiveContract) -> Bool {
    price(contract.variety) * Double(contract.quantity) >= 1_000
  }

  /// Contracts with some uptake that are more than 25 points behind.
  public func contractLag(_ contracts: [NaiveContract]) -> [NaiveFinding] {
    contracts.filter(isLarge).compactMap { contract -> NaiveFinding? in
      let completion = completion(contract)
      let lag = daysRun / 365 - completion
      guard completion > 0, lag > 0.25 + 1e-9 else { return nil }
      return finding(contract, lag > 0.4 + 1e-9 ? .warn : .watch)
    }.sorted()
  }

  /// Contracts without uptake.
  public func zeroUptake(_ contracts: [NaiveContract]) -> [NaiveFinding] {
    contracts.filter(isLarge).compactMap { contract -> NaiveFinding? in
      guard completion(contract) <= 0, daysRun / 365 > 0.25 + 1e-9 else { return nil }
      return finding(contract, daysRun / 365 > 0.5 + 1e-9 ? .warn : .watch)
    }.sorted()
  }

  /// Institutions and varieties with too much that is not selected and dearer.
  public func nonSelectedShare() -> [NaiveFinding] {
    let recent = lines.filter {
      $0.month > month.advanced(by: -3) && $0.month <= month && $0.month.year == 2025
    }
    var result: [NaiveFinding] = []
    for name in Set(selected.keys.map(variety)) {
      let lowest = selected.filter { variety($0.key) == name }.values.min() ?? 0
      let own = recent.filter { variety($0.product) == name }
      for (institution, bought) in Dictionary(grouping: own, by: \.institution) {
        let whole = units(bought)
        let amount = bought.reduce(0) { $0 + ($1.isUndelivered ? 0 : $1.amount) }
        // Where more of either came back than was bought, neither is a share.
        let other = units(bought.filter { selected[$0.product] == nil })
        guard whole > 0, other >= 0, other <= whole, amount >= 1_000 else { continue }
        var dearer = 0.0
        for (product, lines) in Dictionary(grouping: bought, by: \.product)
        where selected[product] == nil {
          let paid = lines.filter { $0.quantity > 0 && $0.price > 0 && !$0.isUndelivered }
          let average = paid.reduce(0) { $0 + $1.amount } / units(paid)
          if !paid.isEmpty, average > lowest + 0.005 { dearer += units(lines) }
        }
        let share = dearer / whole
        guard share > 0.5 + 1e-9 else { continue }
        result.append(
          NaiveFinding(
            product: name, institution: institution, severity: share > 0.8 + 1e-9 ? .warn : .watch,
            excess: Money(rounding: (share - 0.5) * amount).fen))
      }
    }
    return result.sorted()
  }
}
