import Foundation
import Testing

/// The shipped sample report shows every indicator in three states: with something that is met or on
/// course, with something that is behind, and with something that is not computable and why.
///
/// An indicator with targets is met or behind by them. Else a value or a part is held against its
/// own reference: time progress, a limit. Where there is neither, what is above zero counts as met
/// and what is not as behind (savings, what may be retained); the other way round for what is lacking
/// or overdue; for prices, an index below 100 and one above it.
struct SampleReportTests {
  private struct Report: Decodable {
    let indicators: [Indicator]
    let findings: [Clue]
  }

  private struct Indicator: Decodable {
    let id: String
    let value: Double?
    let reference: Double?
    let reason: String?
    let breakdown: [Part]
    let targets: [Target]
  }

  private struct Part: Decodable {
    let dimension: String
    let name: String
    let value: Double?
    let reference: Double?
    let reason: String?
  }

  private struct Target: Decodable {
    let status: String
    let reason: String?
  }

  private struct Clue: Decodable {
    let monitor: String
    let severity: String
  }

  private static func report() throws -> Report {
    let url = Program.root.appending(path: "Reports/2025-12/report.json")
    return try JSONDecoder().decode(Report.self, from: try Data(contentsOf: url))
  }

  /// Identifiers that are one indicator: a contract's completion whatever the batch, an index
  /// whatever the group and formula, what is lacking whatever the plan.
  private static func family(_ id: String) -> String {
    for family in ["contract-completion", "price-index", "platform-gap"]
    where id.hasPrefix(family) {
      return family
    }
    return id
  }

  private enum State: Hashable {
    case met, behind
    case notComputable
  }

  private static func state(
    _ value: Double?, _ reference: Double?, _ reason: String?, of family: String
  ) -> State? {
    guard let value else { return reason == nil ? nil : .notComputable }
    switch family {
    case "savings", "retained-surplus": return value > 0 ? .met : .behind
    case "platform-gap", "payment-overdue": return value > 0 ? .behind : .met
    case "price-index": return value < 100 ? .met : .behind
    // What is not selected is to stay below its limit.
    case "non-selected-share": return reference.map { value <= $0 ? .met : .behind }
    default: return reference.map { value >= $0 ? .met : .behind }
    }
  }

  private static func states(of indicator: Indicator) -> Set<State> {
    let family = family(indicator.id)
    var states: Set<State> = []
    for target in indicator.targets {
      switch target.status {
      case "met": states.insert(.met)
      case "behind": states.insert(.behind)
      default: if target.reason != nil { states.insert(.notComputable) }
      }
    }
    let own = state(indicator.value, indicator.reference, indicator.reason, of: family)
    if let own { states.insert(own) }
    // The parts of an index are what single products add to it.
    for part in indicator.breakdown
    where family != "price-index" && part.dimension != "component" && part.dimension != "age" {
      if let state = state(part.value, part.reference, part.reason, of: family) {
        states.insert(state)
      }
    }
    return states
  }

  static let expected = [
    "platform-share/drugs", "platform-share/high-value-consumables", "platform-share/combined",
    "platform-gap", "vbp-varieties/drugs", "vbp-categories/high-value-consumables",
    "vbp-categories/consumables", "price-index", "contract-completion", "non-selected-share",
    "savings", "retained-surplus", "payment-30-day-rate", "payment-overdue",
    "direct-settlement-share", "credit-coverage", "delivery-rate", "shortage-supply",
    "non-public-participation/private", "non-public-participation/pharmacy",
  ]

  @Test(arguments: expected)
  func everyIndicatorIsMetAndBehindAndNotComputable(_ family: String) throws {
    let own = try Self.report().indicators.filter { Self.family($0.id) == family }
    let states = own.reduce(into: Set<State>()) { $0.formUnion(Self.states(of: $1)) }
    #expect(states == [.met, .behind, .notComputable])
  }

  @Test func noIndicatorIsLeftOut() throws {
    let families = Set(try Self.report().indicators.map { Self.family($0.id) })
    #expect(families == Set(Self.expected))
  }

  @Test func whatHasNoValueSaysWhy() throws {
    for indicator in try Self.report().indicators {
      #expect((indicator.value == nil) == (indicator.reason != nil), "\(indicator.id)")
      for part in indicator.breakdown {
        #expect(
          (part.value == nil) == (part.reason != nil),
          "\(indicator.id) \(part.dimension) \(part.name)")
      }
    }
  }

  /// The procurement indicators of the five plans, in the plans' own words.
  static let wordings = [
    "公立医疗机构通过省级集中采购平台采购药品金额占全部采购药品(不含中药饮片)金额的比例",
    "公立医疗机构通过省级集中采购平台采购高值医用耗材金额占全部采购高值医用耗材金额的比例",
    "药品集中带量采购品种", "高值医用耗材集中带量采购品种",
    "公立医疗机构通过省药械采购平台线上采购药品、医用耗材金额占全部采购药品、医用耗材金额的比例(%)",
    "医药价格和招采信用评价制度覆盖面", "药品、医用耗材集中带量采购品种覆盖面",
    "公立医疗机构通过药品和医用耗材招采管理子系统线上采购", "集中带量采购品种",
  ]

  @Test(arguments: wordings, ["report.html", "report.json", "targets.csv"])
  func whoKnowsOnlyThePlanFindsItsIndicators(_ wording: String, _ file: String) throws {
    let url = Program.root.appending(path: "Reports/2025-12/" + file)
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let shown = file == "report.html" ? "原文：" + wording : wording
    #expect(text.contains(shown))
  }

  @Test func anInstitutionWithManyLaggingVarietiesIsListed() throws {
    let completion = try #require(
      try Self.report().indicators.first { $0.id == "contract-completion" })
    #expect(completion.breakdown.contains { $0.dimension == "lagging" })
  }

  @Test(arguments: ["contract-lag", "zero-uptake", "supply-warning"])
  func monitorsShowBothSeverities(_ monitor: String) throws {
    let clues = try Self.report().findings.filter { $0.monitor == monitor }
    #expect(Set(clues.map(\.severity)) == ["watch", "warn"])
  }

  @Test func filedPurchasesAreAClue() throws {
    #expect(try Self.report().findings.contains { $0.monitor == "filed-share" })
  }
}
