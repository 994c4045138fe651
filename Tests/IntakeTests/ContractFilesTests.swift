import Procurement
import TestSupport
import Testing

@testable import Intake

/// Contracted quantities: their units, and which of them are of one agreement.
struct ContractFilesTests {
  @Test(
    arguments: [
      ("约定采购量,单位", "5,盒", 100), ("约定采购量,单位", "5,片", 5), ("约定采购量,单位", "0.5,万片", 5_000),
      ("约定采购量,单位", "2,万盒", 400_000), ("约定采购量,单位", "5,", 5), ("约定采购量(盒),单位", "5,", 100),
      ("约定采购量（万片）,单位", "0.5,", 5_000), ("约定采购量(万盒),单位", "2,", 400_000),
      ("约定采购量（万片）,单位", "0.5,万片", 5_000), ("约定采购量（盒）,单位", "5,片", 5),
      ("约定采购量（万袋）,单位", "0.5,", 5_000), ("约定采购量（最小包装）,单位", "5,", 100),
    ] as [(String, String, Int64)])
  func contractedQuantitiesInEveryUnit(
    _ columns: String, _ values: String, _ units: Int64
  ) throws {
    var files = ExecutionFiles.catalogue
    files["vbp/contracts.csv"] = "批次,医疗机构编码,品种,\(columns)\nB,H1,甲,\(values)\n"
    let catalogues = try ExecutionFiles.read(files)
    #expect(catalogues.notices == [])
    #expect(
      catalogues.contracts.map(\.quantity) == [Quantity(tenThousandths: units * 10_000)])
  }

  /// What consumables are counted in; each may be all that a pack holds.
  @Test(arguments: ["把", "只", "卷", "双", "对", "颗", "米", "副", "台", "组", "块", "套", "件"])
  func unitsOfConsumables(_ unit: String) throws {
    var files = ExecutionFiles.catalogue
    files["vbp/contracts.csv"] =
      "批次,医疗机构编码,品种,约定采购量,单位\nB,H1,甲,5,\(unit)\nB,H2,甲,0.5,万\(unit)\n"
    let catalogues = try ExecutionFiles.read(files)
    #expect(catalogues.notices == [])
    #expect(catalogues.contracts.map(\.quantity.units) == [5, 5_000])
  }

  /// A header that counts these is not one of smallest units: a pack may be one.
  @Test(arguments: ["把", "只", "包", "卷", "双", "对", "颗", "米"])
  func unitsOfConsumablesInHeaders(_ unit: String) {
    #expect(HeaderNames.unit(of: "采购数量（\(unit)）") == unit)
    #expect(HeaderNames.smallestUnit(of: "采购数量（\(unit)）") == nil)
  }

  /// 包 is a pack as 瓶 is: of five sheets each, or the sheet of which a box holds ten.
  @Test(arguments: [
    ("10cm*10cm*5片/包", "5", Int64(600)), ("3g*10包/盒", "10", 120), ("手术包", "1", 120),
    ("3g*10瓶/盒", "10", 1_200),
  ])
  func parcels(_ specification: String, _ ratio: String, _ units: Int64) throws {
    let catalogues = try ExecutionFiles.read([
      "products.csv": "医保代码,通用名,规格,转换比\nX9,丁,\(specification),\(ratio)\n",
      "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,耗材,2025-01-01,2025-12-31\n",
      "vbp/catalogue.csv": "批次,品种,医保代码,中选价\nB,丁,X9,10\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量,单位\nB,H1,丁,120,包\n",
    ])
    #expect(catalogues.notices.isEmpty)
    #expect(catalogues.contracts.map(\.quantity.tenThousandths) == [units * 10_000])
  }

  /// 瓶 is a pack, unless what packs hold is counted in it: 1,200 瓶 of ten each are 12,000 units or 1,200.
  @Test(arguments: [
    ("0.5g*10瓶/盒", "10", "", Int64(1_200)), ("0.5g×10 瓶,西林瓶", "10", "X9", 1_200),
    ("10瓶/盒", "10", "", 1_200), ("0.5g*10片/瓶", "10", "", 12_000),
    ("0.5g*10支,西林瓶", "10", "", 12_000),
    ("100ml*5瓶/盒", "10", "", 12_000), ("100ml/10瓶", "10", "", 12_000), ("0.5g*1瓶", "1", "", 1_200),
    ("", "10", "X9", 12_000),
  ])
  func bottles(
    _ specification: String, _ ratio: String, _ product: String, _ units: Int64
  ) throws {
    let catalogues = try ExecutionFiles.read([
      "products.csv": "医保代码,通用名,规格,转换比\nX9,丁,\"\(specification)\",\(ratio)\nX8,丁,0.5g*1瓶,\n",
      "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-01-01,2025-12-31\n",
      "vbp/catalogue.csv": "批次,品种,医保代码,中选价\nB,丁,X9,10\nB,丁,X8,10\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,医保代码,约定采购量,单位\nB,H1,丁,\(product),1200,瓶\n",
    ])
    #expect(catalogues.notices.isEmpty)
    #expect(catalogues.contracts.map(\.quantity.tenThousandths) == [units * 10_000])
  }

  @Test func aBatchThatEndsBeforeItStartsTakesItsContractsAlong() throws {
    let catalogues = try ExecutionFiles.read([
      "vbp/batches.csv":
        "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-12-31,2025-01-01\nC,国家,药品,2025-01-01,2025-12-31\n",
      "vbp/catalogue.csv": "批次,品种\nB,甲\nC,甲\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量\nB,H1,甲,5\nC,H1,甲,5\n",
    ])
    #expect(
      catalogues.notices.map(\.reason) == [.endBeforeStart, .unknownReference, .unknownReference])
    #expect(catalogues.contracts.map(\.batch) == ["C"])
  }

  /// Two products of one variety, and one variety in batches that have nothing to do with each
  /// other, are two agreements.
  @Test func whatDoesNotOverlap() throws {
    var files = ExecutionFiles.catalogue
    files["vbp/contracts.csv"] =
      "批次,医疗机构编码,品种,医保代码,约定采购量\nB,H1,乙,X2,5\nB,H1,乙,X3,5\nB,H2,乙,,5\nB,H1,甲,,5\n"
    let catalogues = try ExecutionFiles.read(files)
    #expect(catalogues.notices == [])
    #expect(catalogues.contracts.count == 4)
  }

  /// A renewal that starts while the batch that it renews runs: of two contracts for the same days
  /// the first listed one counts.
  @Test(arguments: ["2025-12-31", "2026-01-01"])
  func aRenewalBeforeItsTime(_ start: String) throws {
    let catalogues = try ExecutionFiles.read([
      "vbp/batches.csv":
        "批次,层级,类型,执行开始日期,执行结束日期,接续批次\nC,国家,药品,\(start),2026-12-31,B\nB,国家,药品,2025-01-01,2025-12-31,\n",
      "vbp/catalogue.csv": "批次,品种\nB,甲\nC,甲\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量\nB,H1,甲,5\nC,H1,甲,5\nC,H2,甲,5\n",
    ])
    let isEarly = start == "2025-12-31"
    #expect(
      catalogues.notices.map(\.reason) == (isEarly ? [.earlyRenewal, .overlappingPeriod] : []))
    #expect(catalogues.contracts.map(\.batch) == (isEarly ? ["B", "C"] : ["B", "C", "C"]))
  }

  /// 20,000 batches one after the other are one agreement: the last one's contract is the first one's again.
  @Test(.timeLimit(.minutes(1))) func aLongChainOfRenewals() throws {
    let batches = (0..<20_000).map {
      "B\($0),国家,药品,2025-01-01,2026-12-31,\($0 == 0 ? "" : "B\($0 - 1)")\n"
    }
    let catalogues = try ExecutionFiles.read([
      "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期,接续批次\n" + batches.joined(),
      "vbp/catalogue.csv": "批次,品种\nB0,甲\nB19999,甲\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量\nB0,H1,甲,5\nB19999,H1,甲,5\n",
    ])
    #expect(catalogues.contracts.map(\.batch) == ["B0"])
    #expect(catalogues.notices.last?.reason == .overlappingPeriod)
  }

  /// C and D renew each other, A renews D: one agreement whichever is asked for first.
  @Test func renewalsInACircleAreOneAgreement() throws {
    for order in [["A", "C", "D"], ["D", "A", "C"], ["C", "D", "A"]] {
      let renewed = ["A": "D", "C": "D", "D": "C"]
      let catalogues = try ExecutionFiles.read([
        "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期,接续批次\n"
          + order.map { "\($0),国家,药品,2025-01-01,2025-12-31,\(renewed[$0] ?? "")\n" }.joined(),
        "vbp/catalogue.csv": "批次,品种\nA,甲\nC,甲\nD,甲\n",
        "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量\nD,H1,甲,5\nA,H1,甲,5\nC,H1,甲,5\n",
      ])
      #expect(catalogues.contracts.map(\.batch) == ["D"])
    }
  }
}
