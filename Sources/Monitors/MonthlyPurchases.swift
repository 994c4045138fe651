import PricePanel
import Procurement

/// What one institution bought of a product in one month at prices above zero, as far as price
/// changes need it.
struct PricedPurchase {
  let institution: UInt32
  /// The amount before returns.
  private(set) var amount: Money
  /// The quantity, in smallest preparation units.
  private(set) var quantity: Quantity
  /// The price in 元 per smallest preparation unit, as ``PricePanel/InstitutionPurchase/price``
  /// has it.
  private(set) var price: Double
  private var lowest: UnitPrice
  private var highest: UnitPrice

  /// What was bought in a cell whose prices are `lowest` and `highest`.
  init(_ cell: Cell, lowest: UnitPrice, highest: UnitPrice) {
    institution = cell.institution
    amount = cell.amount
    quantity = cell.pricedQuantity
    self.lowest = lowest
    self.highest = highest
    price = lowest == highest ? highest.yuan : amount.yuan / quantity.units
  }

  /// Adds another cell of the institution and month.
  mutating func add(_ cell: Cell, lowest: UnitPrice, highest: UnitPrice) {
    amount += cell.amount
    quantity += cell.pricedQuantity
    self.lowest = min(self.lowest, lowest)
    self.highest = max(self.highest, highest)
    price = self.lowest == self.highest ? highest.yuan : amount.yuan / quantity.units
  }
}

/// What was bought of one product month by month: a month is compared with two others and serves two
/// others, but is put together once. The working space is used again from product to product.
struct MonthlyPurchases {
  /// The months with purchases at a price, in their order.
  private(set) var months: [Month] = []
  /// Where the purchases of each of ``months`` begin.
  private var starts: [Int] = []
  private var purchases: [PricedPurchase] = []

  /// Puts together another product's purchases, in place of those of the last.
  ///
  /// - Parameters:
  ///   - cells: the product's cells, sorted by month and institution.
  ///   - last: the last month wanted.
  mutating func collect(_ cells: ArraySlice<Cell>, until last: Month) {
    months.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    purchases.removeAll(keepingCapacity: true)
    var month: Month?
    for place in cells.indices {
      guard let lowest = cells[place].lowest?.price, let highest = cells[place].highest?.price
      else { continue }
      if cells[place].month != month {
        if cells[place].month > last { return }
        month = cells[place].month
        months.append(cells[place].month)
        starts.append(purchases.count)
      } else if purchases[purchases.count - 1].institution == cells[place].institution {
        purchases[purchases.count - 1].add(cells[place], lowest: lowest, highest: highest)
        continue
      }
      purchases.append(PricedPurchase(cells[place], lowest: lowest, highest: highest))
    }
  }

  /// Calls `body` with the purchases of each institution that bought in both months, in the order of
  /// institutions.
  ///
  /// - Parameters:
  ///   - now: the later month, as an index into ``months``.
  ///   - then: the earlier one.
  func forEachMatch(
    of now: Int, with then: Int, _ body: (_ now: PricedPurchase, _ then: PricedPurchase) -> Void
  ) {
    let all = purchases.span
    Monitors.forEachMatch(
      of: all.extracting(starts[now]..<end(of: now)),
      with: all.extracting(starts[then]..<end(of: then)), body)
  }

  private func end(of place: Int) -> Int {
    place + 1 < starts.count ? starts[place + 1] : purchases.count
  }
}
