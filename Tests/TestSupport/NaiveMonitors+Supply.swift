import Procurement

extension NaiveMonitors {
  // MARK: Names

  /// `peer-multiple` with the default rules for chemical drugs.
  ///
  /// - Parameters:
  ///   - listings: listing prices per smallest unit in 1/10 000 元.
  ///   - selected: what is selected, and neither judged nor a yardstick.
  ///   - group: what makes products peers, all of different makers.
  public func peerMultiple(
    listings: [String: Int64], selected: Set<String>, group: (String) -> String
  ) -> [NaiveFinding] {
    let listings = listings.filter { !selected.contains($0.key) }
    return products.compactMap { product -> NaiveFinding? in
      guard !selected.contains(product) else { return nil }
      let now = lines.filter { $0.product == product && $0.month == month }
      guard !now.isEmpty, now.reduce(0, { $0 + $1.amount }) >= 1000 else { return nil }
      let others = listings.filter { $0.key != product && group($0.key) == group(product) }
      guard let lowest = others.values.min().map({ Double($0) / 10_000 }) else { return nil }
      let price = average(now)
      guard price > 1.8 * lowest + 1e-9 else { return nil }
      return NaiveFinding(
        product: product, institution: "", severity: price > 3 * lowest + 1e-9 ? .warn : .watch,
        excess: fen((price - lowest) * Double(now.reduce(0) { $0 + $1.quantity })))
    }
  }

  // MARK: Channels

  /// `off-platform` with the default rules, all institutions public and all products drugs.
  public func offPlatform(varieties: Set<String>) -> [NaiveFinding] {
    let now = all.filter { $0.month == month }
    func net(_ lines: [TestPurchase]) -> Double {
      lines.filter { !$0.isUndelivered }.reduce(0) { $0 + $1.amount }
    }
    var result: [NaiveFinding] = []
    for institution in Set(now.map(\.institution)) {
      let own = now.filter { $0.institution == institution }
      for product in Set(own.map(\.product)) where varieties.contains(product) {
        let byDistributor = Dictionary(
          grouping: own.filter { $0.product == product && $0.channel == .offPlatform },
          by: \.distributor)
        let off = byDistributor.values.map(net).filter { $0 > 0 }.reduce(0, +)
        if off > 0 {
          result.append(
            NaiveFinding(
              product: product, institution: institution, severity: .warn, excess: fen(off)))
        }
      }
      let whole = net(own)
      let share = net(own.filter { $0.channel == .offPlatform }) / whole
      if whole >= 10_000, share > 0.1 + 1e-9 {
        result.append(
          NaiveFinding(
            product: "", institution: institution, severity: share > 0.3 + 1e-9 ? .warn : .watch,
            excess: fen((share - 0.1) * whole)))
      }
    }
    return result.sorted()
  }

  // MARK: Deliveries

  private struct Flow {
    var due = 0.0
    var arrived = 0.0
    var amount = 0.0
    var units = 0.0
    var rate: Double? { due > 0 ? arrived / due : nil }
  }

  private func flow(_ lines: [TestPurchase]) -> Flow {
    var flow = Flow()
    func cell(_ line: TestPurchase) -> [String] {
      [
        line.product, line.institution, line.distributor, line.channel.name,
        line.month.description,
      ]
    }
    // Where nothing says what arrived, what was never sent says nothing of the rest.
    let bought = lines.filter { $0.quantity > 0 && !$0.isUndelivered }
    let unstated = Set(bought.map(cell)).subtracting(
      bought.filter { $0.arrived != nil }.map(cell))
    for line in lines where line.quantity > 0 {
      if line.isUndelivered {
        if !unstated.contains(cell(line)) { flow.due += Double(line.quantity) }
      } else {
        if let arrived = line.arrived {
          flow.due += Double(line.quantity)
          flow.arrived += Double(arrived)
        }
        flow.amount += line.amount
        if line.price > 0 { flow.units += Double(line.quantity) }
      }
    }
    return flow
  }

