import Execution
import PricePanel
import Procurement
import Statistics

extension UnitScreen {
  /// Purchases that are left out of price statistics.
  struct LeftOut {
    /// The month whose prices put them in doubt: months before it do not know of it yet.
    let since: Month
    /// Their positions in `Panel.cells`.
    let cells: Range<Int>
  }

  /// An institution's last price that is not in doubt.
  struct Known {
    var product = -1
    var price = 0.0
    var month = Month(index: 0)
    var mark = PriceMark(price: UnitPrice(raw: 0), file: 0, line: 0)
    var cells = 0..<0
    /// The price that was in doubt in the last month with purchases since; 0 where none was.
    var doubted = 0.0

    init() {}

    /// The price of a purchase that is not in doubt.
    init(_ purchase: Purchase, of product: Int, in month: Month) {
      self.product = product
      self.month = month
      price = purchase.bought.price
      mark = purchase.bought.highest
      cells = purchase.cells
    }
  }

  /// The screening of one product, month by month.
  struct ProductPass {
    let panel: Panel
    let product: Int
    let last: Month
    let months: [Month]
    let selections: Selections
    let parameters: Parameters
    let ratios: UnitRatio
    let decide: Decisions
    var leftOut: [LeftOut] = []
    /// What speaks against purchases of the month in hand.
    private var suspicions: [Suspicion] = []
    var verdicts: [Month: Verdicts] = [:]

    init(
      panel: Panel, product: Int, last: Month, months: [Month], selections: Selections,
      parameters: Parameters, decide: Decisions
    ) {
      self.panel = panel
      self.decide = decide
      self.product = product
      self.last = last
      self.months = months
      self.selections = selections
      self.parameters = parameters
      ratios = UnitRatio(
        tolerance: parameters.tolerance, smallest: parameters.smallest,
        conversionRatio: panel.products[product].conversionRatio)
    }

    mutating func run(_ known: inout [Known]) {
      let cells = panel.history(of: product).cells
      var next = cells.startIndex
      var now: [Purchase] = []
      while next < cells.endIndex, cells[next].month <= last {
        let current = cells[next].month
        let start = next
        while next < cells.endIndex, cells[next].month == current { next += 1 }
        Purchase.collect(from: cells[start..<next], into: &now)
        judge(&now, in: current, known: known)
        var account = Verdicts()
        settle(now, in: current, &account, &known)
        guard months.contains(current) else { continue }
        account.withoutPrice = cells[start..<next].countOfInstitutions - now.count
        verdicts[current] = account
      }
    }

    /// What each purchase of one month is held against, and what that says.
    private mutating func judge(_ now: inout [Purchase], in current: Month, known: [Known]) {
      suspicions.removeAll(keepingCapacity: true)
      var isSettled = true
      for index in now.indices {
        let own = known[Int(now[index].bought.institution)]
        guard own.product == product, own.month.distance(to: current) <= parameters.months else {
          isSettled = false
          continue
        }
        now[index].state = .agrees
        guard let hit = hit(now[index].bought, own.price) else { continue }
        if hit.price.yuan < own.price,
          selections.entered(product: product, after: own.month, until: current)
        {
          continue
        }
        now[index].state = .doubtful(suspicions.count)
        suspicions.append(
          Suspicion(
            doubt: doubt(
              now[index].bought, hit.price, reference: own.price, own: own, peers: 0,
              explanation: hit.explanation),
            factor: hit.factor,
            isRepeated: own.doubted > 0
              && abs(hit.price.yuan / own.doubted - 1) <= parameters.tolerance))
        isSettled = false
      }
      if !isSettled { judgeByOthers(&now, known: known) }
    }

