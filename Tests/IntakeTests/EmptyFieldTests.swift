import DelimitedText
import Intake
import PricePanel
import Procurement
import TestSupport
import Testing

/// What stands for nothing does so however it is written: with blanks of all kinds round it, between quotation
/// marks, in full-width signs.
struct EmptyFieldTests {
  private static let nothing = [
    " ", "\" \"", "\"                    \"", "\u{3000}", "\u{3000}\u{3000}", "\u{A0}", "\u{FEFF}",
    "'", "\" - \"",
    "\u{3000}-", "-\u{3000}", "－", "\"无 \"", "ＮＵＬＬ", "／", "\" \\N\"",
  ]

  private static func reading(
    _ column: String, _ value: String, _ encoding: TextEncoding
  ) throws -> Reading {
    let lines = (1...5).map { line in
      TestLine(
        "L\(line)",
        [
          "采购日期": "2025-03-0\(line)", "医疗机构名称": line < 4 ? "一院" : "二院",
          "通用名": line == 2 ? "头孢" : "阿莫西林", column: value,
        ]
      ).text
    }
    let folder = try TemporaryFolder()
    try folder.write(
      "purchases/a.csv",
      encoding.encode(([TestLine.header] + lines).joined(separator: "\n") + "\n"))
    return try Reading(folder)
  }

  @Test(
    arguments: [
      "订单明细编号", "国家医保药品代码", "医疗机构编码", "配送企业", "采购金额", "到货数量", "退货数量", "转换比", "订单状态",
      "采购渠道",
    ], [TextEncoding.utf8, .gb18030])
  func aFieldOfBlanksIsEmpty(_ column: String, _ encoding: TextEncoding) throws {
    let empty = try Self.reading(column, "", encoding)
    #expect(empty.sum(\.accepted) == 5)
    // Of four bytes in GB18030, the last of which is a digit's: the number of an order line, to all appearances.
    let digits = column == "订单明细编号" && encoding == .gb18030 ? ["\u{A0}", "\u{FEFF}"] : []
    for value in Self.nothing where !digits.contains(value) {
      let blank = try Self.reading(column, value, encoding)
      #expect(blank.sum(\.accepted) == 5, "\(value.debugDescription)")
      #expect(blank.sum(\.amountAccepted) == empty.sum(\.amountAccepted))
      #expect(panelText(blank.panel) == panelText(empty.panel), "\(value.debugDescription)")
    }
  }
}
