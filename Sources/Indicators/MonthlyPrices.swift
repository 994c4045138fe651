import PricePanel
import Procurement
import Statistics

/// What each product cost month by month over all institutions: what price indices are made from.
///
/// A product's price in a month is what all institutions and channels together paid for a
/// smallest preparation unit, returns left aside: the stated price where the month has only one,
/// so that an unmoved price compares as equal, else the amount ÷ the quantity bought at a price.
struct MonthlyPrices {
  /// Prices in 元 and quantities per smallest preparation unit, by product of the panel and by
  /// month from the base month on.
  private(set) var table: PriceTable
  /// The amount bought at a price in the last month, by product.
  private(set) var pricedAmounts: [Money]
  /// Everything bought in the last month, by product: also without a price, or at one in doubt.
  private(set) var amounts: [Money]

  /// Sums up the purchases of some months.
  ///
  /// - Parameters:
  ///   - panel: the panel, without the purchases whose unit of price is in doubt.
  ///   - months: from the base month to the report month.
  /// - Complexity: O(cells of the months), one pass.
  init(_ panel: ScreenedPanel, months: ClosedRange<Month>) {
    let products = panel.panel.products.indices
    table = PriceTable(
      items: products.count, periods: months.lowerBound.distance(to: months.upperBound) + 1)
    pricedAmounts = Array(repeating: .zero, count: products.count)
    amounts = pricedAmounts
    for product in products {
      let cells = panel.cells(of: product, in: months)
      var next = cells.startIndex
      while next < cells.endIndex {
        let month = cells[next].month
        let isLast = month == months.upperBound
        var purchase = Purchase()
        while next < cells.endIndex, cells[next].month == month {
          purchase.add(cells[next])
          if isLast { amounts[product] += cells[next].amount }
          next += 1
        }
        table[product, months.lowerBound.distance(to: month)] = purchase.pricedQuantity
        if isLast, purchase.pricedQuantity != nil { pricedAmounts[product] = purchase.amount }
      }
      if panel.isScreened(product) {
        amounts[product] = panel.panel.history(of: product).cells(in: months.upperBound)
          .reduce(.zero) { $0 + $1.amount }
      }
    }
  }
}

/// What was bought of one product in one month at prices above zero.
private struct Purchase {
  private(set) var amount = Money.zero
  private var quantity = Quantity.zero
  private var lowest: UnitPrice?
  private var highest: UnitPrice?

  mutating func add(_ cell: Cell) {
    guard let low = cell.lowest?.price, let high = cell.highest?.price else { return }
    amount += cell.amount
    quantity += cell.pricedQuantity
    lowest = min(lowest ?? low, low)
    highest = max(highest ?? high, high)
  }

  /// The price and quantity; `nil` when nothing was bought at a price.
  var pricedQuantity: PricedQuantity? {
    guard let highest, quantity > .zero else { return nil }
    let price = lowest == highest ? highest.yuan : amount.yuan / quantity.units
    return price > 0 ? PricedQuantity(price: price, quantity: quantity.units) : nil
  }
}
