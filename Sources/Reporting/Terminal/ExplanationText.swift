public import Analysis
import Intake
import Procurement

/// What `jicai explain` prints of one finding.
public struct ExplanationText: Sendable {
  /// The columns of the narrowest terminal it is meant for.
  public static let width = 80
  private static let labelWidth = 12

  private let explanation: Explanation
  private let finding: Finding
  private let tables: ReportTables
  private let t: Wording

  /// The text for `explanation` of a finding in `report`.
  public init(_ explanation: Explanation, of report: Report, language: Language) {
    self.explanation = explanation
    finding = explanation.finding
    tables = ReportTables(report, language: language)
    t = tables.t
  }

  /// The text, without a line feed at the end; no line is wider than ``width`` columns, Chinese
  /// characters counted as two.
  public var text: String {
    (head + figures + peers + history + lines + [""] + note).map(Self.withoutTrailingBlanks)
      .joined(separator: "\n")
  }

  // MARK: What and how much

  private var head: [String] {
    let title = [
      t(Phrases.monitor(finding.monitor)), t(finding.severity.phrase), t(finding.status.phrase),
      t.month(finding.month),
    ]
    var lines = [finding.id] + wrapped(title.joined(separator: t("，", ", ")))
    let product = finding.product
    lines += row(
      t("产品", "Product"),
      tables.productName(of: finding))
    if !product.code.isEmpty {
      lines += row("", [product.code, product.manufacturer].joined(separator: "  "))
    }
    if !finding.variety.isEmpty {
      lines += row(
        t("品种", "Variety"),
        [finding.variety, tables.batch(of: finding)].filter { !$0.isEmpty }.joined(separator: "  "))
    }
    if let institution = finding.institution {
      lines += row(
        t("医疗机构", "Institution"),
        [institution.name, institution.code, institution.level].filter { !$0.isEmpty }
          .joined(separator: "  "))
    }
    if !finding.region.isEmpty { lines += row(t("地区", "Region"), finding.region) }
    if !finding.distributor.isEmpty {
      lines += row(t("配送企业", "Distributor"), finding.distributor)
    }
    return lines + [""]
  }

  private var figures: [String] {
    let month = finding.referenceMonth.map { " \($0)" } ?? ""
    let kind = t(finding.referenceKind.phrase) + month
    var lines = row(observedLabel, value(finding.observed) + " " + unit)
    lines += row(t("参照", "Reference"), value(finding.reference) + " " + unit + t("，", ", ") + kind)
    lines += row(
      "", t(finding.referenceKind.method(isOfInstitution: finding.institution != nil)))
    lines += explanation.origins.prefix(3).flatMap { row("", tables.origin($0)) }
    if let ratio = finding.ratio {
      lines += row(
        t("公式", "Formula"),
        "\(term(finding.observed)) ÷ \(term(finding.reference)) = \(NumberText.fixed(ratio, places: 4))"
          + (finding.referenceMonth == nil
            ? "" : t("，变动 ", ", change ") + NumberText.change(ratio - 1)))
    }
    if let effect = finding.mixEffect {
      lines += row(
        t("结构影响", "Mix effect"),
        NumberText.change(effect)
          + t("（采购结构变化所致，已从价格变动中分出）", " (who buys how much; kept apart from the price change)"))
    }
    lines += row(t("正常范围", "Normal"), bounds)
    lines += row(t("阈值", "Thresholds"), thresholds)
    lines += explanation.section.sources.flatMap { row("", $0) }
    lines += row(t("数量", "Quantity"), quantity)
    lines += row(t("涉及金额", "At stake"), stake)
    lines += tables.doubts(about: finding).flatMap { row(t("数据存疑", "In doubt"), $0) }
    lines += clauses
    lines += row(
      t("建议措施", "Step"),
      finding.suggestedStep.isEmpty ? NumberText.nothing : t.rule(finding.suggestedStep))
    lines += row(t("与上月比", "Standing"), standing)
    lines += row(
      t("处理记录", "Decision"),
      finding.decision.map { "\(tables.decision($0))  \($0.source)" } ?? t("无", "none"))
    return lines
  }

