import Procurement

/// A product selected in a batch (中选产品) with its price there, or one that follows the price.
struct Selection {
  /// The batch's place in the list of batches.
  var batch: Int
  /// The product's place in the list of products.
  var product: Int
  /// The selected price of a pack (中选价) in 分.
  var price: Int
  /// Whether the product is not selected but lowered its price when the batch started.
  var isFollowing = false
}

/// All selections of a city.
struct SampleSelections {
  /// The products selected, by batch.
  private(set) var selected: [Selection] = []
  private var byProduct: [Int: [Selection]] = [:]

  /// What became of a product in batches, in the order of the batches.
  func of(_ product: Int) -> [Selection] { byProduct[product] ?? [] }

  /// Selects about two in three of the products of each variety in a batch.
  ///
  /// A new batch takes the prices of a variety down to 40–65 % of what they were; a batch that
  /// renews another selects the same products, at up to 5 % less than before. No product is
  /// selected in two batches of which neither renews the other, and municipal batches select none.
  /// The products of a variety that are not selected follow at a little more than the selected
  /// price; a batch that starts in the sample's last year selects all, since nobody has followed
  /// it yet.
  ///
  /// - Parameter recent: the first day of the last year, as `YYYYMMDD`.
  init(
    batches: [SampleBatch], products: [SampleProduct], recent: Int, random: inout RandomSource
  ) {
    var productsOf: [String: [Int]] = [:]
    for (index, product) in products.enumerated() {
      productsOf[product.variety.name, default: []].append(index)
    }
    var discountOf: [String: Int] = [:]
    var priceIn: [String: [Int: Int]] = [:]
    var isTaken: Set<Int> = []
    for (place, batch) in batches.enumerated() where batch.level != "市级" {
      var prices: [Int: Int] = [:]
      for variety in batch.varieties {
        let discount = discountOf[variety] ?? random.number(in: 400...650)
        discountOf[variety] = discount
        let renewal = random.number(in: 950...1000)
        for product in productsOf[variety] ?? [] {
          let base = products[product].basePrice
          if let renewed = priceIn[batch.renews]?[product] {
            prices[product] = max(10, renewed * renewal / 1000)
          } else if batch.renews.isEmpty, batch.start >= recent || random.chance(650),
            isTaken.insert(product).inserted
          {
            prices[product] = max(10, base * (discount + random.number(in: -10...10)) / 1000)
          }
          if let price = prices[product] {
            add(Selection(batch: place, product: product, price: price))
          } else if batch.renews.isEmpty, byProduct[product] == nil {
            byProduct[product] = [
              Selection(
                batch: place, product: product,
                price: max(10, base * discount / 1000 * random.number(in: 1_020...1_100) / 1000),
                isFollowing: true)
            ]
          }
        }
      }
      priceIn[batch.id] = prices
    }
  }

  private mutating func add(_ selection: Selection) {
    selected.append(selection)
    byProduct[selection.product, default: []].append(selection)
  }
}
