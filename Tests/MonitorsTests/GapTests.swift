import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// The worked examples of `region-gap`, `distribution-markup`, `change-frequency`, `above-cap` and
/// `above-payment-standard`.
struct GapTests {
  static let month = testMonth("2025-12")

  // MARK: Regions

  private func regionRun(_ prices: [(region: String, price: Int64)]) throws -> MonitorRun {
    let lines = prices.enumerated().map { index, entry in
      TestPurchase("X1", "H\(10 + index)", "2025-12", price: entry.price, quantity: 1_000)
    }
    let institutions = prices.enumerated().map { index, entry in
      Institution(
        code: "H\(10 + index)", name: "", ownership: .public, region: entry.region)
    }
    return try MonitorRun(
      panel: testPanel(lines, institutions: institutions), month: Self.month,
      catalogues: Catalogues(), rules: testRules)
  }

  static let regions: [(region: String, price: Int64)] = [
    ("甲县", 10_000), ("乙县", 10_200), ("丙县", 10_500), ("丁县", 14_000), ("丁县", 13_000),
    ("丁县", 10_300),
  ]

  /// 丁县's three institutions pay 1.03, 1.30 and 1.40: 1.30 against 1.02, 27 % more.
  @Test func regionGap() throws {
    let run = try regionRun(Self.regions)
    let finding = try run.finding(of: "region-gap")
    #expect(finding.region == "丁县")
    #expect(finding.institution == nil)
    #expect(abs(finding.observed - 1.3) < 1e-12)
    #expect(abs(finding.reference - 1.02) < 1e-12)
    #expect(finding.referenceKind == .regionMedian)
    #expect(finding.severity == .watch)
    #expect(finding.peers == 3)
    #expect(finding.quantity == Quantity(tenThousandths: 30_000_000))
    #expect(finding.excessAmount == yuan(840))
    #expect(abs(try #require(finding.bounds.upper) - 1.224) < 1e-12)
    #expect(finding.evidence.map(\.line) == [4, 5, 6, 2])
    #expect(finding.peerEvidence.map(\.line) == [2])
    let account = try run.account(of: "region-gap")
    #expect(account.flagged == 1)
    #expect(account.notApplicable == [.tooFewPeers: 3])
  }

  /// One dear institution of three does not make its region dear.
  @Test func oneInstitutionIsNoRegion() throws {
    var prices = Self.regions
    prices[4].price = 10_200
    #expect(try regionRun(prices).account(of: "region-gap").flagged == 0)
  }

