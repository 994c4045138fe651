import Procurement
import TestSupport
import Testing

@testable import Intake

/// Batch catalogues: what they say of products twice, or in words that nobody knows.
struct BatchCatalogueTests {
  /// One product has one ratio: `products.csv` first, then the first row of the catalogue. What states
  /// another is named with both, and read with it.
  @Test func ratiosThatContradictEachOther() throws {
    let catalogues = try ExecutionFiles.read([
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
    let catalogues = try ExecutionFiles.read(
      ExecutionFiles.catalogue.merging(["vbp/catalogue.csv": rows]) { $1 })
    #expect(catalogues.entries.map(\.source.line) == [2, 4, 6])
    #expect(catalogues.notices.map(\.reason) == [.repeatedKey, .repeatedKey])
    #expect(catalogues.notices.map(\.source.line) == [3, 5])
    #expect(catalogues.notices.map(\.column) == ["医保代码", "品种"])
  }

  /// What nobody knows says of no product that it is selected; a blank does.
  @Test func anUnknownKindOfSupplySelectsNothing() throws {
    var files = ExecutionFiles.catalogue
    files["vbp/catalogue.csv"] = "批次,品种,医保代码,供应类型\nB,甲,X1,待定\nB,甲,X2,落选\nB,乙,X3,\n"
    let catalogues = try ExecutionFiles.read(files)
    #expect(catalogues.notices.map(\.reason) == [.unknownValue])
    #expect(catalogues.notices.map(\.value) == ["待定"])
    #expect(catalogues.entries.map(\.productCode) == ["X2", "X3"])
    #expect(catalogues.entries.map(\.role) == [.nonSelected, .selected])
  }

  @Test func aSelectedPriceOfZeroIsNoPrice() throws {
    var files = ExecutionFiles.catalogue
    files["vbp/catalogue.csv"] = "批次,品种,医保代码,中选价\nB,甲,X1,0\nB,乙,X2,10\n"
    let catalogues = try ExecutionFiles.read(files)
    #expect(catalogues.notices.map(\.reason) == [.outOfRange])
    #expect(catalogues.notices.map(\.source.line) == [2])
    #expect(catalogues.entries.map(\.selectedPrice) == [nil, yuan(10)])
  }
}
