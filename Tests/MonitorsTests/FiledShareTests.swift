import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// `filed-share`: the worked example of its page, its bounds and reasons, and a naive double.
struct FiledShareTests {
  static let month = testMonth("2025-06")

  func run(
    _ lines: [TestPurchase], month: Month = month, rules: Rules = testRules,
    categories: [String: ProductCategory] = [:]
  ) throws -> MonitorRun {
    let products = Set(lines.map(\.product)).map { code in
      var product = testProduct(code)
      product.category = categories[code] ?? .chemical
      return product
    }
    let institutions = [
      Institution(code: "H9", name: "民营医院", ownership: .private),
      Institution(code: "H8", name: "某院", ownership: .unstated),
    ]
    return try MonitorRun(
      panel: testPanel(lines, products: products, institutions: institutions), month: month,
      catalogues: Catalogues(), rules: rules)
  }

  /// A purchase for `yuan` 元.
  static func line(
    _ product: String, _ institution: String, _ month: String, _ yuan: Int64,
    _ channel: Channel = .platform
  ) -> TestPurchase {
    TestPurchase(product, institution, month, price: 10_000, quantity: yuan, channel: channel)
  }

  /// From January to June a hospital bought drugs for 200,000 元 and filed 14,000 of them: 7 %, 2 points
  /// or 4,000 元 above five percent. Slices do not count, nor does what was filed last December.
  static let example = [
    line("X1", "H1", "2025-01", 100_000), line("X1", "H1", "2025-04", 86_000),
    line("X2", "H1", "2025-03", 6_000, .filed), line("X2", "H1", "2025-06", 8_000, .filed),
    line("T1", "H1", "2025-06", 50_000, .filed), line("X2", "H1", "2024-12", 9_000, .filed),
    line("X2", "H1", "2025-07", 9_000, .filed),
  ]

  @Test func workedExample() throws {
    let run = try run(Self.example, categories: ["T1": .herbalSlices])
    let finding = try #require(run.findings(of: "filed-share").first)
    #expect(run.findings(of: "filed-share").count == 1)
    #expect(finding.severity == .watch)
    #expect(finding.unit == .share)
    #expect(finding.observed == 0.07)
    #expect(finding.reference == 0.05)
    #expect(finding.referenceKind == .ruleLimit)
    #expect(finding.bounds == PriceBounds(lower: nil, upper: 0.05))
    #expect(finding.excessAmount == yuan(4_000))
    #expect(finding.institution?.code == "H1")
    #expect(finding.product.code == "")
    // The largest line first.
    #expect(finding.evidence.map(\.line) == [4, 3])
    // No price was too high, so nothing adds to the total.
    #expect(run.findings.excessCountedOnce == .zero)
  }

  static let limits: [(filed: Int64, severity: Severity?)] = [
    (5_000, nil), (5_001, .watch), (10_000, .watch), (10_001, .warn),
  ]

  @Test(arguments: limits)
  func bounds(_ filed: Int64, _ severity: Severity?) throws {
    let run = try run([
      Self.line("X1", "H1", "2025-02", 100_000 - filed),
      Self.line("X2", "H1", "2025-03", filed, .filed),
    ])
    #expect(run.findings(of: "filed-share").map(\.severity) == (severity.map { [$0] } ?? []))
    #expect(try run.account(of: "filed-share").tested == 1)
  }

  @Test func whatCannotBeJudgedIsSaid() throws {
    var lines = [
      Self.line("X1", "H1", "2025-02", 9_000), Self.line("X2", "H1", "2025-03", 999, .filed),
      Self.line("X1", "H9", "2025-02", 90_000), Self.line("X2", "H9", "2025-03", 9_000, .filed),
      Self.line("X2", "H8", "2025-03", 90_000, .filed),
      Self.line("X1", "H2", "2025-02", 90_000), Self.line("X1", "H2", "2025-03", 1_000, .unstated),
      Self.line("X1", "H3", "2025-02", 90_000), Self.line("X1", "H4", "2024-02", 90_000),
    ]
    let account = try run(lines).account(of: "filed-share")
    #expect(
      account.notApplicable == [
        .tooLittleMoney: 1, .notPublic: 1, .ownershipNotStated: 1, .channelNotStated: 1,
      ])
    #expect(account.passed == 1)
    #expect(account.flagged == 0)
    // Without any ledger nothing is known, and nothing passes.
    lines.removeAll { $0.channel == .filed }
    #expect(try run(lines).account(of: "filed-share").notApplicable == [.noOffPlatformPurchases: 4])
  }

  /// What is above the limit is so whatever the lines without a channel were.
  @Test func aShareAboveTheLimitNeedsNoChannelOfTheRest() throws {
    let run = try run([
      Self.line("X1", "H1", "2025-02", 90_000, .unstated),
      Self.line("X2", "H1", "2025-03", 10_000, .filed),
    ])
    #expect(run.findings(of: "filed-share").map(\.observed) == [0.1])
  }

  @Test func granulesCountAsForThePlatformShare() throws {
    let lines = [
      Self.line("X1", "H1", "2025-02", 90_000), Self.line("T2", "H1", "2025-03", 10_000, .filed),
    ]
    #expect(try run(lines, categories: ["T2": .granules]).findings(of: "filed-share").count == 1)
    var rules = testRules
    rules.indicators["platform-share"]?.values["count-granules"] = .flag(false)
    let run = try run(lines, rules: rules, categories: ["T2": .granules])
    #expect(run.findings(of: "filed-share").isEmpty)
    #expect(try run.account(of: "filed-share").passed == 1)
  }

  /// Straight from the lines, for public institutions and drugs alone.
  func naive(_ lines: [TestPurchase], _ month: Month) -> [NaiveFinding] {
    let year = lines.filter {
      $0.month.year == month.year && $0.month <= month && !$0.isUndelivered
    }
    return Dictionary(grouping: year, by: \.institution).compactMap { institution, own in
      let all = own.reduce(0) { $0 + $1.amount }
      let filed = own.filter { $0.channel == .filed }.reduce(0) { $0 + $1.amount }
      guard all >= 10_000, filed / all > 0.05 + 1e-9 else { return nil }
      return NaiveFinding(
        product: "", institution: institution, severity: filed / all > 0.1 + 1e-9 ? .warn : .watch,
        excess: Money(rounding: filed - 0.05 * all).fen)
    }.sorted()
  }

  func town(_ seed: UInt64) -> [TestPurchase] {
    var generator = SplitMix64(seed: seed &+ 4_000)
    let rates = (0..<6).map { _ in Int.random(in: 2...40, using: &generator) }
    return randomPurchases(seed: seed, months: 16).map { line in
      var line = line
      let institution = Int(line.institution.dropFirst()) ?? 0
      if Int.random(in: 0..<rates[institution], using: &generator) == 0 { line.channel = .filed }
      return line
    }
  }

  @Test(arguments: UInt64(1)...8, ["2025-02", "2025-12"])
  func monitorAgrees(_ seed: UInt64, _ name: String) throws {
    let month = testMonth(name)
    let lines = town(seed)
    let found = try run(lines, month: month).findings(of: "filed-share").map {
      NaiveFinding(
        product: "", institution: $0.institution?.code ?? "", severity: $0.severity,
        excess: $0.excessAmount.fen)
    }.sorted()
    #expect(found == naive(lines, month))
  }

  /// The comparison is worth something.
  @Test func townsHaveSomethingToFind() {
    let found = (UInt64(1)...8).flatMap { naive(town($0), testMonth("2025-12")) }
    #expect(Set(found.map(\.severity)) == [.watch, .warn])
    #expect(found.count < 8 * 6)
  }
}
