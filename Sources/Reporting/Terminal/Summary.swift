public import Analysis
import Indicators
import Procurement

/// The ten lines that a run prints: what was read, what it says, what it cannot say.
public struct Summary: Sendable {
  /// The columns of the narrowest terminal it is meant for.
  public static let width = 80

  private let tables: ReportTables

  /// The summary of `report` in `language`.
  public init(_ report: Report, language: Language) {
    tables = ReportTables(report, language: language)
  }

  /// The summary: at most ten lines of at most ``width`` columns, Chinese characters counted as
  /// two; without colour and without a line feed at the end.
  public var text: String {
    lines.prefix(10).map { TextWidth.cut($0, to: Self.width) }.joined(separator: "\n")
  }

  private var lines: [String] {
    let t = tables.t
    let report = tables.report
    let plan = report.plan.map { t("，对照 ", ", measured against ") + $0.region } ?? ""
    var lines = [t.month(report.month) + " " + t(Phrases.reportTitle) + plan]
    lines += account
    lines += tables.headlineFigures.map { figure in
      row(figure.short ?? figure.label, figure.value, figure.notes.first ?? "")
    }
    let missing = tables.notComputed
    if let first = missing.first {
      let more =
        missing.count > 1 ? t(" 等 \(missing.count) 项", " and \(missing.count - 1) more") : ""
      lines.append(row(t(Phrases.notComputable), first.name + more, t.reason(first.reason)))
    }
    return lines.map(Self.withoutTrailingBlanks)
  }

  private static func withoutTrailingBlanks(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private var account: [String] {
    let t = tables.t
    let data = tables.report.data
    let amounts = DataAmounts(data)
    let counts = [\.linesRead, \.accepted, \.rejected, \.duplicates].map {
      (path: KeyPath<DataQuality.File, Int>) in NumberText.count(data.sum(path))
    }
    let money = [amounts.read, amounts.accepted, amounts.rejected, amounts.duplicates].map {
      NumberText.money($0)
    }
    return [
      fitting(
        label(t("行数", "Lines")), or: t("行数 ", "Lines "),
        t(
          "读取 \(counts[0]) = 采用 \(counts[1]) + 拒收 \(counts[2]) + 重复 \(counts[3])",
          "read \(counts[0]) = accepted \(counts[1]) + rejected \(counts[2]) + duplicates \(counts[3])"
        )),
      fitting(
        label(t("金额（\(t.currency)）", "Money (\(t.currency))")), or: t("金额 ", "Money "),
        "\(money[0]) = \(money[1]) + \(money[2]) + \(money[3])"),
    ]
  }

  private func label(_ text: String) -> String {
    TextWidth.padded(TextWidth.cut(text, to: 26), to: 27)
  }

  /// `text` after its label, or after a short label where the account would be cut otherwise.
  private func fitting(_ label: String, or short: String, _ text: String) -> String {
    TextWidth.columns(label + text) <= Self.width ? label + text : short + text
  }

  /// A figure with its remark, which is left out where it would be cut.
  private func row(_ name: String, _ value: String, _ note: String) -> String {
    let figure = label(name) + TextWidth.padded(value, to: 20)
    let whole = note.isEmpty ? figure : figure + " " + note
    if TextWidth.columns(whole) <= Self.width { return whole }
    return label(name) + value
  }
}