  /// `delivery-shortfall` with the default rules, for lines that all state what arrived.
  public func deliveryShortfall() -> [NaiveFinding] {
    var result: [NaiveFinding] = []
    for product in Set(all.map(\.product)) {
      let own = all.filter { $0.product == product }
      let pairs = Dictionary(grouping: own) { [$0.institution, $0.distributor] }
      for (pair, lines) in pairs {
        let rates = (0..<3).map { back in
          flow(lines.filter { $0.month == month.advanced(by: -back) }).rate
        }
        guard rates.allSatisfy({ $0.map { $0 < 0.9 - 1e-9 } ?? false }) else { continue }
        let sum = flow(lines.filter { $0.month > month.advanced(by: -3) && $0.month <= month })
        let now = flow(own.filter { $0.month == month })
        let price = sum.amount > 0 ? sum.amount / sum.units : now.amount / now.units
        guard price.isFinite, price * sum.due >= 500, let rate = sum.rate else { continue }
        result.append(
          NaiveFinding(
            product: product, institution: pair[0], group: pair[1],
            severity: rate < 0.5 - 1e-9 ? .warn : .watch,
            excess: fen((rate - 0.9) * price * sum.due)))
      }
    }
    return result.sorted()
  }

  /// `supply-warning` with the default rules.
  public func supplyWarning(shortages: Set<String>) -> [NaiveFinding] {
    shortages.sorted().compactMap { product -> NaiveFinding? in
      let own = all.filter { $0.product == product && $0.month <= month }
      let current = own.filter { $0.month == month }
      guard !current.isEmpty else { return nil }
      let now = own.filter { $0.month > month.advanced(by: -3) }
      let before = own.filter {
        $0.month > month.advanced(by: -6) && $0.month <= month.advanced(by: -3)
      }
      var signs = 0
      if let rate = flow(now).rate, rate < 0.9 - 1e-9,
        flow(before).rate.map({ rate < $0 - 1e-9 }) ?? true, isWidespread(now), isFrequent(now)
      {
        signs += 1
      }
      let rates = Dictionary(grouping: current, by: \.institution).values
        .compactMap { flow($0).rate }
      let empty = rates.count { $0 == 0 }
      if empty >= 2, Double(empty) >= 0.2 * Double(rates.count) - 1e-9 { signs += 1 }
      let suppliers = self.suppliers(now)
      let earlier = self.suppliers(before)
      if earlier > 1, Double(suppliers) < 0.5 * Double(earlier) { signs += 1 }
      guard signs > 0 else { return nil }
      return NaiveFinding(
        product: product, institution: "",
        severity: signs > 1 || flow(current).rate == 0 ? .warn : .watch, excess: 0)
    }
  }

  /// Whether something failed to come to two institutions, or to the only one.
  private func isWidespread(_ lines: [TestPurchase]) -> Bool {
    let cells = Dictionary(grouping: lines) {
      "\($0.distributor)|\($0.institution)|\($0.month)|\($0.channel)"
    }
    var waiting: Set<String> = []
    var short: Set<String> = []
    for cell in cells.values {
      let flow = flow(cell)
      if flow.due > 0 { waiting.insert(cell[0].institution) }
      if flow.arrived < flow.due { short.insert(cell[0].institution) }
    }
    return short.count >= min(2, waiting.count)
  }

  /// Whether half of the month's institutions with orders went short, and three institution-months
  /// did in all.
  private func isFrequent(_ lines: [TestPurchase]) -> Bool {
    let visits = Dictionary(grouping: lines) { [$0.month.description, $0.institution] }
    func isShort(_ lines: [TestPurchase]) -> Bool {
      Dictionary(grouping: lines) { "\($0.distributor)|\($0.channel)" }.values.contains {
        flow($0).arrived < flow($0).due
      }
    }
    let now = visits.filter { $0.key[0] == month.description && flow($0.value).due > 0 }
    let shortNow = now.values.count(where: isShort)
    return visits.values.count(where: isShort) >= 3 && shortNow > 0
      && 2 * shortNow >= now.count
  }

  /// Distributors that delivered; a cell that does not say what arrived counts by its orders.
  private func suppliers(_ lines: [TestPurchase]) -> Int {
    let cells = Dictionary(grouping: lines) {
      "\($0.distributor)|\($0.institution)|\($0.month)|\($0.channel)"
    }
    let delivering = cells.values.filter { cell in
      let flow = flow(cell)
      let ordered = cell.contains { $0.quantity > 0 && !$0.isUndelivered }
      return flow.due > 0 ? flow.arrived > 0 : ordered
    }
    return Set(delivering.map { $0[0].distributor }).count
  }
}
