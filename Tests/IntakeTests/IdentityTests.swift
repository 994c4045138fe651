import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

/// What is known of products and institutions over several files.
struct IdentityTests {
  private static let product = TestLine.product
  private static let full = """
    采购日期,医疗机构编码,医疗机构名称,机构性质,医院等级,地区,国家医保药品代码,通用名,剂型,规格,生产企业,产品类别,采购单价,采购数量
    2025-01-05,H32010100001,第一医院,公立,三级,城关,\(product),阿莫西林,胶囊,0.25g,青禾制药,化学药,10,1
    2025-01-06,H32010100001,别名,民营,一级,河西,\(product),别名,片剂,1g,别家,中成药,10,1

    """
  private static let short = """
    采购日期,医疗机构编码,国家医保药品代码,采购单价,采购数量
    2025-02-05,H32010100001,\(product),10,1
    2025-02-06,H32010100001,\(product),10,1

    """

  /// A ledger that says less than the platform's export takes nothing away, whichever comes last,
  /// and whatever the stretches that files are read in.
  @Test(arguments: [("1.csv", "2.csv"), ("2.csv", "1.csv")], [1, 100_000])
  func whatOneFileLeavesOutAnotherSays(_ names: (String, String), _ chunkSize: Int) throws {
    let reading = try Reading([names.0: Self.full, names.1: Self.short]) {
      $0.chunkSize = chunkSize
    }
    let product = try #require(reading.panel.products.first)
    #expect(reading.panel.products.count == 1)
    #expect(product.name == "阿莫西林")
    #expect(product.form == "胶囊")
    #expect(product.specification == "0.25g")
    #expect(product.manufacturer == "青禾制药")
    #expect(product.category == .chemical)
    let institution = try #require(reading.panel.institutions.first)
    #expect(reading.panel.institutions.count == 1)
    #expect(institution.name == "第一医院")
    #expect(institution.ownership == .public)
    #expect(institution.level == "三级")
    #expect(institution.region == "城关")
  }

  @Test func ofSeveralFilesTheLaterOneIsBelieved() throws {
    let later = Self.short.replacing("采购单价", with: "采购单价,生产企业").replacing(
      ",10,1", with: ",10,新主,1")
    let reading = try Reading(["1.csv": Self.full, "2.csv": later])
    #expect(reading.panel.products.first?.manufacturer == "新主")
    #expect(reading.panel.products.first?.form == "胶囊")
  }

  @Test func whatNobodyNamesIsCalledByItsCode() throws {
    let reading = try Reading(Self.short)
    #expect(reading.panel.products.first?.name == Self.product)
    #expect(reading.panel.institutions.first?.name == "H32010100001")
  }
}
