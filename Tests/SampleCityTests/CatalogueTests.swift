@testable import SampleCity
import Testing

@Suite("The sample city's catalogues")
struct CatalogueTests {
  let city = WrittenCity.standard

  @Test("product codes have the shape of their category and are unique")
  func productCodes() throws {
    let rows = city.rows("products.csv")
    var codes: Set<String> = []
    for row in rows {
      let code = try #require(row["医保代码"])
      #expect(codes.insert(code).inserted, "\(code) stands twice")
      let shape: (prefix: String, length: Int)? =
        switch row["类别"] {
        case "化学药", "生物制品": ("X", 23)
        case "中成药": ("Z", 20)
        case "中药饮片": ("T", 10)
        case "配方颗粒": ("T", 20)
        case "耗材": ("C", 20)
        default: nil
        }
      let expected = try #require(shape, "\(row)")
      #expect(code.hasPrefix(expected.prefix) && code.utf8.count == expected.length, "\(code)")
    }
    #expect(Set(rows.compactMap { $0["类别"] }).count == 6)
  }

  @Test("codes stay in shape and unique in the largest city")
  func manyProducts() {
    let large = WrittenCity(SampleCity(seed: 5, lines: 0, months: 1))
    #expect(large.rows("products.csv").count >= 60)
    var random = RandomSource(seed: 9, stream: 1)
    let products = SampleProduct.make(count: 9_000, varieties: Varieties(), random: &random)
    #expect(Set(products.map(\.code)).count == 9_000)
    #expect(Set(products.map(\.code.utf8.count)) == [10, 20, 23])
  }

  @Test("institution codes are a letter, the district and five digits, and unique")
  func institutionCodes() throws {
    let rows = city.rows("institutions.csv")
    #expect(Set(rows.compactMap { $0["医疗机构编码"] }).count == rows.count)
    #expect(Set(rows.compactMap { $0["医疗机构名称"] }).count == rows.count)
    for row in rows {
      let code = try #require(row["医疗机构编码"])
      #expect(code.first == (row["机构性质"] == "药店" ? "P" : "H"))
      #expect(code.utf8.count == 12)
      #expect(code.dropFirst().allSatisfy { ("0"..."9").contains($0) })
    }
    #expect(Set(rows.compactMap { $0["机构性质"] }) == ["公立", "民营", "药店"])
    #expect(Set(rows.compactMap { $0["地区"] }).count == 17)
  }

  @Test(
    "distinct varieties in force at the end of 2025",
    arguments: [
      (["国家"], 158), (["国家", "省级", "联盟"], 560), (["国家", "省级", "联盟", "市级"], 565),
    ])
  func varieties(levels: [String], expected: Int) {
    #expect(Set(inForce(kind: "药品", levels: levels)).count == expected)
  }

  @Test("435 varieties of ten national batches are in force, renewed ones included")
  func nationalVarieties() {
    let batches = city.rows("vbp/batches.csv")
    var levelOf: [String: String] = [:]
    for batch in batches {
      // A batch stands after the one it renews, and keeps that one's origin.
      levelOf[batch["批次"] ?? ""] = levelOf[batch["接续批次"] ?? ""] ?? batch["层级"]
    }
    let current = Set(
      batches.filter { isInForce($0) && $0["类型"] == "药品" }.compactMap { $0["批次"] })
    let national = city.rows("vbp/catalogue.csv").filter {
      current.contains($0["批次"] ?? "") && levelOf[$0["批次"] ?? ""] == "国家"
    }
    #expect(Set(national.compactMap { $0["品种"] }).count == 435)
  }

  @Test("eight high-value categories and 24 of all are in force")
  func consumableCategories() {
    var categoryOf: [String: String] = [:]
    for row in city.rows("vbp/variety-categories.csv") {
      categoryOf[row["品种"] ?? ""] = row["耗材类别"]
    }
    let highValue = Set(
      city.rows("consumable-categories.csv").filter { $0["是否高值"] == "是" }
        .compactMap { $0["耗材类别"] })
    let current = Set(
      inForce(kind: "耗材", levels: ["国家", "省级", "联盟"]).compactMap { categoryOf[$0] })
    #expect(current.count == 24)
    #expect(current.intersection(highValue).count == 8)
  }

  @Test("every reference between catalogues leads somewhere")
  func references() {
    let batches = Set(city.rows("vbp/batches.csv").compactMap { $0["批次"] })
    let products = Set(city.rows("products.csv").compactMap { $0["医保代码"] })
    let entries = city.rows("vbp/catalogue.csv")
    #expect(entries.allSatisfy { batches.contains($0["批次"] ?? "") })
    let selected = entries.filter { $0["医保代码"] != "" }
    #expect(selected.allSatisfy { products.contains($0["医保代码"] ?? "") })
    #expect(selected.allSatisfy { ($0["中选价"] == "") == ($0["供应类型"] != "中选") })
    #expect(Set(selected.compactMap { $0["供应类型"] }) == ["中选", "备供", "非中选"])
    #expect(selected.count > 100)
  }

  private func isInForce(_ batch: [String: String]) -> Bool {
    (batch["执行开始日期"] ?? "") <= "2025-12-31" && "2025-12-31" <= (batch["执行结束日期"] ?? "")
  }

  private func inForce(kind: String, levels: [String]) -> [String] {
    let current = Set(
      city.rows("vbp/batches.csv").filter {
        isInForce($0) && $0["类型"] == kind && levels.contains($0["层级"] ?? "")
      }.compactMap { $0["批次"] })
    return city.rows("vbp/catalogue.csv").filter { current.contains($0["批次"] ?? "") }
      .compactMap { $0["品种"] }
  }
}
