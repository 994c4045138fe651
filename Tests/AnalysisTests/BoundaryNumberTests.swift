import Analysis
import Procurement
import TestSupport
import Testing

/// Numbers at the edge of what can be read, in every place that holds one: whatever follows from
/// them, the run ends with a report whose accounts close.
struct BoundaryNumberTests {
  private static let numbers = [
    "0", "0.0001", "0.0049", "1", "3", "7.5", "-1", "999999.9999", "1000000000", "3333333333",
    "9999999999.9999", "10000000000", "10000000001", "922337203685477.5807",
    "922337203685477.5808", "99999999999999999999", "1E-30", "1E30", "1E-9223372036854775808", "",
  ]

  /// Numbers that mostly agree with each other, so that many lines count and reach the monitors.
  private static let likely = ["0.0001", "1", "3", "1000000000", "3333333333", "10000000000"]

  private static func line(
    _ id: Int, _ generator: inout SplitMix64, _ numbers: [String]
  ) -> String {
    func one(_ list: [String]) -> String { list.randomElement(using: &generator) ?? "" }
    let month = one(["2024-12", "2025-10", "2025-11", "2025-12"])
    let channel = one(["平台采购", "线下采购", "备案采购"])
    let numbers = (0..<6).map { $0 == 2 && id % 8 > 0 ? "" : one(numbers) }
    let names = [one(["H1", "H2", "H3", "H4"]), "公立", "东区", one(["X1", "X2"]), "甲片", channel]
    return (["L\(id)", "\(month)-05"] + names + numbers).joined(separator: ",")
  }

  private static func folder(_ seed: UInt64) throws -> TemporaryFolder {
    var generator = SplitMix64(seed: seed)
    let folder = try TemporaryFolder()
    let numbers = seed.isMultiple(of: 2) ? likely : Self.numbers
    let lines = (0..<400).map { line($0, &generator, numbers) }
    let header =
      "订单明细编号,采购日期,医疗机构编码,所有制,地区,医保代码,通用名,采购渠道,"
      + "采购单价,采购数量,采购金额,到货数量,退货数量,转换比"
    try folder.write("purchases/a.csv", ([header] + lines).joined(separator: "\n") + "\n")
    func one() -> String { numbers.randomElement(using: &generator) ?? "" }
    try folder.write(
      "products.csv",
      "医保代码,通用名,类别,转换比,挂网价,最高有效价\nX1,甲片,化学药,\(one()),\(one()),\(one())\nX2,甲片,化学药,,\(one()),\n")
    try folder.write(
      "vbp/batches.csv",
      "批次,名称,层级,类型,执行开始日期,执行结束日期\nB,一批,国家,药品,2025-01-01,2026-12-31\n")
    try folder.write(
      "vbp/catalogue.csv",
      "批次,品种,医保代码,中选价,集采前均价\nB,甲片,X1,\(one()),\(one())\n")
    try folder.write(
      "vbp/contracts.csv",
      "批次,医疗机构编码,品种,约定采购量,协议开始日期,协议结束日期\n"
        + ["H1", "H2"].map { "B,\($0),甲片,\(one()),2025-01-01,2025-12-31\n" }.joined())
    try folder.write(
      "plans.csv",
      "规划,指标,目标年,目标值,基期年,基期值\nP,platform-share/drugs,2025,\(one())%,2020,50%\n")
    return folder
  }

  @Test(arguments: UInt64(0)..<24)
  func aReportComesOfAnyNumbers(_ seed: UInt64) throws {
    let office = OfficeFolder(folder: try Self.folder(seed))
    let report = try office.examine("2025-12").report
    for file in report.data.files {
      #expect(file.linesRead == 400)
      #expect(file.linesRead == file.accepted + file.rejected + file.duplicates)
    }
    #expect(report.data.files.count == 1)
    // Half of the offices are there to bring large numbers past Intake.
    if seed.isMultiple(of: 2) { #expect(report.data.files[0].accepted > 50) }
  }
}
