import Intake
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

/// What a good line comes to: units, ratios, names, channels.
struct RecordTests {
  private func cell(_ changes: [String: String]) throws -> Cell {
    let reading = try Reading(purchaseFile([TestLine("L1", changes)]))
    reading.expectClosedAccounts()
    #expect(reading.result.rejects.map(\.reason) == [])
    return try #require(reading.panel.cells.first)
  }

  @Test func everythingIsInSmallestUnits() throws {
    let cell = try cell([:])
    #expect(cell.ordered.decimal == "60")
    #expect(cell.arrived.decimal == "60")
    #expect(cell.amount == yuan(30))
    #expect(cell.lowest?.price.decimal == "0.5")
    #expect(cell.highest == cell.lowest)
    #expect(cell.month == testMonth("2025-03"))
    #expect(cell.channel == .platform)
    #expect(cell.lines == 1)
  }

  /// What came back, whether a row is about nothing else, or says it beside the purchase.
  @Test(arguments: [
    (["采购数量": "0", "采购金额": "0", "到货数量": "0", "退货数量": "2"], 0.0, 20.0),
    (["采购数量": "", "采购金额": "", "到货数量": "", "退货数量": "2"], 0, 20),
    (["采购数量": "-2", "采购金额": "-20", "到货数量": ""], 0, 20),
    (["退货数量": "3", "订单状态": "已退货"], 30, 30), (["退货数量": "1", "订单状态": "已退货"], 30, 10),
    (["订单状态": "已退货"], 0, 30), (["退货数量": "3"], 30, 30),
  ])
  func whatCameBack(_ changes: [String: String], _ amount: Double, _ returned: Double) throws {
    let cell = try cell(changes)
    #expect(cell.amount == yuan(amount))
    #expect(cell.returnedAmount == yuan(returned))
    #expect(cell.returned == Quantity(rounding: returned / 10 * 20))
  }

  @Test(
    arguments: [
      (["采购金额": ""], "60", 30.0, "0.5"), (["采购数量": "", "到货数量": ""], "60", 30, "0.5"),
      (["采购数量": ""], "60", 30, "0.5"), (["采购单价": ""], "60", 30, "0.5"),
      (["采购单价": "", "采购数量": ""], "60", 30, "0.5"),
      (["采购单价": "33.33", "采购金额": "100"], "60", 100, "1.6665"),
      (["采购单价": "0", "采购金额": "0"], "60", 0, "-"), (["转换比": ""], "3", 30, "10"),
      (["转换比": "0"], "3", 30, "10"), (["转换比": "7"], "21", 30, "1.428571"),
      (["采购数量": "2.5", "采购金额": "25"], "50", 25, "0.5"),
      (["采购单价": "１０.００", "采购数量": " 3 ", "采购金额": "￥30.00"], "60", 30, "0.5"),
      (["采购单价": "\"1,000.00\"", "采购金额": "\"3,000.00\""], "60", 3000, "50"),
    ] as [([String: String], String, Double, String)])
  func whatIsMissingFollowsFromTheRest(
    _ changes: [String: String], _ ordered: String, _ amount: Double, _ price: String
  ) throws {
    let cell = try cell(changes)
    #expect(cell.ordered.decimal == ordered)
    #expect(cell.amount == yuan(amount))
    #expect(cell.lowest?.price.decimal ?? "-" == price)
  }

