public import Analysis
import Indicators
import Procurement

/// The dozen or so lines that a run prints: what was read, what it says, what it cannot say.
public struct Summary: Sendable {
  /// The columns of the narrowest terminal it is meant for.
  public static let width = 80

  private let tables: ReportTables

  /// The summary of `report` in `language`.
  public init(_ report: Report, language: Language) {
    tables = ReportTables(report, language: language)
  }

  /// The summary: lines of at most ``width`` columns, Chinese characters counted as
  /// two; without colour and without a line feed at the end.
  public var text: String { fitted.map(\.plain).joined(separator: "\n") }

  /// The same lines for a terminal that shows colour: what is met, short or warned of stands out.
  public var colouredText: String { fitted.map(\.coloured).joined(separator: "\n") }

  private var fitted: [StyledLine] { lines.map { $0.cut(to: Self.width) } }

  private var lines: [StyledLine] {
    let t = tables.t
    let report = tables.report
    let plan = report.plan.map { t("，对照 ", ", measured against ") + $0.region } ?? ""
    let title = t.month(report.month) + " " + t(Phrases.reportTitle)
    var lines = [StyledLine([(title, .strong), (plan, .plain)])]
    lines += account.map { StyledLine([($0, .plain)]) }
    let notRead = report.data.filesNotRead
    if let first = notRead.first {
      let more = notRead.count > 1 ? t(" 等", " and others") : ""
      let room = Self.width - Self.noteStart - TextWidth.columns(more)
      lines.append(
        row(
          t("未读取的文件", "Files not read"), NumberText.count(notRead.count),
          TextWidth.tail(first, to: room) + more, style: .watch))
    }
    if report.data.notices.contains(where: { $0.reason == .fewLines }) {
      lines.append(
        row(
          t("报告月份", "Report month"), report.month.description,
          t("行数过少，请核对日期或用 --month", "few lines: check dates, --month"), style: .watch))
    }
    lines += tables.headlineFigures.map { figure in
      row(
        figure.short ?? figure.label, figure.value, figure.notes.first ?? "",
        reason: figure.reason, style: figure.tone.style)
    }
    let missing = tables.notComputed
    if let first = missing.first {
      lines.append(
        notComputable(missing.reduce(0) { $0 + $1.count }, first.name, t.reason(first.reason)))
    }
    return lines
  }

  private var account: [String] {
    let t = tables.t
    let data = tables.report.data
    let counts = [\.linesRead, \.accepted, \.rejected, \.duplicates].map {
      (path: KeyPath<DataQuality.File, Int>) in NumberText.count(data.sum(path))
    }
    var money = [\.amountRead, \.amountAccepted, \.amountRejected, \.amountDuplicates].map {
      (path: KeyPath<DataQuality.File, Money>) in NumberText.money(data.sum(path))
    }
    let notSpent = data.sum(\.amountNotSpent)
    if notSpent != .zero { money.append(NumberText.money(notSpent)) }
    let names = [
      t("读取", "read"), t("采用", "accepted"), t("拒收", "rejected"), t("重复", "duplicates"),
      t("不计", "unspent"),
    ]
    let unit = t("金额（\(t.currency)）", "Money (\(t.currency))")
    return sum(t("行数", "Lines"), counts, names: names) + sum(unit, money, names: names)
  }

  /// `read a = accepted b + rejected c + duplicates d`, in as many lines as it takes.
  private func sum(_ name: String, _ values: [String], names: [String]) -> [String] {
    let signs = ["", "= "] + repeatElement("+ ", count: max(0, values.count - 2))
    let terms = zip(signs, zip(names, values)).map { $0 + $1.0 + " " + $1.1 }
    var lines = [label(name)]
    for (index, term) in terms.enumerated() {
      let blank = index == 0 ? "" : " "
      let last = lines[lines.count - 1] + blank + term
      if TextWidth.columns(last) <= Self.width {
        lines[lines.count - 1] = last
      } else {
        lines.append(label("") + term)
      }
    }
    return lines
  }

  private func label(_ text: String) -> String {
    TextWidth.padded(TextWidth.cut(text, to: Self.labelWidth - 1), to: Self.labelWidth)
  }

  private static let labelWidth = 27
  private static let figureWidth = 21
  /// Where the remark of a row stands.
  private static let noteStart = labelWidth + figureWidth

  /// How many figures are not computable, and the first of them; its reason when it is the only one,
  /// since others may have other reasons. A name too long for the line is cut.
  private func notComputable(_ count: Int, _ name: String, _ reason: String) -> StyledLine {
    let t = tables.t
    let rest = count > 1 ? t(" 等，见报告", " and others") : " " + reason
    let value = t("\(count) 项", "\(count)")
    let start = label(t(Phrases.notComputable))
    let figure = TextWidth.padded(
      value, to: count > 1 ? Self.figureWidth : TextWidth.columns(value) + 1)
    let room = Self.width - [start, figure, rest].reduce(0) { $0 + TextWidth.columns($1) }
    return StyledLine([
      (start, .plain), (figure, .watch), (TextWidth.cut(name, to: max(room, 12)) + rest, .plain),
    ])
  }

  /// A figure with the reason why it has no value, or else its remark; where that is too long, without
  /// what stands in brackets, or only its first clause, or none.
  private func row(
    _ name: String, _ value: String, _ note: String, reason: String? = nil,
    style: StyledLine.Style
  ) -> StyledLine {
    let figure = StyledLine([(label(name), .plain), (value, style)])
    let blanks = String(repeating: " ", count: max(1, Self.figureWidth - TextWidth.columns(value)))
    let bare = note.replacing(#/ ?[（(][^（()）]*[）)]/#, with: "")
    let first = bare.split(separator: tables.t("；", "; ")).first.map(String.init) ?? ""
    let cause = reason.map { reason in
      ["，", "（", ", ", " ("].reduce(reason) { text, sign in
        text.split(separator: sign).first.map(String.init) ?? text
      }
    }
    let whole = [reason ?? "", cause ?? "", note, bare, first].filter { !$0.isEmpty }.map {
      StyledLine(figure.pieces + [(blanks + $0, .plain)])
    }
    return whole.first { $0.columns <= Self.width } ?? figure
  }
}
