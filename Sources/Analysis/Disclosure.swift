internal import Indicators
internal import Procurement

/// What of a month may be published (采购价格公示, 河北 ch. 6 §7): purchase prices by product, and
/// indicators of the whole region. No clues, no decisions, no names of people, and nothing that
/// singles out an institution or an enterprise.
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
    report.data.files = []
    report.data.rejects = []
    report.data.notices = []
    report.prices.largestRises = []
    report.prices.largestFalls = []
    report.indicators = report.indicators.compactMap(Self.published)
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
    .channel, .region, .ownership, .level, .change, .category, .batch, .variety,
  ]

  private static func published(_ result: IndicatorResult) -> IndicatorResult? {
    guard families.contains(String(result.id.prefix { $0 != "/" })) else { return nil }
    var result = result
    result.breakdown.removeAll { !dimensions.contains($0.dimension) }
    return result
  }
}
