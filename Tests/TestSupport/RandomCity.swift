import Procurement

/// A small random town: purchases with mostly unmoved prices and a few jumps, falls, returns and
/// expensive buyers.
///
/// - Parameters:
///   - seed: the same seed gives the same purchases.
///   - products: how many products.
///   - institutions: how many institutions.
///   - months: how many months, ending with 2025-12.
///   - distributors: how many distributors.
///   - unitErrors: whether now and then a line is priced in another unit: ten, a hundred or 24
///     times too much, or as little.
///   - deliveries: whether most lines state what arrived, mostly all, and some were cancelled
///     because nothing was sent.
public func randomPurchases(
  seed: UInt64, products: Int = 30, institutions: Int = 6, months: Int = 14,
  distributors: Int = 2, unitErrors: Bool = false, deliveries: Bool = false
) -> [TestPurchase] {
  // Streams of their own: what they add leaves the rest of the town as it is.
  var errors = SplitMix64(seed: seed &+ 77)
  var transport = SplitMix64(seed: seed &+ 177)
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
            distributor: "D\(Int.random(in: 0..<distributors, using: &generator))")
          if Int.random(in: 0..<15, using: &generator) == 0 { line.quantity.negate() }
          if Int.random(in: 0..<40, using: &generator) == 0 { line.price = 0 }
          if unitErrors, Int.random(in: 0..<40, using: &errors) == 0 {
            let factor = [10, 100, 24].randomElement(using: &errors) ?? 10
            line.price =
              Bool.random(using: &errors) ? line.price * Int64(factor) : line.price / Int64(factor)
          }
          if deliveries, Int.random(in: 0..<10, using: &transport) > 0 {
            let isShort = (product + institution) % 4 == 0
            let share = isShort ? Int64.random(in: 0...95, using: &transport) : 100
            line.arrived = max(0, line.quantity) * share / 100
            line.isUndelivered =
              line.quantity > 0 && Int.random(in: 0..<12, using: &transport) == 0
          }
          lines.append(line)
        }
      }
    }
  }
  return lines
}
