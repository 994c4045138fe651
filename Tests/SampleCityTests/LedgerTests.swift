import SampleCity
import Testing

@Suite("The sample city's off-platform ledgers")
struct LedgerTests {
  let city = WrittenCity.standard

  @Test("eight ledgers, each written in its own way")
  func dialects() {
    let files = city.files.filter { $0.path.hasPrefix("purchases/off-platform/") }
    #expect(files.count == 8)
    #expect(files.filter { $0.encoding == .gb18030 }.count == 1)
    #expect(city.files.filter { $0.encoding == .gb18030 }.count == 1)
    let texts = files.map { city.text($0.path) }
    let heads = texts.map { $0.prefix(200) }
    #expect(heads.filter { $0.contains("\t") }.count == 1)
    #expect(heads.filter { $0.contains(";") }.count == 1)
    #expect(heads.filter { $0.hasPrefix("\u{feff}") }.count == 2)
    #expect(heads.filter { $0.contains("采购金额(万元)") }.count == 1)
    #expect(heads.filter { $0.hasPrefix("运城市医疗机构线下采购台账") }.count == 1)
    #expect(texts.filter { $0.contains("\n合计,") }.count == 1)
  }

  @Test("the platform's share of public purchases comes out as wanted")
  func platformShare() throws {
    let products = Dictionary(
      city.rows("products.csv").map { ($0["医保代码"] ?? "", $0) }, uniquingKeysWith: { $1 })
    let publicCodes = Set(
      city.rows("institutions.csv").filter { $0["机构性质"] == "公立" }.compactMap { $0["医疗机构编码"] })
    let highValue = Set(
      city.rows("consumable-categories.csv").filter { $0["是否高值"] == "是" }
        .compactMap { $0["耗材类别"] })
    var bought: [String: [String: Double]] = [:]

    func add(_ row: [String: String], _ year: String) {
      let code = row.first { key, _ in
        ["国家医保药品代码", "产品编码", "医保编码", "国家医保代码", "prodCode", "药品代码"].contains(key)
      }?.value
      let institution = row["医疗机构编码"] ?? row["医院编码"] ?? row["medinsCode"]
      guard let code, let product = products[code], let institution,
        publicCodes.contains(institution), row["订单状态"] != "作废"
      else { return }
      let yuan =
        (row["采购金额"] ?? row["订单金额"] ?? row["purcAmt"]).flatMap(Double.init)
        ?? row["采购金额(万元)"].flatMap(Double.init).map { $0 * 10_000 } ?? 0
      let isHighValue = highValue.contains(product["耗材类别"] ?? "")
      let isDrug = product["类别"] != "耗材" && product["类别"] != "中药饮片"
      guard isHighValue || isDrug else { return }
      let channel = row["采购渠道"] ?? row["采购方式"] ?? row["来源"] ?? ""
      bought[year + (isDrug ? "drugs" : "high-value"), default: [:]][channel, default: 0] += yuan
    }
    for path in city.paths("purchases/") where !path.contains("reissued") {
      let year = path.contains("2024-") ? "2024" : "2025"
      let records = city.records(path)
      let header = records.first { $0.count > 1 && $0[1] != "" } ?? []
      for record in records where record.count == header.count {
        add(Dictionary(zip(header, record), uniquingKeysWith: { $1 }), year)
      }
    }
    func share(_ key: String) throws -> Double {
      let amounts = try #require(bought[key])
      #expect(amounts["备案采购", default: 0] > 0 && amounts["线下采购", default: 0] > 0)
      return amounts["平台采购", default: 0] / amounts.values.reduce(0, +)
    }
    let drugs = try share("2025drugs")
    let highValueShare = try share("2025high-value")
    let earlierDrugs = try share("2024drugs")
    let earlierHighValue = try share("2024high-value")
    #expect(abs(drugs - 0.88) < 0.01)
    #expect(abs(highValueShare - 0.77) < 0.02)
    #expect(earlierDrugs < drugs)
    #expect(earlierHighValue < highValueShare)
  }
}
