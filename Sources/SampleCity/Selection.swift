/// A product selected in a batch (中选产品) with its price there.
struct Selection {
  /// The batch's place in the list of batches.
  var batch: Int
  /// The product's place in the list of products.
  var product: Int
  /// The selected price of a pack (中选价) in 分.
  var price: Int

  /// Selected products: of each variety in a batch about two products in three.
  ///
  /// A batch's price is 35–65 % of the price before it, most of the way for those that renew
  /// another: up to 8 % off that one's price.
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
