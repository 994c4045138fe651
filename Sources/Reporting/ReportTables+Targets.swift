import Analysis
import Indicators
import Procurement

extension ReportTables {
  /// Every plan's targets against the values now; the chosen plan comes first and is marked.
  var targets: Table {
    var table = Table(
      title: t("规划目标差距", "Distance from the plans' targets"), note: targetNote(hasPace: true),
      columns: [.text(t("规划", "Plan"))] + targetColumns + [
        .text(t("规划原文", "The plan's wording")), .text(t("条款", "Clause")),
      ])
    let gaps = planIDsChosenFirst.flatMap { plan in report.targets.filter { $0.plan == plan } }
    table.rows = gaps.map { gap in
      Table.Row(
        cells: [.text(planName(gap.plan))] + targetCells(gap) + [
          .text(gap.target.wording), .text(gap.target.clause),
        ],
        tone: gap.plan == report.plan?.id ? .marked : .plain)
    }
    return table
  }

  /// The targets of one plan, without the plan's name; its own wording stands below each indicator.
  func targets(of plan: String) -> Table {
    let shown = report.targets.filter { $0.plan == plan }
    let isOver = !hasNeededPace
    let columns = isOver ? targetColumns.filter { $0.title != neededTitle } : targetColumns
    var table = Table(title: planName(plan), columns: columns)
    table.rows =
      shown
      .map { gap in
        var cells = targetCells(gap)
        if let place = targetColumns.firstIndex(where: { $0.title == gapTitle }),
          let surplus = surplus(of: gap)
        {
          cells[place] = .text(surplus)
        }
        if isOver, let place = targetColumns.firstIndex(where: { $0.title == neededTitle }) {
          cells.remove(at: place)
        }
        let wording = gap.target.wording
        let below = (wording.isEmpty ? [] : [t("原文：", "Plan: ") + wording]) + levels(of: gap)
        if !below.isEmpty { cells[0] = .stack([cells[0]] + below.map { .missing($0) }) }
        return Table.Row(cells: cells, tone: plan == report.plan?.id ? .marked : .plain)
      }
    return table
  }

  /// Which levels of procurement a count of varieties or categories is made of, each with its own
  /// count; those that the plan names, or all that have any.
  private func levels(of gap: TargetGap) -> [String] {
    let parts = indicator(gap.target.indicator)?.breakdown.filter { $0.dimension == .level } ?? []
    let named = gap.target.levels
    let counted = parts.compactMap { part -> String? in
      guard let level = BatchLevel(rawValue: part.name), let value = part.value else { return nil }
      guard named.isEmpty ? value > 0 : named.contains(level) else { return nil }
      return "\(t(level.phrase)) \(NumberText.trimmedGrouped(value, places: 1))"
    }
    return counted.isEmpty
      ? []
      : [t("计入层级（同一品种可列入多级）：", "Levels counted (one may stand at several): ") + t.list(counted)]
  }

  /// The plans in the report's order, those that only targets name last.
  var planIDs: [String] {
    var ids = report.plans.map(\.id)
    for gap in report.targets where !ids.contains(gap.plan) { ids.append(gap.plan) }
    return ids
  }

  /// The plans with the chosen one in front.
  var planIDsChosenFirst: [String] {
    planIDs.filter { $0 == report.plan?.id } + planIDs.filter { $0 != report.plan?.id }
  }

  /// The region of a plan with its document, marked where it is the chosen one.
  func planName(_ id: String) -> String {
    guard let plan = report.plans.first(where: { $0.id == id }) else { return id }
    let name =
      plan.document.isEmpty
      ? plan.region : t("\(plan.region)（\(plan.document)）", "\(plan.region) (\(plan.document))")
    return id == report.plan?.id ? "★ " + name : name
  }

  /// How the target table is to be read.
  ///
  /// - Parameter hasPace: whether the table has the column of what is needed a year.
  func targetNote(hasPace: Bool) -> String {
    let pace =
      hasPace
      ? Phrase(
        "年均需为按期达标每年还需提高的数，目标年已满的不列；",
        "what is needed a year is left out once the target's year is over; ") : Phrase("", "")
    return t(
      "基期与目标按规划原文；直线进度为从基期到目标的等速位置；偏离为落后直线进度占全程的比重，负数为超前，只列未达标的；"
        + pace.zh + "“–”为规划未列基期或目标而不计算。★ 为本报告选定规划。",
      "Baseline and target as printed; the straight line runs from baseline to target; deviation is "
        + "the share of the way behind that line, below zero when ahead, of what is not met; "
        + pace.en + "– where the plan leaves baseline or target blank. ★ marks the chosen plan.")
  }

  /// Whether the table of a plan's targets has the column of what is needed a year: once all targets'
  /// years are over, no pace can be needed any more, and it would be empty.
  var hasNeededPace: Bool { report.targets.contains { $0.neededPace != nil } }

