import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

/// A line that is refused, and what has to be said of it.
struct BrokenLine: CustomTestStringConvertible, Sendable {
  var text: String
  var reason: RejectReason
  var column: String
  var value: String
  /// What the line adds to the rejected amount; `nil` where it cannot be read.
  var amount: Double?
  var testDescription: String { "\(reason.rawValue): \(column) \(value.prefix(20))" }

  init(
    _ changes: [String: String], _ reason: RejectReason, _ column: String, _ value: String,
    amount: Double?
  ) {
    text = TestLine("L2", changes).text
    self.reason = reason
    self.column = column
    self.value = value
    self.amount = amount
  }

  init(
    text: String, _ reason: RejectReason, _ value: String
  ) {
    self.text = text
    self.reason = reason
    self.value = value
    column = ""
  }
}

struct RejectReasonTests {
  /// A row with a date that is a sum of the rows above by one of its cells.
  private static func sum(_ changes: [String: String]) -> String {
    TestLine("", changes).text
  }

  static let broken: [BrokenLine] = [
    BrokenLine(text: TestLine("L2").text + ",过多", .fieldCount, "L2"),
    BrokenLine(text: "L2,2025-03-05,H32010100001", .fieldCount, "L2"),
    BrokenLine(text: "L2,\"2025-03-05,H1", .unclosedQuote, "L2,\"2025-03-05,H1"),
    BrokenLine(
      text: String(repeating: "长", count: 30_000), .recordTooLong,
      String(repeating: "长", count: 40)),
    BrokenLine(text: ",,,,,,,,,,,,,,", .blankRecord, ""),
    BrokenLine(text: "-,无,\\N,,,,,,,,,,,,", .blankRecord, "-"),
    BrokenLine(text: "合计,,,,,,,,,,9,90.00,,,", .totalRow, "合计"),
    BrokenLine(text: "Grand Total,,,,,,,,,,9,90.00,,,", .totalRow, "Grand Total"),
    BrokenLine(text: "总 计,,,,,,,,,,9,90.00,,,", .totalRow, "总 计"),
    BrokenLine(text: ",,,某县人民医院 小计,,,,,,,9,90.00,,,", .totalRow, "某县人民医院 小计"),
    BrokenLine(text: ",,H32010100001,第一医院,,总　计：,,,,,9,90.00,,,", .totalRow, "总 计:"),
    BrokenLine(text: "-,无,,,,本月累计,,,,,9,90.00,,,", .totalRow, "本月累计"),
    BrokenLine(text: ",,,,,Subtotal,,,,,9,90.00,,,", .totalRow, "Subtotal"),
    BrokenLine(text: "本页小计,,,,,,,,,,9,90.00,,,", .totalRow, "本页小计"),
    BrokenLine(text: "12月小计,,,,,,,,,,9,90.00,,,", .totalRow, "12月小计"),
    BrokenLine(text: "某医院合计,,,,,,,,,,9,90.00,,,", .totalRow, "某医院合计"),
    BrokenLine(text: "共计,,,,,,,,,,9,90.00,,,", .totalRow, "共计"),
    BrokenLine(text: "总和,,,,,,,,,,9,90.00,,,", .totalRow, "总和"),
    BrokenLine(text: "本年累计,,,,,,,,,,9,90.00,,,", .totalRow, "本年累计"),
    BrokenLine(text: ",,,第一医院 汇总,,,,,,,9,90.00,,,", .totalRow, "第一医院 汇总"),
    BrokenLine(text: ",2025-03 汇总,,,,,,,,,9,90.00,,,", .totalRow, "2025-03 汇总"),
    // With a date, and nothing else amiss: told by what stands for product, institution or order line.
    BrokenLine(text: sum(["订单明细编号": "合计"]), .totalRow, "合计"),
    BrokenLine(text: sum(["国家医保药品代码": "", "通用名": "小计"]), .totalRow, "小计"),
    BrokenLine(text: sum(["国家医保药品代码": "", "通用名": "西药小计"]), .totalRow, "西药小计"),
    BrokenLine(text: sum(["国家医保药品代码": "汇总", "通用名": ""]), .totalRow, "汇总"),
    BrokenLine(text: sum(["医疗机构编码": "", "医疗机构名称": "第一医院 汇总"]), .totalRow, "第一医院 汇总"),
    BrokenLine(text: sum(["医疗机构编码": "总计", "医疗机构名称": ""]), .totalRow, "总计"),
    BrokenLine(text: sum(["配送企业": "国药 汇总"]), .totalRow, "国药 汇总"),
    BrokenLine(text: sum(["采购渠道": "平台采购 汇总"]), .totalRow, "平台采购 汇总"),
    BrokenLine(
      text: sum(["国家医保药品代码": "", "通用名": "小计", "采购金额": "99"]), .totalRow, "小计"),
    // A row with an order line or a date is a purchase that lacks something, whatever it is called.
    BrokenLine(["采购日期": "", "通用名": "小计"], .missingValue, "采购日期", "", amount: 30),
    BrokenLine(
      ["订单明细编号": "", "采购日期": "上周", "通用名": "小计"], .badDate, "采购日期", "上周", amount: 30),
    BrokenLine(
      ["订单明细编号": "", "采购日期": "", "通用名": "小计数器"], .missingValue, "采购日期", "", amount: 30),
    BrokenLine(text: TestLine.header, .repeatedHeader, "订单明细编号"),
    BrokenLine(text: TestLine.header + ",,", .repeatedHeader, "订单明细编号"),
    BrokenLine(["采购日期": ""], .missingValue, "采购日期", "", amount: 30),
    BrokenLine(["采购日期": "无"], .missingValue, "采购日期", "无", amount: 30),
    BrokenLine(["采购日期": "2025-02-30"], .noSuchDay, "采购日期", "2025-02-30", amount: 30),
    BrokenLine(["采购日期": "45999"], .dateSerial, "采购日期", "45999", amount: 30),
    BrokenLine(["采购日期": "上周"], .badDate, "采购日期", "上周", amount: 30),
    BrokenLine(
      ["国家医保药品代码": "-", "通用名": ""], .missingValue, "国家医保药品代码", "-", amount: 30),
    BrokenLine(
      ["医疗机构编码": "", "医疗机构名称": "\\N"], .missingValue, "医疗机构编码", "", amount: 30),
    BrokenLine(
      ["国家医保药品代码": "1.23E+19"], .damagedCode, "国家医保药品代码", "1.23E+19", amount: 30),
    BrokenLine(
      ["医疗机构编码": "1.40802E+11"], .damagedCode, "医疗机构编码", "1.40802E+11", amount: 30),
    BrokenLine(
      ["订单明细编号": "2.02501E+14"], .damagedCode, "订单明细编号", "2.02501E+14", amount: 30),
    BrokenLine(["订单明细编号": "2e+15"], .damagedCode, "订单明细编号", "2e+15", amount: 30),
    BrokenLine(["到货数量": "-3"], .outOfRange, "到货数量", "-3", amount: 30),
    BrokenLine(["采购单价": "1e300"], .outOfRange, "采购单价", "1e300", amount: 30),
    BrokenLine(["采购日期": "9999-12-31"], .dateOutOfRange, "采购日期", "9999-12-31", amount: 30),
    BrokenLine(["采购渠道": "邻居"], .unknownValue, "采购渠道", "邻居", amount: 30),
    BrokenLine(["采购单价": "十元"], .badNumber, "采购单价", "十元", amount: 30),
    BrokenLine(["采购数量": "3盒"], .badNumber, "采购数量", "3盒", amount: 30),
    BrokenLine(["采购金额": "\"3,00\""], .badNumber, "采购金额", "3,00", amount: 30),
    BrokenLine(["采购金额": "三十"], .badNumber, "采购金额", "三十", amount: 30),
    BrokenLine(["到货数量": "全部"], .badNumber, "到货数量", "全部", amount: 30),
    BrokenLine(["退货数量": "x"], .badNumber, "退货数量", "x", amount: 30),
    BrokenLine(["转换比": "20片"], .badNumber, "转换比", "20片", amount: 30),
    BrokenLine(["转换比": "-1"], .outOfRange, "转换比", "-1", amount: 30),
    // What a line says may be in range, and what follows from it not.
    BrokenLine(["转换比": "4000000000"], .outOfRange, "转换比", "4000000000", amount: 30),
    BrokenLine(["转换比": "3333333333.5"], .outOfRange, "转换比", "3333333333.5", amount: 30),
    BrokenLine(
      ["采购单价": "10000000000", "采购数量": "1", "采购金额": "", "到货数量": "1", "转换比": "0.0001"], .outOfRange,
      "转换比", "0.0001", amount: 10_000_000_000),
    BrokenLine(
      ["采购单价": "", "采购金额": ""], .missingValue, "采购金额", "", amount: nil),
    BrokenLine(
      ["采购单价": "", "采购数量": "", "到货数量": ""], .missingValue, "采购数量", "", amount: 30),
    BrokenLine(["采购数量": "0", "采购金额": "0"], .zeroQuantity, "采购数量", "0", amount: 0),
    BrokenLine(["采购单价": "-10"], .negativePrice, "采购单价", "-10", amount: 30),
    BrokenLine(
      ["采购数量": "10000000001", "采购金额": ""], .outOfRange, "采购数量", "10000000001",
      amount: nil),
    BrokenLine(
      ["采购单价": "20000000000", "采购金额": ""], .outOfRange, "采购金额", "", amount: nil),
    BrokenLine(
      ["采购数量": "2000000000000000000000"], .outOfRange, "采购数量", "2000000000000000000000",
      amount: 30),
    BrokenLine(
      ["退货数量": "10000000001"], .outOfRange, "退货数量", "10000000001", amount: 30),
    BrokenLine(["采购金额": "30.03"], .amountMismatch, "采购金额", "30.03", amount: 30.03),
    BrokenLine(["采购金额": "300.00"], .amountMismatch, "采购金额", "300.00", amount: 300),
    BrokenLine(["订单状态": "作废"], .cancelled, "订单状态", "作废", amount: 30),
    BrokenLine(["订单状态": "已取消"], .cancelled, "订单状态", "已取消", amount: 30),
  ]

