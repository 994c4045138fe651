import Monitors
import PricePanel
import Procurement
import TestSupport
import Testing

/// The monitors of the execution of volume-based procurement against their naive implementations.
struct NaiveExecutionTests {
  /// Products P10, P11 … in varieties of three; every third of them is selected, some dearer ones too.
  func variety(_ product: String) -> String {
    "通用名\((Int(product.dropFirst()) ?? 0) / 3)"
  }

  struct Town {
    var lines: [TestPurchase]
    var contracts: [NaiveContract]
    var catalogues: Catalogues
    var selected: [String: Double]
  }

  func town(_ seed: UInt64, month: Month) -> Town {
    var generator = SplitMix64(seed: seed &+ 900)
    let lines = randomPurchases(seed: seed, products: 18, institutions: 8, months: 15)
      .map { line in
        var line = line
        line.month = line.month.advanced(by: testMonth("2025-12").distance(to: month))
        return line
      }
    var catalogues = Catalogues()
    catalogues.batches["B1"] = Batch(
      id: "B1", name: "B1", level: .national, kind: .drugs, start: testDay("2025-01-01"),
      end: testDay("2025-12-31"))
    var selected: [String: Double] = [:]
    for code in Set(lines.map(\.product)).sorted() where (Int(code.dropFirst()) ?? 0) % 3 == 0 {
      let paid = lines.filter { $0.product == code && $0.price > 0 }.map(\.price)
      guard let price = paid.randomElement(using: &generator) else { continue }
      selected[code] = Double(price) / 10_000
      catalogues.entries.append(
        CatalogueEntry(
          batch: "B1", variety: variety(code), productCode: code,
          selectedPrice: Money(tenThousandths: price),
          source: SourceLine(file: "vbp/catalogue.csv", line: 2)))
    }
    let contracts = (0..<9).flatMap { institution in
      Set(selected.keys.map(variety)).sorted().map {
        NaiveContract("H\(institution)", $0, Int64.random(in: 20...8_000, using: &generator))
      }
    }
    for contract in contracts { catalogues.contract(contract) }
    return Town(lines: lines, contracts: contracts, catalogues: catalogues, selected: selected)
  }

  func run(_ town: Town, month: Month) throws -> MonitorRun {
    // Random contracts are often far from what was bought before.
    var rules = testRules
    rules.indicators["contract-completion"]?.values["suspect-factor"] = .number(1)
    let products = Set(town.lines.map(\.product)).map { code in
      var product = testProduct(code)
      product.name = variety(code)
      return product
    }
    return try MonitorRun(
      panel: testPanel(town.lines, products: products), month: month,
      catalogues: town.catalogues, rules: rules)
  }

  func findings(_ run: MonitorRun, _ monitor: String) -> [NaiveFinding] {
    run.findings(of: monitor).map {
      NaiveFinding(
        product: $0.variety, institution: $0.institution?.code ?? "", severity: $0.severity,
        excess: $0.excessAmount.fen)
    }.sorted()
  }

  @Test(arguments: UInt64(1)...8, ["2025-05", "2025-12"])
  func monitorsAgree(_ seed: UInt64, _ name: String) throws {
    let month = testMonth(name)
    let town = town(seed, month: month)
    let run = try run(town, month: month)
    let naive = NaiveExecution(
      town.lines, month: month, selected: town.selected, variety: variety)
    #expect(findings(run, "contract-lag") == naive.contractLag(town.contracts))
    #expect(findings(run, "zero-uptake") == naive.zeroUptake(town.contracts))
    #expect(findings(run, "non-selected-share") == naive.nonSelectedShare())
    for id in ["contract-lag", "zero-uptake"] {
      let account = try #require(run.accounts.first { $0.id == id })
      #expect(
        account.tested + account.notApplicable.values.reduce(0, +) == town.contracts.count)
    }
    let share = try run.account(of: "non-selected-share")
    let recent = town.lines.filter { line in
      line.month > month.advanced(by: -3) && line.month <= month && line.month.year == 2025
        && town.selected.keys.map(variety).contains(variety(line.product))
    }
    let units = Set(recent.map { [variety($0.product), $0.institution] })
    #expect(share.tested + share.notApplicable.values.reduce(0, +) == units.count)
    #expect(Set(run.findings.map(\.id)).count == run.findings.count)
  }

  /// The comparison is worth something: both severities of each are found.
  @Test func townsHaveSomethingToFind() throws {
    var found: Set<String> = []
    for seed in UInt64(1)...8 {
      for name in ["2025-05", "2025-12"] {
        let month = testMonth(name)
        for finding in try run(town(seed, month: month), month: month).findings {
          found.insert("\(finding.monitor) \(finding.severity)")
        }
      }
    }
    for monitor in ["contract-lag", "zero-uptake", "non-selected-share"] {
      #expect(found.contains("\(monitor) watch"), "\(monitor)")
      #expect(found.contains("\(monitor) warn"), "\(monitor)")
    }
  }
}