  @Test func regionsThatCannotBeJudged() throws {
    let three = try regionRun(Array(Self.regions.dropFirst()))
    #expect(try three.account(of: "region-gap").notApplicable == [.tooFewPeers: 3])
    var unknown = Self.regions
    unknown[0].region = ""
    let run = try regionRun(unknown)
    #expect(
      try run.account(of: "region-gap").notApplicable == [.regionNotStated: 1, .tooFewPeers: 3])
  }

  // MARK: Distributors

  private func distributorRun(_ third: [Int64], listing: Double? = nil) throws -> MonitorRun {
    var lines = [
      TestPurchase("X1", "H1", "2025-12", price: 10_000, quantity: 1_000, distributor: "A"),
      TestPurchase("X1", "H2", "2025-12", price: 10_400, quantity: 1_000, distributor: "B"),
    ]
    for (index, price) in third.enumerated() {
      lines.append(
        TestPurchase(
          "X1", "H\(3 + index)", "2025-12", price: price, quantity: 1_000, distributor: "C"))
    }
    var product = testProduct("X1")
    product.listingPrice = listing.map { yuan($0) }
    return try MonitorRun(
      panel: testPanel(lines, products: [product]), month: Self.month, catalogues: Catalogues(),
      rules: testRules)
  }

  /// C sells at 1.20 and 1.25; the others' median is 1.02: 17.6 % more.
  @Test func distributionMarkup() throws {
    let run = try distributorRun([12_000, 12_500])
    let finding = try run.finding(of: "distribution-markup")
    #expect(finding.distributor == "C")
    #expect(finding.severity == .watch)
    #expect(finding.observed == 1.2)
    #expect(abs(finding.reference - 1.02) < 1e-12)
    #expect(finding.excessAmount == yuan(360))
    #expect(finding.peers == 2)
    #expect(abs(try #require(finding.bounds.upper) - 1.122) < 1e-12)
    #expect(try run.account(of: "distribution-markup").notApplicable == [.tooFewPeers: 2])
  }

  /// The same above the listing price is a warning.
  @Test(arguments: [(1.20, Severity.watch), (1.19, .warn)])
  func aboveTheListingPrice(_ listing: Double, _ severity: Severity) throws {
    let run = try distributorRun([12_000, 12_500], listing: listing)
    #expect(try run.finding(of: "distribution-markup").severity == severity)
  }

  @Test func distributorOfOneInstitutionIsNotJudged() throws {
    let account = try distributorRun([12_000]).account(of: "distribution-markup")
    #expect(account.tested == 0)
    #expect(account.notApplicable == [.tooFewPeers: 3])
  }

  // MARK: Frequency

  private func frequencyRun(_ prices: [Int64]) throws -> MonitorRun {
    let lines = prices.enumerated().map { index, price in
      TestPurchase(
        "X1", "H1", Self.month.advanced(by: index + 1 - prices.count).description, price: price,
        quantity: 1_000)
    }
    return try MonitorRun(
      panel: testPanel(lines), month: Self.month, catalogues: Catalogues(), rules: testRules)
  }

  /// Two rises of 3 % within six months, neither of them a clue by itself.
  @Test func twoRisesInSixMonths() throws {
    let run = try frequencyRun([10_000, 10_000, 10_300, 10_300, 10_300, 10_600])
    let finding = try run.finding(of: "change-frequency")
    #expect(run.findings.count == 1)
    #expect(finding.unit == .count)
    #expect(finding.observed == 2)
    #expect(finding.reference == 2)
    #expect(finding.bounds.upper == 1)
    #expect(finding.severity == .watch)
    #expect(finding.excessAmount == .zero)
    #expect(finding.evidence.map(\.line) == [6, 3])
  }

  /// Five changes in a year are 预警, two rises among them only 关注: what is told is the changes.
  @Test func theCriterionOfTheSeverityIsTold() throws {
    let run = try frequencyRun([10_600, 10_300, 10_000, 10_300, 10_000, 10_300])
    let finding = try run.finding(of: "change-frequency")
    #expect(finding.severity == .warn)
    #expect(finding.observed == 5)
    #expect(finding.reference == 3)
    #expect(finding.referenceKind == .ruleLimit)
    #expect(finding.evidence.map(\.line) == [6, 5, 4, 3, 2])
    let rising = try frequencyRun([10_000, 10_300, 10_600, 10_900])
    #expect(try rising.finding(of: "change-frequency").referenceKind == .riseLimit)
    #expect(try rising.finding(of: "change-frequency").observed == 3)
  }

  @Test(arguments: [
    // One rise, and one that may lie longer back than six months.
    ([10_300, 10_300, 10_600], 0), ([10_000, 10_000, 10_000, 10_300], 0),
    // Smaller than 1 %.
    ([10_000, 10_050, 10_100], 0),
    // Up, down, up within a year: three changes.
    ([10_000, 10_300, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_300], 1),
    // Up and down again: two.
    ([10_000, 10_300, 10_000], 0),
    // Three rises.
    ([10_000, 10_300, 10_600, 10_900], 1),
  ])
  func whatCounts(_ prices: [Int64], _ flagged: Int) throws {
    #expect(try frequencyRun(prices).account(of: "change-frequency").flagged == flagged)
  }

  /// Three institutions with prices of their own, so that none is the modal one: the median of
  /// their ratios is the level's.
  @Test func pricesOfTheirOwn() throws {
    var lines: [TestPurchase] = []
    for (index, level) in [Int64(100), 100, 103, 103, 106, 106].enumerated() {
      for (institution, own) in [Int64(100), 102, 97].enumerated() {
        lines.append(
          TestPurchase(
            "X1", "H\(institution)", Self.month.advanced(by: index - 5).description,
            price: level * own, quantity: 1_000))
      }
    }
    let run = try MonitorRun(
      panel: testPanel(lines), month: Self.month, catalogues: Catalogues(), rules: testRules)
    #expect(try run.finding(of: "change-frequency").observed == 2)
    #expect(run.findings.count == 1)
  }

  /// Half of four institutions pay more in the second and the last month, so that the lower price is the
  /// level: it rises once. Lines at which nothing was bought at a price, and further ones of the same
  /// institution, say nothing of what most pay.
  @Test(arguments: [
    [], [-1], [10], [1], [-1, 10, 1],
  ])
  func whoPaysThePriceCounts(_ further: [Int64]) throws {
    let months = [
      [10_000, 10_000, 10_000, 10_000], [10_000, 10_000, 11_000, 11_000],
      [11_000, 11_000, 11_000, 11_000], [11_000, 11_000, 13_000, 13_000],
    ]
    var lines: [TestPurchase] = []
    for (index, prices) in months.enumerated() {
      let month = Self.month.advanced(by: index - 3).description
      for (institution, price) in prices.enumerated() {
        lines.append(
          TestPurchase("X1", "H\(institution)", month, price: Int64(price), quantity: 1_000))
      }
      for quantity in further {
        var line = TestPurchase(
          "X1", "H2", month, price: Int64(prices[2]), quantity: quantity, distributor: "D2")
        // Ten were cancelled because nothing was sent in time.
        line.isUndelivered = quantity == 10
        lines.append(line)
      }
    }
    let run = try MonitorRun(
      panel: testPanel(lines), month: Self.month, catalogues: Catalogues(), rules: testRules)
    #expect(try run.account(of: "change-frequency").passed == 1)
  }

  // MARK: Ceilings

  /// 12 tablets at 1.05 against a cap of 12 元 a pack, and against a payment standard of 12 元.
  @Test func ceilings() throws {
    var product = testProduct("X1")
    product.conversionRatio = Quantity(tenThousandths: 120_000)
    product.priceCap = yuan(12)
    product.paymentStandard = yuan(12)
    let run = try MonitorRun(
      panel: testPanel(
        [
          TestPurchase("X1", "H1", "2025-12", price: 10_500, quantity: 1_200),
          TestPurchase("X1", "H2", "2025-12", price: 10_000, quantity: 1_200),
          TestPurchase("X2", "H2", "2025-12", price: 10_000, quantity: 1_200),
        ], products: [product]), month: Self.month, catalogues: Catalogues(), rules: testRules)
    let cap = try run.finding(of: "above-cap")
    #expect(cap.excessAmount == yuan(60))
    #expect(cap.referenceKind == .priceCap)
    #expect(cap.severity == .warn)
    let standard = try run.finding(of: "above-payment-standard")
    #expect(standard.excessAmount == yuan(60))
    #expect(standard.referenceKind == .paymentStandard)
    #expect(standard.severity == .watch)
    #expect(try run.account(of: "above-cap").notApplicable == [.noPriceCap: 1])
    #expect(try run.account(of: "above-payment-standard").notApplicable == [.noPaymentStandard: 1])
    #expect(run.findings.excessCountedOnce == yuan(60))
  }

  /// Half is bought at the lower price and half at the higher one. That the lower one rises above the standard
  /// as well makes the average lower that is told, and the clue no milder.
  @Test(arguments: [
    (Int64(9_990), Int64(11_800), Severity.warn), (10_010, 11_800, .warn), (10_010, 11_000, .watch),
    (11_010, 11_020, .warn),
  ])
  func theSeverityFollowsTheHighestPrice(
    _ low: Int64, _ high: Int64, _ severity: Severity
  ) throws {
    var product = testProduct("X1")
    product.conversionRatio = Quantity(tenThousandths: 10_000)
    product.paymentStandard = yuan(1)
    let run = try MonitorRun(
      panel: testPanel(
        [low, high].map { TestPurchase("X1", "H1", "2025-12", price: $0, quantity: 1_000) },
        products: [product]), month: Self.month, catalogues: Catalogues(), rules: testRules)
    #expect(try run.finding(of: "above-payment-standard").severity == severity)
  }
}
