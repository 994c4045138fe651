import Foundation
public import Procurement

/// Price indices line by line and by the wording of the page, with none of the program's own code.
public struct NaivePriceIndex {
  /// Each product's price and quantity in a month, by product and month.
  private var bought: [String: [Month: (price: Double, quantity: Double)]] = [:]
  private let months: [Month]

  /// Indices over the products that satisfy `condition`.
  public init(
    _ lines: [TestPurchase], from base: Month, until last: Month,
    where condition: (String) -> Bool = { _ in true }
  ) {
    months = (0...base.distance(to: last)).map { base.advanced(by: $0) }
    let priced = lines.filter { $0.price > 0 && $0.quantity > 0 && !$0.isUndelivered }
    for (product, lines) in Dictionary(grouping: priced, by: \.product) where condition(product) {
      for (month, lines) in Dictionary(grouping: lines, by: \.month) {
        let quantity = lines.reduce(0) { $0 + Double($1.quantity) }
        let amount = lines.reduce(0) { $0 + $1.amount }
        bought[product, default: [:]][month] = (amount / quantity, quantity)
      }
    }
  }

  /// Prices and quantities of the products bought in both months, then and now.
  private func matched(
    _ month: Month, _ base: Month
  ) -> [(then: (Double, Double), now: (Double, Double))] {
    bought.keys.sorted().compactMap { product in
      guard let now = bought[product]?[month], let then = bought[product]?[base] else {
        return nil
      }
      return ((then.price, then.quantity), (now.price, now.quantity))
    }
  }

  /// How many products a month has in common with the base month.
  public func items(in month: Month) -> Int { matched(month, months[0]).count }

  /// An index in one month, 100 in the base month; `nil` without a matched product.
  public func index(_ formula: String, in month: Month, base: Month? = nil) -> Double? {
    if formula == "chained-fisher" { return chained(in: month) }
    let items = matched(month, base ?? months[0])
    guard !items.isEmpty else { return nil }
    let before = items.reduce(0) { $0 + $1.then.0 * $1.then.1 }
    let after = items.reduce(0) { $0 + $1.now.0 * $1.now.1 }
    let laspeyres = items.reduce(0) { $0 + $1.now.0 * $1.then.1 } / before
    let paasche = after / items.reduce(0) { $0 + $1.then.0 * $1.now.1 }
    switch formula {
    case "laspeyres": return laspeyres * 100
    case "paasche": return paasche * 100
    case "fisher": return pow(laspeyres * paasche, 0.5) * 100
    case "jevons":
      return items.reduce(100) { $0 * pow($1.now.0 / $1.then.0, 1 / Double(items.count)) }
    case "tornqvist":
      return items.reduce(100) { result, item in
        let share = item.then.0 * item.then.1 / before / 2 + item.now.0 * item.now.1 / after / 2
        return result * pow(item.now.0 / item.then.0, share)
      }
    default: return nil
    }
  }

  /// The product of the Fisher indices from month to month, stepping over months with nothing in
  /// common with the last one reached.
  private func chained(in last: Month) -> Double? {
    guard bought.values.contains(where: { $0[months[0]] != nil }) else { return nil }
    var reached = months[0]
    var level = 100.0
    for month in months.dropFirst() where month <= last {
      guard let link = index("fisher", in: month, base: reached) else { continue }
      level *= link / 100
      reached = month
    }
    return reached == last ? level : nil
  }
}
