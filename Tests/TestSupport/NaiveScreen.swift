import Procurement

/// Which purchases are priced in another unit, line by line and by the wording of the page.
struct NaiveScreen {
  private var doubtful: Set<Key> = []
  private(set) var findings: [NaiveFinding] = []

  private struct Key: Hashable {
    let product: String
    let institution: String
    let month: Month
  }

  func isInDoubt(_ line: TestPurchase) -> Bool {
    doubtful.contains(
      Key(product: line.product, institution: line.institution, month: line.month))
  }

  init(_ lines: [TestPurchase], until last: Month, conversionRatios: [String: Double]) {
    for product in Set(lines.map(\.product)) {
      let own = lines.filter { $0.product == product && $0.month <= last }
      var known: [String: (price: Double, month: Month)] = [:]
      var doubted: [String: Double] = [:]
      let factors = NaiveScreen.factors(conversionRatios[product])
      for month in Set(own.map(\.month)).sorted() {
        let now = Dictionary(grouping: own.filter { $0.month == month }, by: \.institution)
        let prices = now.mapValues { NaiveScreen.average($0) }
        func key(_ institution: String) -> Key {
          Key(product: product, institution: institution, month: month)
        }
        var wrong: [String: (price: Double, factor: Double)] = [:]
        var right: Set<String> = []
        for (institution, lines) in now {
          guard let old = known[institution], old.month.distance(to: month) <= 12 else { continue }
          if let hit = NaiveScreen.hit(lines, old.price, factors) {
            wrong[institution] = hit
          } else {
            right.insert(institution)
          }
        }
        let agreed = right.map { prices[$0] ?? 0 }
        var result = wrong
        for (institution, hit) in wrong where agreed.count >= 2 {
          let median = NaiveScreen.median(agreed)
          let distance = max(hit.price / median, median / hit.price)
          if distance * distance < hit.factor {
            result[institution] = nil
            if let old = known[institution] {
              doubtful.insert(
                Key(product: product, institution: institution, month: old.month))
            }
          }
        }
        for (institution, hit) in wrong where agreed.count < 2 {
          guard let before = doubted[institution] else { continue }
          if abs(hit.price / before - 1) <= 0.03 { result[institution] = nil }
        }
        for (institution, lines) in now
        where wrong[institution] == nil && !right.contains(institution) {
          let others = now.keys.filter { $0 != institution && wrong[$0] == nil }
          guard others.count >= 2 else { continue }
          let median = NaiveScreen.median(others.map { prices[$0] ?? 0 })
          result[institution] = NaiveScreen.hit(lines, median, factors)
        }
        for institution in now.keys {
          if result[institution] == nil {
            known[institution] = (prices[institution] ?? 0, month)
            doubted[institution] = nil
          } else {
            if known[institution] != nil { doubted[institution] = result[institution]?.price }
            doubtful.insert(key(institution))
            if month == last {
              findings.append(
                NaiveFinding(
                  product: product, institution: institution, severity: .watch, excess: 0))
            }
          }
        }
      }
    }
    findings.sort()
  }

  private static func factors(_ conversionRatio: Double?) -> [Double] {
    [10, 100, 1_000, 10_000, 100_000] + (conversionRatio.map { $0 >= 2 ? [$0] : [] } ?? [])
  }

  private static func hit(
    _ lines: [TestPurchase], _ reference: Double, _ factors: [Double]
  ) -> (price: Double, factor: Double)? {
    let prices = lines.map { Double($0.price) / 10_000 }.sorted()
    for price in [prices[prices.count - 1], prices[0]] {
      let ratio = max(price / reference, reference / price)
      if let factor = factors.first(where: { abs(ratio / $0 - 1) <= 0.03 + 1e-9 }) {
        return (price, factor)
      }
    }
    return nil
  }

  private static func average(_ lines: [TestPurchase]) -> Double {
    lines.reduce(0) { $0 + $1.amount } / Double(lines.reduce(0) { $0 + $1.quantity })
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}
