import DelimitedText
import Foundation
import Testing

@testable import Analysis
@testable import Indicators
@testable import Procurement
@testable import Reporting

@Suite struct CSVTests {
  @Test func `findings have the contract's columns, a BOM and CRLF`() {
    let bytes = FindingsCSV.bytes(of: ReportFixture.report())
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let first = String(decoding: bytes.dropFirst(3).prefix { $0 != 0x0A }, as: UTF8.self)
    #expect(
      first
        == "finding_id,monitor,severity,month,product_code,product_name,institution_code,"
        + "institution_name,region,distributor,manufacturer,observed,reference,reference_kind,"
        + "ratio,peers,quantity,excess_amount,status,suggested_step,source,"
        + "unit,mix_effect,since,variety,batch\r")
  }

  @Test func `hostile text is neutralised, numbers are not`() throws {
    let rows = csvRows(FindingsCSV.bytes(of: ReportFixture.report()))
    #expect(rows.count == 61)
    #expect(rows.allSatisfy { $0.count == FindingsCSV.columns.count })
    let hostile = try #require(rows.first { $0[5].contains("cmd") })
    #expect(hostile[5] == "'" + ReportFixture.hostileFormula)
    #expect(hostile[4].hasPrefix("'-1.23E+19"))
    #expect(hostile[10] == "'@某企业, \"引号\"\n换行")
    let fall = try #require(rows.first { $0[1] == "price-drop" })
    #expect(fall[17].hasPrefix("-"))
  }

  /// One row an indicator, fact and part, with the figures that the report has.
  @Test func `indicators stand with their facts and parts`() throws {
    var report = ReportFixture.report()
    report.indicators = [
      IndicatorResult(
        id: "savings", scope: "in-force", period: report.month.startOfYear...report.month,
        unit: .amount, numerator: .money(Money(rounding: 12.5)), value: 12.5,
        series: [
          MonthValue(month: report.month.startOfYear, value: nil),
          MonthValue(month: report.month, value: 12.5),
        ],
        facts: [IndicatorFact(.priceDrop, .ratio(0.25)), IndicatorFact(.matchedShare, nil)],
        breakdown: [
          IndicatorPart(
            dimension: .variety, name: "=cmd", code: "B1", numerator: .money(Money(rounding: 37.5)),
            denominator: .money(Money(rounding: 50)), value: 12.5,
            facts: [IndicatorFact(.items, .count(3))]),
          IndicatorPart(dimension: .batch, name: "批次", code: "B2", reason: .noBasePrice),
        ]),
      IndicatorResult(
        id: "credit-coverage", scope: "listed", period: report.month...report.month, unit: .ratio,
        reason: .noInput),
    ]
    let bytes = IndicatorsCSV.bytes(of: report)
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let head = "savings,,in-force,2025-01,2025-12"
    #expect(
      String(decoding: bytes.dropFirst(3), as: UTF8.self).components(separatedBy: "\r\n") == [
        "indicator,subject,scope,first_month,last_month,row,split,code,name,unit,value,reference,"
          + "amount_unit,numerator,denominator,reason",
        head + ",value,,,,amount,12.5,,money,12.50,,",
        head + ",fact,,,price-drop,ratio,0.25,,,,,",
        head + ",fact,,,matched-share,,,,,,,",
        head + ",month,,2025-01,,amount,,,,,,", head + ",month,,2025-12,,amount,12.5,,,,,",
        head + ",part,variety,B1,'=cmd,amount,12.5,,money,37.50,50.00,",
        head + ",fact,variety,B1,items,count,3,,,,,",
        head + ",part,batch,B2,批次,amount,,,,,,no-base-price",
        "credit-coverage,,listed,2025-12,2025-12,value,,,,ratio,,,,,,no-input",
        "filed-purchases,,public,2025-01,2025-12,part,institution,H14088100007,"
          + "\"<script>alert(\"\"1\"\")</script>\",ratio,0.151381,,money,182340.50,1204511.36,", "",
      ])
  }

  @Test func `targets stand in the plans' own words beside the values now`() throws {
    let rows = csvRows(TargetsCSV.bytes(of: ReportFixture.report()))
    #expect(rows[0] == TargetsCSV.columns)
    #expect(rows.count == ReportFixture.targets.count + 1)
    let own = try #require(rows.first { $0[1] == "true" && $0[4] == "platform-share/drugs" })
    #expect(
      own == [
        "yuncheng", "true", "运城市", "运城市“十四五”全民医疗保障规划", "platform-share/drugs",
        "platform-share/drugs", "专栏1", "2020", "85%", "0.85", "2025", "90%以上", "0.9", "0.8731",
        "0.0269", "0.896", "0.0269", "0.00462", "2027-05", "0.458", "true", "behind", "",
      ])
    let blank = try #require(
      rows.first { $0[0] == "xixiang" && $0[4] == "platform-share/combined" })
    #expect(blank[9...].prefix(8) == ["", "2025", "", "", "", "", "", ""])
    #expect(blank.suffix(2) == ["notComputable", "target-blank"])
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+86", "'+86"), ("-", "'-"), ("@x", "'@x"), ("\tx", "'\tx"),
    ("\rx", "'\rx"), ("阿=1", "阿=1"), ("", ""), ("'=1", "'=1"),
  ])
  func `text that a spreadsheet would run gets an apostrophe`(text: String, written: String) {
    #expect(CSVCell.text(text).field == written)
    #expect(CSVCell.number("-3.40").field == "-3.40")
  }

  @Test(arguments: Language.allCases)
  func `rejects say what became of the line and what to do`(language: Language) {
    let rows = csvRows(RejectsCSV.bytes(of: ReportFixture.report(), language: language))
    #expect(
      rows[0] == [
        "file", "line", "kind", "column", "value", "reason", "message", "amount", "other",
      ])
    #expect(rows.dropFirst().map { $0[2] } == ["rejected", "duplicate", "rejected", "superseded"])
    #expect(rows[1][4] == "'" + ReportFixture.hostileFormula)
    #expect(rows[2][8] == "purchases/2024年订单.csv:202")
    #expect(rows[3][4] == "'-3,4")
    #expect(rows[3][7] == "-3.40")
    #expect(rows.allSatisfy { !$0[6].isEmpty })
  }

  @Test func `fields are quoted only where they need it`() {
    var writer = DelimitedWriter()
    writer.write(["a", "b,c", "d\"e", "f\ng", " h", "", "集采"])
    writer.write([""])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",,集采\r\n\"\"\r\n")
  }
}
