import Procurement

/// What each product costs in each month: price and listing price of a pack, in 分.
///
/// Most prices stay as they are; a batch lowers the price of its selected products in the month in
/// which it starts, and now and then a maker changes a price by a few percent.
struct PriceTable {
  let months: Int
  private var prices: [Int]
  private var listings: [Int]
  /// Whether the product has a selected price in the month.
  private var selected: [Bool]

  init(
    products: [SampleProduct], selections: [Selection], batches: [SampleBatch],
    firstMonth: Month, months: Int, random: inout RandomSource
  ) {
    self.months = months
    prices = Array(repeating: 0, count: products.count * months)
    listings = prices
    selected = Array(repeating: false, count: prices.count)
    var selectionsOf: [Int: [Selection]] = [:]
    for selection in selections { selectionsOf[selection.product, default: []].append(selection) }
    for (index, product) in products.enumerated() {
      var price = product.basePrice
      var margin = random.chance(600) ? 0 : random.number(in: 10...80)
      var applied: Int?
      let own = selectionsOf[index] ?? []
      for month in 0..<months {
        let firstDay = Self.firstDay(of: firstMonth.advanced(by: month))
        // The batch in force that started last; a selected price stays when its batch has ended.
        let now = own.last { batches[$0.batch].start <= firstDay }
        let inForce = own.contains {
          batches[$0.batch].start <= firstDay + 30 && batches[$0.batch].end >= firstDay
        }
        if let now, now.batch != applied {
          price = now.price
          margin = 0
          applied = now.batch
        } else if now == nil, month > 0, random.chance(8) {
          let change = random.number(in: 10...55)
          price = max(10, price * (random.chance(450) ? 1000 + change : 1000 - change) / 1000)
        }
        prices[index * months + month] = price
        listings[index * months + month] = price * (1000 + margin) / 1000
        selected[index * months + month] = inForce
      }
    }
  }

  /// The first day of `month` as `YYYYMMDD`.
  static func firstDay(of month: Month) -> Int {
    month.year * 10_000 + month.month * 100 + 1
  }

  func price(_ product: Int, _ month: Int) -> Int { prices[product * months + month] }

  func listing(_ product: Int, _ month: Int) -> Int { listings[product * months + month] }

  /// Whether a batch with a selected price for the product is in force in the month.
  func isSelected(_ product: Int, _ month: Int) -> Bool { selected[product * months + month] }

  /// Whether a batch with a selected price for the product is in force in the month or later.
  func isSelected(_ product: Int, from month: Int) -> Bool {
    (month..<months).contains { isSelected(product, $0) }
  }

  /// Multiplies the price from `month` on by `permille` / 1000; the listing price follows a rise
  /// when `raisesListing`.
  mutating func shift(_ product: Int, from month: Int, permille: Int, raisesListing: Bool) {
    for later in month..<months {
      let place = product * months + later
      prices[place] = max(10, prices[place] * permille / 1000)
      if raisesListing { listings[place] = max(listings[place], prices[place]) }
    }
  }

  /// Makes the listing price at least `permille` / 1000 of the price, in every month.
  mutating func widenListing(_ product: Int, permille: Int) {
    for place in product * months..<(product + 1) * months {
      listings[place] = max(listings[place], prices[place] * permille / 1000)
    }
  }
}
