import Analysis
import Procurement
import Testing

@testable import Reporting

/// The parts of the workbook that need no file.
@Suite struct WorkbookPartsTests {
  @Test(arguments: [
    ("阿托伐他汀钙片", "阿托伐他汀钙片"), ("a\tb\nc", "a\tb\nc"), ("a\r\nb\rc", "a\nb\nc"),
    ("\u{0}\u{1B}[2J\u{7F}", "␀␛[2J␡"), ("\u{FFFE}x\u{FFFF}", "\u{FFFD}x\u{FFFD}"),
    ("_x000D_", "_x005F_x000D_"), ("_x00G0_ _x12_", "_x00G0_ _x12_"), ("", ""),
  ])
  func `text becomes what a cell can hold`(text: String, legal: String) {
    #expect(CellText.legal(text, cutNote: "…") == legal)
  }

  @Test(arguments: ["长", "a", "😀", "e\u{301}\u{302}\u{303}", "_x000D_"], [32_766, 32_767, 32_768])
  func `text is cut at what a cell holds, and says so`(unit: String, count: Int) {
    let text = String(repeating: unit, count: count)
    let legal = CellText.legal(text, cutNote: "（截断）")
    let fits = unit.utf16.count == 1 && count <= CellText.limit
    #expect(legal.utf16.count <= CellText.limit)
    #expect(legal.hasSuffix("（截断）") != fits)
    #expect(fits ? legal == text : legal.utf16.count > CellText.limit - 8)
  }

  @Test func `names of sheets are legal and told apart`() {
    var names = SheetNames()
    #expect(names.name(for: "异常线索") == "异常线索")
    #expect(names.name(for: "异常线索") == "异常线索 (2)")
    #expect(names.name(for: "a/b[c]:*?'\\\n") == "abc")
    #expect(names.name(for: "ABC") == "ABC (2)")
    #expect(names.name(for: "") == "–")
    let long = String(repeating: "长", count: 40)
    let cut = [names.name(for: long), names.name(for: long)]
    #expect(cut[0] == String(repeating: "长", count: 31))
    #expect(cut[1] == String(repeating: "长", count: 27) + " (2)")
  }

  @Test(arguments: Language.allCases)
  func `no number is wider than its column`(language: Language) {
    let pages = WorkbookPages(ReportTables(ReportFixture.report(), language: language)).all
    #expect(pages.count > 10)
    for page in pages {
      let widths = ColumnWidths(page).widths
      for row in page.blocks.flatMap(\.table.rows) {
        for (column, cell) in row.cells.enumerated() where cell.number != nil {
          #expect(Double(TextWidth.columns(cell.text)) < widths[column], "\(page.name) \(cell)")
        }
      }
    }
  }

  @Test func `blocks of a page do not overlap`() {
    let pages = WorkbookPages(ReportTables(ReportFixture.report(), language: .zh)).all
    for page in pages {
      var next = 1
      for (block, place) in zip(page.blocks, page.places) {
        #expect(place.title >= next, "\(page.name)")
        #expect(place.header > (place.chart ?? place.note ?? place.title))
        if let chart = block.chart, let row = place.chart {
          #expect(place.header >= row + chart.height)
        }
        #expect(place.last == place.header + block.table.rows.count)
        next = place.last + 2
      }
    }
  }

  @Test func `a page too long for a sheet is cut by tables first`() throws {
    func table(_ title: String, rows: Int) -> Table {
      var table = Table(title: title, columns: [.number("n")])
      for row in 0..<rows { table.add([.count(row)]) }
      return table
    }
    let blocks = [table("a", rows: 3), table("b", rows: 25), table("c", rows: 0)]
      .map { WorkbookPage.Block(table: $0) }
    let page = try #require(WorkbookPage(name: "page", heading: "page", blocks: blocks))
    let parts = page.split(limit: 16) { "\($0) in \($1), \($2). " }
    #expect(parts.map(\.name) == ["a", "b", "b", "b"])
    #expect(parts.map { $0.blocks[0].table.rows.count } == [3, 12, 12, 1])
    #expect(
      parts.dropFirst().map { $0.blocks[0].table.note }
        == ["25 in 3, 1. ", "25 in 3, 2. ", "25 in 3, 3. "])
    #expect(parts.allSatisfy { ($0.places.last?.last ?? 0) < 16 })
    #expect(page.split(limit: 100) { _, _, _ in "" }.map(\.name) == ["page"])
  }

  @Test func `methods are there in both languages for every monitor of the report`() {
    func hasChinese(_ text: String) -> Bool {
      text.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) }
    }
    let methods = Phrases.indicatorMethods.values.flatMap {
      [$0.numerator, $0.denominator, $0.missing]
    }
    let sections = WorkbookSection.allCases.flatMap { [$0.name, $0.heading] }
    for phrase in Array(Phrases.monitorMethods.values) + methods + sections {
      #expect(hasChinese(phrase.zh), "\(phrase)")
      #expect(!phrase.en.isEmpty && !hasChinese(phrase.en), "\(phrase)")
    }
    for account in ReportFixture.report().monitors {
      #expect(Phrases.monitorMethods[account.id] != nil, "\(account.id)")
    }
  }

  /// 0.00514999999 has 0.005150 with six decimals, which a spreadsheet shows as 0.52 %.
  @Test(
    arguments: [
      (TableCell.percent(0.00514999999), 0.00514999999, "0.51%"),
      (.percent(0.005150001), 0.00515, "0.52%"), (.percent(1.0 / 3), 0.333333, "33.33%"),
      (.change(-0.00514999999), -0.00514999999, "-0.51%"),
      (.factor(1.2549999999), 1.2549999999, "1.25"),
    ] as [(TableCell, Double, String)])
  func `a cell shows what the page shows`(_ cell: TableCell, _ value: Double, _ text: String) {
    #expect(cell.number?.value == value)
    #expect(cell.text == text)
  }
}
