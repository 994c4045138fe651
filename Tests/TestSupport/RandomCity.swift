import Procurement

/// A small random town: purchases with mostly unmoved prices and a few jumps, falls, returns and
/// expensive buyers.
///
/// - Parameters:
///   - seed: the same seed gives the same purchases.
///   - products: how many products.
///   - institutions: how many institutions.
///   - months: how many months, ending with 2025-12.
public func randomPurchases(
  seed: UInt64, products: Int = 30, institutions: Int = 6, months: Int = 14
) -> [TestPurchase] {
  var generator = SplitMix64(seed: seed)
  let last = testMonth("2025-12")
  var lines: [TestPurchase] = []
  for product in 0..<products {
    var price = Int64.random(in: 50...5_000, using: &generator) * 100
    for back in (0..<months).reversed() {
      if Int.random(in: 0..<6, using: &generator) == 0 {
        price = max(100, price * Int64.random(in: 60...160, using: &generator) / 100)
      }
      for institution in 0..<institutions
      where Int.random(in: 0..<3, using: &generator) > 0 {
        for _ in 0..<Int.random(in: 1...2, using: &generator) {
          let premium = Int.random(in: 0..<10, using: &generator) == 0 ? 170 : 100
          var line = TestPurchase(
            "P\(10 + product)", "H\(institution)", last.advanced(by: -back).description,
            price: price * Int64(premium) / 100,
            quantity: Int64.random(in: 1...400, using: &generator),
            channel: Int.random(in: 0..<5, using: &generator) == 0 ? .offPlatform : .platform,
            distributor: "D\(Int.random(in: 0..<2, using: &generator))")
          if Int.random(in: 0..<15, using: &generator) == 0 { line.quantity.negate() }
          if Int.random(in: 0..<40, using: &generator) == 0 { line.price = 0 }
          lines.append(line)
        }
      }
    }
  }
  return lines
}