  private var observedLabel: String {
    switch finding.unit {
    case .price: t("采购价", "Observed")
    case .share, .count: t("观察值", "Observed")
    }
  }

  private var unit: String {
    switch finding.unit {
    case .price: t("\(t.currency)/最小制剂单位", "\(t.currency) per smallest unit")
    case .share, .count: t("（", "(") + t(finding.observedName) + t("）", ")")
    }
  }

  private func value(_ value: Double) -> String { finding.unit.cell(value).text }

  /// A value within a formula: a price with all decimals that are kept.
  private func term(_ value: Double) -> String {
    finding.unit == .price ? NumberText.exactPrice(value) : self.value(value)
  }

  private var bounds: String {
    let method = t("，方法：", ", by: ") + t(Phrases.method(finding.method))
    if let normal = tables.normalProgress(of: finding) { return normal + method }
    let range =
      switch (finding.bounds.lower, finding.bounds.upper) {
      case (let lower?, let upper?): "\(value(lower)) – \(value(upper))"
      case (nil, nil): t("不适用", "does not apply")
      default: tables.range(of: finding)
      }
    return range + method
  }

  private var thresholds: String {
    let values = explanation.section.values.sorted { $0.key < $1.key }.map { name, value in
      switch value {
      case .number(let number): "\(name) \(NumberText.trimmed(number, places: 6))"
      case .flag(let flag): "\(name) \(flag)"
      }
    }
    let authority = t.authority(of: explanation.section)
    return (values.isEmpty ? NumberText.nothing : values.joined(separator: ", "))
      + (authority.isEmpty ? "" : t("（\(authority)）", " (\(authority))"))
  }

  private var clauses: [String] {
    let clauses = PlanClause.answered(by: finding.monitor, plan: tables.report.plan?.id)
    let isOthers = clauses.contains { $0.plan != tables.report.plan?.id }
    let label = isOthers ? t("参考条款", "Reference") : t("依据条款", "Clause")
    let head = isOthers ? row(label, t("外地规划，供参考：", "plans of other regions, for reference:")) : []
    guard !clauses.isEmpty else {
      return row(label, t("各规划未作规定，系统默认监测项", "no plan asks for it; the program's own monitor"))
    }
    return head
      + clauses.enumerated().flatMap { index, clause in
        row(
          index == 0 && !isOthers ? label : "", t(clause.place) + t("：", ": ") + "“\(clause.words)”"
        )
      }
  }

  private var quantity: String {
    finding.quantity == .zero
      ? NumberText.nothing
      : NumberText.quantity(finding.quantity) + t(" 最小制剂单位", " smallest units")
  }

  private var stake: String {
    let money =
      tables.equation(of: finding) ?? "\(NumberText.money(finding.stake)) \(t.currency)"
    switch finding.unit {
    case .price where finding.excessAmount > .zero: return money
    case .price where finding.excessAmount < .zero:
      return money + t("，低于参照", ", below reference")
    case .price: return t("单位存疑，不计金额", "none: the unit of the price is in doubt")
    case .share where finding.excessAmount != .zero:
      let kind = finding.stakeKind.map { t($0.phrase) } ?? ""
      return money + t("（\(kind)，不计入合计）", " (\(kind); in no total)")
    case .share, .count: return t("不涉及金额", "none")
    }
  }

  private var standing: String {
    let text = tables.standing(finding)
    return text.isEmpty ? t("无上月数据可比", "no month before to compare with") : text
  }

  // MARK: Beside it

