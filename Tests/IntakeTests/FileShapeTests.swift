import DelimitedText
import Intake
import PricePanel
import Procurement
import SystemPackage
import TestSupport
import Testing

/// Encodings, delimiters, titles and sums, and files that lack a header or lines.
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
