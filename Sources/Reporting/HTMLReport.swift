public import Analysis
import Mustache

/// `report.html`: one page that stands alone, to be read on a screen or printed on A4.
///
/// No network, no framework, no font file: style sheet, charts and a small script are part of the
/// page, and without the script it reads as well. The template knows only sections, tables and
/// figures; what they say comes from the same tables as the workbook.
public struct HTMLReport: Sendable {
  /// How many findings the page's script lists; the rest stand in `findings.csv`.
  public static let clueLimit = ClueBackgrounds.limit
  /// How many findings are listed without the script, and printed.
  public static let plainClueLimit = 500
  /// How many reasons for what is not computed stand on the first screen; all stand in the annex.
  static let firstScreenReasons = 5

  private let tables: ReportTables

  /// The page of `report` in `language`.
  public init(_ report: Report, language: Language) {
    tables = ReportTables(report, language: language)
  }

  /// The file's bytes: UTF-8 without BOM.
  ///
  /// - Throws: Mustache's error when the template cannot be parsed, which a test rules out, or
  ///   `EncodingError`, when a value has no JSON form.
  /// - Complexity: O(*n*) in the findings listed.
  public func bytes() throws -> [UInt8] {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
    return Array(template.render(try page()).utf8)
  }

  private func page() throws -> [String: Any] {
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
    page["actionsLabel"] = t("优先核实的线索", "To be verified first")
    page["actions"] = HTMLText.actions(tables).map { ["id": $0.id, "text": $0.text] }
    page["noActions"] =
      report.findings.isEmpty ? t("本月无线索。", "No clues this month.") : false
    page["missingLabel"] = t("未计算内容", "Not computed")
    let missing = tables.missing.rows.map { $0.cells.map(\.text).joined(separator: t("：", ": ")) }
    page["missing"] = missing.prefix(Self.firstScreenReasons).map(\.self)
    let rest = NumberText.count(missing.count - Self.firstScreenReasons)
    page["moreMissing"] =
      missing.count > Self.firstScreenReasons
      ? t("另有 \(rest) 项，见附件一", "\(rest) more in annex 1") : false
    page["nothingMissing"] = missing.isEmpty ? t("无。", "Nothing.") : false
    let clues = try HTMLClues(tables).json()
    page["clueData"] = clues.isEmpty ? false : clues
    page["script"] = HTMLScript.text
    page["scriptHash"] = HTMLScript.hash
    return page
  }
}