  private var peers: [String] {
    guard !explanation.peers.isEmpty else { return [] }
    let count = NumberText.count(explanation.peerCount)
    let shown = explanation.peers.count
    let title =
      finding.referenceKind.isOfPeers
      ? t("可比对象（共 \(count)，列采购量前 \(shown)）", "Compared with (\(count); the \(shown) largest)")
      : t(
        "同月其他机构（共 \(count)，列采购量前 \(shown)，供参考）",
        "Others in the month (\(count); the \(shown) largest; for orientation)")
    let hasEarlier = explanation.peers.contains { $0.earlier != nil }
    let earlierTitle = finding.referenceMonth?.description ?? ""
    var lines = ["", TextWidth.cut(title, to: Self.width)]
    lines.append(
      peer(
        t("名称", "Name"), hasEarlier ? earlierTitle : "", t("单价", "Price"), t("数量", "Quantity")))
    for entry in explanation.peers {
      lines.append(
        peer(
          entry.name, entry.earlier.map { NumberText.price($0) } ?? "",
          NumberText.price(entry.price), NumberText.quantity(entry.quantity)))
    }
    return lines
  }

  private func peer(_ name: String, _ earlier: String, _ price: String, _ quantity: String)
    -> String
  {
    let name = TextWidth.cut(HarmlessText.line(name), to: 34)
    return "  " + TextWidth.padded(name, to: 34) + right(earlier, 13) + right(price, 13)
      + right(quantity, 16)
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - TextWidth.columns(text))) + text
  }

  private var history: [String] {
    let points = explanation.history
    let blocks = BlockChart.characters(points.map(\.value))
    let title =
      switch explanation.historyKind {
      case .price: t("近十二个月平均采购价", "Average price, twelve months")
      case .deliveryRate: t("近十二个月到货率", "Delivery rate, twelve months")
      case .completion: t("近十二个月约定采购量完成率（累计）", "Completion, twelve months, cumulative")
      case .nonSelectedShare: t("近十二个月非中选占比", "Non-selected share, twelve months")
      case .offPlatformShare: t("近十二个月线下采购占比", "Off-platform share, twelve months")
      case .filedShare: t("近十二个月备案采购占比（各年累计）", "Filed share, twelve months, by year")
      }
    var lines = ["", title + "  " + String(blocks)]
    for start in stride(from: 0, to: points.count, by: 3) {
      let cells = zip(points, blocks).dropFirst(start).prefix(3).map { point, block in
        let value = point.value.map { value in
          explanation.historyKind == .price ? NumberText.price(value) : NumberText.percent(value)
        }
        return TextWidth.padded("\(point.month) \(block) \(value ?? NumberText.nothing)", to: 25)
      }
      lines.append("  " + cells.joined())
    }
    return lines
  }

  private var lines: [String] {
    guard !finding.evidence.isEmpty else { return [] }
    let note = tables.evidenceNote(of: finding)
    var lines = [""] + wrapped(t("来源行（\(note)）", "Source lines (\(note))"))
    for source in finding.evidence {
      lines += wrapped("  " + tables.place(of: source, in: finding))
      let text = explanation.lines.first { $0.source == source }?.text
      lines += wrapped(
        text ?? t("（文件中已无此行）", "(the file no longer has this line)"), indent: 4,
        keepsWords: false)
    }
    return lines
  }

  private var note: [String] {
    wrapped(t("线索仅供核实，不作为认定结论。", "A clue to be verified, not a verdict."))
  }

  // MARK: Lines

  private func row(_ label: String, _ text: String) -> [String] {
    let width = Self.width - Self.labelWidth
    return TextWidth.wrapped(HarmlessText.line(text), to: width).enumerated().map {
      TextWidth.padded($0 == 0 ? label : "", to: Self.labelWidth) + $1
    }
  }

  private func wrapped(_ text: String, indent: Int = 0, keepsWords: Bool = true) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    let text = HarmlessText.line(text)
    return TextWidth.wrapped(text, to: Self.width - indent, keepsWords: keepsWords)
      .map { blanks + $0 }
  }

  private static func withoutTrailingBlanks(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
