import DelimitedText
import Procurement
import SystemPackage
import TestSupport
import Testing

@testable import Intake

struct CatalogueTests {
  private func read(_ files: [String: String]) throws -> Catalogues {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    return CatalogueFiles.read(in: FilePath(folder.path))
  }

  private static let batches = """
    批次,名称,层级,类型,执行开始日期,执行结束日期,接续批次
    N8,国采第八批,国家,药品,2023-03-01,2024-02-29,
    N9,国采第九批,国家,药品,2024-03-01,2027/12/31,N8

    """

  @Test func missingCataloguesStayEmpty() throws {
    let none = try read([:])
    #expect(none.products.isEmpty && none.institutions.isEmpty && none.batches.isEmpty)
    #expect(none.entries.isEmpty && none.plans.isEmpty && none.notices.isEmpty)
  }

  @Test func everyColumnIsReadInBothLanguages() throws {
    let chinese = try read([
      "products.csv":
        "\u{FEFF}医保代码,通用名,剂型,规格,转换比,生产企业,类别,耗材类别,挂网价\nc1,支架,,3mm,1,一厂,耗材,血管支架,\"1,234.50\"\n",
      "institutions.csv": "医疗机构编码,医疗机构名称,机构性质,医院等级,地区\nh1,一院,公立,三级,东区\n",
      "consumable-categories.csv": "耗材类别,是否高值\n血管支架,是\n",
      "vbp/batches.csv": Self.batches,
      "vbp/catalogue.csv": "批次,品种,医保代码,中选价,转换比\nN9,支架,c1,700,1\nN9,导管,,,\n",
      "vbp/variety-categories.csv": "品种,耗材类别\n支架,血管支架\n",
    ])
    let english = try read([
      "products.csv": """
      product_code;generic_name;dosage_form;specification;conversion_ratio;manufacturer;\
      category;consumable_category;listing_price
      C1;支架;;3mm;1;一厂;consumable;血管支架;1234.5
      """,
      "institutions.csv":
        "institution_code,institution_name,ownership,level,region\nH1,一院,public,三级,东区\n",
      "consumable-categories.csv": "consumable_category,high_value\n血管支架,yes\n",
      "vbp/batches.csv":
        "batch,name,level,kind,start,end,renews\nN8,国采第八批,national,drugs,20230301,20240229,\n"
        + "N9,国采第九批,national,drugs,20240301,2027-12-31,N8\n",
      "vbp/catalogue.csv":
        "batch,variety,product_code,selected_price,conversion_ratio\nN9,支架,C1,700,1\nN9,导管,,,\n",
      "vbp/variety-categories.csv": "variety,consumable_category\n支架,血管支架\n",
    ])
    for catalogues in [chinese, english] {
      #expect(catalogues.notices == [])
      var product = Product(code: "C1")
      product.name = "支架"
      product.specification = "3mm"
      product.manufacturer = "一厂"
      product.category = .consumable
      product.consumableCategory = "血管支架"
      product.isHighValue = true
      product.conversionRatio = Quantity(tenThousandths: 10_000)
      product.listingPrice = yuan(1234.5)
      #expect(catalogues.products == ["C1": product])
      #expect(
        catalogues.institutions == [
          "H1": Institution(
            code: "H1", name: "一院", ownership: .public, level: "三级", region: "东区")
        ])
      #expect(
        catalogues.batches == [
          "N8": Batch(
            id: "N8", name: "国采第八批", level: .national, kind: .drugs,
            start: testDay("2023-03-01"), end: testDay("2024-02-29"), renews: ""),
          "N9": Batch(
            id: "N9", name: "国采第九批", level: .national, kind: .drugs,
            start: testDay("2024-03-01"), end: testDay("2027-12-31"), renews: "N8"),
        ])
      #expect(
        catalogues.entries == [
          CatalogueEntry(
            batch: "N9", variety: "支架", productCode: "C1", selectedPrice: yuan(700),
            conversionRatio: Quantity(tenThousandths: 10_000),
            source: SourceLine(file: "vbp/catalogue.csv", line: 2)),
          CatalogueEntry(
            batch: "N9", variety: "导管", source: SourceLine(file: "vbp/catalogue.csv", line: 3)),
        ])
      #expect(catalogues.varietyCategories == ["支架": "血管支架"])
      #expect(catalogues.highValueCategories == ["血管支架": true])
    }
  }

  /// A catalogue with something wrong in it, and the notice of it.
  struct Broken: Sendable, CustomTestStringConvertible {
    var file: String
    var text: String
    var line: Int
    var column: String
    var value: String
    var reason: RejectReason
    var testDescription: String { "\(file): \(reason.rawValue) \(value)" }

    init(
      _ file: String, _ text: String, line: Int = 2, _ column: String, _ value: String,
      _ reason: RejectReason
    ) {
      self.file = file
      self.text = text
      self.line = line
      self.column = column
      self.value = value
      self.reason = reason
    }
  }

  private static let renewalHead = "批次,层级,类型,执行开始日期,执行结束日期,接续批次\n"
  private static let batchHead = "批次,层级,类型,执行开始日期,执行结束日期\n"
  private static let planHead = "规划,指标,基期年,基期值,目标年,目标值,计入层级\n"

  static let broken: [Broken] = [
    Broken("products.csv", "医保代码\nA\na\n", line: 3, "医保代码", "a", .repeatedKey),
    Broken("products.csv", "医保代码,通用名\n-,甲\n", "医保代码", "-", .missingValue),
    Broken("products.csv", "医保代码,转换比\nA,二十\n", "转换比", "二十", .badNumber),
    Broken("products.csv", "医保代码,转换比\nA,0\n", "转换比", "0", .outOfRange),
    Broken("products.csv", "医保代码,挂网价\nA,-3\n", "挂网价", "-3", .outOfRange),
    Broken("products.csv", "医保代码,类别\nA,杂货\n", "类别", "杂货", .unknownValue),
    Broken("products.csv", "通用名\n甲\n", line: 1, "医保代码", "", .noHeader),
    Broken("products.csv", "", line: 1, "", "", .noHeader),
    Broken("products.csv", "医保代码,医保代码\nA,B\n", line: 1, "医保代码", "product_code", .ambiguousHeader),
    Broken("products.csv", "医保代码,生产企亚\nA,x\n", line: 1, "生产企亚", "生产企业", .unknownHeader),
    Broken("institutions.csv", "医疗机构编码\nH1\nH1\n", line: 3, "医疗机构编码", "H1", .repeatedKey),
    Broken("institutions.csv", "医疗机构编码,机构性质\nH1,股份制\n", "机构性质", "股份制", .unknownValue),
    Broken("institutions.csv", "医疗机构名称\nx\n", line: 1, "医疗机构编码", "", .noHeader),
    Broken("consumable-categories.csv", "耗材类别,是否高值\n支架,\n", "是否高值", "", .missingValue),
    Broken("consumable-categories.csv", "耗材类别,是否高值\n支架,也许\n", "是否高值", "也许", .unknownValue),
    Broken(
      "consumable-categories.csv", "耗材类别,是否高值\n支架,是\n支架,否\n", line: 3, "耗材类别", "支架", .repeatedKey),
    Broken(
      "vbp/variety-categories.csv", "品种,耗材类别\n甲,支架\n甲,球囊\n", line: 3, "品种", "甲", .repeatedKey),
    Broken("consumable-categories.csv", "耗材类别\n支架\n", line: 1, "是否高值", "", .noHeader),
    Broken(
      "vbp/batches.csv", batches + batches.split(separator: "\n")[2] + "\n", line: 4, "批次", "N9",
      .repeatedKey),
    Broken(
      "vbp/batches.csv", renewalHead + "A,国家,药品,2025-01-01,2025-12-31,Q\n", "接续批次", "Q",
      .unknownReference),
    Broken(
      "vbp/batches.csv", renewalHead + "A,国家,药品,2025-01-01,2025-12-31,A\n", "接续批次", "A",
      .unknownReference),
    Broken(
      "vbp/batches.csv",
      renewalHead + "B,国家,药品,2025-12-31,2026-12-31,A\nA,国家,药品,2025-01-01,2025-12-31,\n", "执行开始日期",
      "2025-12-31", .earlyRenewal),
    Broken(
      "vbp/batches.csv", batchHead + "A,国家,药品,2025-01-02,2025-01-01\n", "执行结束日期", "2025-01-01",
      .endBeforeStart),
    Broken(
      "vbp/batches.csv", batchHead + "A,国家,药品,2025-02-30,2025-03-01\n", "执行开始日期", "2025-02-30",
      .noSuchDay),
    Broken("vbp/batches.csv", batchHead + "A,国家,药品,2025-01-01,\n", "执行结束日期", "", .missingValue),
    Broken(
      "vbp/batches.csv", batchHead + "A,镇级,药品,2025-01-01,2025-03-01\n", "层级", "镇级", .unknownValue),
    Broken(
      "vbp/batches.csv", batchHead + "A,国家,家具,2025-01-01,2025-03-01\n", "类型", "家具", .unknownValue),
    Broken(
      "vbp/batches.csv", batchHead + ",国家,药品,2025-01-01,2025-03-01\n", "批次", "", .missingValue),
    Broken("vbp/catalogue.csv", "批次,品种\nX,甲\n", "批次", "X", .unknownReference),
    Broken("vbp/catalogue.csv", "批次,品种\nX,\n", "品种", "", .missingValue),
    Broken("vbp/variety-categories.csv", "品种,耗材类别\n支架,\n", "耗材类别", "", .missingValue),
    Broken(
      "plans.csv", planHead + "p,vbp-varieties/drugs,2020,1,2025,9,国家;镇级\n", "计入层级", "国家;镇级",
      .unknownValue),
    Broken("plans.csv", planHead + "p,a,二〇,1,2025,9,\n", "基期年", "二〇", .badNumber),
    Broken(
      "plans.csv", planHead + "p,credit-coverage,2025,1,2025,9,\n", "目标年", "2025",
      .endBeforeStart),
    Broken(
      "plans.csv",
      planHead + "p,credit-coverage,2020,1,2025,9,\np,credit-coverage,2020,1,2025,8,\n", line: 3,
      "指标", "credit-coverage",
      .repeatedKey),
    Broken("plans.csv", planHead + ",credit-coverage,2020,1,2025,9,\n", "规划", "", .missingValue),
    Broken("institutions.csv", "医疗机构编码,地区\nH1,\"东\n", "", "H1,\"东", .unclosedQuote),
  ]

  @Test(arguments: broken)
  func whatIsWrongIsNamedAndTheRestIsUsed(_ broken: Broken) throws {
    let catalogues = try read([broken.file: broken.text])
    #expect(
      catalogues.notices.map { notice in
        var notice = notice
        notice.value = notice.value.trimmingNewlines
        return notice
      } == [
        Notice(
          source: SourceLine(file: broken.file, line: broken.line), column: broken.column,
          value: broken.value, reason: broken.reason)
      ])
  }

  /// Whether a category that the list does not have is high-value is not known; without a list, of none.
  @Test func aCategoryThatTheListDoesNotHaveIsNamed() throws {
    let categories = "品种,耗材类别\n支架,支架类\n球囊,支架\n"
    let catalogues = try read([
      "vbp/variety-categories.csv": categories,
      "consumable-categories.csv": "耗材类别,是否高值\n支架类,是\n",
    ])
    #expect(
      catalogues.notices == [
        Notice(
          source: SourceLine(file: "vbp/variety-categories.csv", line: 3), column: "耗材类别",
          value: "支架", reason: .unknownReference)
      ])
    #expect(catalogues.varietyCategories == ["支架": "支架类", "球囊": "支架"])
    #expect(try read(["vbp/variety-categories.csv": categories]).notices.isEmpty)
  }

  @Test(arguments: TextEncoding.allCases)
  func whatIsNoRecordIsQuotedInTheFilesOwnEncoding(_ encoding: TextEncoding) throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "长", count: 33_000)
    try folder.write(
      "products.csv",
      encoding.encode("\u{FEFF}医保代码,通用名\nC1,\"阿莫西林\nC2,支架\n\(long)\nC3,导管\n"))
    let catalogues = CatalogueFiles.read(in: FilePath(folder.path))
    #expect(catalogues.products.keys.sorted() == ["C2", "C3"])
    let notices = catalogues.notices
    #expect(notices.map(\.source.line) == [2, 4])
    #expect(notices.map(\.reason) == [.unclosedQuote, .recordTooLong])
    #expect(notices.first?.value.trimmingNewlines == "C1,\"阿莫西林")
    #expect(notices.last?.value.hasPrefix("长长长长") == true)
  }

  @Test func aFolderInPlaceOfACatalogueIsUnreadable() throws {
    let catalogues = try read(["products.csv/x": ""])
    #expect(catalogues.notices.map(\.reason) == [.unreadableFile])
    #expect(catalogues.notices.map(\.source.file) == ["products.csv"])
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    var text = self
    while let last = text.last, last.isNewline { text.removeLast() }
    return text
  }

  /// Titles and notes stand above a catalogue's header as above a purchase file's.
  @Test(arguments: ["机构目录\n", "机构目录,,,\n\n填报单位：医保局,,,2025年\n", "\"某市\n机构目录\"\n"])
  func titlesAboveTheHeaderArePassedOver(_ title: String) throws {
    let folder = try TemporaryFolder()
    let text = "医疗机构编码,医疗机构名称,机构性质,地区\nH1,\"一\n院\",公立,东区\nH2,二院,民营,西区\n"
    try folder.write("institutions.csv", title + text)
    let catalogues = CatalogueFiles.read(in: FilePath(folder.path))
    #expect(catalogues.notices.map { "\($0)" } == [])
    #expect(catalogues.institutions.keys.sorted() == ["H1", "H2"])
    #expect(catalogues.institutions["H1"]?.name == "一 院")
  }

  @Test func withoutNeededColumnsTheFirstRowIsSaidToLackThem() throws {
    let folder = try TemporaryFolder()
    try folder.write("institutions.csv", "机构目录\n名称,性质\n一院,公立\n")
    let catalogues = CatalogueFiles.read(in: FilePath(folder.path))
    #expect(catalogues.institutions.isEmpty)
    #expect(catalogues.notices.map(\.reason).contains(.noHeader))
    #expect(catalogues.notices.last?.source.line == 1)
  }
}
