#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// How the price changes of many items are put together to one.
///
/// Source of the formulas: ILO, IMF, OECD, UNECE, Eurostat and World Bank, Consumer Price Index
/// Manual: Theory and Practice (2004), and its sister, the Producer Price Index Manual (2004), of
/// the same numbering in chapter 15. p₀, q₀ are prices and quantities of the base period, p₁, q₁
/// of the current one, each item's share of value is *s* = *pq* ÷ Σ *pq*.
public enum IndexFormula: String, CaseIterable, Sendable {
  /// Σ p₁q₀ ÷ Σ p₀q₀: what the base period's basket costs now (15.5).
  case laspeyres
  /// Σ p₁q₁ ÷ Σ p₀q₁: what the current basket costs beside what it would have cost (15.6).
  case paasche
  /// √(Laspeyres · Paasche), Fisher's ideal index (15.12).
  case fisher
  /// (Π p₁/p₀)^(1/*n*): the geometric mean of the price relatives, each item weighing the same
  /// (Producer Price Index Manual, 9.3).
  case jevons
  /// exp Σ ½(s₀ + s₁) ln(p₁/p₀): the geometric mean weighted with the average share of value of
  /// both periods (chapter 16, Törnqvist–Theil).
  case tornqvist
}

/// A price and the quantity bought at it, of one item in one period.
public struct PricedQuantity: Hashable, Sendable {
  /// The price of a unit, above zero.
  public var price: Double
  /// The quantity in that unit, above zero.
  public var quantity: Double
  /// The natural logarithm of the price.
  let logarithm: Double

  /// `quantity` units bought at `price` each.
  ///
  /// - Precondition: both are above zero.
  public init(price: Double, quantity: Double) {
    precondition(price > 0 && quantity > 0, "an index needs prices and quantities above zero")
    self.init(price: price, quantity: quantity, logarithm: log(price))
  }

  /// The same with a logarithm that is known already.
  init(price: Double, quantity: Double, logarithm: Double) {
    self.price = price
    self.quantity = quantity
    self.logarithm = logarithm
  }
}

/// The index numbers of one period against a base period, over the items that both have.
///
/// Only sums are kept: items are added one by one, and all formulas are read off at the end. The
/// unit that an item is counted in does not matter, and the order of items only in the last
/// binary digits.
public struct IndexNumbers: Hashable, Sendable {
  /// How many items were added.
  public private(set) var items = 0
  /// Σ p₀q₀
  private var baseValue = 0.0
  /// Σ p₁q₀
  private var baseBasketNow = 0.0
  /// Σ p₀q₁
  private var basketAtBase = 0.0
  /// Σ p₁q₁
  private var value = 0.0
  /// Σ ln(p₁/p₀), plain and weighted with p₀q₀ and with p₁q₁.
  private var logarithms = 0.0
  private var baseLogarithms = 0.0
  private var currentLogarithms = 0.0

  /// No items yet.
  public init() {}

  /// The index numbers over items given as columns.
  ///
  /// - Parameters:
  ///   - prices: current prices, one an item, in the same unit as the base prices.
  ///   - quantities: current quantities.
  ///   - basePrices: prices of the base period.
  ///   - baseQuantities: quantities of the base period.
  /// - Precondition: all four are of one length, and everything in them is above zero.
  public init(
    prices: [Double], quantities: [Double], basePrices: [Double], baseQuantities: [Double]
  ) {
    precondition(
      [quantities.count, basePrices.count, baseQuantities.count].allSatisfy { $0 == prices.count },
      "each item has a price and a quantity in both periods")
    for item in prices.indices {
      add(
        PricedQuantity(price: prices[item], quantity: quantities[item]),
        base: PricedQuantity(price: basePrices[item], quantity: baseQuantities[item]))
    }
  }

  /// Adds an item that both periods have.
  public mutating func add(_ current: PricedQuantity, base: PricedQuantity) {
    let before = base.price * base.quantity
    let now = current.price * current.quantity
    let logarithm = current.logarithm - base.logarithm
    items += 1
    baseValue += before
    baseBasketNow += current.price * base.quantity
    basketAtBase += base.price * current.quantity
    value += now
    logarithms += logarithm
    baseLogarithms += before * logarithm
    currentLogarithms += now * logarithm
  }

  /// The index by one formula, 1 for unchanged prices; `nil` without items.
  public subscript(formula: IndexFormula) -> Double? {
    guard items > 0 else { return nil }
    switch formula {
    case .laspeyres: return laspeyres
    case .paasche: return value / basketAtBase
    case .fisher: return fisher
    case .jevons: return exp(logarithms / Double(items))
    case .tornqvist: return exp((baseLogarithms / baseValue + currentLogarithms / value) / 2)
    }
  }

  private var laspeyres: Double { baseBasketNow / baseValue }
  private var fisher: Double { (laspeyres * (value / basketAtBase)).squareRoot() }

  /// What one of the items adds to the index: over all items the contributions sum to index − 1.
  ///
  /// - Laspeyres, Paasche: the change of the item's own cost in the basket, (p₁ − p₀)*q* ÷ Σ p₀*q*.
  /// - Fisher: the same for the basket q₀ + λq₁ with λ = Σ p₁q₀ ÷ (*F* · Σ p₀q₁), which is the one
  ///   whose cost changes by *F*. Source: J. van IJzeren, in Reinsdorf, Diewert and Ehemann,
  ///   Additive decompositions for Fisher, Törnqvist and geometric mean indexes, Journal of
  ///   Economic and Social Measurement 28 (2002), 51–61.
  /// - Jevons, Törnqvist: the item's weight · ln(p₁/p₀), times the logarithmic mean
  ///   (*I* − 1) ÷ ln *I* of the index and 1, in the same paper.
  ///
  /// - Parameters:
  ///   - current: an item that was added.
  ///   - base: the same item in the base period.
  ///   - formula: the formula of the index.
  public func contribution(
    of current: PricedQuantity, base: PricedQuantity, to formula: IndexFormula
  ) -> Double {
    let change = current.price - base.price
    let logarithm = current.logarithm - base.logarithm
    switch formula {
    case .laspeyres: return change * base.quantity / baseValue
    case .paasche: return change * current.quantity / basketAtBase
    case .fisher:
      let weight = baseBasketNow / (fisher * basketAtBase)
      return change * (base.quantity + weight * current.quantity)
        / (baseValue + weight * basketAtBase)
    case .jevons:
      return logarithm / Double(items) * logarithmicMean(logarithms / Double(items))
    case .tornqvist:
      let share =
        (base.price * base.quantity / baseValue + current.price * current.quantity / value) / 2
      let whole = (baseLogarithms / baseValue + currentLogarithms / value) / 2
      return share * logarithm * logarithmicMean(whole)
    }
  }

  /// The logarithmic mean of e^`logarithm` and 1.
  private func logarithmicMean(_ logarithm: Double) -> Double {
    logarithm == 0 ? 1 : expm1(logarithm) / logarithm
  }
}
