import Intake
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

import DelimitedText

/// Encodings, delimiters, titles, sums, and files that are no purchase files.
struct FileShapeTests {
  private static let text = purchaseFile(
    [
      TestLine("L1"), TestLine("L2", ["配送企业": "\"国药，\n分公司\""]),
      TestLine("L3", ["医疗机构编码": "H32010100002", "医疗机构名称": "第二医院"]),
      TestLine("L4", ["通用名": "\"阿莫\"\"西林\""]), TestLine("L5", ["采购数量": "-1", "采购金额": "-10"]),
    ])

  private static func encoded(_ encoding: String) -> [UInt8] {
    let utf8 = Array(text.utf8)
    switch encoding {
    case "utf-8": return utf8
    case "utf-8 bom": return [0xEF, 0xBB, 0xBF] + utf8
    case "gb18030": return Transcoder(from: .utf8, to: .gb18030).convert(utf8).bytes
    case "utf-16le bom":
      return [0xFF, 0xFE] + Transcoder(from: .utf8, to: .utf16LittleEndian).convert(utf8).bytes
    case "utf-16be bom":
      return [0xFE, 0xFF] + Transcoder(from: .utf8, to: .utf16BigEndian).convert(utf8).bytes
    default:
      return Transcoder(from: .utf8, to: .utf16LittleEndian).convert(utf8).bytes
    }
  }

  @Test(arguments: [
    ("utf-8", "UTF-8"), ("utf-8 bom", "UTF-8"), ("gb18030", "GB18030"),
    ("utf-16le bom", "UTF-16LE"), ("utf-16be bom", "UTF-16BE"), ("utf-16le", "UTF-16LE"),
  ])
  func everyEncodingGivesTheSamePanel(_ encoding: String, _ name: String) throws {
    let reading = try Reading(bytes: Self.encoded(encoding))
    reading.expectClosedAccounts()
    #expect(reading.result.files.map(\.encoding) == [name])
    #expect(reading.sum(\.accepted) == 5)
    #expect(panelText(reading.panel) == panelText(try Reading(Self.text).panel))
    #expect(reading.panel.distributors == ["国药", "国药, 分公司"])
  }

