import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

/// The units that titles, rows of units and headers state.
struct AmountUnitTests {
  /// The unit above the header is that of amounts without one of their own; not of prices.
  @Test(arguments: [
    ("单位：万元", "采购金额", 30_000.0), ("台账 金额单位：万元", "采购金额", 30_000), ("单位:万元", "采购金额", 30_000),
    ("2025年采购台账（单位：万元）", "采购金额", 30_000), ("台账,,单位： 人民币万元,", "采购金额", 30_000),
    ("单位：千元", "采购金额", 3_000), ("单位：千元", "采购金额（千元）", 3_000), ("单位：盒、万元", "采购金额", 30_000),
    ("单位：元", "采购金额", 3), ("单位：万元", "采购金额（元）", 3), ("单位：元", "采购金额（万元）", 30_000),
    ("单位：万元\n单位：元", "采购金额", 3), ("单价单位：元\n单位：万元", "采购金额", 30_000),
    ("价格单位：万元", "采购金额", 3), ("填报单位：万元县医院", "采购金额", 3), ("单位：盒", "采购金额", 3),
    ("单位：万元/盒", "采购金额", 3), ("计量单位：盒；金额单位：万元", "采购金额", 30_000),
    ("2025年12月药品采购情况表（万元）,,", "采购金额", 30_000), ("单位:万 元", "采购金额", 30_000),
    ("编制单位：县医保局  金额：万元", "采购金额", 30_000), ("采购价格表（万元）", "采购金额", 3),
    ("合计金额：30万元", "采购金额", 3), ("台账（万元）,单位：元", "采购金额", 3),
  ])
  func titlesMayStateTheUnitOfAmounts(_ title: String, _ header: String, _ amount: Double) throws {
    let reading = try Reading(
      "\(title)\n采购日期,通用名,医院名称,采购数量,退货金额,\(header)\n2025-01-05,甲,一院,500,,3\n")
    reading.expectClosedAccounts()
    #expect(reading.result.notices == [])
    #expect(reading.sum(\.amountAccepted) == yuan(amount))
  }

  /// A row of units below the header; the unit in a header's own brackets goes before it.
  @Test(arguments: [
    (",,,（盒）,（万元）,（元）", "采购金额", 30_000.0), (",,,盒,万元,", "采购金额", 30_000),
    ("单位,,,盒,万元,元", "采购金额", 30_000), (",,,,（元）,", "采购金额", 3),
    (",,,盒,万元,", "采购金额（元）", 3), (",,,万盒,千元,", "采购金额", 3_000),
  ])
  func aRowOfUnitsBelowTheHeaderCounts(_ units: String, _ header: String, _ amount: Double) throws {
    let reading = try Reading(
      "采购日期,通用名,医院名称,采购数量,\(header),退货金额\n\(units)\n2025-01-05,甲,一院,500,3,\n")
    reading.expectClosedAccounts()
    #expect(reading.sum(\.linesRead) == 1)
    #expect(reading.sum(\.amountAccepted) == yuan(amount))
  }

  /// Two files of the same headers, of which one has a row of units that changes no number.
  @Test func aRowOfUnitsIsThatOfItsOwnFile() throws {
    let head = "采购日期,通用名,医院名称,采购数量,采购金额\n"
    let reading = try Reading([
      "a.csv": "\(head),,,盒,元\n2025-01-05,甲,一院,5,3\n",
      "b.csv": "\(head)2025-01-06,甲,一院,5,4\n",
    ])
    reading.expectClosedAccounts()
    #expect(reading.result.files.map(\.amountAccepted) == [yuan(3), yuan(4)])
  }

  @Test func smallestUnitsBelowAHeaderAreNamedToo() throws {
    let reading = try Reading(
      "采购日期,通用名,医院名称,采购数量,采购金额\n,,,片,元\n2025-01-05,甲,一院,5,3\n")
    #expect(reading.sum(\.accepted) == 0)
    #expect(reading.result.notices.map(\.reason) == [.smallestUnits])
  }