  @Test(arguments: broken)
  func aBrokenLineIsNamedAndTheRunGoesOn(_ line: BrokenLine) throws {
    let text = [TestLine.header, TestLine("L1").text, line.text, TestLine("L3").text, ""]
      .joined(separator: "\n")
    let reading = try Reading(text)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.linesRead) == 3)
    #expect(reading.sum(\.accepted) == 2)
    #expect(reading.sum(\.rejected) == 1)
    #expect(reading.sum(\.amountAccepted) == yuan(60))
    #expect(reading.sum(\.amountRejected) == yuan(line.amount ?? 0))
    #expect(reading.result.rejectCounts == [line.reason: 1])
    let reject = try #require(reading.result.rejects.first)
    #expect(reject.source == SourceLine(file: "purchases/a.csv", line: 3))
    #expect(reject.reason == line.reason)
    #expect(reject.column == line.column)
    #expect(reject.value.prefix(40) == line.value.prefix(40))
    #expect(reject.amount == line.amount.map(yuan))
    #expect(reject.other == nil)
  }

  @Test(arguments: [
    ("L2,2025-03-05,H320", RejectReason.truncated),
    ("L2", .truncated),
    ("L2,2025-03-05,\"H3201", .unclosedQuote),
  ])
  func aFileCutOffMidLineKeepsItsWholeLines(_ rest: String, _ reason: RejectReason) throws {
    let reading = try Reading(purchaseFile([TestLine("L1")]) + rest)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.linesRead) == 2)
    #expect(reading.sum(\.amountAccepted) == yuan(30))
    let reject = try #require(reading.result.rejects.first)
    #expect(reject.source.line == 3)
    #expect(reject.reason == reason)
  }

  /// Without a limit for the whole file, 92,234 lines at the limit of one would exceed 64 bits.
  @Test func linesBeyondWhatAFileMayComeToAreRefused() throws {
    let lines = (1...1_100).map {
      TestLine("L\($0)", ["采购单价": "10000000000", "采购数量": "1", "采购金额": "", "到货数量": "1"])
    }
    let reading = try Reading(purchaseFile(lines))
    reading.expectClosedAccounts()
    // 10^17 is the limit; a line comes to 10^14, with another three or four units.
    #expect(reading.sum(\.accepted) == 999)
    #expect(reading.result.rejectCounts == [.outOfRange: 101])
    let reject = try #require(reading.result.rejects.first)
    #expect(reject.source.line == 1001)
    #expect(reject.column == "采购金额")
  }

  @Test func aRatioOfTheCatalogueBeyondMeasureIsSaidToBe() throws {
    let folder = try TemporaryFolder()
    try folder.write("products.csv", "医保代码,转换比\n\(TestLine.product),9000000000\n")
    try folder.write("purchases/a.csv", purchaseFile([TestLine("L1", ["转换比": ""])]))
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    let reject = try #require(reading.result.rejects.first)
    #expect(reject.reason == .outOfRange)
    #expect(reject.value == "9000000000")
  }

  @Test func aLastLineWithoutNewlineCounts() throws {
    let reading = try Reading(String(purchaseFile([TestLine("L1"), TestLine("L2")]).dropLast()))
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == 2)
  }

  @Test(arguments: [
    ("国家医保药品代码", "国家医保药品代码"), ("医疗机构编码", "医疗机构编码"), ("配送企业", "配送企业"),
  ])
  func bytesThatAreNoTextAreRefused(_ column: String, _ named: String) throws {
    var bytes = Array((TestLine.header + "\n" + TestLine("L1").text + "\n").utf8)
    for field in TestLine.columns {
      if field == column {
        bytes += [0x41, 0xFF, 0xFE, 0x42]
      } else {
        bytes += TestLine("L2").fields[TestLine.columns.firstIndex(of: field) ?? 0].utf8
      }
      bytes.append(UInt8(ascii: field == TestLine.columns.last ? "\n" : ","))
    }
    let reading = try Reading(bytes: bytes) { $0.encodingName = "utf-8" }
    reading.expectClosedAccounts()
    let reject = try #require(reading.result.rejects.first)
    #expect(reject.reason == .undecodable)
    #expect(reject.source.line == 3)
    #expect(reject.column == named)
    #expect(reject.value == "A\u{FFFD}\u{FFFD}B")
    #expect(reject.amount == yuan(30))
    #expect(reading.sum(\.amountAccepted) == yuan(30))
  }

  /// Numbers that were one order line each are one number now: none of them may swallow the others.
  @Test(arguments: [true, false], ["订单明细编号", "订单编号"])
  func shortenedNumbersOfOrdersAreRefusedByEitherReader(
    _ readsPlainLines: Bool, _ column: String
  ) throws {
    let header = TestLine.header.replacing("订单明细编号", with: column)
    let lines = [
      "2.02501E+14", "2.02501E14", "2.02502e+14", "P1", "-", "12E+3", "1.5E+2", "E+12", "5E10",
      "5.E10",
    ]
    let text = ([header] + lines.map { TestLine($0).text }).joined(separator: "\n") + "\n"
    let reading = try Reading(text) { $0.readsPlainLines = readsPlainLines }
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == 7)
    #expect(reading.result.rejectCounts == [.damagedCode: 3])
    #expect(reading.result.rejects.map(\.column) == [column, column, column])
    #expect(reading.result.rejects.map(\.source.line) == [2, 3, 4])
  }

  /// The same numbers are shortened ones in every column of codes; an office's own code may well be
  /// `5E10`.
  @Test(arguments: [
    ("1.23E+19", false), ("1.23E19", false), ("2E+15", false), ("5E10", true), ("12E5", true),
    ("1.5E+2", true), ("1E+5A", true),
  ])
  func oneRuleTellsShortenedCodes(_ code: String, isAccepted: Bool) throws {
    for column in ["国家医保药品代码", "医疗机构编码", "订单明细编号"] {
      let reading = try Reading(
        TestLine.header + "\n" + TestLine("L1", [column: code]).text + "\n")
      reading.expectClosedAccounts()
      #expect(reading.sum(\.accepted) == (isAccepted ? 1 : 0), "\(column)")
      #expect(reading.result.rejectCounts == (isAccepted ? [:] : [.damagedCode: 1]), "\(column)")
    }
  }

  /// A name that several institutions of the catalogue have says of none of them that it bought; one
  /// that a single one has does.
  @Test func aNameOfSeveralInstitutionsIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "institutions.csv", "医疗机构编码,医疗机构名称,机构性质,区县\nH1,中心卫生院,民营,东区\nH2,中心卫生院,公立,西区\nH3,县医院,公立,西区\n")
    let lines = ["中心卫生院", "县医院"].map { TestLine("L\($0)", ["医疗机构编码": "", "医疗机构名称": $0]).text }
    try folder.write(
      "purchases/a.csv", ([TestLine.header] + lines).joined(separator: "\n") + "\n")
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.panel.institutions.map(\.code) == ["H3"])
    let reject = try #require(reading.result.rejects.first)
    #expect(reject.reason == .ambiguousInstitution)
    #expect(reject.column == "医疗机构名称")
    #expect(reject.value == "中心卫生院")
    #expect(reject.amount == yuan(30))
  }

  /// What an institution was called before stands for it, unless another is called so now; of two that were
  /// called so, a line does not say which.
  @Test(arguments: [
    ("老县医院", "H1"), ("县一院", "H1"), ("县医院", "H1"), ("中医院", "H2"), ("卫生所", nil),
    ("别的医院", "别的医院"),
  ])
  func aFormerNameIsThatOfTheInstitution(_ name: String, _ code: String?) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "institutions.csv",
      "医疗机构编码,医疗机构名称,曾用名\nH1,县医院,老县医院、 县一院；中医院;县医院;卫生所\nH2,中医院,卫生所;;\n")
    let line = TestLine("L1", ["医疗机构编码": "", "医疗机构名称": name]).text
    try folder.write("purchases/a.csv", "\(TestLine.header)\n\(line)\n")
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.panel.institutions.map(\.code) == (code.map { [$0] } ?? []))
    #expect(reading.result.rejects.map(\.reason) == (code == nil ? [.ambiguousInstitution] : []))
  }

  /// A file that has names only is not told of codes, and a number from another column is not blamed.
  @Test(
    arguments: [
      ("一院,甲,1,10,0,0", .zeroQuantity, "到货数量", "0"), ("一院,-,1,10,1,10", .missingValue, "通用名", "-"),
      ("-,甲,1,10,1,10", .missingValue, "医院名称", "-"),
      ("一院,甲,1,10,20000000000,", .outOfRange, "到货数量", "20000000000"),
      ("一\u{1},甲,1,10,,", .missingValue, "quantity", ""),
    ] as [(String, RejectReason, String, String)])
  func whatIsAtFaultIsNamed(
    _ line: String, _ reason: RejectReason, _ column: String, _ value: String
  ) throws {
    let reading = try Reading(
      "订单明细编号,日期,医院名称,通用名,转换比,单价,到货数量,到货金额\nL3,2025-04-01,\(line)\n")
    reading.expectClosedAccounts()
    let reject = try #require(reading.result.rejects.first)
    #expect(reject.reason == reason)
    #expect(reject.column == column)
    #expect(reject.value == value)
  }

  @Test(arguments: ["医院名称", "通用名"])
  func aNameThatIsNoTextIsNamedAsAName(_ column: String) throws {
    var bytes = Array("日期,医院名称,通用名,单价,数量\n2025-04-01,".utf8)
    for name in ["医院名称", "通用名"] {
      bytes += name == column ? [0x41, 0xFF] : Array("甲".utf8)
      bytes.append(UInt8(ascii: ","))
    }
    let reading = try Reading(bytes: bytes + Array("1,1\n".utf8)) { $0.encodingName = "utf-8" }
    reading.expectClosedAccounts()
    let reject = try #require(reading.result.rejects.first)
    #expect(reject.reason == .undecodable)
    #expect(reject.column == column)
    #expect(reject.value.hasPrefix("A\u{FFFD}"))
  }

  @Test func aCodeThatLostItsZerosIsDamaged() throws {
    let folder = try TemporaryFolder()
    try folder.write("products.csv", "医保代码,通用名\n00123456789,甲\n")
    try folder.write(
      "purchases/a.csv", purchaseFile([TestLine("L1", ["国家医保药品代码": "123456789"])]))
    let reading = try Reading(folder)
    reading.expectClosedAccounts()
    #expect(reading.result.rejects.map(\.reason) == [.damagedCode])
    #expect(reading.result.rejects.map(\.value) == ["123456789"])
  }

  @Test func blankLinesAreNoRecords() throws {
    let reading = try Reading(
      TestLine.header + "\n\n" + TestLine("L1").text + "\r\n\r\n\n" + TestLine("L2").text)
    reading.expectClosedAccounts()
    #expect(reading.sum(\.linesRead) == 2)
    #expect(reading.panel.cells.first?.highest?.line == 3)
  }

  @Test func delimitersBehindTheLastFieldAreNothing() throws {
    let reading = try Reading(
      TestLine.header + ",,\n" + TestLine("L1").text + ",,\n" + TestLine("L2").text + "\n")
    reading.expectClosedAccounts()
    #expect(reading.sum(\.accepted) == 2)
  }
}
