import Analysis
import Indicators
import Procurement
import TestSupport
import Testing

/// What arrives for an order that stands elsewhere, from the files to the indicators.
struct FurtherShipmentTests {
  /// - Parameter lines: order line, date, ordered and arrived; what H1 bought of 甲片 at 10.00.
  private func report(_ lines: [(String, String, Int, Int)]) throws -> Report {
    let folder = try TemporaryFolder()
    var text = "订单明细编号,采购日期,医疗机构编码,产品编码,采购单价,采购数量,采购金额,到货数量\n"
    for (line, date, ordered, arrived) in lines {
      text += "\(line),\(date),H1,X1,10.00,\(ordered),\(ordered * 10),\(arrived)\n"
    }
    // No month is without records.
    for year in [2024, 2025] {
      for month in 1...12 { text += "Z\(year)\(month),\(year)-\(month)-15,H2,Z1,1.00,1,1,1\n" }
    }
    try folder.write("purchases/a.csv", text)
    for (name, text) in [
      "institutions.csv": "医疗机构编码,机构性质\nH1,公立\nH2,公立\n",
      "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nB,省级,药品,2025-01-01,2025-12-31\n",
      "vbp/catalogue.csv": "批次,品种,医保代码,中选价,转换比\nB,甲片,X1,10,1\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量\nB,H1,甲片,1000\n",
    ] { try folder.write(name, text) }
    return try OfficeFolder(folder: folder).examine("2025-06").report
  }

  private func result(_ id: String, in report: Report) throws -> IndicatorResult {
    try #require(report.indicators.first { $0.id == id })
  }

  /// In the period 500 arrived on an order of 100, and 100 on another: 60 % of 1,000, though an order of the
  /// year before is still owed 400. For the delivery rate these make up for it: 200 of 200 arrived, and the
  /// one unit of Z1 in each month.
  @Test(arguments: [(600, 3.0), (200, 1.0)])
  func whatArrivesInThePeriodIsOfIt(_ before: Int, _ rate: Double) throws {
    let report = try report([
      ("L1", "2024-06-05", 600, before), ("L2", "2025-03-05", 100, 500),
      ("L3", "2025-06-05", 100, 100),
    ])
    #expect(try result("contract-completion/B", in: report).value == 0.6)
    let delivery = try #require(try result("delivery-rate", in: report).value)
    #expect(abs(delivery - (2_000 * rate + 6) / 2_006) < 1e-9)
    #expect(!report.findings.contains { $0.monitor == "contract-lag" })
  }

  /// 300 of 500 ordered before the period arrive within it: they are of the period, and only they.
  @Test func aFurtherShipmentIsOfTheMonthInWhichItArrives() throws {
    let report = try report([("L1", "2024-12-20", 500, 200), ("L1", "2025-01-10", 500, 300)])
    let completion = try result("contract-completion/B", in: report)
    #expect(completion.numerator == .quantity(Quantity(tenThousandths: 3_000_000)))
  }
}
