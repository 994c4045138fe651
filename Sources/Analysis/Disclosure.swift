internal import Indicators
internal import Procurement

/// What of a month may be published (采购价格公示, 河北 ch. 6 §7): purchase prices by product, and
/// indicators of the whole region. No clues and no counts of them, no decisions, no names of people,
/// and nothing that singles out an institution or an enterprise: a region, or those of one kind of
/// owner, may be a single institution. Of the plans only the chosen one.
public struct Disclosure: Sendable {
  /// The report without what is not for publication.
  public let report: Report
  /// The prices of all products bought in the month, sorted by code.
  public let prices: [ProductPrice]

  /// What `report` has for publication, and `prices`.
  public init(_ report: Report, prices: [ProductPrice]) {
    var report = report
    report.findings = []
    report.dismissed = []
    report.monitors = []
    report.excessAmount = .zero
    report.monthOnMonth = nil
    report.filedPurchases = []
    report.overview.regions = []
    report.plans = report.plan.map { [$0] } ?? []
    report.targets.removeAll { $0.plan != report.plan?.id }
    report.data.files = []
    report.data.rejects = []
    report.data.notices = []
    report.prices.largestRises = []
    report.prices.largestFalls = []
    let single = Self.batchesOfOneContract(report.indicators)
    report.indicators = report.indicators.compactMap { Self.published($0, without: single) }
    self.report = report
    self.prices = prices
  }

  /// The families of indicators that are published.
  private static let families: Set<String> = [
    "platform-share", "vbp-varieties", "vbp-categories", "contract-completion", "savings",
    "price-index", "delivery-rate", "non-public-participation",
  ]

  /// How published indicators may be split.
  private static let dimensions: Set<IndicatorPart.Dimension> = [
    .channel, .level, .change, .category, .batch, .variety,
  ]

  /// What may be said with them: nothing that counts clues, or that only a list of names explains.
  private static let facts: Set<IndicatorFact.Name> = [
    .timeProgress, .lead, .projectedCompletion, .completionByValue, .timeProgressByValue,
    .contracts, .notFollowed,
    .withoutOffPlatform, .shareOfOthers, .lowestShare, .highestShare, .matchedShare, .items,
    .varieties, .counted, .baseMonth,
    .baseFirst, .baseLast, .priceDrop,
    .priceAgainstSelected, .shareByValue,
  ]

  /// The batches of which one contract runs: their completion is one institution's.
  private static func batchesOfOneContract(_ results: [IndicatorResult]) -> Set<String> {
    let family = "contract-completion/"
    return Set(
      results.filter {
        $0.id.hasPrefix(family) && $0.facts.contains { $0 == IndicatorFact(.contracts, .count(1)) }
      }.map { String($0.id.dropFirst(family.count)) })
  }

  private static func published(
    _ result: IndicatorResult, without single: Set<String>
  ) -> IndicatorResult? {
    let names = result.id.split(separator: "/").map(String.init)
    guard families.contains(names[0]) else { return nil }
    let isCompletion = names[0] == "contract-completion"
    if isCompletion, names.count > 1, single.contains(names[1]) { return nil }
    var result = result
    result.facts.removeAll { !facts.contains($0.name) }
    result.breakdown.removeAll {
      !dimensions.contains($0.dimension)
        || isCompletion && $0.dimension == .batch && single.contains($0.code)
    }
    for index in result.breakdown.indices {
      result.breakdown[index].facts.removeAll { !facts.contains($0.name) }
    }
    return result
  }
}