  /// A target in the plan's own words; in English what it says, with these words.
  func goal(_ value: PlanValue, unit: IndicatorUnit) -> String {
    // The sign stands in the head of the plan's own table.
    if unit == .ratio, Double(value.text) != nil { return parsed(value, unit: unit) }
    guard t.language == .en, value.value != nil, !value.text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return t.printed(value)
    }
    return "\(parsed(value, unit: unit)) (“\(value.text)”)"
  }

  /// A plan's value as the program understands it, such as ≥90 %; as printed where it has none.
  func parsed(_ value: PlanValue, unit: IndicatorUnit) -> String {
    guard let number = value.value else { return t.printed(value) }
    let sign = value.comparator?.sign ?? ""
    let text =
      unit == .ratio
      ? NumberText.trimmed(number * 100, places: 2) + "%"
      : NumberText.trimmedGrouped(number, places: 1)
    return sign + text
  }

  /// The unit of the indicator that a target is about.
  func unit(of gap: TargetGap) -> IndicatorUnit {
    if let result = indicator(gap.target.indicator) { return result.unit }
    return gap.target.indicator.hasPrefix("vbp-") ? .count : .ratio
  }

  private var gapTitle: String { t("差距", "Gap") }

  /// By how much a target is exceeded, in words; `nil` where it is not, or must not be.
  func surplus(of gap: TargetGap) -> String? {
    guard gap.status == .met, let now = gap.now, let goal = gap.target.target.value, now > goal,
      gap.target.target.comparator?.isCeiling != true
    else { return nil }
    let difference = t.difference(now - goal, unit: unit(of: gap))
    return t("超 \(difference)", "\(difference) above")
  }

  /// What a target wants that is to be exceeded, or undercut, and stands at the very value: a gap of 0
  /// would look like one that is met. `nil` for others.
  func atTheLimit(_ gap: TargetGap) -> Phrase? {
    guard gap.status == .behind, gap.gap == 0 else { return nil }
    let isCeiling = gap.target.target.comparator?.isCeiling == true
    guard unit(of: gap) == .count else {
      return isCeiling
        ? Phrase("须低于该值", "must be below it") : Phrase("须超过该值", "must be above it")
    }
    return isCeiling
      ? Phrase("至少还须减少 1", "at least 1 fewer needed") : Phrase("至少还差 1", "at least 1 more needed")
  }

  private var neededTitle: String { t("年均需", "Needed a year") }

  private var targetColumns: [Table.Column] {
    [
      .text(t("指标", "Indicator")), .number(t("基期", "Baseline")), .number(t("当前", "Now")),
      .number(t("目标", "Target")), .number(t("目标年", "Year")), .number(gapTitle),
      .number(t("直线进度", "Straight line")), .number(neededTitle),
      .number(t("预计达标", "Arrival")), .number(t("偏离", "Deviation")),
      .text(t("状态", "Status")),
    ]
  }

  private func targetCells(_ gap: TargetGap) -> [TableCell] {
    let unit = unit(of: gap)
    func value(_ value: Double?) -> TableCell {
      .orDash(value) { unit == .ratio ? .percent($0) : .number($0, places: 1) }
    }
    func difference(_ value: Double?) -> TableCell {
      .orDash(value) {
        unit == .ratio ? .points($0, unit: t(Phrases.points)) : .number($0, places: 1)
      }
    }
    let name = t(Phrases.indicator(gap.target.indicator))
    return [
      .text(name), .text(t.printed(gap.target.baseline)),
      gap.now.map { value($0) } ?? .tag(t(Phrases.notComputable), .watch),
      .text(goal(gap.target.target, unit: unit)),
      .text(gap.target.targetYear.map(String.init) ?? "–"),
      atTheLimit(gap).map { .text(t($0)) } ?? difference(gap.gap), value(gap.straightLine),
      difference(gap.neededPace), arrival(gap),
      .orDash(gap.status == .met ? nil : gap.deviation) { .change($0) },
      status(gap),
    ]
  }

  private func arrival(_ gap: TargetGap) -> TableCell {
    if gap.status == .met { return .text(t(TargetStatus.met.phrase)) }
    return .orDash(gap.projectedArrival) { .month($0) }
  }

  private func status(_ gap: TargetGap) -> TableCell {
    let tone: Table.Tone =
      switch gap.status {
      case .met: doubt(about: gap) == nil ? .good : .watch
      case .behind: gap.isMajorDeviation == true ? .warn : .watch
      case .notComputable: .plain
      }
    var text = t(gap.status.phrase)
    if gap.isMajorDeviation == true { text += t("，重大偏离", ", major deviation") }
    if let doubt = doubt(about: gap) {
      text += t("，待核（\(t(doubt))）", ", in doubt (\(t(doubt)))")
    }
    if let reason = gap.reason { text += t("（\(t(reason.phrase))）", " (\(t(reason.phrase)))") }
    return .tag(text, tone)
  }
}
