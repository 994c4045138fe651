import Analysis
import Procurement
import TestSupport
import Testing

/// Prices of packs, whose smallest units' prices seldom end: what is held against them, and what
/// follows from them, is what the packs' prices say.
struct PackPriceTests {
  private static let header =
    "订单明细编号,采购日期,医疗机构编码,机构性质,国家医保药品代码,通用名,转换比,配送企业,采购渠道,采购单价,采购数量,采购金额,挂网价\n"

  /// 1/1000 元 in 元.
  private static func yuan(_ thousandths: Int) -> String {
    Quantity(tenThousandths: Int64(thousandths) * 10).decimal
  }

  /// A line of a purchase file, its prices in 1/1000 元 a pack.
  private static func line(
    _ id: String, _ day: String, _ institution: String, _ product: (code: String, name: String),
    ratio: Int, distributor: String = "配一", price: Int, packs: Int, listing: Int? = nil
  ) -> String {
    return [
      id, day, institution, "公立", product.code, product.name, String(ratio), distributor, "平台采购",
      yuan(price), String(packs), yuan(price * packs), listing.map(yuan) ?? "",
    ].joined(separator: ",") + "\n"
  }

  // MARK: Tolerances

  /// Fifty varieties of a selected product A and one that is not, B. H1 buys 300 packs of B, and it and H2
  /// buy 100 of A each, from the first distributor, all `difference` above A's selected price; the other
  /// distributors sell A for 85 % of that, to H3 and H4, H5 and H6.
  private static func office(ratio: Int, difference: Int) throws -> OfficeFolder {
    var lines = header
    var catalogue = "批次,品种,医保代码,中选价,转换比,供应类型\n"
    for index in 0..<50 {
      let selected = index == 0 ? 45 : 20_000 + index * 1_370
      let (name, many) = ("药\(index)", index == 0 ? 1_000 : 1)
      let (a, b) = (("A\(index)", name), ("B\(index)", name))
      catalogue += "B1,\(name),\(a.0),\(yuan(selected)),\(ratio),中选\n"
      catalogue += "B1,\(name),\(b.0),,\(ratio),非中选\n"
      for institution in 1...6 {
        let price = institution <= 2 ? selected + difference : selected * 85 / 100
        lines += line(
          "A\(index)-\(institution)", "2025-12-05", "H\(institution)", a, ratio: ratio,
          distributor: "配\((institution + 1) / 2)", price: price, packs: 100 * many)
      }
      lines += line(
        "B\(index)", "2025-12-05", "H1", b, ratio: ratio, price: selected + difference,
        packs: 300 * many)
    }
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", lines)
    try folder.write("vbp/catalogue.csv", catalogue)
    try folder.write(
      "vbp/batches.csv",
      "批次,名称,层级,类型,执行开始日期,执行结束日期\nB1,一批,国家,药品,2025-01-01,2026-12-31\n")
    return OfficeFolder(folder: folder)
  }

  /// Half a fen above the selected price is what rounding a pack's price to fen can make of it, and no more
  /// than that; a tenth of a fen further is. Only the second is dearer than what is selected, and makes a
  /// distributor who sells for 85 : 100 more than the others a warning.
  @Test(arguments: [1, 7, 10, 24], [(5, false), (6, true)])
  func halfAFenIsForgivenWhateverThePack(_ ratio: Int, _ above: (Int, isAbove: Bool)) throws {
    let report = try Self.office(ratio: ratio, difference: above.0).examine("2025-12").report
    func severities(_ monitor: String) -> [Severity] {
      report.findings.filter { $0.monitor == monitor }.map(\.severity)
    }
    #expect(severities("non-selected-share").count == (above.isAbove ? 50 : 0))
    // The first is a warning anyway, at 0.050 or 0.051 to the others' 0.038.
    let markups = severities("distribution-markup")
    #expect(markups.count == 50)
    #expect(markups.count(where: { $0 == .warn }) == (above.isAbove ? 50 : 1))
  }

  // MARK: Quantities

  /// 1,000 packs at 12.00 and 37 at 10.00 under a listing price of 11.00: what was bought above it are the
  /// 1,000 packs, and 1,000 元 are at stake.
  @Test(arguments: [7, 24], [37, 1_000, 123_456])
  func whatWasBoughtAboveTheListingAreWholePacks(_ ratio: Int, _ others: Int) throws {
    let product = ("X1", "甲片")
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv",
      Self.header
        + Self.line(
          "1", "2025-12-01", "H1", product, ratio: ratio, price: 12_000, packs: 1_000,
          listing: 11_000)
        + Self.line(
          "2", "2025-12-02", "H1", product, ratio: ratio, price: 10_000, packs: others,
          listing: 11_000))
    let report = try OfficeFolder(folder: folder).examine("2025-12").report
    let finding = try #require(report.findings.first { $0.monitor == "above-listing" })
    #expect(finding.quantity == Quantity(tenThousandths: Int64(ratio) * 10_000_000))
    #expect(finding.excessAmount.fen == 100_000)
  }

  /// Ten times November's price for 1,000 packs, and November's for some others.
  @Test(arguments: [7, 24], [37, 1_000, 123_456])
  func whatIsPricedInAnotherUnitAreWholePacks(_ ratio: Int, _ others: Int) throws {
    let product = ("X1", "甲片")
    let folder = try TemporaryFolder()
    let lines = [
      ("2025-11-01", 10_000, 10), ("2025-12-01", 100_000, 1_000), ("2025-12-02", 10_000, others),
    ]
    try folder.write(
      "purchases/a.csv",
      Self.header
        + lines.map {
          Self.line($0.0, $0.0, "H1", product, ratio: ratio, price: $0.1, packs: $0.2)
        }.joined())
    let report = try OfficeFolder(folder: folder).examine("2025-12").report
    let finding = try #require(report.findings.first { $0.monitor == "unit-mismatch" })
    #expect(finding.quantity == Quantity(tenThousandths: Int64(ratio) * 10_000_000))
  }
}
