public import Analysis
import Indicators
import Procurement

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `report.json`: the whole report for programs, with every key the schema names, always.
///
/// Money, prices and quantities are decimal strings, so that nothing is lost on the way; ratios
/// are numbers rounded to six decimals; a value that is missing is `null`, never left out.
/// `Reports/README.md` documents the schema.
public struct ReportJSON: Sendable {
  /// The schema's name and version.
  public static let schema = "jicai-report/1"

  private let report: Report

  /// The JSON form of `report`.
  public init(_ report: Report) {
    self.report = report
  }

  /// The file's bytes: UTF-8 without BOM, keys sorted, one line feed at the end.
  ///
  /// - Throws: `EncodingError`, when a value has no JSON form.
  /// - Complexity: O(*n*) in the findings.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    var bytes = [UInt8](try encoder.encode(Document(report)))
    bytes.append(0x0A)
    return bytes
  }
}

/// The outermost object.
private struct Document: Encodable {
  let schema = ReportJSON.schema
  let month: String
  let currency: String
  let plan: OrNull<String>
  let rules: String
  let rulesFile: OrNull<String>
  let data: DataJSON
  let overview: OverviewJSON
  let indicators: [IndicatorJSON]
  let filedPurchases: [FiledPurchasesJSON]
  let targets: [TargetJSON]
  let prices: PricesJSON
  let monitors: [MonitorJSON]
  let findings: [FindingJSON]
  let excessAmount: String
  let dismissed: DismissedJSON
  let monthOnMonth: OrNull<MonthOnMonthJSON>

  init(_ report: Report) {
    month = report.month.description
    currency = report.currency
    plan = OrNull(report.plan?.id)
    rules = report.rules.name
    rulesFile = OrNull(report.rulesFile)
    data = DataJSON(report.data)
    overview = OverviewJSON(report.overview)
    indicators = report.indicators.map { IndicatorJSON($0, targets: report.targets) }
    filedPurchases = report.filedPurchases.map { FiledPurchasesJSON($0) }
    targets = report.targets.map { TargetJSON($0) }
    prices = PricesJSON(report.prices)
    monitors = report.monitors.map { MonitorJSON($0) }
    findings = report.findings.map { FindingJSON($0) }
    excessAmount = report.excessAmount.decimal
    dismissed = DismissedJSON(report.dismissed)
    monthOnMonth = OrNull(report.monthOnMonth.map { MonthOnMonthJSON($0) })
  }
}

/// A value that is written as `null` when it is missing, where `Optional` would leave out its key.
struct OrNull<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) {
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value {
      try container.encode(value)
    } else {
      try container.encodeNil()
    }
  }
}

extension KeyedEncodingContainer {
  /// Writes the value or `null`; the compiler's own conformances find this overload, which spares
  /// a container a value.
  mutating func encode<Value>(_ value: OrNull<Value>, forKey key: Key) throws {
    if let value = value.value {
      try encode(value, forKey: key)
    } else {
      try encodeNil(forKey: key)
    }
  }
}

extension OrNull<Double> {
  /// A ratio rounded to six decimals; `null` also where it is not a number.
  init(rounding value: Double?) {
    let finite = value.flatMap { $0.isFinite ? $0 : nil }
    self.init(finite.map { ($0 * 1_000_000).rounded(.toNearestOrAwayFromZero) / 1_000_000 })
  }
}
