/// A product selected in a batch (中选产品) with its price there.
struct Selection {
  /// The batch's place in the list of batches.
  var batch: Int
  /// The product's place in the list of products.
  var product: Int
  /// The selected price of a pack (中选价) in 分.
  var price: Int

  /// Selects about two in three of the products of each variety in a batch.
  ///
  /// A new batch takes a product's price down to 35–65 % of what it was; a batch that renews
  /// another selects the same products, at up to 8 % less than before. No product is selected in
  /// two batches of which neither renews the other, and municipal batches select none.
  static func make(
    batches: [SampleBatch], products: [SampleProduct], random: inout RandomSource
  ) -> [Selection] {
    var productsOf: [String: [Int]] = [:]
    for (index, product) in products.enumerated() {
      productsOf[product.variety.name, default: []].append(index)
    }
    var result: [Selection] = []
    var priceIn: [String: [Int: Int]] = [:]
    var isTaken: Set<Int> = []
    for (place, batch) in batches.enumerated() {
      var prices: [Int: Int] = [:]
      for variety in batch.varieties {
        for product in productsOf[variety] ?? [] {
          if let renewed = priceIn[batch.renews]?[product] {
            prices[product] = max(10, renewed * random.number(in: 92...100) / 100)
          } else if batch.renews.isEmpty, batch.level != "市级", random.chance(650),
            isTaken.insert(product).inserted
          {
            prices[product] = max(
              10, products[product].basePrice * random.number(in: 35...65) / 100)
          }
          if let price = prices[product] {
            result.append(Selection(batch: place, product: product, price: price))
          }
        }
      }
      priceIn[batch.id] = prices
    }
    return result
  }
}
