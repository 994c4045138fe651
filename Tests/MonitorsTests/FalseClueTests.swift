import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// What must not raise a clue in any monitor, and the mix effect that must not hide in a change.
struct FalseClueTests {
  static let month = testMonth("2025-12")

  func run(_ lines: [TestPurchase], catalogues: Catalogues = Catalogues()) throws -> MonitorRun {
    try MonitorRun(
      panel: testPanel(lines, products: [product("X1", maker: "甲"), product("X2", maker: "乙")]),
      month: Self.month, catalogues: catalogues, rules: testRules)
  }

  private func product(_ code: String, maker: String) -> Product {
    var product = testProduct(code)
    product.name = "阿莫西林胶囊"
    product.form = "胶囊剂"
    product.specification = "0.25g*24粒"
    product.manufacturer = maker
    return product
  }

  /// Monthly purchases of several institutions at one price each month.
  private func steady(
    _ product: String, prices: [Int64], distributor: (Int) -> String = { _ in "D1" }
  ) -> [TestPurchase] {
    prices.enumerated().flatMap { index, price in
      (0..<4).map { institution in
        TestPurchase(
          product, "H\(institution)",
          Self.month.advanced(by: index + 1 - prices.count).description, price: price,
          quantity: 2_000, distributor: distributor(index), arrived: 2_000)
      }
    }
  }

  /// Down to 12 % with one batch, up 25 % with the next one: steps of two batches within the year.
  @Test func newBatchPriceSteps() throws {
    var catalogues = Catalogues()
    catalogues.select("X1", start: "2025-06-01", end: "2025-11-30", price: 1.2)
    catalogues.select("X1", start: "2025-12-01", end: "2026-11-30", price: 1.5)
    let prices =
      [Int64](repeating: 100_000, count: 7) + [Int64](repeating: 12_000, count: 6) + [15_000]
    let run = try run(steady("X1", prices: prices), catalogues: catalogues)
    #expect(run.findings.isEmpty)
    let rise = try run.account(of: "price-rise")
    #expect(rise.notApplicable == [.procurementPriceStep: 1])
    let frequency = try run.account(of: "change-frequency")
    #expect(frequency.passed == 1)
  }

  /// The same step, but to more than the new selected price: a clue.
  @Test func stepBeyondTheSelectedPrice() throws {
    var catalogues = Catalogues()
    catalogues.select("X1", start: "2025-12-01", end: "2026-11-30", price: 1.4)
    let run = try run(steady("X1", prices: [12_000, 15_000]), catalogues: catalogues)
    #expect(Set(run.findings.map(\.monitor)) == ["price-rise", "above-selected"])
  }

  @Test func fallByEntryIntoABatch() throws {
    var catalogues = Catalogues()
    catalogues.select("X1", start: "2025-12-01", end: "2026-11-30", price: 1.2)
    let run = try run(
      steady("X1", prices: [Int64](repeating: 100_000, count: 12) + [12_000]),
      catalogues: catalogues)
    #expect(run.findings.isEmpty)
  }

  /// The distributor changes, and with it who delivers what from month to month.
  @Test func supplierChange() throws {
    let run = try run(
      steady("X1", prices: [Int64](repeating: 10_000, count: 13)) { $0 < 12 ? "D1" : "D2" })
    #expect(run.findings.isEmpty)
  }

  /// Everything bought is returned at another price, and more than was bought.
  @Test func returnedLines() throws {
    var lines = steady("X1", prices: [Int64](repeating: 10_000, count: 13))
    for (institution, price) in [("H0", Int64(100_000)), ("H1", 1_000), ("H2", 25_000)] {
      lines.append(
        TestPurchase(
          "X1", institution, "2025-12", price: price, quantity: -2_500, distributor: "D1"))
    }
    #expect(try run(lines).findings.isEmpty)
  }

  /// Bought once a quarter by each of the institutions, in turn.
  @Test func boughtOnceAQuarter() throws {
    let lines = (0..<13).map { back in
      TestPurchase(
        "X1", "H\(back % 3)", Self.month.advanced(by: -back).description, price: 10_000,
        quantity: 2_000, distributor: "D1", arrived: 2_000)
    }
    #expect(try run(lines).findings.isEmpty)
  }

  /// Two institutions with prices of their own buy by turns: no price moves.
  @Test func buyersByTurnsAreNoChangesOfLevel() throws {
    let lines = (0..<12).map { back in
      TestPurchase(
        "X1", "H\(back % 2)", Self.month.advanced(by: -back).description,
        price: back.isMultiple(of: 2) ? 10_000 : 11_500, quantity: 2_000, distributor: "D1",
        arrived: 2_000)
    }
    #expect(try run(lines).findings.isEmpty)
  }

  /// One maker, one distributor, one institution: nobody to compare with, and nothing to say.
  @Test func singleSupplier() throws {
    let lines = (0..<13).map { back in
      TestPurchase(
        "X1", "H1", Self.month.advanced(by: -back).description, price: 10_000, quantity: 2_000,
        distributor: "D1", arrived: 2_000)
    }
    let run = try run(lines)
    #expect(run.findings.isEmpty)
    for id in ["institution-gap", "region-gap", "distribution-markup"] {
      let account = try #require(run.accounts.first { $0.id == id })
      #expect(account.tested == 0)
    }
  }

  /// A change of pack that keeps the price of a unit.
  @Test func packChange() throws {
    var lines = steady("X1", prices: [Int64](repeating: 10_000, count: 12))
    lines += steady("X2", prices: [10_000])
    #expect(try run(lines).findings.isEmpty)
  }

  /// 20 % more over the matched institution; the plain average rose by 47 %, because H2, which
  /// pays more, is new: 26.67 points are mix.
  @Test func mixEffectStandsApart() throws {
    let run = try run([
      TestPurchase("X1", "H1", "2025-11", price: 10_000, quantity: 1_000),
      TestPurchase("X1", "H1", "2025-12", price: 12_000, quantity: 1_000),
      TestPurchase("X1", "H2", "2025-12", price: 20_000, quantity: 500),
    ])
    let finding = try #require(run.findings.first { $0.monitor == "price-rise" })
    #expect(abs(try #require(finding.ratio) - 1.2) < 1e-12)
    // (1,200 + 1,000) ÷ 1,500 = 1.4667
    #expect(abs(try #require(finding.mixEffect) - (2_200.0 / 1_500 - 1.2)) < 1e-12)
    #expect(run.findings.allSatisfy { $0.monitor == "price-rise" || $0.mixEffect == nil })
  }
}
