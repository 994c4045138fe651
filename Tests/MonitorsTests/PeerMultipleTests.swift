import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// The worked example of `peer-multiple`, and who is a peer.
struct PeerMultipleTests {
  static let month = testMonth("2025-12")

  private func drug(_ code: String, _ maker: String, listing: Double?) -> Product {
    var product = testProduct(code)
    product.category = .chemical
    product.name = "阿莫西林胶囊"
    product.form = "胶囊剂"
    product.specification = "0.25g*24粒,铝塑"
    product.conversionRatio = Quantity(tenThousandths: 240_000)
    product.manufacturer = maker
    product.listingPrice = listing.map { yuan($0) }
    return product
  }

  private func peerRun(
    _ price: Int64, rules: Rules = testRules, catalogues: Catalogues = Catalogues(),
    change: (inout Product) -> Void = { _ in }
  ) throws -> MonitorRun {
    var product = drug("X1", "甲", listing: 48)
    change(&product)
    let lines = [
      TestPurchase("X1", "H1", "2025-12", price: price, quantity: 2_400),
      TestPurchase("X2", "H1", "2025-12", price: 5_000, quantity: 2_400),
    ]
    var catalogues = catalogues
    // Listed, and never bought here.
    catalogues.products["X3"] = drug("X3", "丙", listing: 9.6)
    return try MonitorRun(
      panel: testPanel(lines, products: [product, drug("X2", "乙", listing: 12)]),
      month: Self.month, catalogues: catalogues, rules: rules)
  }

  /// 1.00 元 against 9.60 ÷ 24 = 0.40: 2.5 times.
  @Test func peerMultiple() throws {
    let run = try peerRun(10_000)
    let finding = try run.finding(of: "peer-multiple")
    #expect(finding.severity == .watch)
    #expect(abs(finding.reference - 0.4) < 1e-12)
    #expect(finding.referenceKind == .lowestListing)
    #expect(finding.peers == 2)
    #expect(finding.excessAmount == yuan(1_440))
    #expect(abs(try #require(finding.bounds.upper) - 0.72) < 1e-12)
    #expect(try peerRun(12_001).finding(of: "peer-multiple").severity == .warn)
    #expect(try peerRun(7_200).account(of: "peer-multiple").passed == 2)
  }

  /// Biological drugs have limits of their own, consumables are not compared, and what has another
  /// maker, name, form or strength is no peer.
  @Test func whoIsCompared() throws {
    let biological = try peerRun(10_000) { $0.category = .biological }
    #expect(try biological.account(of: "peer-multiple").passed == 2)
    let consumable = try peerRun(10_000) { $0.category = .consumable }
    #expect(try consumable.account(of: "peer-multiple").notApplicable == [.switchedOff: 1])
    let other = try peerRun(10_000) { $0.specification = "0.5g*24粒" }
    #expect(try other.account(of: "peer-multiple").notApplicable == [.noPeerProduct: 1])
    let unknown = try peerRun(10_000) { $0.specification = "" }
    #expect(try unknown.account(of: "peer-multiple").notApplicable == [.noPeerProduct: 1])
  }

  /// X2 is selected in the ninth national batch at 7.20 元, 0.30 a capsule: no yardstick by
  /// itself, and the yardstick where the rules hold what is not selected against it.
  @Test func againstTheSelectedPrice() throws {
    var catalogues = Catalogues()
    catalogues.select("X2", start: "2024-03-01", end: "2026-12-31", price: 7.20, ratio: 24)
    catalogues.batches["batch-2024-03-01"]?.name = "国采第九批"
    let plain = try peerRun(10_000, catalogues: catalogues)
    #expect(try plain.finding(of: "peer-multiple").peers == 1)
    #expect(try plain.account(of: "peer-multiple").notApplicable == [.selectedInBatch: 1])
    var rules = testRules
    rules.monitors["peer-multiple"]?.values["against-selected"] = .flag(true)
    let run = try peerRun(10_000, rules: rules, catalogues: catalogues)
    let finding = try run.finding(of: "peer-multiple")
    #expect(abs(finding.reference - 0.3) < 1e-12)
    #expect(finding.referenceKind == .highestSelected)
    #expect(finding.severity == .warn)
  }

  /// What is selected or stands in is neither judged nor a yardstick, with a selected price or without one,
  /// bought here or not: 0.40 of X3 would be the lowest otherwise, and 0.50 of X2 is.
  @Test(arguments: SupplyRole.allCases, [nil, 7.20])
  func whatIsSelectedIsNoYardstick(_ role: SupplyRole, _ price: Double?) throws {
    var catalogues = Catalogues()
    for code in ["X3", "X9"] {
      catalogues.select(code, start: "2024-03-01", end: "2026-12-31", price: 7.20, ratio: 24)
    }
    for index in catalogues.entries.indices {
      catalogues.entries[index].role = role
      catalogues.entries[index].selectedPrice = price.map { yuan($0) }
    }
    let isSelected = role != .nonSelected
    let lines = [
      TestPurchase("X1", "H1", "2025-12", price: 10_000, quantity: 2_400),
      TestPurchase("X2", "H1", "2025-12", price: 5_000, quantity: 2_400),
      TestPurchase("X9", "H1", "2025-12", price: 20_000, quantity: 2_400),
    ]
    let products = [
      drug("X1", "甲", listing: 48), drug("X2", "乙", listing: 12), drug("X9", "己", listing: 48),
    ]
    catalogues.products["X3"] = drug("X3", "丙", listing: 9.6)
    for once in [[], [TestPurchase("X3", "H1", "2025-01", price: 4_000, quantity: 24)]] {
      let run = try MonitorRun(
        panel: testPanel(lines + once, products: products + [drug("X3", "丙", listing: 9.6)]),
        month: Self.month, catalogues: catalogues, rules: testRules)
      let found = run.findings(of: "peer-multiple")
      let x1 = try #require(found.first { $0.product.code == "X1" })
      #expect(abs(x1.reference - (isSelected ? 0.5 : 0.4)) < 1e-12)
      #expect(found.contains { $0.product.code == "X9" } == !isSelected)
      let account = try run.account(of: "peer-multiple")
      #expect(account.notApplicable[.selectedInBatch] == (isSelected ? 1 : nil))
    }
  }

  /// X8 is selected at 7.20 for 24 and nobody buys it: a yardstick all the same. One of another strength is none.
  @Test(arguments: [("0.25g*24粒", ReferenceKind.highestSelected), ("0.5g*24粒", .lowestListing)])
  func whatIsSelectedAndNotBoughtIsAYardstick(
    _ specification: String, _ kind: ReferenceKind
  ) throws {
    var catalogues = Catalogues()
    catalogues.select("X8", start: "2024-03-01", end: "2026-12-31", price: 7.20, ratio: 24)
    catalogues.batches["batch-2024-03-01"]?.name = "国采第九批"
    var selected = drug("X8", "丁", listing: nil)
    selected.specification = specification
    catalogues.products["X8"] = selected
    var rules = testRules
    rules.monitors["peer-multiple"]?.values["against-selected"] = .flag(true)
    let run = try peerRun(10_000, rules: rules, catalogues: catalogues)
    let finding = try run.finding(of: "peer-multiple")
    #expect(finding.referenceKind == kind)
    #expect(abs(finding.reference - (kind == .highestSelected ? 0.3 : 0.4)) < 1e-12)
    let plain = try peerRun(10_000, catalogues: catalogues)
    #expect(try plain.finding(of: "peer-multiple").referenceKind == .lowestListing)
  }
}
