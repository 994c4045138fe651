import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// The worked examples of `off-platform`, `delivery-shortfall` and `supply-warning`.
struct ShareTests {
  static let month = testMonth("2025-12")

  func run(_ lines: [TestPurchase], catalogues: Catalogues = Catalogues()) throws -> MonitorRun {
    let institutions = [
      Institution(code: "H1", name: "甲医院", ownership: .public),
      Institution(code: "H2", name: "乙医院", ownership: .private),
      Institution(code: "H7", name: "某院", ownership: .unstated),
    ]
    let products = Set(lines.map(\.product)).map { code in
      var product = testProduct(code)
      product.category = .chemical
      return product
    }
    return try MonitorRun(
      panel: testPanel(lines, products: products, institutions: institutions),
      month: Self.month, catalogues: catalogues, rules: testRules)
  }

  // MARK: Channels

  static let purchases = [
    TestPurchase("X1", "H1", "2025-12", price: 10_000, quantity: 8_000),
    TestPurchase("X1", "H1", "2025-12", price: 10_000, quantity: 2_000, channel: .offPlatform),
    TestPurchase("X2", "H1", "2025-12", price: 10_000, quantity: 5_000),
    TestPurchase("X2", "H1", "2025-12", price: 10_000, quantity: 1_000, channel: .filed),
    TestPurchase("X1", "H2", "2025-12", price: 10_000, quantity: 9_000, channel: .offPlatform),
  ]

  /// 2,000 of 16,000 元 are off the platform: 12.5 %, 400 元 above a tenth. X1 is of a variety in
  /// force: 20 % of it was bought off the platform.
  @Test func offPlatform() throws {
    var catalogues = Catalogues()
    catalogues.select("X1", start: "2025-01-01", end: "2026-12-31", price: 1)
    let run = try run(Self.purchases, catalogues: catalogues)
    let findings = run.findings(of: "off-platform")
    #expect(findings.count == 2)
    let variety = try #require(findings.first { $0.product.code == "X1" })
    #expect(variety.severity == .warn)
    #expect(variety.unit == .share)
    #expect(abs(variety.observed - 0.2) < 1e-12)
    #expect(variety.reference == 0)
    #expect(variety.ratio == nil)
    #expect(variety.excessAmount == yuan(2_000))
    #expect(variety.quantity == Quantity(tenThousandths: 20_000_000))
    #expect(variety.evidence.map(\.line) == [2])
    let institution = try #require(findings.first { $0.product.code.isEmpty })
    #expect(institution.severity == .watch)
    #expect(institution.institution?.code == "H1")
    #expect(institution.observed == 0.125)
    #expect(institution.reference == 0.1)
    #expect(institution.excessAmount == yuan(400))
    #expect(institution.evidence.map(\.line) == [2])
    // No price was too high, so nothing adds to the total.
    #expect(run.findings.excessCountedOnce == .zero)
    let account = try run.account(of: "off-platform")
    #expect(account.notApplicable == [.notInBatch: 1, .notPublic: 2])
  }

