import Testing

@testable import Reporting

@Suite struct HelpTextTests {
  private static let help = """
    OVERVIEW: 写出价格监测月报

    USAGE: jicai report [--data <dir>] [--plan <id>] [--profile <name|file>] [--rules <file>] [--encoding <name>]

      jicai report --data PriceData --month 2025-12 --plan yuncheng --out Reports

    OPTIONS:
      --data <dir>            数据文件夹 · The data folder. (default: PriceData)
      --profile <name|file>   全部采购文件使用的导入配置（名称或文件） · Import profile for all purchase files of the folder.
      -q, --quiet             不显示进度和摘要，只报错误
    """

  @Test func `lines are folded by the columns they take, and nothing is lost`() {
    let text = HelpText(Self.help).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.allSatisfy { TextWidth.columns($0) <= HelpText.width })
    #expect(
      lines.contains(
        "  jicai report --data PriceData --month 2025-12 --plan yuncheng --out Reports"))
    #expect(
      lines.contains("USAGE: jicai report [--data <dir>] [--plan <id>] [--profile <name|file>]"))
    #expect(lines.contains("                    [--rules <file>] [--encoding <name>]"))
    let folded = lines.first { $0.hasPrefix("  --profile <name|file>   全部") }
    #expect(folded == "  --profile <name|file>   全部采购文件使用的导入配置（名称或文件） · Import")
    #expect(
      lines.contains("                          profile for all purchase files of the folder."))
    #expect(text.filter { $0 != " " && $0 != "\n" } == Self.help.filter { $0 != " " && $0 != "\n" })
  }

  @Test(arguments: [
    (
      "crowded 20, watch-selected-multiple 1.8", 24,
      ["crowded 20,", "watch-selected-multiple", "1.8"]
    ),
    ("采购价，为参照值", 7, ["采购", "价，为", "参照值"]), ("aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]),
    ("a bbbbbbbbbbbb", 9, ["a bbbbbbb", "bbbbb"]), ("", 5, [""]),
    ("采购,12", 5, ["采", "购,12"]), ("见（附件）说明", 6, ["见（附", "件）说", "明"]),
  ])
  func `words stay whole where a line can be filled otherwise`(
    text: String, width: Int, lines: [String]
  ) {
    #expect(TextWidth.wrapped(text, to: width) == lines)
    let full = TextWidth.wrapped(text, to: width, keepsWords: false)
    #expect(full.dropLast().allSatisfy { TextWidth.columns($0) >= width - 1 })
    #expect(full.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }
}
