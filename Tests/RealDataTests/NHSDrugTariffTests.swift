import Analysis
import Intake
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

/// Ten monthly price lists of the NHS Drug Tariff, Part VIIIA, without quantities, in pence.
@Suite(.enabled(if: RealData.has("nhs_drug_tariff"), "needs ../shared/realdata beside the package"))
struct NHSDrugTariffTests {
  private static let read = Result {
    try RealData.read(try RealData.folder("nhs_drug_tariff", ending: ".csv"))
  }

  @Test func everyLineIsAccountedFor() throws {
    let (_, result) = try Self.read.get()
    #expect(result.files.count == 10)
    #expect(result.files.reduce(0) { $0 + $1.linesRead } == 35_830)
    #expect(result.files.reduce(0) { $0 + $1.accepted } == 35_828)
    #expect(result.rejectCounts == [.blankRecord: 2])
    #expect(Set(result.rejects.map(\.source.file)) == ["purchases/viii_a_202509.csv"])
    #expect(result.currency == "GBP")
    #expect(result.files.allSatisfy { $0.profile == "nhs-drug-tariff" })
  }

  @Test func monthsStandInTheFilesNames() throws {
    let (panel, _) = try Self.read.get()
    let months = Set(panel.cells.map(\.month.description)).sorted()
    #expect(
      months == [
        "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-05",
        "2026-06", "2026-07",
      ])
  }

  @Test func mostPricesNeverMove() throws {
    let (panel, _) = try Self.read.get()
    #expect(panel.products.count == 3_662)
    var inAllMonths = 0
    var unmoved = 0
    for product in panel.products.indices {
      let cells = panel.history(of: product).cells
      if Set(cells.map(\.month)).count == 10 { inAllMonths += 1 }
      if Set(cells.flatMap { [$0.lowest?.price, $0.highest?.price] }).count == 1 { unmoved += 1 }
    }
    #expect(inAllMonths == 3_487)
    #expect(unmoved == 2_296)
  }

  /// A price list has no money in it, so no least amount can be asked for.
  @Test func threeCluesOfJuly() throws {
    let folder = try RealData.folder("nhs_drug_tariff", ending: ".csv")
    try folder.write(
      "rules.yaml",
      "monitors:\n  price-rise: {minimum-amount: 0}\n  price-drop: {minimum-amount: 0}\n")
    let report = try MonthlyAnalysis(data: FilePath(folder.path)).run()
    let counts = report.monitors.filter { $0.flagged > 0 }.map { "\($0.id) \($0.flagged)" }
    #expect(counts == ["unit-mismatch 1", "price-rise 125", "price-drop 140"])
    for (monitor, name, reference, observed) in [
      ("price-rise", "Ibandronic acid 150mg tablets", 1.35, 18.30),
      ("price-drop", "Gliclazide 160mg tablets", 15.00 / 28, 3.27 / 28),
      ("unit-mismatch", "Venlafaxine 150mg modified-release capsules", 24.00 / 28, 2.43 / 28),
    ] {
      let finding = try #require(
        report.findings(of: monitor).first { $0.product.name == name }, "\(name)")
      #expect(abs(finding.reference - reference) < 1e-6)
      #expect(abs(finding.observed - observed) < 1e-6)
      #expect(finding.since == testMonth("2026-07"))
    }
  }

  @Test func theLargestRiseIsIbandronicAcid() throws {
    let folder = try RealData.folder("nhs_drug_tariff", ending: ".csv")
    let report = try MonthlyAnalysis(data: FilePath(folder.path)).run()
    #expect(report.month == testMonth("2026-07"))
    let largest = try #require(report.prices.largestRises.first)
    #expect(largest.product.name.hasPrefix("Ibandronic acid 150mg"))
    #expect(abs(largest.change - 12.556) < 0.0005)
    #expect(largest.referenceMonth == testMonth("2026-06"))
  }
}
