import Analysis
import Indicators
import Procurement

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `public/report.json`: what of the month may be published, for programs. Numbers and missing
/// values as in ``ReportJSON``.
struct DisclosureJSON: Sendable {
  /// The schema's name and version.
  static let schema = "jicai-public/1"

  private let disclosure: Disclosure

  /// The JSON form of `disclosure`.
  init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
  }

  /// The file's bytes: UTF-8 without BOM, keys sorted, one line feed at the end.
  ///
  /// - Throws: `EncodingError`, when a value has no JSON form.
  /// - Complexity: O(*n*) in the products.
  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(Document(disclosure))) + [0x0A]
  }

  private struct Document: Encodable {
    let schema = DisclosureJSON.schema
    let month: String
    let currency: String
    let plan: OrNull<String>
    let overview: OverviewJSON
    let indicators: [IndicatorJSON]
    let targets: [TargetJSON]
    let prices: [Price]

    init(_ disclosure: Disclosure) {
      let report = disclosure.report
      month = report.month.description
      currency = report.currency
      plan = OrNull(report.plan?.id)
      overview = OverviewJSON(report.overview)
      indicators = report.indicators.map { IndicatorJSON($0, targets: report.targets) }
      targets = report.targets.map { TargetJSON($0) }
      prices = disclosure.prices.map { Price($0) }
    }
  }

  private struct Price: Encodable {
    let productCode: String
    let productName: String
    let dosageForm: String
    let specification: String
    let manufacturer: String
    let conversionRatio: OrNull<String>
    let lowest: String
    let median: String
    let highest: String
    let institutions: Int

    init(_ price: ProductPrice) {
      productCode = price.product.code
      productName = price.product.name
      dosageForm = price.product.form
      specification = price.product.specification
      manufacturer = price.product.manufacturer
      conversionRatio = OrNull(price.product.conversionRatio?.decimal)
      lowest = price.lowest.decimal
      median = NumberText.trimmed(price.median, places: 6)
      highest = price.highest.decimal
      institutions = price.institutions
    }
  }
}
