import Analysis
import Procurement

/// The first sheet: what the book is, and where everything stands.
struct WorkbookContents: Sendable {
  /// The sheets after it, with their final names.
  let pages: [WorkbookPage]
  /// The sheet's own name.
  let name: String

  private let tables: ReportTables
  private let isPublic: Bool
  private var t: Wording { tables.t }

  /// The contents of a book of `pages`, cut into sheets of at most `rowLimit` rows.
  ///
  /// - Parameter isPublic: whether the book is for publication, and says nothing of the input.
  init(_ tables: ReportTables, pages: [WorkbookPage], isPublic: Bool = false, rowLimit: Int) {
    self.tables = tables
    self.isPublic = isPublic
    let t = tables.t
    var names = SheetNames()
    name = names.name(for: t("目录", "Contents"))
    let parts = pages.flatMap { page in
      page.split(limit: rowLimit) { rows, parts, part in
        let count = NumberText.count(rows)
        return t(
          "共 \(count) 行，超出单表上限，分 \(parts) 张表，本表为第 \(part) 张。",
          "\(count) rows, more than a sheet holds: sheet \(part) of \(parts). ")
      }
    }
    var final: [String: String] = [:]
    var named: [WorkbookPage] = []
    for var page in parts {
      let wanted = page.name
      page.name = names.name(for: wanted)
      if final[wanted] == nil { final[wanted] = page.name }
      named.append(page)
    }
    self.pages = named.map { page in
      var page = page
      page.links = page.links.compactMapValues { final[$0] }
      return page
    }
  }

  /// What the file says of itself.
  var properties: Workbook.Properties {
    let report = tables.report
    return Workbook.Properties(
      title: title, subject: [plan, tables.scope].compactMap(\.self).joined(separator: " "),
      comments: isPublic ? "" : source, created: report.month.lastDay)
  }

  /// Writes the sheet.
  func fill(_ sheet: inout Sheet) throws(WorkbookError) {
    for (column, width) in Self.widths.enumerated() {
      try sheet.setWidth(width, ofColumn: column)
    }
    try sheet.write(title, row: 0, column: 0, style: CellStyle(role: .heading))
    try sheet.setHeight(28, ofRow: 0)
    var row = 1
    for line in lines {
      try sheet.write(
        line, row: row, columns: 0...(Self.widths.count - 1),
        style: CellStyle(role: .note, wraps: true))
      let room = Int(Self.widths.reduce(0, +) * 1.05)
      try sheet.setHeight(
        Double(TextWidth.wrapped(line, to: room).count) * 12.5 + 4, ofRow: row)
      row += 1
    }
    row += 1
    let header = row
    let headings = [
      t("工作表", "Sheet"), t("内容", "What it holds"), t("行数", "Rows"),
    ]
    for (column, heading) in headings.enumerated() {
      try sheet.write(heading, row: row, column: column, style: CellStyle(role: .header))
    }
    row += 1
    for page in pages { try fill(&sheet, with: page, row: &row) }
    sheet.hideGrid()
    sheet.setTabColour(0xB5651D)
    sheet.freeze(rows: header + 1, columns: 0)
    try sheet.setUpPrint(
      rows: 0...max(row - 1, 1), columns: Self.widths.count, repeating: header...header,
      footer: "&L\(t(Phrases.reportTitle)) \(tables.report.month)&C&A&R&P / &N")
  }

  private func fill(
    _ sheet: inout Sheet, with page: WorkbookPage, row: inout Int
  ) throws(WorkbookError) {
    for (index, (block, place)) in zip(page.blocks, page.places).enumerated() {
      if index == 0 {
        try sheet.write(
          (page.isPart ? "　" : "") + page.name, linkTo: page.name, targetRow: 0, row: row,
          column: 0, style: CellStyle(role: .link))
      } else {
        try sheet.write("", row: row, column: 0, style: CellStyle())
      }
      let what = block.table.title + (block.chart == nil ? "" : t("（含图）", " (with a chart)"))
      try sheet.write(
        what, linkTo: page.name, targetRow: place.title, row: row, column: 1,
        style: CellStyle(role: .link))
      try sheet.write(
        Double(block.table.rows.count), row: row, column: 2, style: CellStyle(number: .whole))
      row += 1
    }
  }

  private static let widths = [30.0, 62.0, 12.0]

  private var title: String {
    t(isPublic ? Phrases.disclosureTitle : Phrases.reportTitle) + " "
      + t.month(tables.report.month)
  }

  private var plan: String? {
    tables.report.plan.map { plan in
      t("对照规划：", "Measured against: ") + plan.region
        + (plan.document.isEmpty ? "" : t("（\(plan.document)）", " (\(plan.document))"))
        + t("。", ".")
    }
  }

  /// What the book was made from.
  private var source: String {
    let count = NumberText.count(tables.report.data.files.count)
    return t(
      "由 jicai 根据 \(count) 个采购文件生成：\(tables.accountLine)。规则：\(t.rules(of: tables.report))。",
      "Made by jicai from \(count) purchase files: \(tables.accountLine). "
        + "Rules: \(t.rules(of: tables.report)).")
  }

  private var lines: [String] {
    if isPublic {
      return [tables.scope, plan, HTMLText.publicFooter(tables)].compactMap(\.self)
    }
    return [
      tables.scope, plan, source,
      t(
        "线索仅供核实，不作为认定结论。金额为扣除退货后的净额；缺少数据的指标写“无法计算”及原因，不以 0 或 100% 代替。",
        "Clues are to be verified and are not verdicts. Money is net of returns; what lacks data is "
          + "not computable, with the reason, and never 0 or 100 %."),
      absent,
    ].compactMap(\.self)
  }

  /// The sections that have nothing to show.
  private var absent: String? {
    let names = Set(pages.map(\.name))
    let missing = WorkbookSection.allCases.map { t($0.name) }.filter { !names.contains($0) }
    guard !missing.isEmpty else { return nil }
    let list = t.list(missing)
    return t("本月没有内容、未列出的工作表：\(list)。", "Sheets left out, with nothing to show: \(list).")
  }
}
