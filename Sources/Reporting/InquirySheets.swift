public import Analysis
import Mustache
import Procurement

/// The sheets that go with letters of inquiry (函询附表): one for each institution and each
/// manufacturer that has clues, to be printed on A4, with its clues, figures and evidence.
public struct InquirySheets: Sendable {
  /// The folder of the sheets below the month's.
  public static let folder = "sheets"

  /// One sheet.
  public struct Sheet: Sendable {
    /// The file's name, made of safe characters only.
    public let name: String
    let title: String
    let subject: String
    let findings: [Finding]
    let tables: ReportTables
  }

  private let tables: ReportTables

  /// The sheets of `report` in `language`.
  public init(_ report: Report, language: Language) {
    tables = ReportTables(report, language: language)
  }

  /// All sheets: institutions by code, then manufacturers by name, which are numbered.
  public var all: [Sheet] {
    let t = tables.t
    let findings = tables.report.findings
    let byInstitution = Dictionary(grouping: findings) { $0.institution?.code ?? "" }
    let byMaker = Dictionary(grouping: findings) { $0.product.manufacturer }
    var taken: Set<String> = []
    let institutions = byInstitution.keys.filter { !$0.isEmpty }.sorted().map { code in
      let own = byInstitution[code] ?? []
      let name = own.first?.institution?.name ?? code
      return Sheet(
        name: fileName("institution-" + FileName.safe(code), &taken),
        title: t("价格异常线索函询附表（医疗机构）", "Clues for a letter of inquiry: institution"),
        subject: name == code ? code : "\(name)  \(code)", findings: own, tables: tables)
    }
    let makers = byMaker.keys.filter { !$0.isEmpty }.sorted()
    let width = String(makers.count).utf8.count
    return institutions
      + makers.enumerated().map { index, name in
        let number = String(index + 1)
        let padded = String(repeating: "0", count: max(3, width) - number.utf8.count) + number
        return Sheet(
          name: fileName("enterprise-" + padded, &taken),
          title: t("价格异常线索函询附表（生产企业）", "Clues for a letter of inquiry: manufacturer"),
          subject: name, findings: byMaker[name] ?? [], tables: tables)
      }
  }

  /// Whether a file in the folder is one of ours.
  static func isSheet(_ name: String) -> Bool {
    (name.hasPrefix("institution-") || name.hasPrefix("enterprise-")) && name.hasSuffix(".html")
  }

  /// A name that no other sheet has, on file systems that do not tell case apart either.
  private func fileName(_ stem: String, _ taken: inout Set<String>) -> String {
    var name = stem
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name + ".html"
  }
}

extension InquirySheets.Sheet {
  /// The file's bytes: UTF-8 without BOM.
  ///
  /// - Throws: Mustache's error when the template cannot be parsed, which a test rules out.
  public func bytes() throws -> [UInt8] {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.sheet_mustache, as: UTF8.self))
    return Array(template.render(page).utf8)
  }

  private var page: [String: Any] {
    let t = tables.t
    let count = NumberText.count(findings.count)
    let warned = NumberText.count(findings.count { $0.severity == .warn })
    let evidence = tables.evidence(of: findings)
    return [
      "lang": t.language.tag, "css": String(decoding: PackageResources.report_css, as: UTF8.self),
      "title": title, "name": subject, "month": t.month(tables.report.month),
      "about": t(
        "线索 \(count) 条，其中预警 \(warned) 条；请逐条核实并书面说明。",
        "\(count) clues, \(warned) of them warnings; to be verified and answered one by one."),
      "sumLabel": t("规则", "Rules"), "sum": t.rules(of: tables.report),
      "tables": [
        HTMLView.table(
          tables.clues(of: findings), id: "clues", style: "clues"),
        HTMLView.table(evidence, id: "evidence", style: ""),
      ],
      "answerLabel": t("情况说明", "Answer"),
      "signatures": [t("填报人", "Answered by"), t("单位盖章", "Seal"), t("日期", "Date")],
      "footer": HTMLText.footer(tables),
    ]
  }
}

/// Names of files made from what the data hold.
enum FileName {
  /// `text` with everything but ASCII letters, digits, `-` and `_` as `.` and two hexadecimal
  /// digits a byte, cut to a length that every file system takes; no path can come of it.
  static func safe(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16)
        result += "." + (digits.utf8.count < 2 ? "0" : "") + digits
      }
      if result.utf8.count >= 120 { break }
    }
    return result
  }
}
