import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// Every monitor against a second, naive implementation on random towns.
struct NaiveReferenceTests {
  static let month = testMonth("2025-12")

  func findings(_ run: MonitorRun, _ monitor: String) -> [NaiveFinding] {
    run.findings(of: monitor).map {
      NaiveFinding(
        product: $0.product.code, institution: $0.institution?.code ?? "",
        group: $0.institution == nil ? $0.region + $0.distributor : $0.distributor,
        severity: $0.severity, excess: $0.excessAmount.fen)
    }.sorted()
  }

  @Test(arguments: UInt64(1)...25)
  func allMonitorsAgree(_ seed: UInt64) throws {
    let lines = randomPurchases(seed: seed)
    var generator = SplitMix64(seed: seed &+ 1000)
    var ceilings: [String: Int64] = [:]
    var catalogues = Catalogues()
    for code in Set(lines.map(\.product)).sorted() where Bool.random(using: &generator) {
      let prices = lines.filter { $0.product == code && $0.month == Self.month && $0.price > 0 }
      guard let price = prices.randomElement(using: &generator)?.price else { continue }
      ceilings[code] = price
    }
    // Started long before both references, so that no fall is a procurement price cut.
    for (code, price) in ceilings {
      catalogues.select(
        code, start: "2020-01-01", end: "2026-12-31", price: Double(price) / 10_000)
    }
    let products = ceilings.map { code, price in
      var product = testProduct(code)
      product.listingPrice = Money(tenThousandths: price)
      return product
    }
    let panel = testPanel(lines, products: products)
    let run = try MonitorRun(
      panel: panel, month: Self.month, catalogues: catalogues, rules: testRules)
    let naive = NaiveMonitors(lines, month: Self.month)
    #expect(findings(run, "price-rise") == naive.priceChange(isRise: true))
    #expect(findings(run, "price-drop") == naive.priceChange(isRise: false))
    #expect(findings(run, "institution-gap") == naive.institutionGap())
    #expect(findings(run, "above-listing") == naive.above(ceilings))
    #expect(findings(run, "above-selected") == naive.above(ceilings))
    expectAccountsAddUp(run, panel)
  }

  /// The comparison above is worth something: the towns have findings of both severities and by
  /// more than one method.
  @Test func townsHaveSomethingToFind() throws {
    var found: Set<String> = []
    for seed in UInt64(1)...25 {
      let run = try MonitorRun(
        panel: testPanel(randomPurchases(seed: seed)), month: Self.month,
        catalogues: Catalogues(), rules: testRules)
      for finding in run.findings {
        found.insert("\(finding.monitor) \(finding.severity)")
        found.insert(finding.method)
        found.insert(finding.referenceKind.rawValue)
      }
    }
    #expect(
      found.isSuperset(of: [
        "price-rise watch", "price-rise warn", "price-drop watch", "price-drop warn",
        "institution-gap watch", "institution-gap warn", "hidiroglou-berthelot",
        "hidiroglou-berthelot-p10-p90", "previous-month", "same-month-last-year",
      ]), "\(found)")
  }

  /// What each monitor judges one by one, as numbers of the panel's tables.
  func unit(_ monitor: String, _ cell: Cell, _ panel: Panel) -> [UInt32] {
    switch monitor {
    case "price-rise", "price-drop", "change-frequency", "peer-multiple", "supply-warning":
      [cell.product]
    case "region-gap":
      [cell.product]
        + panel.institutions[Int(cell.institution)].region.unicodeScalars.map(\.value)
    case "distribution-markup": [cell.product, cell.distributor]
    case "delivery-shortfall": [cell.product, cell.institution, cell.distributor]
    case "contract-lag", "zero-uptake": [0]  // Without contracts that alone is said.
    case "non-selected-share": []
    default: [cell.product, cell.institution]
    }
  }

  /// Institutions that bought drugs from January on.
  func institutionsOfTheYear(_ panel: Panel) -> Int {
    let first = Self.month.startOfYear
    let year = panel.cells.filter {
      $0.month >= first && $0.month <= Self.month
        && panel.products[Int($0.product)].category.isDrug
    }
    return Set(year.map(\.institution)).count
  }

  func expectAccountsAddUp(_ run: MonitorRun, _ panel: Panel) {
    let cells = panel.cells.filter { $0.month == Self.month }
    #expect(run.accounts.count == 19)
    for account in run.accounts {
      let all = account.tested + account.notApplicable.values.reduce(0, +)
      var units = Set(cells.map { unit(account.id, $0, panel) }).count
      if account.id == "non-selected-share" { continue }
      if account.id == "off-platform" { units += Set(cells.map(\.institution)).count }
      if account.id == "filed-share" { units = institutionsOfTheYear(panel) }
      #expect(all == units, "\(account.id)")
      let own = run.findings.filter { $0.monitor == account.id }
      #expect(account.flagged == own.count)
      #expect(account.excessAmount == own.reduce(Money.zero) { $0 + $1.excessAmount })
    }
    let positive = run.findings.filter { $0.unit == .price }.map(\.excessAmount)
      .filter { $0 > .zero }
    #expect(run.findings.excessCountedOnce <= positive.reduce(.zero, +))
    #expect(run.findings.excessCountedOnce >= positive.max() ?? .zero)
    #expect(Set(run.findings.map(\.id)).count == run.findings.count)
  }

  /// Prices of a tenth for ten times the quantity: the same money, the same findings.
  @Test(arguments: UInt64(1)...10)
  func smallerUnitsChangeNothing(_ seed: UInt64) throws {
    let lines = randomPurchases(seed: seed).map { line in
      var line = line
      line.price = line.price / 10 * 10
      return line
    }
    let scaled = lines.map { line in
      var line = line
      line.price /= 10
      line.quantity *= 10
      return line
    }
    let one = try MonitorRun(
      panel: testPanel(lines), month: Self.month, catalogues: Catalogues(), rules: testRules)
    let other = try MonitorRun(
      panel: testPanel(scaled), month: Self.month, catalogues: Catalogues(), rules: testRules)
    #expect(one.accounts.map(\.passed) == other.accounts.map(\.passed))
    #expect(one.findings.map(\.id) == other.findings.map(\.id))
    let total = one.findings.excessCountedOnce.fen
    #expect(total == other.findings.excessCountedOnce.fen)
  }

  /// The order of products and lines decides nothing.
  @Test(arguments: UInt64(1)...10)
  func orderChangesNothing(_ seed: UInt64) throws {
    let lines = randomPurchases(seed: seed)
    let renamed = lines.reversed().map { line in
      var line = line
      line.product = "Q\(99 - (Int(line.product.dropFirst()) ?? 0))"
      return line
    }
    let one = try MonitorRun(
      panel: testPanel(lines), month: Self.month, catalogues: Catalogues(), rules: testRules)
    let other = try MonitorRun(
      panel: testPanel(renamed), month: Self.month, catalogues: Catalogues(), rules: testRules)
    #expect(one.accounts == other.accounts)
    let total = one.findings.excessCountedOnce.fen
    #expect(total == other.findings.excessCountedOnce.fen)
  }
}
