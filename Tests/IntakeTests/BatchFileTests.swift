import Procurement
import TestSupport
import Testing

@testable import Intake

/// `vbp/batches.csv` and `vbp/catalogue.csv`: what batches list, and how they follow each other.
struct BatchFileTests {
  /// One product has one ratio: `products.csv` first, then the first row of the catalogue. What states
  /// another is named with both, and read with it.
  @Test func ratiosThatContradictEachOther() throws {
    let catalogues = try ExecutionFilesTests.read([
      "products.csv": "医保代码,通用名,转换比\nX1,甲,10\nX2,乙,\n",
      "vbp/batches.csv":
        "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-01-01,2025-12-31\nC,国家,药品,2025-01-01,2025-12-31\n",
      "vbp/catalogue.csv":
        "批次,品种,医保代码,中选价,转换比\nB,甲,X1,10,20\nB,乙,X2,10,\nC,乙,X2,10,24\nB,丙,X3,5,7\nC,丙,X3,5,8\n"
        + "C,甲,X1,10,10\nB,丁,,5,3\nC,丁,,5,4\n",
    ])
    #expect(
      catalogues.notices
        == [(2, "20 ≠ 10"), (6, "8 ≠ 7")].map {
          Notice(
            source: SourceLine(file: "vbp/catalogue.csv", line: $0), column: "转换比", value: $1,
            reason: .conflictingRatio)
        })
    #expect(
      catalogues.entries.map { $0.conversionRatio?.units } == [10, 24, 24, 7, 7, 10, 3, 4])
    #expect(catalogues.products["X2"]?.conversionRatio?.units == 24)
    #expect(catalogues.products["X3"] == nil)
  }

  /// Of rows that say different things of one product in a batch, the first counts.
  @Test func aProductListedTwiceIsNamed() throws {
    let rows = "批次,品种,医保代码,中选价\nB,甲,X1,10\nB,甲,x1,12\nB,乙,,\nB,乙,,\nB,乙,X1,9\n"
    let catalogues = try ExecutionFilesTests.read(
      ExecutionFilesTests.catalogue.merging(["vbp/catalogue.csv": rows]) { $1 })
    #expect(catalogues.entries.map(\.source.line) == [2, 4, 6])
    #expect(catalogues.notices.map(\.reason) == [.repeatedKey, .repeatedKey])
    #expect(catalogues.notices.map(\.source.line) == [3, 5])
    #expect(catalogues.notices.map(\.column) == ["医保代码", "品种"])
  }

  /// What nobody knows says of no product that it is selected; a blank does.
  @Test func anUnknownKindOfSupplySelectsNothing() throws {
    var files = ExecutionFilesTests.catalogue
    files["vbp/catalogue.csv"] = "批次,品种,医保代码,供应类型\nB,甲,X1,待定\nB,甲,X2,落选\nB,乙,X3,\n"
    let catalogues = try ExecutionFilesTests.read(files)
    #expect(catalogues.notices.map(\.reason) == [.unknownValue])
    #expect(catalogues.notices.map(\.value) == ["待定"])
    #expect(catalogues.entries.map(\.productCode) == ["X2", "X3"])
    #expect(catalogues.entries.map(\.role) == [.nonSelected, .selected])
  }

  @Test func aSelectedPriceOfZeroIsNoPrice() throws {
    var files = ExecutionFilesTests.catalogue
    files["vbp/catalogue.csv"] = "批次,品种,医保代码,中选价\nB,甲,X1,0\nB,乙,X2,10\n"
    let catalogues = try ExecutionFilesTests.read(files)
    #expect(catalogues.notices.map(\.reason) == [.outOfRange])
    #expect(catalogues.notices.map(\.source.line) == [2])
    #expect(catalogues.entries.map(\.selectedPrice) == [nil, yuan(10)])
  }

  @Test func aBatchThatEndsBeforeItStartsTakesItsContractsAlong() throws {
    let catalogues = try ExecutionFilesTests.read([
      "vbp/batches.csv":
        "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-12-31,2025-01-01\nC,国家,药品,2025-01-01,2025-12-31\n",
      "vbp/catalogue.csv": "批次,品种\nB,甲\nC,甲\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量\nB,H1,甲,5\nC,H1,甲,5\n",
    ])
    #expect(
      catalogues.notices.map(\.reason) == [.endBeforeStart, .unknownReference, .unknownReference])
    #expect(catalogues.contracts.map(\.batch) == ["C"])
  }

  /// A renewal that starts while the batch that it renews runs: of two contracts for the same days
  /// the first listed one counts.
  @Test(arguments: ["2025-12-31", "2026-01-01"])
  func aRenewalBeforeItsTime(_ start: String) throws {
    let catalogues = try ExecutionFilesTests.read([
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
    let catalogues = try ExecutionFilesTests.read([
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
      let catalogues = try ExecutionFilesTests.read([
        "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期,接续批次\n"
          + order.map { "\($0),国家,药品,2025-01-01,2025-12-31,\(renewed[$0] ?? "")\n" }.joined(),
        "vbp/catalogue.csv": "批次,品种\nA,甲\nC,甲\nD,甲\n",
        "vbp/contracts.csv": "批次,医疗机构编码,品种,约定采购量\nD,H1,甲,5\nA,H1,甲,5\nC,H1,甲,5\n",
      ])
      #expect(catalogues.contracts.map(\.batch) == ["D"])
    }
  }
}
