import Analysis
import Procurement

/// `report.xlsx`: a sheet a section, with real numbers, filters and print setup.
struct WorkbookWriter: Sendable {
  private let tables: ReportTables
  private let rowLimit: Int
  private let published: [ProductPrice]?

  /// The workbook for publication in `language`.
  init(_ disclosure: Disclosure, language: Language) {
    tables = ReportTables(disclosure.report, language: language)
    rowLimit = Workbook.rowLimit
    published = disclosure.prices
  }

  /// A workbook of `report` in `language`, whose sheets have at most `rowLimit` rows.
  init(_ report: Report, language: Language, rowLimit: Int = Workbook.rowLimit) {
    tables = ReportTables(report, language: language)
    self.rowLimit = rowLimit
    published = nil
  }

  /// One sheet before it is written.
  private struct Page {
    var name: String
    var tables: [Table]
  }

  /// Writes the file at `path`.
  ///
  /// - Throws: ``WorkbookError`` with what the library says.
  func write(to path: String) throws(WorkbookError) {
    let t = tables.t
    let report = tables.report
    var book = try Workbook(
      path: path, title: t(Phrases.reportTitle) + " " + report.month.description,
      created: report.month.lastDay)
    for page in pages.flatMap(split) {
      try book.addSheet(named: page.name) { (sheet) throws(WorkbookError) in
        try fill(&sheet, with: page)
      }
    }
    try book.close()
  }

  private var pages: [Page] {
    let t = tables.t
    if let published {
      return [
        Page(name: t("采购价格", "Purchase prices"), tables: [tables.prices(published)]),
        Page(name: t("价格指数", "Price index"), tables: [tables.priceIndices, tables.movement]),
        Page(name: t("平台采购率", "Platform share"), tables: [tables.purchases, tables.shares]),
        Page(name: t("集采执行", "VBP"), tables: [tables.counts, tables.completion]),
        Page(name: t("规划目标差距", "Plan targets"), tables: [tables.targets]),
      ]
    }
    return [
      Page(
        name: t("总体情况", "Overview"),
        tables: [tables.headlines, tables.account, tables.purchases, tables.missing]),
      Page(
        name: t("平台采购率", "Platform share"),
        tables: [tables.shares, tables.filedPurchases, tables.shareParts()]),
      Page(
        name: t("价格监测", "Prices"),
        tables: [
          tables.priceIndices, tables.indexMovers, tables.movement, tables.rises(),
          tables.falls(), tables.months,
        ]),
      Page(name: t("监测项", "Monitors"), tables: [tables.monitors]),
      Page(name: t("异常线索", "Clues"), tables: [tables.findings]),
      Page(
        name: t("集采执行", "VBP"),
        tables: [tables.counts, tables.completion] + tables.executionValues
          + tables.executionParts),
      Page(
        name: t("配送与回款", "Delivery and payment"), tables: tables.delivery + tables.deliveryParts),
      Page(name: t("短缺与信用", "Shortage and credit"), tables: tables.supply + tables.supplyParts),
      Page(name: t("规划目标差距", "Plan targets"), tables: [tables.targets]),
      Page(
        name: t("数据质量", "Data quality"),
        tables: [tables.account, tables.rejectCounts, tables.notices, tables.files]),
      Page(name: t("拒收明细", "Lines not counted"), tables: [tables.rejects]),
      Page(name: t("规则", "Rules"), tables: [tables.rules]),
    ]
  }

  /// Cuts a sheet of one long table into as many as its rows need, and says so on each.
  private func split(_ page: Page) -> [Page] {
    let room = rowLimit - 3
    guard page.tables.count == 1, let table = page.tables.first, table.rows.count > room else {
      return [page]
    }
    let parts = (table.rows.count + room - 1) / room
    return (0..<parts).map { index in
      let rows = (index * room)..<min((index + 1) * room, table.rows.count)
      var part = table
      part.rows = Array(table.rows[rows])
      part.note =
        tables.t(
          "共 \(NumberText.count(table.rows.count)) 行，超出单表上限，分 \(parts) 张表，本表为第 \(index + 1) 张。",
          "\(NumberText.count(table.rows.count)) rows, more than a sheet holds: sheet \(index + 1) of "
            + "\(parts). ") + part.note
      return Page(name: index == 0 ? page.name : "\(page.name) (\(index + 1))", tables: [part])
    }
  }

