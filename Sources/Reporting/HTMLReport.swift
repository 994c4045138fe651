public import Analysis
import Mustache

/// `report.html`: one page that stands alone, to be read on a screen or printed on A4.
///
/// No script, no network, no font file: style sheet and charts are part of the page. The template
/// knows only sections, tables and figures; what they say comes from the same tables as the
/// workbook.
public struct HTMLReport: Sendable {
  /// How many findings the page lists; the rest stand in `findings.csv`.
  public static let clueLimit = 500

  private let tables: ReportTables

  /// The page of `report` in `language`.
  public init(_ report: Report, language: Language) {
    tables = ReportTables(report, language: language)
  }

  /// The file's bytes: UTF-8 without BOM.
  ///
  /// - Throws: Mustache's error when the template cannot be parsed, which a test rules out.
  /// - Complexity: O(*n*) in the findings listed.
  public func bytes() throws -> [UInt8] {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
    return Array(template.render(page).utf8)
  }

  private var page: [String: Any] {
    let t = tables.t
    let report = tables.report
    var page: [String: Any] = [
      "lang": t.language.tag, "css": String(decoding: PackageResources.report_css, as: UTF8.self),
      "title": t(Phrases.reportTitle), "month": t.month(report.month),
      "subtitle": HTMLText.subtitle(tables), "scope": tables.scope,
      "accountLabel": t("数据质量", "Data quality"), "account": tables.accountLine,
      "figures": tables.headlineFigures.map(HTMLView.headline),
      "contentsLabel": t("目录", "Contents"),
      "sections": HTMLSections(tables).all.map(HTMLView.section),
      "footer": HTMLText.footer(tables),
    ]
    let actions = HTMLText.actions(tables)
    page["actionsLabel"] = t("优先核实的线索", "To be verified first")
    page["actions"] = actions.isEmpty ? [t("本月无线索。", "No clues this month.")] : actions
    let missing = tables.missing.rows.map { $0.cells.map(\.text).joined(separator: t("：", ": ")) }
    page["missingLabel"] = t("未计算内容", "Not computed")
    page["missing"] = missing
    return page
  }
}
