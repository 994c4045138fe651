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
    let single = Self.batchesOfOneHolder(report.indicators)
    report.indicators = report.indicators.compactMap { Self.published($0, without: single) }
    report.targets.removeAll { Self.batch(of: $0.target.indicator).map(single.contains) ?? false }
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
    .contracts, .notFollowed, .monthsWithoutRecords,
    .withoutOffPlatform, .shareOfOthers, .lowestShare, .highestShare, .matchedShare, .items,
    .varieties, .counted, .baseMonth,
    .baseFirst, .baseLast, .priceDrop,
    .priceAgainstSelected, .shareByValue,
  ]

  /// The batches whose completion is one holder's, an institution's or a union's, or would give one away.
  private static func batchesOfOneHolder(_ results: [IndicatorResult]) -> Set<String> {
    let single = results.filter { result in
      batch(of: result.id) != nil
        && result.facts.contains { $0 == IndicatorFact(.contracts, .count(1)) }
    }.compactMap { batch(of: $0.id) }
    let whole = results.first { $0.id == "contract-completion" }
    let parts = whole?.breakdown.filter { $0.dimension == .batch } ?? []
    return Set(single).union(withheld(parts, already: Set(single)).map { parts[$0].code })
  }

  /// The parts that are one holder's; and, where these together are still one holder's, so that it would be
  /// what the others leave of the whole, the one with the least behind it.
  ///
  /// - Parameter codes: of parts that are withheld anyway.
  /// - Returns: their places.
  private static func withheld(
    _ parts: [IndicatorPart], already codes: Set<String> = []
  ) -> Set<Int> {
    let told = parts.indices.filter { parts[$0].value != nil && !parts[$0].holders.isEmpty }
    var hidden = told.filter { parts[$0].holders.count < 2 || codes.contains(parts[$0].code) }
    guard !hidden.isEmpty else { return [] }
    if hidden.reduce(into: Set(), { $0.formUnion(parts[$1].holders) }).count < 2 {
      let rest = told.filter { !hidden.contains($0) }
      hidden += rest.min { size(parts[$0]) < size(parts[$1]) }.map { [$0] } ?? []
    }
    return Set(hidden)
  }

  /// What is contracted, or was spent before, and the name, so that one part is the least.
  private static func size(_ part: IndicatorPart) -> (Double, String, String) {
    (part.denominator?.number ?? 0, part.code, part.name)
  }

  /// The batch whose completion the indicator `id` is; `nil` for others.
  private static func batch(of id: String) -> String? {
    let family = "contract-completion/"
    return id.hasPrefix(family) ? String(id.dropFirst(family.count)) : nil
  }

  private static func published(
    _ result: IndicatorResult, without single: Set<String>
  ) -> IndicatorResult? {
    let family = String(result.id.prefix { $0 != "/" })
    guard families.contains(family) else { return nil }
    if let batch = batch(of: result.id), single.contains(batch) { return nil }
    var result = result
    result.facts.removeAll { !facts.contains($0.name) }
    // A price that one institution paid is its own.
    let priced = result.breakdown.count { part in
      part.dimension == .institution
        && part.facts.contains { $0.name == .priceAgainstSelected && $0.value != nil }
    }
    if priced < 2 { result.facts.removeAll { $0.name == .priceAgainstSelected } }
    let isCompletion = family == "contract-completion"
    result.breakdown.removeAll {
      !dimensions.contains($0.dimension)
        || isCompletion && $0.dimension == .batch && single.contains($0.code)
    }
    // Of batches whose completion is withheld nothing more has to be.
    for dimension in [IndicatorPart.Dimension.variety] + (isCompletion ? [] : [.batch]) {
      let places = result.breakdown.indices.filter { result.breakdown[$0].dimension == dimension }
      let hidden = withheld(places.map { result.breakdown[$0] }).map { places[$0] }
      for place in hidden.sorted(by: >) { result.breakdown.remove(at: place) }
      // A batch's sum would tell what its other varieties leave.
      if dimension == .variety, !hidden.isEmpty {
        result.breakdown.removeAll { $0.dimension == .batch }
      }
    }
    for index in result.breakdown.indices {
      result.breakdown[index].facts.removeAll { !facts.contains($0.name) }
    }
    return result
  }
}
