import Foundation
import Intake
import Monitors
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

/// From files to what the monitors need of them: lines cancelled for want of delivery, the
/// shortage list, caps and payment standards.
struct SupplyIntakeTests {
  private func read(
    _ files: [String: String]
  ) throws -> (panel: Panel, result: IntakeResult, catalogues: Catalogues) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "jicai-supply-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let path = FilePath(folder.path)
    let catalogues = CatalogueFiles.read(in: path)
    let intake = PurchaseIntake(folder: try DataFolder(path), catalogues: catalogues)
    let (builder, result) = try intake.read(into: PanelBuilder())
    return (builder.panel(with: result), result, catalogues)
  }

  static let header = "订单明细编号,采购日期,医疗机构编码,国家医保代码,转换比,采购单价,采购数量,采购金额,到货数量,配送企业,订单状态,作废原因\n"

  @Test func cancelledLines() throws {
    let (panel, result, _) = try read([
      "purchases/a.csv": Self.header
        + "1,2025-12-01,H1,X1,10,20.00,5,100.00,4,甲,部分发货,\n"
        + "2,2025-12-02,H1,X1,10,20.00,3,60.00,0,甲,作废,超7日未发货\n"
        + "3,2025-12-03,H1,X1,10,20.00,2,40.00,0,甲,作废,机构作废\n"
        + "4,2025-12-04,H1,X1,10,20.00,1,20.00,,甲,全部发货,\n"
        + "2,2025-12-02,H1,X1,10,20.00,3,60.00,0,甲,作废,超7日未发货\n"
    ])
    let cell = try #require(panel.cells.first)
    #expect(panel.cells.count == 1)
    #expect(cell.lines == 3)
    #expect(cell.ordered == Quantity(tenThousandths: 600_000))
    #expect(cell.due == Quantity(tenThousandths: 800_000))
    #expect(cell.arrived == Quantity(tenThousandths: 400_000))
    #expect(cell.amount == yuan(120))
    #expect(cell.pricedQuantity == cell.ordered)

    // 5 lines and 280 元 in the file, none of them lost.
    let account = result.files[0]
    #expect(account.linesRead == 5)
    #expect(account.accepted == 3)
    #expect(account.rejected == 1)
    #expect(account.duplicates == 1)
    #expect(account.amountAccepted == yuan(120))
    #expect(account.amountRejected == yuan(40))
    #expect(account.undelivered == 1)
    #expect(account.amountUndelivered == yuan(60))
    #expect(account.amountRead == yuan(280))
    #expect(account.amountDuplicates == yuan(60))
    #expect(result.rejects.map(\.reason) == [.cancelled, .duplicate])
  }

  /// At a threshold, the steps into which pack prices are divided by the smallest unit decide nothing:
  /// exactly 20 % above the others' median is not more than that, and exactly 10 % dearer is a rise of 10 %,
  /// however many units a pack has.
  @Test(arguments: [1, 7, 14, 24, 28, 36, 999])
  func packsOfAnySizeAreHeldAgainstTheSameThresholds(_ ratio: Int) throws {
    let head = "采购日期,医疗机构编码,通用名,转换比,采购单价,采购数量\n"
    func lines(_ lines: [(String, String, String)]) -> String {
      head + lines.map { "\($0.0)-03,\($0.1),\($0.2),10000\n" }.joined()
    }
    let (panel, _, catalogues) = try read([
      "purchases/a.csv": lines([
        ("2025-12", "H1", "甲,\(ratio),4.50"), ("2025-12", "H2", "甲,\(ratio),4.50"),
        ("2025-12", "H3", "甲,\(ratio),4.50"), ("2025-12", "H4", "甲,\(ratio),5.40"),
        ("2025-12", "H1", "乙,\(ratio),4.50"), ("2025-12", "H2", "乙,\(ratio),4.50"),
        ("2025-12", "H3", "乙,\(ratio),4.50"), ("2025-12", "H4", "乙,\(ratio),5.41"),
        ("2025-11", "H1", "丙,\(ratio),124.00"), ("2025-12", "H1", "丙,\(ratio),136.40"),
        ("2025-11", "H1", "丁,\(ratio),124.00"), ("2025-12", "H1", "丁,\(ratio),136.39"),
        ("2025-11", "H1", "戊,\(ratio),45.00"), ("2025-12", "H1", "戊,\(ratio),58.50"),
      ])
    ])
    let run = try MonitorRun(
      panel: panel, month: testMonth("2025-12"), catalogues: catalogues, rules: testRules)
    func clues(_ monitor: String) -> [String] {
      run.findings(of: monitor).map { "\($0.product.name) \($0.severity)" }
        .sorted()
    }
    #expect(clues("institution-gap") == ["乙 watch"])
    #expect(clues("price-rise") == ["丙 watch", "戊 warn"])
  }

  /// What a later export says of the order line counts: in the end it was delivered.
  @Test func deliveredAfterAll() throws {
    let (panel, result, _) = try read([
      "purchases/2025-11.csv": Self.header
        + "1,2025-11-30,H1,X1,10,20.00,5,100.00,0,甲,作废,超7日未发货\n",
      "purchases/2025-12.csv": Self.header
        + "1,2025-11-30,H1,X1,10,20.00,5,100.00,5,甲,全部发货,\n",
    ])
    #expect(panel.cells.map(\.arrived) == panel.cells.map(\.due))
    #expect(result.files.map(\.duplicates) == [1, 0])
    #expect(result.files[0].amountDuplicates == yuan(100))
  }

  @Test(arguments: [
    ("超7日未发货", true), ("超七日未发货", true), ("逾期未配送", true), ("机构作废", false),
    ("补录单", false), ("企业未发货", false), ("", false),
  ])
  func reasons(_ reason: String, _ isDue: Bool) throws {
    let (panel, _, _) = try read([
      "purchases/a.csv": Self.header
        + "1,2025-12-01,H1,X1,1,2.00,5,10.00,5,甲,全部发货,\n"
        + "2,2025-12-01,H1,X1,1,2.00,5,10.00,,甲,作废,\(reason)\n"
    ])
    #expect(panel.cells.map(\.due.units) == [isDue ? 10 : 5])
  }

  @Test func catalogues() throws {
    let (_, _, catalogues) = try read([
      "purchases/a.csv": Self.header + "1,2025-12-01,H1,X1,1,2.00,5,10.00,5,甲,全部发货,\n",
      "products.csv": "医保代码,限价,支付标准\nX1,12.5,11\nX2,,\n",
      "shortage.csv": "医保代码,通用名,类别\nX1,,短缺\n,肾上腺素注射液,易短缺\n,,短缺\nX2,,断供\n",
    ])
    #expect(catalogues.products["X1"]?.priceCap == yuan(12.5))
    #expect(catalogues.products["X1"]?.paymentStandard == yuan(11))
    #expect(catalogues.products["X2"]?.priceCap == nil)
    #expect(catalogues.shortages.map(\.kind) == [.short, .prone, .short])
    #expect(catalogues.shortages.map(\.productCode) == ["X1", "", "X2"])
    #expect(
      catalogues.notices.filter { $0.source.file == "shortage.csv" }.map(\.reason)
        == [.missingValue, .unknownValue])
  }
}