    /// Holds what has no earlier price of its own against the others, and takes back a doubt that
    /// the others' prices show to be the earlier price's.
    private mutating func judgeByOthers(_ now: inout [Purchase], known: [Known]) {
      let agreed = OrderedSample(
        now.compactMap { $0.state == .agrees ? $0.bought.price : nil })
      let trusted = now.indices.filter {
        if case .doubtful = now[$0].state { false } else { true }
      }.sorted { now[$0].bought.price < now[$1].bought.price }
      let prices = OrderedSample(trusted.map { now[$0].bought.price })
      var place = [Int](repeating: 0, count: now.count)
      for (position, index) in trusted.enumerated() { place[index] = position }
      for index in now.indices {
        let bought = now[index].bought
        switch now[index].state {
        case .agrees: continue
        case .doubtful(let place):
          let suspicion = suspicions[place]
          guard agreed.values.count >= parameters.peers, let median = agreed.median else {
            // The same price twice, and nobody to contradict it: the level has moved.
            if suspicion.isRepeated { now[index].state = .agrees }
            continue
          }
          let price = suspicion.doubt.mark.price.yuan
          let distance = max(price / median, median / price)
          if distance * distance < suspicion.factor { now[index].state = .earlierWasWrong }
        case .unknown:
          guard trusted.count > parameters.peers,
            let median = prices.median(leavingOut: place[index])
          else { continue }
          guard let hit = hit(bought, median) else {
            now[index].state = .agrees
            continue
          }
          now[index].state = .doubtful(suspicions.count)
          suspicions.append(
            Suspicion(
              doubt: doubt(
                bought, hit.price, reference: median, own: nil, peers: trusted.count - 1,
                explanation: hit.explanation),
              factor: hit.factor))
        case .earlierWasWrong: continue
        }
      }
    }

    /// The price among a purchase's lowest and highest that a wrong unit explains.
    private func hit(
      _ bought: InstitutionPurchase, _ reference: Double
    ) -> (price: UnitPrice, factor: Double, explanation: UnitRatio.Explanation)? {
      let high = bought.highest.price.yuan / reference
      let low = bought.lowest.price.yuan / reference
      if high < ratios.least, low * ratios.least > 1 { return nil }
      if let found = ratios.explanation(of: high) {
        return (bought.highest.price, found.factor, found.kind)
      }
      guard let found = ratios.explanation(of: low) else { return nil }
      return (bought.lowest.price, found.factor, found.kind)
    }

    private func doubt(
      _ bought: InstitutionPurchase, _ price: UnitPrice, reference: Double, own: Known?,
      peers: Int, explanation: UnitRatio.Explanation
    ) -> Doubt {
      let isHigh = price == bought.highest.price
      var quantity = bought.quantity
      let low = bought.lowest.price.yuan
      let high = bought.highest.price.yuan
      if low < high {
        // With two prices in the month this is exactly what was bought at the one in doubt.
        let atHigh = boughtAtHigherPrice(
          of: quantity.units, high: high, low: low,
          average: min(max(bought.averagePrice, low), high),
          pack: panel.products[product].packRatio.units)
        quantity = Quantity(rounding: isHigh ? atHigh : quantity.units - atHigh)
      }
      return Doubt(
        institution: bought.institution, mark: isHigh ? bought.highest : bought.lowest,
        quantity: quantity, reference: reference, referenceMonth: own?.month,
        referenceMark: own?.mark, peers: peers, explanation: explanation)
    }

    /// Whether reviewers have dismissed the clue, so that the price is what was paid.
    private func isDismissed(_ doubt: Doubt, in month: Month) -> Bool {
      guard !decide.isEmpty else { return false }
      let id = UnitMismatch.identifier(
        panel.products[product], panel.institutions[Int(doubt.institution)], in: month)
      return decide(id, in: month)?.kind == .dismiss
    }

    /// Remembers the prices that are not in doubt, leaves out the others, and keeps the account.
    private mutating func settle(
      _ now: [Purchase], in current: Month, _ account: inout Verdicts, _ known: inout [Known]
    ) {
      for purchase in now {
        let institution = Int(purchase.bought.institution)
        var isTested = true
        switch purchase.state {
        case .doubtful(let place):
          let isReal = isDismissed(suspicions[place].doubt, in: current)
          if isReal {
            known[institution] = Known(purchase, of: product, in: current)
          } else {
            leftOut.append(LeftOut(since: current, cells: purchase.cells))
            if known[institution].product == product {
              known[institution].doubted = suspicions[place].doubt.mark.price.yuan
            }
          }
          if purchase.bought.amount < parameters.minimumAmount {
            account.withLittleMoney += 1
          } else {
            account.doubts.append(suspicions[place].doubt)
          }
          continue
        case .earlierWasWrong:
          leftOut.append(LeftOut(since: current, cells: known[institution].cells))
        case .agrees: break
        case .unknown: isTested = false
        }
        known[institution] = Known(purchase, of: product, in: current)
        if isTested { account.passed += 1 } else { account.withoutReference += 1 }
      }
    }
  }
}
