import Analysis
import Intake
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

/// 10,324 shipments of antiretrovirals and HIV tests to 43 countries, 2006–2015.
@Suite(.enabled(if: RealData.has("scms"), "needs ../shared/realdata beside the package"))
struct SCMSTests {
  private static let read = Result {
    try RealData.read(try RealData.folder("scms", ending: "Dataset.csv"))
  }

  @Test func everyLineAndEveryDollarIsAccountedFor() throws {
    let (panel, result) = try Self.read.get()
    let file = try #require(result.files.first)
    #expect(result.files.count == 1)
    #expect(file.profile == "scms")
    #expect(result.currency == "USD")
    #expect(file.linesRead == 10_324)
    #expect(file.linesRead == file.accepted + file.rejected + file.duplicates)
    #expect(file.duplicates == 0)
    #expect((file.amountAccepted + file.amountRejected).decimal == "1627584457.29")
    #expect(result.rejects.count == file.rejected)
    #expect(panel.cells.reduce(.zero) { $0 + $1.netAmount } == file.amountAccepted)
  }

  @Test func theRegionalCentresStandForThePlatform() throws {
    let (panel, result) = try Self.read.get()
    let total = result.files.reduce(Money.zero) { $0 + $1.amountAccepted + $1.amountRejected }
    let platform = panel.cells.filter { $0.channel == .platform }
      .reduce(Money.zero) { $0 + $1.amount }
    #expect(abs(platform.yuan / total.yuan - 0.66686) < 0.000005)
    #expect(panel.cells.allSatisfy { $0.channel == .platform || $0.channel == .offPlatform })
  }

  @Test func countriesAreInstitutionsAndRegions() throws {
    let (panel, _) = try Self.read.get()
    #expect(panel.institutions.count == 43)
    #expect(Set(panel.institutions.map(\.region)).count == 43)
    #expect(panel.institutions.allSatisfy { $0.name == $0.region && $0.ownership == .public })
    #expect(panel.months == testMonth("2006-05")...testMonth("2015-09"))
    #expect(Set(panel.products.map(\.category)) == [.chemical, .consumable])
  }

  @Test func aReportComesOfIt() throws {
    let folder = try RealData.folder("scms", ending: "Dataset.csv")
    let report = try MonthlyAnalysis(data: FilePath(folder.path)).run()
    #expect(report.month == testMonth("2015-09"))
    #expect(report.overview.categories.map(\.name) == ["chemical", "consumable"])
    #expect(report.data.sum(\.linesRead) == 10_324)
    for account in report.monitors {
      #expect(account.tested == account.passed + account.flagged)
    }
  }
}