  /// What a profile says goes before what titles say, and prices stay as they are.
  @Test func titlesSayNothingOfPricesAndAgainstProfiles() throws {
    let text = "单位：万元\n采购日期,通用名,医院名称,采购单价,采购数量\n2025-01-05,甲,一院,2,500\n"
    #expect(try Reading(text).sum(\.amountAccepted) == yuan(1_000))
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", text.replacing("采购单价", with: "采购金额"))
    #expect(try Reading(folder).sum(\.amountAccepted) == yuan(20_000))
    try folder.write("profiles/a.yaml", "files: '*'\nunits: {amount: 1}\n")
    #expect(try Reading(folder).sum(\.amountAccepted) == yuan(2))
  }

  /// Two files of the same headers and names, of which one is in 万元.
  @Test(arguments: [1, 2])
  func aTitleCountsForItsOwnFile(_ workers: Int) throws {
    let head = "采购日期,通用名,医院名称,采购数量,采购金额\n"
    let files = [
      "a.csv": "单位：元\n\(head)2025-01-05,甲,一院,5,3\n",
      "b.csv": "单位：万元\n\(head)2025-01-06,甲,一院,5,3\n",
      "c.csv": "\n\(head)2025-01-07,甲,一院,5,3\n",
    ]
    let reading = try Reading(files) { $0.workers = workers }
    reading.expectClosedAccounts()
    #expect(reading.result.files.map(\.amountAccepted) == [yuan(3), yuan(30_000), yuan(3)])
  }

  /// 500 片 are no 500 packs.
  @Test(arguments: [
    ("采购单价", "采购数量（片）", "片"), ("采购单价（元/片）", "采购数量", "片"), ("单价", "采购数量（万粒）", "粒"),
    ("单价(元/最小制剂单位)", "数量", "最小制剂单位"), ("单价", "数量（丸）", "丸"), ("单价", "数量（制剂单位）", "制剂单位"),
  ])
  func aFileBySmallestUnitsIsNamedAndNotRead(
    _ price: String, _ quantity: String, _ unit: String
  ) throws {
    let header = "采购日期,通用名,医院名称,\(price),\(quantity),采购金额"
    let reading = try Reading([
      "a.csv": "台账\n\(header)\n2025-01-05,甲,一院,2,500,1000\n",
      "b.csv": purchaseFile([TestLine("L1")]),
    ])
    reading.expectClosedAccounts()
    #expect(reading.sum(\.amountAccepted) == yuan(30))
    let notice = try #require(reading.result.notices.first)
    #expect(reading.result.notices.count == 1)
    #expect(notice.reason == .smallestUnits)
    #expect(notice.source.description.contains("a.csv"))
    #expect(notice.source.line == 2)
    #expect(notice.column.contains(unit))
    #expect(notice.value == unit)
  }

  @Test(arguments: [
    ("采购单价（元/盒）", "采购数量（盒）"), ("单价（元/支）", "数量（支）"), ("单价", "数量（袋）"), ("单价（元）", "数量（个）"),
  ])
  func whatMayBeAPackIsRead(_ price: String, _ quantity: String) throws {
    let reading = try Reading(
      "采购日期,通用名,医院名称,\(price),\(quantity)\n2025-01-05,甲,一院,2,500\n")
    #expect(reading.result.notices == [])
    #expect(reading.sum(\.amountAccepted) == yuan(1000))
  }

  /// A profile says that one smallest unit is counted, whatever packs the catalogue has.
  @Test func aProfileMaySayThatSmallestUnitsAreCounted() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv",
      "采购日期,国家医保药品代码,医院名称,采购单价（元/片）,采购数量（片）\n2025-01-05,\(TestLine.product),一院,2,500\n")
    try folder.write("products.csv", "医保代码,通用名,转换比\n\(TestLine.product),甲,10\n")
    try folder.write("profiles/a.yaml", "files: '*'\nconstants: {conversion-ratio: 1}\n")
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.result.notices == [])
    let cell = try #require(reading.panel.cells.first)
    #expect(cell.ordered == Quantity(tenThousandths: 500 * 10_000))
    #expect(cell.netAmount == yuan(1000))
  }
}
