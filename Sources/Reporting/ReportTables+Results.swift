import Analysis
import Indicators
import Procurement

extension ReportTables {
  /// The results whose identifier is `id` or begins with `id/`, in the report's order.
  func results(_ id: String) -> [IndicatorResult] {
    report.indicators.filter { $0.id == id || $0.id.hasPrefix(id + "/") }
  }

  /// The name of an indicator, with what its code is about.
  func name(of result: IndicatorResult) -> String {
    guard !result.subject.isEmpty else { return t(Phrases.indicator(result.id)) }
    let family = String(result.id.prefix { $0 != "/" })
    let known = Phrases.indicator(result.id)
    let name = t(known.zh == result.id ? Phrases.indicator(family) : known)
    return t("\(name)：\(result.subject)", "\(name): \(result.subject)")
  }

  /// The batch that a finding is about, with its name where it is known; empty without one.
  func batch(of finding: Finding) -> String {
    let name = indicator("contract-completion/\(finding.batch)")?.subject ?? ""
    return name == finding.batch
      ? name : [finding.batch, name].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A value in its unit; what is missing says so.
  func cell(_ value: Double?, unit: IndicatorUnit) -> TableCell {
    guard let value else { return .tag(t(Phrases.notComputable), .watch) }
    return number(value, unit: unit)
  }

  /// A number in its unit.
  func number(_ value: Double, unit: IndicatorUnit) -> TableCell {
    switch unit {
    case .ratio: .percent(value)
    case .count: .number(value, places: 1)
    case .amount: .money(Money(rounding: value))
    case .index: .number(value, places: 2)
    }
  }

  /// A fact's value as a cell; a dash where it is not computable.
  func cell(_ value: IndicatorFact.Value?) -> TableCell {
    switch value {
    case nil: .text(NumberText.nothing)
    case .ratio(let ratio)?: .percent(ratio)
    case .money(let money)?: .money(money)
    case .count(let count)?: .count(count)
    case .month(let month)?: .month(month)
    case .term(let name)?:
      .text((Phrases.components[name] ?? Phrases.grades[name]).map { t($0) } ?? name)
    }
  }

  /// A fact of a result as a cell; a dash where the result does not have it.
  func fact(_ name: IndicatorFact.Name, of result: IndicatorResult) -> TableCell {
    cell(result.facts.first { $0.name == name }?.value)
  }

  /// Why an indicator might stand on the other side of a target: with what counts in no share, or with what
  /// was bought in months without records; `nil` where nothing is known that speaks for it.
  func doubt(about gap: TargetGap) -> Phrase? {
    guard let goal = gap.target.target.value, let result = indicator(gap.target.indicator),
      gap.status != .notComputable
    else { return nil }
    let comparator = gap.target.target.comparator ?? .equal
    if let bounds = result.bounds,
      comparator.isMet(by: bounds.lowest, target: goal)
        != comparator.isMet(by: bounds.highest, target: goal)
    {
      return bounds.leftOut.doubt
    }
    let hasGaps = result.facts.contains { $0.name == .monthsWithoutRecords }
    return hasGaps && (gap.status == .behind) != comparator.isCeiling
      ? Phrase("缺部分月份采购数据", "months without records") : nil
  }

  /// All facts of a result in a sentence.
  func facts(of result: IndicatorResult) -> String { sentence(result.facts) }

  /// Facts in a sentence; what is not computable is left out, unless it has a reason of its own.
  private func sentence(_ facts: [IndicatorFact]) -> String {
    t.list(
      facts.compactMap { fact in
        let name = t(fact.name.phrase)
        if fact.value != nil { return "\(name) \(cell(fact.value).text)" }
        guard let reason = fact.reason else { return nil }
        return t(
          "\(name) \(t(Phrases.notComputable))：\(t(reason.phrase))",
          "\(name) \(t(Phrases.notComputable)): \(t(reason.phrase))")
      })
  }

  /// Results one below the other: value, what it is held against, what it is made of, what goes
  /// with it.
  func values(
    _ results: [IndicatorResult], title: String, note: String = "", amounts: (String, String)
  ) -> Table {
    let hasReference = results.contains { $0.reference != nil }
    let hasNumerator = !results.allSatisfy { isSame($0.value, $0.numerator, in: $0.unit) }
    var table = Table(
      title: title, note: note,
      columns: [
        .text(t("指标", "Indicator")), .text(t("范围", "Scope")), .word(t("期间", "Period")),
        .number(t("数值", "Value")),
      ] + (hasReference ? [.number(t("对照", "Held against"))] : [])
        + (hasNumerator ? [.number(amounts.0)] : []) + [
          .number(amounts.1), .text(t("说明", "Remark")),
        ])
    for result in results {
      let remark = result.value == nil ? t.reason(result.reason) : facts(of: result)
      table.add(
        [
          .text(name(of: result)), .text(t(Phrases.scope(result.scope))),
          .text(period(of: result)), cell(result.value, unit: result.unit),
        ]
          + (hasReference
            ? [.orDash(result.reference) { number($0, unit: result.unit) }] : [])
          + (hasNumerator ? [.orDash(result.numerator) { .amount($0) }] : []) + [
            .orDash(result.denominator) { .amount($0) }, .text(remark),
          ])
    }
    return table
  }

  /// Whether a value is an amount of money and the amount beside it says the same.
  private func isSame(
    _ value: Double?, _ amount: IndicatorAmount?, in unit: IndicatorUnit
  ) -> Bool {
    guard unit == .amount else { return false }
    guard let value else { return amount == nil }
    return amount == .money(Money(rounding: value))
  }

  /// The parts of results by some dimensions, as the results have them.
  func parts(
    of results: [IndicatorResult], by dimensions: [IndicatorPart.Dimension], title: String,
    note: String = "", amounts: (String, String), order: PartOrder = .asGiven
  ) -> Table {
    let chosen = results.flatMap { result in
      result.breakdown.filter { dimensions.contains($0.dimension) }.map { (result, $0) }
    }
    let hasReference = chosen.contains { $0.1.reference != nil }
    let hasDenominator = chosen.contains { $0.1.denominator != nil }
    let hasRemarks = chosen.contains { !$0.1.facts.isEmpty || $0.1.reason != nil }
    let hasValue = !chosen.allSatisfy { isSame($0.1.value, $0.1.numerator, in: $0.0.unit) }
    let covered = chosen.isEmpty ? "" : coverage(of: results)
    var table = Table(
      title: title, note: [note, covered].filter { !$0.isEmpty }.joined(separator: t("", " ")),
      columns: (results.count > 1 ? [.text(t("指标", "Indicator"))] : []) + [
        .word(t("口径", "Split")), .text(t("项目", "Item")),
      ] + (hasValue ? [.number(t("数值", "Value"))] : [])
        + (hasReference ? [.number(t("对照", "Held against"))] : []) + [.number(amounts.0)]
        + (hasDenominator ? [.number(amounts.1)] : [])
        + (hasRemarks ? [.text(t("说明", "Remark"))] : []))
    for (result, part) in order.sorted(chosen) {
      table.add(
        (results.count > 1 ? [.text(name(of: result))] : []) + [
          .text(t(part.dimension.phrase)),
          .text(part.dimension.label(of: part.name, in: t.language)),
        ] + (hasValue ? [cell(part.value, unit: result.unit)] : [])
          + (hasReference ? [.orDash(part.reference) { number($0, unit: result.unit) }] : [])
          + [.orDash(part.numerator) { .amount($0) }]
          + (hasDenominator ? [.orDash(part.denominator) { .amount($0) }] : [])
          + (hasRemarks ? [.text(remark(on: part))] : []))
    }
    return table
  }

  /// Why a part has no value, and what goes with it.
  private func remark(on part: IndicatorPart) -> String {
    let facts = sentence(part.facts)
    return t.list([t.reason(part.reason), facts].filter { !$0.isEmpty })
  }

  /// Whom some results cover, and which months.
  func coverage(of results: [IndicatorResult]) -> String {
    var said: [String] = []
    for result in results {
      let text = t(Phrases.scope(result.scope)) + t("，", ", ") + period(of: result)
      if !said.contains(text) { said.append(text) }
    }
    let list = said.joined(separator: t("；", "; "))
    return list.isEmpty ? "" : t("范围：\(list)。", "Scope: \(list).")
  }

  /// The months that a result covers; the day for what is outstanding on it.
  private func period(of result: IndicatorResult) -> String {
    guard result.id == "payment-overdue" else { return period(result.period) }
    let day = result.period.upperBound.lastDay
    return t("截至 \(day)", "as of \(day)")
  }

  /// In which order parts stand.
  enum PartOrder {
    /// As the indicator gives them.
    case asGiven
    /// What is furthest below its reference first.
    case mostBehind
    /// The largest value first.
    case largest
    /// The lowest value first.
    case lowest

    func sorted(
      _ parts: [(IndicatorResult, IndicatorPart)]
    ) -> [(IndicatorResult, IndicatorPart)] {
      func key(_ part: IndicatorPart) -> Double {
        guard let value = part.value else { return .infinity }
        return switch self {
        case .largest: -value
        case .lowest: value
        case .asGiven, .mostBehind: value - (part.reference ?? 0)
        }
      }
      guard self != .asGiven else { return parts }
      return parts.enumerated().sorted { left, right in
        let (first, second) = (key(left.element.1), key(right.element.1))
        return first == second ? left.offset < right.offset : first < second
      }.map(\.element)
    }
  }
}
