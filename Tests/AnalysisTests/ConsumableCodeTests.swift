import Analysis
import Indicators
import Procurement
import TestSupport
import Testing

/// Purchases name each specification of a consumable (27 characters), catalogues may name all of them (20).
struct ConsumableCodeTests {
  private static let stent = "C0201010100101000001"
  private static let other = "C0201010100101000002"
  private static let (long, short) = ([stent + "0000001", stent + "0000002"], [stent])

  /// The office, whose catalogues list the selected stent under `codes`.
  private func report(_ codes: [String], contract: String = "", products: String = "") throws
    -> Report
  {
    func rows(_ row: (String) -> String) -> String { codes.map { row($0) + "\n" }.joined() }
    var lines = "采购日期,医疗机构编码,产品编码,通用名,规格型号,生产企业,采购渠道,采购单价,采购数量\n"
    for month in ["2025-10", "2025-11", "2025-12"] {
      lines += """
        \(month)-03,H1,\(Self.long[0]),冠脉支架,2.5×18mm,甲厂,平台采购,800,10
        \(month)-05,H1,\(Self.long[1]),冠脉支架,3.0×24mm,甲厂,平台采购,950,5
        \(month)-07,H1,\(Self.other)0000009,冠脉支架,3.0×12mm,乙厂,线下采购,1200,5

        """
    }
    let folder = try TemporaryFolder()
    for (name, text) in [
      "products.csv": "医保代码,通用名,类别,耗材类别,转换比,限价\n"
        + rows { "\($0),冠脉支架,耗材,血管支架,1,900" } + "\(Self.other),冠脉支架,耗材,血管支架,1,\n" + products,
      "consumable-categories.csv": "耗材类别,是否高值\n血管支架,是\n",
      "institutions.csv": "医疗机构编码,机构性质\nH1,公立\n",
      "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,耗材,2025-10-01,2026-09-30\n",
      "vbp/catalogue.csv": "批次,品种,医保代码,中选价,供应类型,集采前均价\n"
        + rows { "B,冠脉支架,\($0),800,中选,10000" } + "B,冠脉支架,\(Self.other),,非中选,\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,医保代码,约定采购量,单位\nB,H1,冠脉支架,\(contract),100,个\n",
      "purchases/a.csv": lines,
    ] { try folder.write(name, text) }
    return try OfficeFolder(folder: folder).examine("2025-12").report
  }

  private func result(_ id: String, in report: Report) throws -> IndicatorResult {
    try #require(report.indicators.first { $0.id == id })
  }

  /// Everything is as with a row for each specification.
  @Test func aRowForAllSpecificationsIsOneForEach() throws {
    let (short, long) = (try report(Self.short), try report(Self.long))
    #expect(short.indicators.map(\.value) == long.indicators.map(\.value))
    #expect(short.indicators.map(\.reason) == long.indicators.map(\.reason))
    #expect(short.findings.map(\.id) == long.findings.map(\.id))
    #expect(short.findings.map(\.excessAmount) == long.findings.map(\.excessAmount))
    #expect(short.data.notices == long.data.notices)
  }

  /// 45 of 60 bought are selected, of 100 contracted; 15 above the selected price and the cap, at 950.
  @Test(arguments: ["", stent])
  func whatIsBoughtOfItsSpecificationsCounts(_ contract: String) throws {
    let report = try report(Self.short, contract: contract)
    #expect(try result("contract-completion", in: report).value == 0.45)
    #expect(try result("non-selected-share", in: report).value == 0.25)
    #expect(
      try result("platform-share/high-value-consumables", in: report).value == 38_250.0 / 56_250)
    // 10,000 × 60 less what was paid: the other product's row states no price before, and takes the variety's.
    #expect(try result("savings", in: report).value == 543_750)
    let above = report.findings.filter {
      $0.monitor == "above-selected" || $0.monitor == "above-cap"
    }
    #expect(above.map(\.product.code) == [Self.long[1], Self.long[1]])
    #expect(above.map(\.product.specification) == ["3.0×24mm", "3.0×24mm"])
    #expect(!report.findings.contains { ["zero-uptake", "contract-lag"].contains($0.monitor) })
  }

  /// A specification with a row of its own goes by that: a cap of 1,000 in place of 900.
  @Test(arguments: [("", 1), ("\(long[1]),冠脉支架,耗材,血管支架,1,1000\n", 0)])
  func anOwnRowComesFirst(_ row: String, _ above: Int) throws {
    let report = try report(Self.short, products: row)
    #expect(report.findings.filter { $0.monitor == "above-cap" }.count == above)
    #expect(report.findings.filter { $0.monitor == "above-selected" }.count == 1)
  }
}