  /// Half a unit of the price's last printed decimal (at least two) × quantity, and 0.01 元.
  @Test(arguments: [
    ("0.33", "100", "33.51", true), ("0.33", "100", "33.52", false),
    ("0.33", "100", "32.49", true), ("0.33", "100", "32.48", false),
    ("0.3", "100", "30.51", true), ("0.3", "100", "30.52", false),
    ("0.333", "100", "33.36", true), ("0.333", "100", "33.37", false),
    ("0.3333", "100", "33.345", true), ("0.3333", "100", "33.346", false),
  ])
  func amountsMayDifferByRounding(
    _ price: String, _ quantity: String, _ amount: String, _ isAccepted: Bool
  ) throws {
    let line = TestLine("L1", ["采购单价": price, "采购数量": quantity, "采购金额": amount])
    let reading = try Reading(purchaseFile([line]))
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == (isAccepted ? 1 : 0))
  }

  /// Half a unit of the amount's last printed decimal in its own unit, but never more than half of price
  /// × quantity. The stated amount counts.
  @Test(arguments: [
    ("采购金额", "98.25", "3", "295", true), ("采购金额", "98.25", "3", "294.8", true),
    ("采购金额", "98.25", "3", "294.75", true), ("采购金额", "98", "3", "294.75", false),
    ("采购金额", "98.00", "3", "294.75", false), ("采购金额", "98.25", "3", "296", false),
    ("采购金额", "98.25", "3", "294.7", true), ("采购金额", "98.25", "3", "294.6", false),
    ("采购金额", "98.25", "3", "2947.5", false), ("采购金额", "0.30", "1", "0", false),
    ("采购金额", "0.75", "1", "1", true), ("采购金额", "9.00", "1", "8", false),
    ("采购金额（万元）", "98.25", "3", "0.0295", true), ("采购金额（万元）", "98.25", "13", "0.13", true),
    ("采购金额（万元）", "98.25", "1000", "9.83", true), ("采购金额（万元）", "98.25", "1000", "9.82", true),
    ("采购金额（万元）", "98.25", "1000", "9.84", false), ("采购金额（万元）", "98.25", "1000", "98.25", false),
    ("采购金额（万元）", "98.25", "1000", "0.98", false), ("采购金额（万元）", "98.25", "3", "0.00", false),
    ("采购金额（万元）", "98.25", "3", "0.03", true), ("采购金额（万元）", "98.25", "3", "294.75", false),
    ("采购金额（万元）", "98.25", "1000", "\"9.83\"", true), ("采购金额（万元）", "98.25", "1000", "+9.83", true),
  ])
  func amountsMayBeRoundedAsTheyArePrinted(
    _ header: String, _ price: String, _ quantity: String, _ amount: String, _ isAccepted: Bool
  ) throws {
    for readsPlainLines in [true, false] {
      let reading = try Reading(
        "日期,通用名,医院名称,采购单价,采购数量,\(header)\n2025-04-01,甲,一院,\(price),\(quantity),\(amount)\n"
      ) { $0.readsPlainLines = readsPlainLines }
      reading.expectClosedAccounts()
      #expect(reading.sum(\.accepted) == (isAccepted ? 1 : 0))
      #expect(reading.result.rejects.map(\.reason) == (isAccepted ? [] : [.amountMismatch]))
    }
  }

  @Test func ofARoundedAmountTheStatedOneCounts() throws {
    let reading = try Reading(
      "日期,通用名,医院名称,采购单价,采购数量,采购金额（万元）\n2025-04-01,甲,一院,98.25,13,0.13\n")
    #expect(reading.sum(\.amountAccepted) == yuan(1300))
    #expect(reading.panel.cells.first?.lowest?.price.decimal == "98.25")
  }

  /// 到货金额 is price × arrived; what was bought is price × ordered.
  @Test(
    arguments: [
      ("10,10,10,100", 100.0, nil), ("10,10,6,60", 100, nil), ("10,10,0,0", 100, nil),
      ("10,10,,", 100, nil), ("10,10,,0", 100, nil), (",10,6,60", 100, nil), ("10,,6,60", 60, nil),
      ("10,10,12,120", 100, nil), ("10,10,6,100", nil, .amountMismatch),
      ("10,10,6,600", nil, .amountMismatch), ("10,10,,60", nil, .amountMismatch),
      (",10,0,0", nil, .missingValue), ("10,-2,-2,-20", -20, nil),
    ] as [(String, Double?, RejectReason?)])
  func theAmountOfArrivalsIsHeldAgainstWhatArrived(
    _ numbers: String, _ amount: Double?, _ reason: RejectReason?
  ) throws {
    for header in ["到货金额", "入库金额"] {
      let reading = try Reading(
        "日期,通用名,医院名称,采购单价,采购数量,到货数量,\(header)\n2025-04-01,甲,一院,\(numbers)\n")
      reading.expectClosedAccounts()
      #expect(reading.result.rejects.first?.reason == reason)
      if let amount { #expect(reading.sum(\.amountAccepted) == yuan(amount)) }
    }
  }

  @Test func shipmentsWithTheirOwnAmountsAreOfOneOrderLine() throws {
    let reading = try Reading(
      """
      订单明细编号,日期,通用名,医院名称,采购单价,采购数量,到货数量,到货金额
      1,2025-04-01,甲,一院,10,10,6,60
      1,2025-04-02,甲,一院,10,10,4,40

      """)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.amountAccepted) == yuan(100))
    #expect(reading.sum(\.furtherShipments) == 1)
    #expect(reading.panel.cells.map(\.arrived.decimal) == ["10"])
  }

  @Test(arguments: [
    ("平台采购", Channel.platform), ("网上采购", .platform), ("是", .platform), ("省平台采购", .platform),
    ("线下采购", .offPlatform), ("自行采购", .offPlatform), ("否", .offPlatform), ("备案采购", .filed),
    ("", .unstated), ("-", .unstated), ("\\N", .unstated),
  ])
  func channelsAreKnownByTheirWords(_ word: String, _ channel: Channel) throws {
    #expect(try cell(["采购渠道": word]).channel == channel)
  }

  @Test(arguments: [
    ("2024-01-05", "2024-01"), ("2024/1/5", "2024-01"), ("20240105", "2024-01"),
    ("2024年1月5日", "2024-01"), ("2024-01-05 23:59:59", "2024-01"), ("2024.1.5", "2024-01"),
  ])
  func datesOfAllStylesMayMix(_ text: String, _ month: String) throws {
    #expect(try cell(["采购日期": text]).month == testMonth(month))
  }

  @Test func withoutADayOfOrderTheDeliveryCounts() throws {
    let reading = try Reading("到货时间,通用名,单价,数量,医院名称\n2025-04-01,甲,2,3,一院\n")
    reading.expectClosedAccounts()
    #expect(reading.panel.cells.map(\.month) == [testMonth("2025-04")])
    #expect(reading.panel.cells.map(\.amount) == [yuan(6)])
  }

  @Test func ofTwoHeadersOfAFieldThePreferredOneIsRead() throws {
    let reading = try Reading("日期,通用名,数量,采购数量,单价,医院名称\n2025-04-01,甲,9,3,2,一院\n")
    #expect(reading.panel.cells.map(\.amount) == [yuan(6)])
    #expect(reading.result.notices.isEmpty)
  }

  @Test func twoEqualHeadersAreReportedAndTheFirstIsRead() throws {
    let reading = try Reading("日期,通用名,数量,数量,单价,医院名称\n2025-04-01,甲,3,9,2,一院\n")
    #expect(reading.panel.cells.map(\.amount) == [yuan(6)])
    let notice = try #require(reading.result.notices.first)
    #expect(
      notice
        == Notice(
          source: SourceLine(file: "purchases/a.csv", line: 1), column: "数量", value: "quantity",
          reason: .ambiguousHeader))
  }

  @Test func codesAreComparedAsCodesAndNamesAsText() throws {
    let reading = try Reading(
      purchaseFile([
        TestLine("L1"), TestLine("L2", ["国家医保药品代码": "xa01abd075a002010100001 "]),
        TestLine("L3", ["国家医保药品代码": "ＸA01ABD075A00201010 0001", "配送企业": " 国药 "]),
        TestLine("L4", ["医疗机构编码": "h32010100001"]),
      ]))
    reading.expectClosedAccounts()
    #expect(reading.panel.cells.count == 1)
    #expect(reading.panel.cells.first?.lines == 4)
    #expect(reading.panel.products.map(\.category) == [.chemical])
  }

  /// `="…"` in every column that may have it, quoted and not, is what stands between its signs.
  @Test(arguments: [true, false])
  func whatGuardsATextFromSpreadsheetsIsNoPartOfIt(_ readsPlainLines: Bool) throws {
    let line = "2025-04-01,H1,一院,\(TestLine.product),甲,国药,平台采购,10,1,10"
    let guarded = line.split(separator: ",").map { "=\"\($0)\"" }.joined(separator: ",")
    let quoted = line.split(separator: ",").map { "\"=\"\"\($0)\"\"\"" }.joined(separator: ",")
    let nothing = "2025-04-01,=\"\",二院,=\"\",甲,=\"\",平台采购,10,1,=\"\""
    let reading = try Reading(
      "日期,医院编码,医院名称,产品编码,通用名,配送企业,采购渠道,单价,数量,金额\n\(line)\n\(guarded)\n\(quoted)\n\(nothing)\n"
    ) { $0.readsPlainLines = readsPlainLines }
    reading.expectClosedAccounts()
    #expect(reading.result.rejects.map { "\($0)" } == [])
    #expect(reading.panel.products.map(\.code) == [TestLine.product, "甲|||"])
    #expect(reading.panel.institutions.map(\.code) == ["H1", "二院"])
    #expect(reading.panel.distributors == ["", "国药"])
    #expect(reading.panel.cells.map(\.lines) == [3, 1])
  }

  @Test func withoutCodesNamingAndMakerStandForAProduct() throws {
    let reading = try Reading(
      """
      日期,通用名,剂型,规格,生产企业,单价,数量,医院名称
      2025-04-01,甲,片,10mg,一厂,1,1,一院
      2025-04-01,甲,片,10mg,二厂,1,1,一院
      2025-04-01,甲,片,20mg,一厂,1,1,一院
      2025-04-01, 甲 ,片,10mg,一厂,1,1,二院
      """)
    reading.expectClosedAccounts()
    #expect(
      reading.panel.products.map(\.code) == ["甲|片|10mg|一厂", "甲|片|10mg|二厂", "甲|片|20mg|一厂"])
    #expect(reading.panel.products.map(\.name) == ["甲", "甲", "甲"])
    #expect(reading.panel.institutions.map(\.code) == ["一院", "二院"])
  }

  @Test func linesSayWhatNoCatalogueSays() throws {
    let reading = try Reading(
      """
      日期,产品编码,产品名称,产品类别,是否高值,机构性质,医院等级,区县,单价,数量,医院编码,医院名称
      2025-04-01,A1,甲,中成药,,公立,三级,东区,1,1,H1,一院
      2025-04-01,A2,乙,耗材,是,民营,-,西区,1,1,H2,二院
      2025-04-01,A3,丙,别的,否,股份制,,,1,1,H3,
      """)
    reading.expectClosedAccounts()
    #expect(reading.panel.products.map(\.category) == [.chinesePatent, .consumable, .unstated])
    #expect(reading.panel.products.map(\.isHighValue) == [nil, true, false])
    #expect(reading.panel.institutions.map(\.ownership) == [.public, .private, .unstated])
    #expect(reading.panel.institutions.map(\.level) == ["三级", "", ""])
    #expect(reading.panel.institutions.map(\.region) == ["东区", "西区", ""])
    #expect(reading.panel.institutions.map(\.name) == ["一院", "二院", "H3"])
  }

  @Test func cataloguesComeBeforeLines() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "products.csv", "医保代码,通用名,转换比,挂网价,类别\n\(TestLine.product),甲,10,12,生物制品\n")
    try folder.write(
      "institutions.csv", "医疗机构编码,医疗机构名称,机构性质,地区\nH32010100001,市一院,公立,东区\n")
    try folder.write(
      "purchases/a.csv",
      purchaseFile([
        TestLine("L1", ["转换比": ""]), TestLine("L2", ["医疗机构编码": "", "医疗机构名称": "市一院"]),
      ]))
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    let product = try #require(reading.panel.products.first)
    #expect(product.name == "甲")
    #expect(product.category == .biological)
    #expect(product.listingPrice == yuan(12))
    #expect(reading.panel.institutions.map(\.name) == ["市一院"])
    #expect(reading.panel.institutions.map(\.region) == ["东区"])
    // 3 packs of 10 by the catalogue, and 3 of 20 by the line's own ratio.
    #expect(reading.panel.cells.map(\.ordered.decimal) == ["90"])
    #expect(reading.panel.cells.first?.lowest?.price.decimal == "0.5")
    #expect(reading.panel.cells.first?.highest?.price.decimal == "1")
  }

  @Test func theListingPriceOfALineIsPerSmallestUnit() throws {
    let text =
      TestLine.header + ",挂网价\n" + TestLine("L1").text + ",12.00\n"
      + TestLine("L2").text + ",11.00\n"
    #expect(try Reading(text).panel.cells.first?.listing?.decimal == "0.6")
  }
}