  @Test func anEncodingMayBeSetForAllFiles() throws {
    let reading = try Reading(bytes: Self.encoded("gb18030")) { $0.encodingName = "GBK" }
    #expect(panelText(reading.panel) == panelText(try Reading(Self.text).panel))
    #expect {
      _ = try Reading(Self.text) { $0.encodingName = "latin-1" }
    } throws: { error in
      (error as? InputError)?.kind == .usage && "\(error)".contains("latin-1")
    }
  }

  @Test(arguments: [(",", "\n"), (",", "\r\n"), ("\t", "\n"), (";", "\r\n"), (",", "\r")])
  func delimitersAndNewlinesAreFoundOut(_ delimiter: String, _ newline: String) throws {
    let lines = [TestLine("L1"), TestLine("L2", ["配送企业": "\"国;药,\t\""])]
    let text = ([TestLine.columns] + lines.map(\.fields)).map {
      $0.joined(separator: delimiter) + newline
    }.joined()
    let reading = try Reading(text)
    reading.expectClosedAccounts()
    #expect(panelText(reading.panel) == panelText(try Reading(purchaseFile(lines)).panel))
    #expect(reading.sum(\.accepted) == 2)
  }

  @Test func titlesAboveAndSumsBelowAreRecognised() throws {
    let reading = try Reading(
      "某市药品采购明细表\n导出时间：2025-04-01,,,\n\n" + purchaseFile([TestLine("L1"), TestLine("L2")])
        + "合计,,,,,,,,,,6,60.00,6,,\n制表人：张三,,,,,,,,,,,,,,\n")
    reading.expectClosedAccounts()
    #expect(reading.sum(\.linesRead) == 4)
    #expect(reading.sum(\.amountAccepted) == yuan(60))
    #expect(reading.result.rejectCounts == [.totalRow: 1, .missingValue: 1])
    #expect(reading.panel.cells.first?.lowest?.line == 5)
  }

  /// A hospital's monthly ledger: the date of every line is that of the file's name, so that sum rows
  /// have one as well.
  @Test func sumsInALedgerWithoutADateColumnAreNoPurchases() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "profiles/h.yaml",
      "files: '县医院-*.csv'\nconstants: {institution-name: 县医院, channel: off-platform}\n"
        + "file-name: {date: '-(\\d{6})'}\n")
    try folder.write(
      "purchases/县医院-202512.csv",
      """
      药品名称,规格,生产厂家,数量,金额
      阿莫西林胶囊,0.25g×24粒,青禾制药,400,3840.00
      盐酸二甲双胍片,0.5g×30片,北川制药,200,2490.00
      西药小计,,,600,6330.00
      丹参滴丸,27mg×180丸,东岳药业,100,2735.00
      中成药小计,,,100,2735.00
      合计,,,700,9065.00
      """)
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    // 3,840 + 2,490 + 2,735
    #expect(reading.sum(\.amountAccepted) == yuan(9_065))
    #expect(reading.sum(\.amountRejected) == .zero)
    #expect(reading.result.rejectCounts == [.totalRow: 3])
    #expect(reading.result.rejects.map(\.value) == ["西药小计", "中成药小计", "合计"])
    #expect(reading.result.rejects.allSatisfy { $0.column.isEmpty && $0.amount == nil })
  }

  /// A pivot table whose labels are repeated in every row.
  @Test func sumsOfAPivotTableAreNoPurchases() throws {
    let reading = try Reading(
      """
      月份,医疗机构名称,采购方式,药品名称,规格,生产厂家,数量,金额
      2025-12,县医院,平台采购,阿莫西林胶囊,0.25g×24粒,青禾制药,400,3840.00
      2025-12,县医院,平台采购,阿莫西林胶囊 汇总,,,400,3840.00
      2025-12,县医院,平台采购,小计,,,400,3840.00
      2025-12,县医院 汇总,,,,,400,3840.00
      2025-12 汇总,,,,,,400,3840.00
      2025-12,合计,平台采购,阿莫西林胶囊,0.25g×24粒,青禾制药,400,3840.00
      总计,,,,,,400,3840.00
      """)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.amountAccepted) == yuan(3_840))
    #expect(reading.sum(\.amountRejected) == .zero)
    #expect(reading.result.rejectCounts == [.totalRow: 6])
  }

  /// Names that only contain such words, and those that end with one but say what was bought.
  @Test(arguments: [("小计数器", ""), ("复方合计片", ""), ("某某累计", "10片/盒"), ("汇总胶囊", "")])
  func namesThatHoldAWordOfSumsByChanceAreProducts(_ name: String, _ pack: String) throws {
    let reading = try Reading(
      "采购日期,医疗机构名称,药品名称,规格,数量,金额\n2025-12-01,县医院,\(name),\(pack),4,40\n")
    reading.expectClosedAccounts()
    #expect(reading.sum(\.amountAccepted) == yuan(40))
  }

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

  @Test func quotedNewlinesKeepTheLineNumbers() throws {
    let lines = [
      TestLine("L1", ["通用名": "\"阿莫\n西林\r\n胶囊\""]), TestLine("L2", ["采购单价": "x"]),
    ]
    let reading = try Reading(purchaseFile(lines))
    reading.expectClosedAccounts()
    #expect(reading.result.rejects.map(\.source.line) == [5])
    #expect(reading.panel.products.map(\.name) == ["阿莫 西林 胶囊"])
  }

  @Test(arguments: [
    "甲,乙,丙\n1,2,3\n", "采购日期,通用名\n2025-01-01,甲\n", "采购日期,采购单价,采购数量\n2025-01-01,1,2\n",
    "通用名,采购单价,采购数量\n甲,1,2\n", "采购日期,通用名,采购单价\n2025-01-01,甲,2\n", "\u{0}\u{1}\u{2}",
    String(repeating: "标题\n", count: 25) + purchaseFile([TestLine("L1")]),
  ])
  func aFileWithoutTheNeededHeadersIsNamed(_ text: String) throws {
    let reading = try Reading(["a.csv": text, "b.csv": purchaseFile([TestLine("L1")])])
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == 1)
    #expect(
      reading.result.notices == [
        Notice(
          source: SourceLine(file: "purchases/a.csv", line: 1), column: "", value: "",
          reason: .noHeader)
      ])
  }

  @Test(arguments: ["", "\n\n", "\u{FEFF}"])
  func anEmptyFileIsNamed(_ text: String) throws {
    let reading = try Reading(["a.csv": text, "b.csv": purchaseFile([TestLine("L1")])])
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == 1)
    #expect(reading.result.files.map(\.linesRead) == [0, 1])
    #expect(reading.result.notices.map(\.reason) == [.noHeader])
  }

  @Test func aHeaderAloneIsAFileWithoutLines() throws {
    let reading = try Reading(TestLine.header + "\n")
    #expect(reading.sum(\.linesRead) == 0)
    #expect(reading.result.notices.isEmpty)
    #expect(reading.panel.cells.isEmpty)
    #expect(reading.panel.months == nil)
  }

  @Test func spreadsheetsAndOtherFilesAreNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.CSV", purchaseFile([TestLine("L1")]))
    try folder.write("purchases/sub/b.xlsx", "PK")
    try folder.write("purchases/c.XLS", "x")
    try folder.write("purchases/d.txt", purchaseFile([TestLine("L3")]))
    try folder.write("purchases/~$b.xlsx", "x")
    try folder.write("purchases/~$a.csv", "x")
    try folder.write("purchases/e.csv", "PK\u{3}\u{4}x,y\n")
    try folder.write("purchases/.hidden.csv", purchaseFile([TestLine("L2")]))
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.result.files.map(\.path) == ["purchases/a.CSV", "purchases/e.csv"])
    #expect(reading.result.notices.allSatisfy { $0.reason == .notCSV })
    #expect(
      Set(reading.result.notices.map(\.source.file)) == [
        "purchases/c.XLS", "purchases/d.txt", "purchases/e.csv", "purchases/sub/b.xlsx",
      ])
    #expect(reading.result.notices.count == 4)
  }

  /// What systems call csv, and is none, is refused by reports and by inspection alike.
  @Test(arguments: [
    "PK\u{3}\u{4}x,y\n", "\u{FEFF}\n <HTML><body>", "<table border=1><tr><td>采购日期</td></tr>",
    "<?xml version=\"1.0\"?>", "<!DOCTYPE html>",
  ])
  func whatIsNoCSVIsRefusedByItsStart(_ start: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("purchases/a.csv", start + "\n" + purchaseFile([TestLine("L1")]))
    let reading = try Reading(folder)
    #expect(reading.sum(\.linesRead) == 0)
    #expect(reading.result.notices.map(\.reason) == [.notCSV])
    let error = failure {
      _ = try FileInspection(FilePath(folder.path + "/purchases/a.csv"))
    }
    #expect(error?.kind == .malformed && error?.chinese.contains("另存为 CSV") == true)
  }

  // MARK: - Copies

  @Test(arguments: [1, 4])
  func aCopyOfAFileIsNamed(_ workers: Int) throws {
    let text = "日期,机构名称,药品编码,数量,单价\n2025-12-05,甲院,0017,10,9.6\n"
    // The same size and start, and another end.
    let long = text + String(repeating: "2025-12-05,甲院,0017,10,9.6\n", count: 300)
    let reading = try Reading([
      "台账12月.csv": text, "台账12月 - 副本.csv": text, "b.csv": text.replacing("9.6", with: "9.5"),
      "c.csv": long, "d.csv": long.dropLast(2) + "5\n", "z/台账.csv": text, "空.csv": "", "空2.csv": "",
    ]) { $0.workers = workers }
    let copies = reading.result.notices.filter { $0.reason == .identicalFile }
    #expect(
      copies.map(\.source.description)
        == ["purchases/台账12月 - 副本.csv", "purchases/台账12月.csv"])
    #expect(copies.map(\.value) == .init(repeating: "purchases/z/台账.csv", count: 2))
    // Without numbers of order lines both count.
    #expect(reading.result.files.count { $0.accepted == 1 } == 4)
  }

  @Test func copiesAreNamedInTheOrderOfTheirFiles() throws {
    var files: [String: String] = [:]
    for number in 10..<30 {
      let text = "日期,机构名称,药品编码,数量,单价\n2025-12-05,甲院,\(String(repeating: "7", count: number)),1,9\n"
      files["a/\(number).csv"] = text
      files["b/\(number).csv"] = text
    }
    let copies = try Reading(files).result.notices.filter { $0.reason == .identicalFile }
    #expect(copies.map(\.source.file) == (10..<30).map { "purchases/b/\($0).csv" })
    #expect(copies.map(\.value) == (10..<30).map { "purchases/a/\($0).csv" })
  }

  @Test func aMissingFolderIsAnInputError() throws {
    let folder = try TemporaryFolder()
    #expect {
      _ = try DataFolder(FilePath(folder.path))
    } throws: { error in
      let error = error as? InputError
      return error?.kind == .noInput && error?.path == folder.path + "/purchases"
        && error?.english.contains("jicai init") == true
    }
  }

  @Test func everyFileIsFoundInAnyDepth() throws {
    let folder = try TemporaryFolder()
    for (index, name) in ["x.csv", "a/b/c/y.csv", "甲/乙.csv"].enumerated() {
      try folder.write("purchases/" + name, purchaseFile([TestLine("L\(index)")]))
    }
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(
      Set(reading.result.files.map(\.path)) == [
        "purchases/x.csv", "purchases/a/b/c/y.csv", "purchases/甲/乙.csv",
      ])
    #expect(reading.sum(\.accepted) == 3)
  }

  @Test func misspeltHeadersAreNamedWithTheNearestKnownOne() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv",
      "采购日期,产品编码,医院编码,采购单价,采购数量,采购金额,配送企亚,备注\n2025-01-05,A,H,2,3,6,某公司,\n")
    let reading = try Reading(folder)
    #expect(reading.sum(\.accepted) == 1)
    #expect(
      reading.result.notices == [
        Notice(
          source: SourceLine(file: "purchases/a.csv", line: 1), column: "配送企亚", value: "配送企业",
          reason: .unknownHeader)
      ])
  }
}
