public import Procurement

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// A second implementation of the monitors, straight from the purchase lines and the wording of
/// the documentation, with no regard to speed. It shares no code with the first.
public struct NaiveMonitors {
  /// All lines.
  let all: [TestPurchase]
  /// The lines that buy at a price whose unit is not in doubt.
  let lines: [TestPurchase]
  let month: Month
  /// What `unit-mismatch` finds, with the default rules.
  public let unitMismatch: [NaiveFinding]

  /// Monitors of `month` over `purchases`.
  ///
  /// - Parameter conversionRatios: smallest units in a pack, by product.
  public init(
    _ purchases: [TestPurchase], month: Month, conversionRatios: [String: Double] = [:]
  ) {
    all = purchases
    let priced = purchases.filter { $0.quantity > 0 && $0.price > 0 && !$0.isUndelivered }
    let screen = NaiveScreen(priced, until: month, conversionRatios: conversionRatios)
    lines = priced.filter { !screen.isInDoubt($0) }
    unitMismatch = screen.findings
    self.month = month
  }

  func bought(_ product: String, _ month: Month) -> [String: [TestPurchase]] {
    Dictionary(
      grouping: lines.filter { $0.product == product && $0.month == month }, by: \.institution)
  }

  func average(_ lines: [TestPurchase]) -> Double {
    lines.reduce(0) { $0 + $1.amount } / Double(lines.reduce(0) { $0 + $1.quantity })
  }

  var products: [String] { Set(lines.map(\.product)).sorted() }

  // MARK: Levels

  /// `institution-gap` with the default rules.
  public func institutionGap() -> [NaiveFinding] {
    products.flatMap { product -> [NaiveFinding] in
      let bought = bought(product, month)
      return bought.keys.sorted().compactMap { institution in
        let mine = bought[institution] ?? []
        let others = bought.filter { $0.key != institution }.map { average($0.value) }.sorted()
        guard others.count >= 3, mine.reduce(0, { $0 + $1.amount }) >= 500 else { return nil }
        let half = others.count / 2
        let median =
          others.count % 2 == 1 ? others[half] : (others[half - 1] + others[half]) / 2
        guard average(mine) > 1.2 * median + 1e-9 else { return nil }
        let deviation = NaiveScreen.median(others.map { abs($0 - median) })
        if deviation > 1e-9, 0.6745 * (average(mine) - median) / deviation <= 3.5 { return nil }
        let quantity = Double(mine.reduce(0) { $0 + $1.quantity })
        return NaiveFinding(
          product: product, institution: institution,
          severity: average(mine) > 1.5 * median + 1e-9 ? .warn : .watch,
          excess: fen((average(mine) - median) * quantity))
      }
    }
  }

  /// `above-listing` and `above-selected`: every line above the ceiling counts with what it costs
  /// too much. Equal to the monitors' own figure as long as a cell has at most two prices.
  public func above(_ ceiling: [String: Int64]) -> [NaiveFinding] {
    products.flatMap { product -> [NaiveFinding] in
      guard let limit = ceiling[product] else { return [] }
      let bought = bought(product, month)
      return bought.keys.sorted().compactMap { institution in
        let above = (bought[institution] ?? []).filter { $0.price > limit + 50 }
        guard !above.isEmpty else { return nil }
        let excess = above.reduce(0.0) { $0 + Double(($1.price - limit) * $1.quantity) / 10_000 }
        return NaiveFinding(
          product: product, institution: institution, severity: .warn, excess: fen(excess))
      }
    }
  }

  // MARK: Changes

  private struct Change {
    var before: Double
    var after: Double
    var amount: Double
    var ratio: Double { after / before }
  }

  private func changes(lastYear: Bool) -> [String: Change] {
    var result: [String: Change] = [:]
    for product in products {
      let earlier = lines.filter { $0.product == product && $0.month < month }.map(\.month)
      guard let reference = lastYear ? month.advanced(by: -12) : earlier.max() else { continue }
      let now = bought(product, month)
      let then = bought(product, reference)
      var change = Change(before: 0, after: 0, amount: 0)
      for (institution, lines) in now {
        guard let old = then[institution] else { continue }
        let quantity = Double(lines.reduce(0) { $0 + $1.quantity })
        change.before += average(old) * quantity
        change.after += average(lines) * quantity
        change.amount += lines.reduce(0) { $0 + $1.amount }
      }
      if change.before > 0 { result[product] = change }
    }
    return result
  }

  /// `price-rise` (`isRise`) or `price-drop` with the default rules and without batches.
  public func priceChange(isRise: Bool) -> [NaiveFinding] {
    var best: [String: NaiveFinding] = [:]
    for lastYear in [false, true] {
      let changes = changes(lastYear: lastYear)
      let fence = fences(Array(changes.values))
      for (product, change) in changes where change.amount >= 1000 {
        let moved = isRise ? change.ratio - 1 : 1 - change.ratio
        let effect = fence.map { $0.effect(change) }
        let isOutside =
          if let fence, let effect {
            isRise
              ? fence.upper.map { effect > $0 } ?? true : fence.lower.map { effect < $0 } ?? true
          } else {
            true
          }
        guard moved >= 0.1 - 1e-9, isOutside else { continue }
        let finding = NaiveFinding(
          product: product, institution: "", severity: moved >= 0.3 - 1e-9 ? .warn : .watch,
          excess: fen(change.after - change.before))
        if let old = best[product],
          old.severity > finding.severity
            || (old.severity == finding.severity && abs(old.excess) >= abs(finding.excess))
        {
          continue
        }
        best[product] = finding
      }
    }
    return best.values.sorted()
  }

  private struct Fences {
    var median: Double
    var lower: Double?
    var upper: Double?

    func effect(_ change: Change) -> Double {
      let ratio = abs(change.ratio / median - 1) < 1e-9 ? median : change.ratio
      let centred = ratio < median ? 1 - median / ratio : ratio / median - 1
      return centred * sqrt(max(change.before, change.after))
    }
  }

  private func fences(_ changes: [Change]) -> Fences? {
    guard changes.count >= 20 else { return nil }
    let ratios = changes.map(\.ratio).sorted()
    var fences = Fences(median: quantile(ratios, 0.5), lower: nil, upper: nil)
    let shared = ratios.map { one in ratios.count { abs($0 / one - 1) < 1e-9 } }.max() ?? 0
    let tail = Double(shared) / Double(ratios.count) > 0.25 ? 0.1 : 0.25
    let effects = changes.map(fences.effect).sorted()
    let middle = quantile(effects, 0.5)
    let below = max(middle - quantile(effects, tail), abs(0.05 * middle))
    let above = max(quantile(effects, 1 - tail) - middle, abs(0.05 * middle))
    if below > 0 { fences.lower = middle - 4 * below }
    if above > 0 { fences.upper = middle + 4 * above }
    return fences
  }

  private func quantile(_ sorted: [Double], _ order: Double) -> Double {
    let position = Double(sorted.count - 1) * order
    let low = sorted[Int(floor(position))]
    let high = sorted[Int(ceil(position))]
    return low + (position - floor(position)) * (high - low)
  }

  func fen(_ yuan: Double) -> Int64 { Money(rounding: yuan).fen }
}
