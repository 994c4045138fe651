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
  public static let plainClueLimit = 200
  /// How many reasons for what is not computed stand on the first screen; all stand in the annex.
  static let firstScreenReasons = 5

  private let tables: ReportTables
  private let published: [ProductPrice]?

  /// The page of `report` in `language`.
  public init(_ report: Report, language: Language) {
    tables = ReportTables(report, language: language)
    published = nil
  }

  /// The page for publication in `language`.
  public init(_ disclosure: Disclosure, language: Language) {
    tables = ReportTables(disclosure.report, language: language)
    published = disclosure.prices
  }

  /// The file's bytes: UTF-8 without BOM.
  ///
  /// - Throws: Mustache's error when the template cannot be parsed, which a test rules out, or
  ///   `EncodingError`, when a value has no JSON form.
  /// - Complexity: O(*n*) in the findings listed.
  public func bytes() throws -> [UInt8] {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
    return Array(template.render(try published.map(page) ?? page()).utf8)
  }

  /// What every page has: head, figures, sections, and nothing of a first screen.
  private func frame(
    title: Phrase, figures: [Headline], sections: [HTMLSections.Section], footer: String
  ) -> [String: Any] {
    let t = tables.t
    return [
      "lang": t.language.tag, "css": String(decoding: PackageResources.report_css, as: UTF8.self),
      "title": t(title), "month": t.month(tables.report.month),
      "subtitle": HTMLText.subtitle(tables), "scope": tables.scope, "account": false,
      "figures": figures.map(HTMLView.headline), "first": false,
      "contentsLabel": t("目录", "Contents"), "sections": sections.map(HTMLView.section),
      "footer": footer, "clueData": false, "scriptHash": HTMLScript.hash,
    ]
  }

  private func page(of prices: [ProductPrice]) -> [String: Any] {
    frame(
      title: Phrases.disclosureTitle, figures: tables.publishedFigures,
      sections: HTMLSections(tables).published(prices), footer: HTMLText.publicFooter(tables))
  }

  private func page() throws -> [String: Any] {
    let t = tables.t
    let report = tables.report
    var page = frame(
      title: Phrases.reportTitle, figures: tables.headlineFigures,
      sections: HTMLSections(tables).all, footer: HTMLText.footer(tables))
    page["account"] = true
    page["accountLabel"] = t("数据质量", "Data quality")
    page["accountText"] = tables.accountLine
    page["first"] = true
    page["actionsLabel"] = t("优先核实的线索", "To be verified first")
    page["actions"] = HTMLText.actions(tables).map { ["id": $0.id, "text": $0.text] }
    page["noActions"] =
      report.findings.isEmpty ? t("本月无线索。", "No clues this month.") : false
    let groups = tables.notComputed
    let count = NumberText.count(groups.reduce(0) { $0 + $1.count })
    page["missingLabel"] =
      t("未计算内容", "Not computed") + (groups.isEmpty ? "" : t("（\(count) 项）", " (\(count))"))
    let missing = groups.map { group in
      group.name + (group.isOwn ? "" : t("（其他规划）", " (other plans)")) + t("：", ": ")
        + tables.why(group)
    }
    page["missing"] = missing.prefix(Self.firstScreenReasons).map(\.self)
    let rest = groups.dropFirst(Self.firstScreenReasons).reduce(0) { $0 + $1.count }
    page["moreMissing"] =
      rest > 0 ? t("另有 \(rest) 项，见附件一", "\(rest) more in annex 1") : false
    page["nothingMissing"] = missing.isEmpty ? t("无。", "Nothing.") : false
    let clues = try HTMLClues(tables).json()
    page["clueData"] = clues.isEmpty ? false : clues
    page["script"] = HTMLScript.text
    page["scriptHash"] = HTMLScript.hash
    return page
  }
}
