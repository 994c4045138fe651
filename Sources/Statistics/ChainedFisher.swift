/// A chain of Fisher indices from period to period, each link over the items that its two periods
/// have in common, so that new items enter and old ones leave on the way.
///
/// A period that has no item in common with the last one the chain reached is stepped over: the
/// chain goes on from the last one reached.
///
/// Source: Consumer Price Index Manual: Theory and Practice (2004), chapter 15, fixed-base versus
/// chain indices. A chain over prices that bounce drifts: it need not come back to 1 when they do.
public struct ChainedFisher: Sendable {
  /// One link of the chain.
  public struct Link: Sendable {
    /// The period that the link starts from.
    public let from: Int
    /// The period that it reaches.
    public let period: Int
    /// The chain's value in `from`.
    public let level: Double
    /// The index numbers of `period` against `from`.
    public let numbers: IndexNumbers
  }

  /// The links, earliest first.
  public let links: [Link]
  private let table: PriceTable
  /// The value in each period of the table; `nil` where the chain has none.
  public let values: [Double?]

  /// The chain over `table` from the period `base` on.
  ///
  /// - Complexity: O(items × periods).
  public init(_ table: PriceTable, base: Int) {
    var links: [Link] = []
    var values = [Double?](repeating: nil, count: table.periods)
    if table.hasItems(in: base) {
      var reached = (period: base, level: 1.0)
      values[base] = 1
      for period in (base + 1)..<max(table.periods, base + 1) {
        let numbers = table.numbers(of: period, base: reached.period)
        guard let link = numbers[.fisher] else { continue }
        links.append(
          Link(from: reached.period, period: period, level: reached.level, numbers: numbers))
        reached = (period, reached.level * link)
        values[period] = reached.level
      }
    }
    self.links = links
    self.table = table
    self.values = values
  }

  /// What each item adds to the chain's last value, over all links, summing to that value − 1.
  ///
  /// A link changes the chain by level · (Fisher − 1), and the item's part of that is its
  /// contribution to the link's index times the level.
  ///
  /// - Complexity: O(items × periods).
  public var contributions: [Double] {
    var result = [Double](repeating: 0, count: table.items)
    for link in links {
      let parts = table.contributions(to: .fisher, of: link.period, base: link.from)
      for item in result.indices { result[item] += link.level * parts[item] }
    }
    return result
  }
}