  /// Who nothing says the owner of is named apart from who is not public: of one product in force, and of
  /// the institutions.
  @Test func institutionsOfUnknownOwnershipAreCountedApart() throws {
    var catalogues = Catalogues()
    catalogues.select("X1", start: "2025-01-01", end: "2026-12-31", price: 1)
    let run = try run(
      Self.purchases + [
        TestPurchase("X1", "H7", "2025-12", price: 10_000, quantity: 500, channel: .offPlatform)
      ], catalogues: catalogues)
    let account = try run.account(of: "off-platform")
    #expect(
      account.notApplicable == [.notInBatch: 1, .notPublic: 2, .ownershipNotStated: 2])
    #expect(account.flagged == 2)
  }

  /// No ledger of the month was supplied: nothing is known, nothing passes.
  @Test func noLedgerIsNotHundredPercent() throws {
    let run = try run(Self.purchases.filter { $0.channel != .offPlatform })
    let account = try run.account(of: "off-platform")
    #expect(account.tested == 0)
    #expect(account.notApplicable == [.notInBatch: 2, .noOffPlatformPurchases: 1])
  }

  // MARK: Deliveries

  private func delivery(_ rates: [Int64?], undelivered: Int64 = 0) -> [TestPurchase] {
    var lines: [TestPurchase] = []
    for (index, rate) in rates.enumerated() {
      let month = Self.month.advanced(by: index + 1 - rates.count).description
      lines.append(
        TestPurchase(
          "X1", "H1", month, price: 10_000, quantity: 1_000, distributor: "D1",
          arrived: rate.map { $0 * 10 }))
      if undelivered > 0 {
        lines.append(
          TestPurchase(
            "X1", "H1", month, price: 10_000, quantity: undelivered, distributor: "D1",
            isUndelivered: true))
      }
    }
    return lines
  }

  /// 85, 80 and 60 % of 1,000 each: 75 % of 3,000 over three months, 450 元 short of 90 %.
  @Test func deliveryShortfall() throws {
    let run = try run(delivery([85, 80, 60]))
    let finding = try #require(run.findings(of: "delivery-shortfall").first)
    #expect(finding.severity == .watch)
    #expect(finding.unit == .share)
    #expect(finding.observed == 0.75)
    #expect(finding.reference == 0.9)
    #expect(finding.distributor == "D1")
    #expect(finding.quantity == Quantity(tenThousandths: 30_000_000))
    #expect(finding.excessAmount == yuan(-450))
    #expect(finding.bounds == PriceBounds(lower: 0.9, upper: nil))
    #expect(finding.evidence.map(\.line) == [3, 2, 1])
  }

  @Test(
    arguments: [
      ([85, 80, 90], NotApplicableReason?.none, 0), ([85, 95, 60], nil, 0),
      ([80, 60], .tooFewMonths, 0), ([80, 60, nil], .arrivalsNotStated, 0), ([89, 89, 89], nil, 1),
    ] as [([Int64?], NotApplicableReason?, Int)])
  func threeMonthsRunning(
    _ rates: [Int64?], _ reason: NotApplicableReason?, _ flagged: Int
  ) throws {
    let account = try run(delivery(rates)).account(of: "delivery-shortfall")
    #expect(account.flagged == flagged)
    #expect(account.notApplicable == (reason.map { [$0: 1] } ?? [:]))
  }

  /// Everything that was sent arrived, but each month as much again was cancelled unsent.
  @Test func cancelledForWantOfDelivery() throws {
    let run = try run(delivery([100, 100, 100], undelivered: 1_500))
    let finding = try #require(run.findings(of: "delivery-shortfall").first)
    #expect(finding.observed == 0.4)
    #expect(finding.severity == .warn)
    #expect(run.findings(of: "price-rise").isEmpty)
  }

  // MARK: Shortages

  private func shortage(_ code: String) -> Catalogues {
    var catalogues = Catalogues()
    catalogues.shortages = [
      ShortageEntry(
        productCode: code, name: "", kind: .short,
        source: SourceLine(file: "shortage.csv", line: 2))
    ]
    return catalogues
  }

  @Test func supplyWarning() throws {
    let falling = try run(
      delivery([100, 100, 100, 95, 90, 40]), catalogues: shortage("X1"))
    let finding = try #require(falling.findings(of: "supply-warning").first)
    #expect(finding.severity == .watch)
    #expect(finding.observed == 0.75)
    #expect(finding.reference == 1)
    #expect(finding.referenceKind == .earlierMonths)
    #expect(finding.bounds.lower == 0.9)
    let empty = try run(delivery([100, 100, 100, 95, 90, 0]), catalogues: shortage("X1"))
    #expect(empty.findings(of: "supply-warning").map(\.severity) == [.warn])
    let steady = try run(delivery([80, 80, 80, 80, 80, 80]), catalogues: shortage("X1"))
    #expect(try steady.account(of: "supply-warning").passed == 1)
  }

  /// One of two institutions did not get all: no falling supply. Both: it is.
  @Test(arguments: [(Int64(100), 0), (80, 1)])
  func oneOfManyIsNoFallingSupply(_ other: Int64, _ flagged: Int) throws {
    var lines = delivery([100, 100, 100, 100, 90, 10])
    for (index, rate) in [100, 100, 100, 100, 100, other].enumerated() {
      lines.append(
        TestPurchase(
          "X1", "H2", Self.month.advanced(by: index - 5).description, price: 10_000,
          quantity: 1_000, distributor: "D1", arrived: rate * 10))
    }
    let account = try run(lines, catalogues: shortage("X1")).account(of: "supply-warning")
    #expect(account.flagged == flagged)
  }

  /// A late order or two are no falling supply, nor is one that has been made up for: the rate of the
  /// three months is below 90 % in each case.
  @Test(
    arguments: [
      ([100, 100, 50], 0), ([100, 50, 80], 0), ([60, 60, 100], 0), ([60, 60, 99], 1),
    ] as [([Int64], Int)])
  func singleOrdersAreNoFallingSupply(_ rates: [Int64], _ flagged: Int) throws {
    let run = try run(delivery([100, 100, 100] + rates), catalogues: shortage("X1"))
    #expect(try run.account(of: "supply-warning").flagged == flagged)
  }

  /// Ten institutions of which some got 40 % in December and the others all: falling supply when half
  /// of them went short, a delivery's failure when it was fewer. Forty percent for four of ten are
  /// 92 % over the three months, so those had half in November and October too.
  @Test(arguments: [(4, 0), (5, 1)])
  func halfOfTheInstitutionsMakeAMarket(_ short: Int, _ flagged: Int) throws {
    var lines: [TestPurchase] = []
    for institution in 1...10 {
      for back in 0..<6 {
        let arrived: Int64 = institution > short || back > 2 ? 1_000 : back == 0 ? 400 : 500
        lines.append(
          TestPurchase(
            "X1", "H\(institution)", Self.month.advanced(by: -back).description, price: 10_000,
            quantity: 1_000, distributor: "D1", arrived: arrived))
      }
    }
    let run = try run(lines, catalogues: shortage("X1"))
    #expect(try run.account(of: "supply-warning").flagged == flagged)
  }

  @Test func shortageList() throws {
    let lines = delivery([100, 100, 100])
    let none = try run(lines).account(of: "supply-warning")
    #expect(none.notApplicable == [.noShortageList: 1])
    let other = try run(lines, catalogues: shortage("X9")).account(of: "supply-warning")
    #expect(other.notApplicable == [.notOnShortageList: 1])
  }

  /// Twice the price of a drug in short supply is no ordinary outlier.
  @Test func shortagesAreNoOutliers() throws {
    let run = try run(
      [
        TestPurchase("X1", "H1", "2025-11", price: 10_000, quantity: 1_000),
        TestPurchase("X1", "H1", "2025-12", price: 20_000, quantity: 1_000),
      ], catalogues: shortage("X1"))
    #expect(run.findings.isEmpty)
    for id in ["price-rise", "price-drop", "change-frequency", "institution-gap", "peer-multiple"] {
      #expect(try run.account(of: id).notApplicable == [.shortageList: 1])
    }
  }
}
