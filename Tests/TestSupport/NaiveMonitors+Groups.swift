import Procurement

extension NaiveMonitors {
  // MARK: Groups

  /// `region-gap` with the default rules.
  public func regionGap(regions: [String: String]) -> [NaiveFinding] {
    groupGap(peers: 3, watch: 1.2, warn: 1.5) { regions[$0.institution] ?? "" }
  }

  /// `distribution-markup` with the default rules, for products without listing prices.
  public func distributionMarkup() -> [NaiveFinding] {
    groupGap(peers: 2, watch: 1.1, warn: 1.3) { $0.distributor }
  }

  private func groupGap(
    peers: Int, watch: Double, warn: Double, _ group: (TestPurchase) -> String
  ) -> [NaiveFinding] {
    products.flatMap { product -> [NaiveFinding] in
      let now = lines.filter { $0.product == product && $0.month == month && group($0) != "" }
      let groups = Dictionary(grouping: now, by: group)
      let prices = groups.mapValues { lines -> Double in
        let members = Dictionary(grouping: lines, by: \.institution).values.map(average).sorted()
        return members[(members.count - 1) / 2]
      }
      return groups.keys.sorted().compactMap { name -> NaiveFinding? in
        let lines = groups[name] ?? []
        let others = prices.filter { $0.key != name }.map(\.value)
        guard others.count >= peers, Set(lines.map(\.institution)).count >= 2,
          lines.reduce(0, { $0 + $1.amount }) >= 1000, let price = prices[name]
        else { return nil }
        let median = NaiveScreen.median(others)
        guard price > watch * median + 1e-9 else { return nil }
        return NaiveFinding(
          product: product, institution: "", group: name,
          severity: price > warn * median + 1e-9 ? .warn : .watch,
          excess: fen((price - median) * Double(lines.reduce(0) { $0 + $1.quantity })))
      }
    }
  }

  // MARK: Frequency

  /// `change-frequency` with the default rules and without batches.
  public func changeFrequency() -> [NaiveFinding] {
    products.compactMap { product -> NaiveFinding? in
      guard lines.contains(where: { $0.product == product && $0.month == month }) else {
        return nil
      }
      let amount = bought(product, month).values.joined().reduce(0) { $0 + $1.amount }
      guard amount >= 1000 else { return nil }
      var last: Month?
      var rises = 0
      var changes = 0
      for back in (0...12).reversed() {
        let current = month.advanced(by: -back)
        let now = bought(product, current).mapValues(average)
        guard !now.isEmpty else { continue }
        if let last {
          let then = bought(product, last).mapValues(average)
          let ratios = now.compactMap { key, price in then[key].map { price / $0 } }
          var ratio = ratios.isEmpty ? 1 : NaiveScreen.median(ratios)
          if let new = mode(product, current), let old = mode(product, last) {
            ratio = Double(new) / Double(old)
          }
          let moved = ratios.filter { isShift($0, 1) && ($0 > 1) == (ratio > 1) }
          if isShift(ratio, 1), moved.count > 0, moved.count * 2 >= ratios.count {
            changes += 1
            if last.distance(to: month) <= 6, ratio > 1 { rises += 1 }
          }
        }
        last = current
      }
      guard rises >= 2 || changes >= 3 else { return nil }
      return NaiveFinding(
        product: product, institution: "", severity: rises >= 3 || changes >= 5 ? .warn : .watch,
        excess: 0)
    }
  }

  private func isShift(_ now: Double, _ then: Double) -> Bool {
    max(now / then, then / now) - 1 >= 0.01 - 1e-9
  }

  /// The price that most institutions pay: one with several prices gives half a vote to its lowest and half
  /// to its highest. Returns and free goods have no price.
  private func mode(_ product: String, _ month: Month) -> Int64? {
    var votes: [Int64: Double] = [:]
    for lines in bought(product, month).values {
      let prices = lines.map(\.price)
      guard let low = prices.min(), let high = prices.max() else { continue }
      votes[low, default: 0] += 0.5
      votes[high, default: 0] += 0.5
    }
    let whole = votes.values.reduce(0, +)
    guard let most = votes.values.max(), most >= whole / 2 - 1e-9 else { return nil }
    return votes.filter { $0.value == most }.keys.min()
  }
}
