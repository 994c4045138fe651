import Testing

@testable import Intake

struct HeaderNamesTests {
  /// The synonyms of the field's reference, by field.
  static let reference: [(PurchaseField, [String])] = [
    (.orderLine, ["订单明细编号", "订单明细ID", "ordDetlId"]),
    (.order, ["订单编号", "订单号", "ordCode"]),
    (.date, ["采购日期", "订单日期", "下单时间", "订单发送时间", "sendTime"]),
    (.deliveryDate, ["发货时间", "收货时间", "到货时间", "入库时间"]),
    (.institutionCode, ["医疗机构编码", "医院编码", "medinsCode"]),
    (.institutionName, ["医疗机构名称", "医院名称", "medinsName"]),
    (.ownership, ["机构性质"]), (.level, ["医院等级"]), (.region, ["地市", "区县", "地区"]),
    (
      .productCode,
      ["国家医保药品代码", "医保药品代码", "医保编码", "国家医保代码", "产品编码", "药品代码", "耗材编码", "prodCode"]
    ),
    (.productName, ["通用名", "注册名称", "药品名称", "产品名称"]),
    (.form, ["剂型"]), (.specification, ["规格", "规格型号", "型号"]),
    (.conversionRatio, ["转换比", "最小包装数量", "convrat"]),
    (.manufacturer, ["生产企业", "上市许可持有人"]), (.distributor, ["配送企业", "delventpName"]),
    (.channel, ["采购渠道", "采购方式", "是否平台采购", "来源"]),
    (.price, ["采购单价", "采购价", "采购价格", "purcpric"]), (.listingPrice, ["挂网价", "pubonlnPric"]),
    (.quantity, ["采购数量", "purcCnt"]),
    (.arrived, ["发货数量", "shpCnt", "到货数量", "收货数量", "入库数量"]),
    (.returned, ["退货数量", "retnCnt"]), (.amount, ["采购金额", "订单金额", "purcAmt", "到货金额"]),
    (.returnedAmount, ["退货金额"]), (.status, ["订单状态"]), (.highValue, ["是否高值"]),
  ]

  @Test(arguments: reference)
  func everySynonymMeansItsField(_ field: PurchaseField, _ headers: [String]) {
    for header in headers {
      #expect(HeaderNames.field(of: header)?.field == field, "\(header)")
    }
  }

  @Test(arguments: PurchaseField.allCases)
  func everyBuiltInHeaderMeansItsOwnField(_ field: PurchaseField) {
    for (rank, synonym) in field.synonyms.enumerated() {
      let hit = HeaderNames.field(of: synonym)
      #expect(hit?.field == field, "\(synonym)")
      #expect(hit?.rank == rank + 1 || hit?.rank == 0, "\(synonym)")
    }
    #expect(HeaderNames.field(of: field.name)?.field == field)
    #expect(PurchaseField(name: field.name) == field)
  }

  @Test(arguments: [
    (" 采购 单价 ", PurchaseField.price), ("*采购数量", .quantity), ("\u{FEFF}订单明细编号", .orderLine),
    ("ORDDETLID", .orderLine), ("prod_code", .productCode), ("Purc Cnt", .quantity),
    ("采购数量（盒）", .quantity), ("采购价(元/盒)", .price), ("ｐｕｒｃＡｍｔ", .amount), ("'采购日期", .date),
    ("Order Line", .orderLine), ("institution-code", .institutionCode),
  ])
  func caseBlanksAndSignsDoNotMatter(_ header: String, _ field: PurchaseField) {
    #expect(HeaderNames.field(of: header)?.field == field)
  }

  @Test(arguments: [
    ("采购金额", "采购金额", 0), ("采购金额（万元）", "采购金额", 4), ("采购金额(元)", "采购金额", 0),
    ("采购单价（万元/盒）", "采购单价", 4), ("采购数量(万片)", "采购数量", 4), ("采购数量（万支）", "采购数量", 4),
    ("采购数量（万盒）", "采购数量", 4), ("金额(人民币)", "金额人民币", 0), ("Price (RMB)", "price", 0),
    ("采购金额（千元）", "采购金额", 3),
  ])
  func unitsInBracketsAreUnderstood(_ header: String, _ name: String, _ power: Int) {
    #expect(HeaderNames.read(header) == HeaderNames.Reading(name: name, power: power))
  }

  @Test(arguments: ["", "备注", "中标顺位", "x"])
  func unknownHeadersMeanNothing(_ header: String) {
    #expect(HeaderNames.field(of: header) == nil)
  }

  @Test(arguments: [
    ("采购金颔", "采购金额"), ("医疗机构编吗", "医疗机构编码"), ("ordDetIId", "ordDetlId"), ("采购 数量量", "采购数量"),
    ("单位名称", "医疗机构名称"), ("采购 机构", "医疗机构名称"),
    ("药店名称", "医疗机构名称"), ("医疗机购名称", "医疗机构名称"),
  ])
  func theNearestHeaderIsSuggested(_ header: String, _ suggestion: String) {
    #expect(HeaderNames.suggestion(for: header) == suggestion)
  }

  @Test(arguments: ["备注", "x", "", "中标顺位和其他说明", "序号", "单位", "数量", "药厂名称", "供方名称"])
  func nothingNearIsSuggested(_ header: String) {
    #expect(HeaderNames.suggestion(for: header) == nil)
  }

  @Test(arguments: [
    ("plam", ["plan", "name"], "plan"), ("PLAN", ["plan"], "plan"),
    ("yunchegn", ["yuncheng"], "yuncheng"),
    ("pla", ["plan", "plat"], "plan"),
  ])
  func spellingFindsTheNearestWord(_ word: String, _ known: [String], _ nearest: String) {
    #expect(Spelling.nearest(to: word, in: known) == nearest)
  }

  @Test func spellingDoesNotGuess() {
    #expect(Spelling.nearest(to: "abc", in: ["xyz", "abxyz"]) == nil)
    #expect(Spelling.nearest(to: "abc", in: []) == nil)
    #expect(Spelling.nearest(to: String(repeating: "a", count: 200), in: ["a"]) == nil)
  }

  @Test(arguments: [
    ("2025-2.csv", "2025-10.csv"), ("a.csv", "b.csv"), ("platform/1.csv", "reissued/1.csv"),
    ("a", "a1"), ("a1", "a1b"), ("9", "10"), ("10", "a"), ("x007y", "x8"), ("x01", "x1"),
    ("99999999999999999998", "99999999999999999999"), ("甲2", "甲10"), ("", "a"),
    ("2025-12.csv", "2025-12 (1).csv"),
    ("2025-12.csv", "2025-12-更正.csv"), ("2025-12.CSV", "2025-12(1).csv"),
    ("2025-12 (2).csv", "2025-12 (10).csv"), ("12月/a.csv", "12月-更正/a.csv"),
    ("2025-12.csv", "2025-12/a.csv"), ("12月 (1)/z.csv", "12月 (2)/a.csv"),
  ])
  func filesComeInNaturalOrder(_ first: String, _ second: String) {
    #expect(NaturalOrder.precedes(first, second))
    #expect(!NaturalOrder.precedes(second, first))
    #expect(!NaturalOrder.precedes(first, first))
  }
}
