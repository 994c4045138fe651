import Procurement

/// What each product costs in each month: price and listing price of a pack, in 分.
///
/// Most prices stay as they are. A batch lowers the price of its selected products in the month in
/// which it starts, and the others of the variety follow at a little more. Now and then, and at
/// most once in a year, a maker changes a price by a few percent; once in the sample the prices of
/// all slices and granules rise together, as after a poor harvest.
struct SamplePrices {
  let months: Int
  private var prices: [Int]
  private var listings: [Int]
  /// Whether the product has a selected price in the month.
  private var selected: [Bool]

  init(
    products: [SampleProduct], selections: SampleSelections, batches: [SampleBatch],
    firstMonth: Month, months: Int, random: inout RandomSource
  ) {
    self.months = months
    prices = Array(repeating: 0, count: products.count * months)
    listings = prices
    selected = Array(repeating: false, count: prices.count)
    let harvest = months - 5
    let harvestRise = random.number(in: 30...48)
    for (index, product) in products.enumerated() {
      var price = product.basePrice
      var margin = random.chance(600) ? 0 : random.number(in: 10...80)
      var applied: Int?
      var lastChange = -12
      let own = selections.of(index)
      for month in 0..<months {
        let firstDay = Self.firstDay(of: firstMonth.advanced(by: month))
        // The batch in force that started last; a selected price stays when its batch has ended.
        let now = own.last { batches[$0.batch].start <= firstDay }
        let inForce = own.contains {
          !$0.isFollowing && batches[$0.batch].start <= firstDay + 30
            && batches[$0.batch].end >= firstDay
        }
        if let now, now.batch != applied {
          price = now.price
          margin = 0
          applied = now.batch
          lastChange = month
        } else if month > 0, now == nil || now?.isFollowing == true {
          let isHerbal = product.category == .slices || product.category == .granules
          if isHerbal, month == harvest {
            price = price * (1000 + harvestRise) / 1000
            lastChange = month
          }
          // No maker changes a price twice within a year.
          let isSettled = isHerbal && (harvest - 12..<harvest).contains(month)
          if random.chance(9), !isSettled, month - lastChange >= 12 {
            let change = random.number(in: 10...42)
            price = max(10, price * (random.chance(450) ? 1000 + change : 1000 - change) / 1000)
            lastChange = month
          }
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
    (max(0, month)..<months).contains { isSelected(product, $0) }
  }

  /// Whether the price is the same in all months from `month` on.
  func isFlat(_ product: Int, from month: Int) -> Bool {
    (max(0, month)..<months).allSatisfy { price(product, $0) == price(product, months - 1) }
  }

  /// The highest listing price from `month` on.
  func highestListing(_ product: Int, from month: Int) -> Int {
    (max(0, month)..<months).reduce(0) { max($0, listing(product, $1)) }
  }

  /// Multiplies the price from `month` on by `permille` / 1000; the listing price follows a rise
  /// when `raisesListing`.
  mutating func shift(_ product: Int, from month: Int, permille: Int, raisesListing: Bool) {
    for later in max(0, month)..<months {
      let place = product * months + later
      prices[place] = max(10, prices[place] * permille / 1000)
      if raisesListing { listings[place] = max(listings[place], prices[place]) }
    }
  }

  /// Multiplies price and listing price from `month` on by `factor`, a fraction in thousandths.
  mutating func scale(_ product: Int, from month: Int = 0, permille: Int) {
    for later in max(0, month)..<months {
      let place = product * months + later
      prices[place] = prices[place] * permille / 1000
      listings[place] = listings[place] * permille / 1000
    }
  }

  /// Makes the listing price at least `permille` / 1000 of the price, in every month.
  mutating func widenListing(_ product: Int, permille: Int) {
    for place in product * months..<(product + 1) * months {
      listings[place] = max(listings[place], prices[place] * permille / 1000)
    }
  }
}
