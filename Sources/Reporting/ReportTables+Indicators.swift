import Analysis
import Indicators
import Procurement

extension ReportTables {
  /// The platform shares with what they were made of.
  var shares: Table {
    var table = Table(
      title: t("平台采购率", "Platform share"),
      note: t(
        "公立医疗机构经省级平台采购金额 ÷ 全部采购金额；分母含线下采购，缺线下台账时无法计算；"
          + "无线下采购记录的机构可能缺台账，其采购照平台采购计入。",
        "Public institutions' purchases through the platform ÷ all their purchases; of institutions "
          + "without off-platform records the ledger may be missing, and what they bought counts as "
          + "recorded."),
      columns: [
        .text(t("指标", "Indicator")), .word(t("期间", "Period")), .number(t("数值", "Value")),
        .number(t.money("分子：平台采购", "Through the platform")),
        .number(t.money("分母：全部采购", "All purchases")), .text(t("说明", "Remark")),
      ])
    for result in platformShares {
      table.add([
        .text(t(Phrases.indicator(result.id))), .text(period(result.period)),
        result.value.map { .percent($0) } ?? .tag(t(Phrases.notComputable), .watch),
        .orDash(result.numerator) { .amount($0) }, .orDash(result.denominator) { .amount($0) },
        .text(result.value == nil ? t.reason(result.reason) : facts(of: result)),
      ])
    }
    return table
  }

  /// The parts of all shares, by channel, region, ownership and institution.
  func shareParts(_ dimensions: [IndicatorPart.Dimension] = IndicatorPart.Dimension.allCases)
    -> Table
  {
    var table = Table(
      title: t("平台采购率构成", "Parts of the platform share"),
      note: t(
        "备案采购单列，不计入分子；按采购渠道各行为该渠道占全部金额的比重；民营医疗机构与药店不在口径内，仅供参考。",
        "Filed purchases stand apart and do not count; by channel: its share of the whole; other than "
          + "public institutions for reference."),
      columns: [
        .text(t("指标", "Indicator")), .word(t("口径", "Split")), .text(t("项目", "Item")),
        .number(t("数值", "Value")), .number(t.money("平台或本项金额", "Amount that counts")),
        .number(t.money("全部金额", "Whole amount")), .text(t("说明", "Remark")),
      ])
    for result in platformShares {
      for part in result.breakdown where dimensions.contains(part.dimension) {
        table.add([
          .text(t(Phrases.indicator(result.id))), .text(t(part.dimension.phrase)),
          .text(part.dimension.label(of: part.name, in: t.language)),
          share(of: part), .orDash(part.numerator) { .amount($0) },
          .orDash(part.denominator) { .amount($0) }, .text(t.reason(part.reason)),
        ])
      }
    }
    return table
  }

  /// The parts that matter on paper, with a column an indicator; amounts stand in the workbook.
  var sharesByPart: Table {
    let shares = platformShares.filter { $0.value != nil }
    var table = Table(
      title: t("渠道占比与分项平台采购率", "Shares of channels, and platform share by part"),
      note: t(
        "“各渠道占全部采购”为该渠道金额占比，其余为该项的平台采购率；民营医疗机构与药店不在口径内，仅供参考；"
          + "“–”为无采购，“无法计算”为无线下采购记录或未注明渠道；金额见 report.xlsx。",
        "Channels: their share of the whole; else the platform share of the part. Other than public "
          + "institutions for reference; – where nothing was bought, not computable without "
          + "off-platform records or channels; amounts stand in report.xlsx."),
      columns: [.word(t("口径", "Split")), .text(t("项目", "Item"))]
        + shares.map { .number(t(Phrases.shortIndicator($0.id))) })
    for dimension in [IndicatorPart.Dimension.channel, .ownership, .region] {
      var names: [String] = []
      for part in shares.flatMap(\.breakdown) where part.dimension == dimension {
        if !names.contains(part.name) { names.append(part.name) }
      }
      for name in names {
        let parts = shares.map { share in
          share.breakdown.first { $0.dimension == dimension && $0.name == name }
        }
        let split =
          dimension == .channel
          ? t("各渠道占全部采购", "Channel ÷ all purchases") : t(dimension.phrase)
        table.add(
          [.text(split), .text(dimension.label(of: name, in: t.language))]
            + parts.map { .orDash($0) { share(of: $0) } })
      }
    }
    return table
  }

  /// A part's share; a part that was bought has one or cannot have one.
  private func share(of part: IndicatorPart) -> TableCell {
    part.value.map { .percent($0) } ?? .missing(t(Phrases.notComputable))
  }

