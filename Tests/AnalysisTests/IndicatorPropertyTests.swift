import Indicators
import Procurement
import Testing

@testable import Analysis

/// Every indicator says the same whatever the order of the rows, the split of the files and the units
/// that they are written in.
struct IndicatorPropertyTests {
  private static let reports: [WholeOffice.Form: Report] = Dictionary(
    uniqueKeysWithValues: WholeOffice.Form.allCases.compactMap { form in
      (try? WholeOffice(form).report()).map { (form, $0) }
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
    #expect(results.contains { $0.value != nil }, "\(results)")
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

  @Test(arguments: WholeOffice.Form.allCases.dropFirst())
  func targetsAndListsAreTheSame(_ form: WholeOffice.Form) throws {
    let plain = try #require(Self.reports[.plain])
    let other = try #require(Self.reports[form])
    #expect(other.indicators.map(\.id) == plain.indicators.map(\.id))
    #expect(other.targets.map(\.now) == plain.targets.map(\.now))
    #expect(other.filedPurchases == plain.filedPurchases)
    #expect(!plain.filedPurchases.isEmpty)
  }
}