  private func fill(_ sheet: inout Sheet, with page: Page) throws(WorkbookError) {
    var row = 0
    var header = 0
    for (index, table) in page.tables.enumerated() {
      try sheet.write(table.title, row: row, column: 0, style: .init(role: .title))
      if !table.note.isEmpty {
        try sheet.write(table.note, row: row + 1, column: 0, style: .init(role: .note))
      }
      header = row + 2
      for (column, heading) in table.columns.enumerated() {
        try sheet.write(heading.title, row: header, column: column, style: .init(role: .header))
      }
      for (offset, line) in table.rows.enumerated() {
        try write(line, of: table, to: &sheet, row: header + 1 + offset)
      }
      let last = header + table.rows.count
      if index == page.tables.count - 1, !table.rows.isEmpty {
        try sheet.filter(rows: header...last, columns: table.columns.count)
      }
      row = last + 3
    }
    if let columns = page.tables.first?.printedColumns {
      try sheet.setPrintArea(rows: row - 2, columns: columns)
    }
    for (column, width) in widths(page.tables).enumerated() {
      try sheet.setWidth(width, ofColumn: column)
    }
    let isLong = page.tables.count == 1
    sheet.hideGrid()
    sheet.freeze(rows: isLong ? 3 : 1, columns: isLong ? 1 : 0)
    let report = tables.report
    try sheet.setUpPrint(
      repeating: 0...(isLong ? 2 : 0),
      footer: "&L\(tables.t(Phrases.reportTitle)) \(report.month)&C&A&R&P / &N")
  }

  private func write(
    _ line: Table.Row, of table: Table, to sheet: inout Sheet, row: Int
  ) throws(WorkbookError) {
    for (column, cell) in line.cells.enumerated() {
      var style = Workbook.Style(tone: line.tone)
      style.isRight = table.columns[column].isNumber
      switch cell {
      case .text(let text), .missing(let text):
        style.wraps = TextWidth.columns(text) > Self.widest
        try sheet.write(text, row: row, column: column, style: style)
      case .tag(let text, let tone):
        style.tone = tone == .plain ? line.tone : tone
        style.wraps = TextWidth.columns(text) > Self.widest
        try sheet.write(text, row: row, column: column, style: style)
      case .stack:
        try sheet.write(cell.text, row: row, column: column, style: style)
      default:
        guard let (number, format) = number(cell), number.isFinite else {
          try sheet.write(cell.text, row: row, column: column, style: style)
          continue
        }
        style.number = format
        try sheet.write(number, row: row, column: column, style: style)
      }
    }
  }

  /// The number in a cell and the format Excel shows it in.
  private func number(_ cell: TableCell) -> (Double, String)? {
    switch cell {
    case .count(let value): (Double(value), "#,##0")
    case .number(let value, let places):
      (value, places == 0 || value == value.rounded() ? "#,##0" : "#,##0.######")
    case .money(let value): (Double(value.fen) / 100, "#,##0.00")
    case .quantity(let value):
      (value.units, value.tenThousandths % 10_000 == 0 ? "#,##0" : "#,##0.0###")
    case .percent(let value): (value, "0.00%")
    case .change(let value): (value, "+0.00%;-0.00%;0.00%")
    case .points(let value, let unit): (value * 100, "0.00\" \(unit)\"")
    case .price(let value): (value, "#,##0.00####")
    case .factor(let value): (value, "0.00")
    case .text, .tag, .missing, .stack: nil
    }
  }

  private static let widest = 48

  /// Widths that fit heading and cells, Chinese counted double, within reason.
  private func widths(_ tables: [Table]) -> [Double] {
    var widths: [Int] = []
    for table in tables {
      for column in table.columns.indices {
        let heading = min(TextWidth.columns(table.columns[column].title), 18)
        let cells = table.rows.prefix(500).map {
          column < $0.cells.count ? TextWidth.columns($0.cells[column].text) : 0
        }
        let width = min(max(heading, cells.max() ?? 0, 6), Self.widest) + 3
        if column < widths.count {
          widths[column] = max(widths[column], width)
        } else {
          widths.append(width)
        }
      }
    }
    return widths.map { Double($0) }
  }
}
