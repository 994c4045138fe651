public import Intake
import Procurement

/// What `jicai inspect` prints of one file.
public struct InspectionText: Sendable {
  private let inspection: FileInspection
  private let file: String
  private let language: Language

  /// The text for `inspection` of the file at path `file`.
  public init(_ inspection: FileInspection, file: String, language: Language) {
    self.inspection = inspection
    self.file = file
    self.language = language
  }

  /// The text, without a line feed at the end: the file, its columns, its first bad lines.
  public var text: String {
    (head + columns + rejects).map(HarmlessText.line).joined(separator: "\n")
  }

  private func t(_ zh: String, _ en: String) -> String {
    language(zh, en)
  }

  private var head: [String] {
    let delimiter =
      switch inspection.delimiter {
      case "tab": t("制表符", "tab")
      case "semicolon": t("分号", "semicolon")
      default: t("逗号", "comma")
      }
    let header =
      inspection.headerLine.map { t("表头在第 \($0) 行", "header on line \($0)") }
      ?? t("未找到表头", "no header found")
    let profile = inspection.profile.map { t("，导入配置 \($0)", ", profile \($0)") } ?? ""
    let lines = [
      file,
      "  " + t("编码 ", "encoding ") + inspection.encoding + t("，分隔符 ", ", delimiter ") + delimiter
        + t("，", ", ") + header + profile,
    ]
    if let unit = inspection.titleUnit {
      return lines + [
        t(
          "  标题行注明单位：未另注明单位的金额列按\(unit)计",
          "  titles state the unit: amounts without one of their own are in \(unit)")
      ]
    }
    guard inspection.headerLine == nil else { return lines }
    return lines + [
      t(
        "  需要日期、产品（编码或名称），以及单价、数量、金额中的两项；可用导入配置说明表头",
        "  it needs a date, a product (code or name), and two of price, quantity, amount")
    ]
  }

  private var columns: [String] {
    let headers = inspection.columns.map { HarmlessText.line($0.header) }
    let width = min(30, headers.map(TextWidth.columns).max() ?? 0)
    return zip(headers, inspection.columns).map { header, column in
      let name = TextWidth.padded(TextWidth.cut(header, to: width), to: width)
      let field =
        if !column.fields.isEmpty {
          column.fields.map(term).joined(separator: t("、", ", "))
        } else if let other = column.other {
          other == column.header
            ? t("未使用（与前面的列同名，取前一列）", "not used (an earlier column of this name is read)")
            : t("未使用（同一字段取“\(other)”列）", "not used (`\(other)` is read for this field)")
        } else if let suggestion = column.suggestion {
          t("未使用（是否为 \(suggestion)？）", "not used (is it \(suggestion)?)")
        } else {
          t("未使用", "not used")
        }
      return "  \(name)  \(share(column.filled))  \(field)"
    }
      + (inspection.lacksInstitutions
        ? [
          t(
            "  缺少医疗机构编码或名称的列，全部行将被拒收；表头不同，或文件只有一家机构"
              + "（constants: {institution-name: 机构名称}）时，请写导入配置",
            "  no column with the institution's code or name: all lines would be rejected; an import "
              + "profile says what other headers mean, or names the one institution of the file "
              + "(constants: {institution-name: NAME})")
        ] : [])
      + inspection.missingHeaders.map {
        t(
          "  导入配置为 \(term($0.field)) 写明的表头“\($0.headers)”在文件中没有，此字段的常用表头也不再识别；请更正配置",
          "  the profile says that `\($0.headers)` is \($0.field.name), and the file has none of that name; "
            + "the usual headers do not count then: correct the profile")
      }
      + inspection.smallestUnits.map {
        t(
          "  整个文件将不被读取：\($0) 按最小单位计，而采购文件按包装计；请导出按包装计的数据，或在导入配置中写明"
            + " constants: {conversion-ratio: 1}",
          "  nothing of the file would be read: \($0) is by the smallest unit, and purchase files are by "
            + "the pack; export packs, or say so in a profile: constants: {conversion-ratio: 1}")
      }
      + inspection.ambiguous.map {
        t(
          "  注意：多列对应 \(term($0))，取第一列", "  note: several columns mean \($0.name); the first is read"
        )
      }
  }

  /// A field by the name that import profiles have for it, in Chinese behind its usual header.
  private func term(_ field: PurchaseField) -> String {
    t("\(field.usualHeader)（\(field.name)）", field.name)
  }

  /// A column at fault: its header, or what stands for a field without a column.
  private func label(_ column: String) -> String {
    t(PurchaseField(name: column)?.usualHeader ?? column, column)
  }

  /// The share of filled values, seven columns wide.
  private func share(_ filled: Int) -> String {
    guard inspection.records > 0 else { return "      –" }
    let text = NumberText.percent(Double(filled) / Double(inspection.records), places: 1)
    return String(repeating: " ", count: max(0, 7 - TextWidth.columns(text))) + text
  }

  private var rejects: [String] {
    guard inspection.headerLine != nil else { return [] }
    let records = NumberText.count(inspection.records)
    let rejected = NumberText.count(inspection.rejected)
    let repeats = NumberText.count(inspection.duplicates)
    let duplicates =
      inspection.duplicates > 0 ? t("，\(repeats) 行为重复", ", \(repeats) are duplicates") : ""
    let total = t(
      "  \(records) 行，其中 \(rejected) 行将被拒收\(duplicates)",
      "  \(records) lines, \(rejected) of them would be rejected\(duplicates)")
    let more = inspection.rejected + inspection.duplicates - inspection.rejects.count
    let rest =
      more > 0
      ? [t("    另有 \(NumberText.count(more)) 行", "    and \(NumberText.count(more)) more")] : []
    return [total]
      + inspection.rejects.map { reject in
        let place = t("第 \(reject.source.line) 行", "line \(reject.source.line)")
        let column = reject.column.isEmpty ? "" : " \(label(reject.column))"
        let value = reject.value.isEmpty ? "" : t("“\(reject.value)”", " \"\(reject.value)\"")
        return "    \(place)\(column)\(value)\(t("：", ": "))\(language(reject.reason.phrase))"
      } + rest
  }
}
