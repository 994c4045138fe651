public import Analysis
import Indicators
import Parallel
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
    // Findings and indicators make up nearly all of the file, half each: side by side they take half
    // the time.
    let halves = sideBySide(2, [firstHalf, lastHalf]) { half in Result { try half() } }
    let (first, last) = (try halves[0].get(), try halves[1].get())
    // The first object goes on with the members of the second, whose keys all follow.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(first.count + last.count)
    bytes += first
    bytes.removeLast("\n}".utf8.count)
    bytes += ",".utf8
    bytes += last[(last.startIndex + "{".utf8.count)...]
    bytes += "\n".utf8
    return bytes
  }

  @Sendable private func firstHalf() throws -> Data { try encode(FirstMembers(report)) }

  @Sendable private func lastHalf() throws -> Data { try encode(LastMembers(report)) }

  private func encode(_ members: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try encoder.encode(members)
  }
}

/// The members of the outermost object up to `findings`, as their keys are sorted.
private struct FirstMembers: Encodable {
  let currency: String
  let data: DataJSON
  let dismissed: DismissedJSON
  let excessAmount: String
  let filedPurchases: [FiledPurchasesJSON]
  let findings: [FindingJSON]

  init(_ report: Report) {
    currency = report.currency
    data = DataJSON(report.data)
    dismissed = DismissedJSON(report.dismissed)
    excessAmount = report.excessAmount.decimal
    filedPurchases = report.filedPurchases.map { FiledPurchasesJSON($0) }
    findings = report.findings.map { FindingJSON($0) }
  }
}

/// The members from `indicators` on.
private struct LastMembers: Encodable {
  let indicators: [IndicatorJSON]
  let monitors: [MonitorJSON]
  let month: String
  let monthOnMonth: OrNull<MonthOnMonthJSON>
  let overview: OverviewJSON
  let plan: OrNull<String>
  let prices: PricesJSON
  let rules: String
  let rulesFile: OrNull<String>
  let schema = ReportJSON.schema
  let targets: [TargetJSON]

  init(_ report: Report) {
    indicators = report.indicators.map { IndicatorJSON($0, targets: report.targets) }
    monitors = report.monitors.map { MonitorJSON($0) }
    month = report.month.description
    monthOnMonth = OrNull(report.monthOnMonth.map { MonthOnMonthJSON($0) })
    overview = OverviewJSON(report.overview)
    plan = OrNull(report.plan?.id)
    prices = PricesJSON(report.prices)
    rules = report.rules.name
    rulesFile = OrNull(report.rulesFile)
    targets = report.targets.map { TargetJSON($0) }
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

  /// The same for text, which as such needs no encoder of its own.
  mutating func encode(_ value: OrNull<String>, forKey key: Key) throws {
    if let value = value.value {
      try encode(value, forKey: key)
    } else {
      try encodeNil(forKey: key)
    }
  }

  /// The same for a number.
  mutating func encode(_ value: OrNull<Double>, forKey key: Key) throws {
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