  /// What each institution would have to buy on the platform beyond what it did, to reach the chosen
  /// plan's targets.
  var platformGaps: Table {
    let chosen = (report.plan.map { results("platform-gap/\($0.id)") } ?? [])
      .filter { $0.value != nil }
    let whole = chosen.map {
      "\(t(Phrases.indicator($0.id))) \(cell($0.value, unit: $0.unit).text)"
    }
    return parts(
      of: chosen, by: [.institution],
      title: t("距平台采购率目标的差额（按机构）", "What institutions lack of the target"),
      note: t(
        "为达到选定规划目标，本年还需由线下转至平台的采购金额；已达标的机构不列。全部机构合并计算：\(t.list(whole))；"
          + "已达标机构超出的部分在其中相抵，故小于各机构之和。",
        "What would have to move to the platform this year; who reaches the target is not listed. All "
          + "institutions together: \(t.list(whole)), less than the sum of the rows, since who is "
          + "beyond the target makes up for others."),
      amounts: (t.money("差额", "Lacking"), t.money("全部采购", "All purchases")))
  }

  /// The platform shares among the indicators.
  var platformShares: [IndicatorResult] {
    report.indicators.filter { $0.id.hasPrefix(Self.platformSharePrefix) }
  }

  private static let platformSharePrefix = "platform-share/"

  /// Variety and category counts with their levels and changes.
  var counts: Table {
    var table = Table(
      title: t("集采品种与类别数", "Varieties and categories in VBP"),
      note: t(
        "按品种（通用名）去重计数，接续批次不重复计算；\(municipalNote.zh)，同一品种列入两个层级的只计一次，故合计可小于各层级之和；"
          + "规划原文限定层级的，达标按其层级计（见八）。",
        "Distinct varieties of the batches in force; a renewed batch adds nothing. \(municipalNote.en); "
          + "a variety at two levels counts once, so that the total may be less than the levels "
          + "together. A plan that names levels is held against these (section 8)."),
      columns: [
        .text(t("指标", "Indicator")), .word(t("口径", "Split")), .text(t("项目", "Item")),
        .number(t("数量", "Count")), .text(t("说明", "Remark")),
      ])
    for result in report.indicators where result.id.hasPrefix("vbp-") {
      let name = t(Phrases.indicator(result.id))
      table.add(
        [
          .text(name), .text(t("合计", "Total")), .text(t("执行期内", "In force")),
          result.value.map { .number($0, places: 1) } ?? .tag(t(Phrases.notComputable), .watch),
          .text(t.reason(result.reason)),
        ], tone: .total)
      for part in result.breakdown {
        table.add([
          .text(name), .text(t(part.dimension.phrase)),
          .text(part.dimension.label(of: part.name, in: t.language)),
          .orDash(part.value) { .number($0, places: 1) }, .empty,
        ])
      }
    }
    return table
  }

  /// Whether the total has the levels of cities, by the rules.
  private var municipalNote: Phrase {
    report.rules.indicators["vbp-varieties"]?.values["count-municipal"] == .flag(true)
      ? Phrase("合计含市级", "The total has municipal batches")
      : Phrase(
        "合计不含市级（规则 count-municipal）",
        "The total is without municipal batches (rule count-municipal)")
  }

  /// Institutions whose filed purchases exceed the limit.
  var filedPurchases: Table {
    var table = Table(
      title: t("备案采购占比较高的医疗机构", "Institutions with a high share of filed purchases"),
      note: t(
        "本年累计备案采购药品占全部药品采购的比重超过规则上限，建议核实。",
        "Filed purchases of drugs above the limit, year to date; to be verified."),
      columns: [
        .text(t("医疗机构", "Institution")), .text(t("编码", "Code")), .text(t("地区", "Region")),
        .number(t.money("备案采购", "Filed")), .number(t.money("全部药品采购", "All drugs")),
        .number(t("占比", "Share")),
      ])
    for entry in report.filedPurchases {
      table.add([
        .text(entry.institution.name), .text(entry.institution.code),
        .text(entry.institution.region), .money(entry.filed), .money(entry.total),
        .percent(entry.share),
      ])
    }
    return table
  }

  /// `2025-01 — 2025-12`, or the month where the two are one.
  func period(_ months: ClosedRange<Month>) -> String {
    months.lowerBound == months.upperBound
      ? months.lowerBound.description : "\(months.lowerBound) — \(months.upperBound)"
  }
}
