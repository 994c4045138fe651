import Indicators
import Procurement
import Testing

@testable import Analysis

/// Every indicator says the same whatever the order of the rows, the split of the files and the units
/// that they are written in.
struct IndicatorPropertyTests {
  private static let publications: [WholeOffice.Form: Disclosure] = Dictionary(
    uniqueKeysWithValues: WholeOffice.Form.allCases.compactMap { form in
      (try? WholeOffice(form).examination()).map { (form, $0.disclosure) }
    })

  private static let reports: [WholeOffice.Form: Report] = Dictionary(
    uniqueKeysWithValues: WholeOffice.Form.allCases.compactMap { form in
      (try? WholeOffice(form).examination()).map { (form, $0.report) }
    })

  static let ids: [String] = reports[.plain]?.indicators.map(\.id) ?? []

  /// Each family of indicators that the documentation has a page of.
  static let families = [
    "platform-share", "platform-gap", "vbp-varieties", "vbp-categories", "price-index",
    "contract-completion", "non-selected-share", "savings", "retained-surplus",
    "payment-30-day-rate", "payment-overdue", "direct-settlement-share", "credit-coverage",
    "delivery-rate", "shortage-supply", "non-public-participation",
  ]

  @Test(arguments: families)
  func theOfficeFeedsEveryIndicator(_ family: String) throws {
    let report = try #require(Self.reports[.plain])
    #expect(report.data.notices == [])
    let results = report.indicators.filter { $0.id == family || $0.id.hasPrefix(family + "/") }
    #expect(!results.isEmpty)
    for result in results { #expect(result.value != nil, "\(result.id): \(result.reason as Any)") }
  }

  @Test(arguments: ids)
  func whatHasNoValueSaysWhy(_ id: String) throws {
    let result = try #require(Self.reports[.plain]?.indicators.first { $0.id == id })
    #expect((result.value == nil) == (result.reason != nil))
    for part in result.breakdown {
      #expect((part.value == nil) == (part.reason != nil), "\(part)")
    }
  }

  @Test func noFamilyIsLeftOut() throws {
    let known = Set(Self.families)
    #expect(Self.ids.filter { !known.contains(String($0.prefix { $0 != "/" })) } == [])
  }

  @Test(arguments: ids, WholeOffice.Form.allCases.dropFirst())
  func sayTheSame(_ id: String, _ form: WholeOffice.Form) throws {
    let plain = try #require(Self.reports[.plain]?.indicators.first { $0.id == id })
    let other = try #require(Self.reports[form]?.indicators.first { $0.id == id })
    #expect(other == plain)
  }

  /// The rows of all targets, without where they stand in their file.
  private static func targets(_ report: Report) -> [TargetGap] {
    report.targets.map { gap in
      var gap = gap
      gap.target.source = SourceLine(file: "", line: 0)
      return gap
    }.sorted { $0.target.indicator < $1.target.indicator }
  }

  @Test func everyIndicatorThatAPlanMayNameHasATarget() throws {
    let plain = Self.targets(try #require(Self.reports[.plain]))
    #expect(Set(plain.map(\.target.indicator)) == Set(WholeOffice.targets.map(\.indicator)))
    for gap in plain {
      #expect(gap.status != .notComputable, "\(gap)")
      #expect(gap.straightLine != nil && gap.pace != nil, "\(gap)")
    }
  }

  @Test(arguments: WholeOffice.Form.allCases.dropFirst())
  func publicationIsTheSame(_ form: WholeOffice.Form) throws {
    let plain = try #require(Self.publications[.plain])
    let other = try #require(Self.publications[form])
    #expect(!plain.prices.isEmpty && !plain.report.indicators.isEmpty)
    #expect(other.prices == plain.prices)
    #expect(other.report.indicators == plain.report.indicators)
    #expect(String(describing: other.report.overview) == String(describing: plain.report.overview))
    #expect(Self.targets(other.report) == Self.targets(plain.report))
  }

  @Test(arguments: WholeOffice.Form.allCases.dropFirst())
  func targetsAndListsAreTheSame(_ form: WholeOffice.Form) throws {
    let plain = try #require(Self.reports[.plain])
    let other = try #require(Self.reports[form])
    #expect(other.indicators.map(\.id) == plain.indicators.map(\.id))
    #expect(Self.targets(other) == Self.targets(plain))
    #expect(other.filedPurchases == plain.filedPurchases)
    #expect(!plain.filedPurchases.isEmpty)
  }
}
