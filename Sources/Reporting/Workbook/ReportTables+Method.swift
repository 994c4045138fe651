import Analysis
import Indicators
import Procurement

/// How the figures were made: what the sheet on rules and methods says besides the thresholds.
extension ReportTables {
  /// What follows from the report, a sentence a row.
  var nextSteps: Table {
    var table = Table(
      title: t("下一步工作", "Next steps"),
      columns: [.number(t("序号", "No.")), .text(t("内容", "What to do"))])
    for (index, step) in HTMLText.nextSteps(self).enumerated() {
      table.add([.count(index + 1), .text(step)])
    }
    return table
  }

  /// What each monitor compares with what, and on whose authority.
  var monitorMethods: Table {
    var table = Table(
      title: t("监测项：比较什么", "Monitors: what is compared"),
      note: t(
        "先列疑似计价单位口径错误，其涉及的采购不进入其他监测项。阈值见下表。",
        "Purchases whose unit is in doubt are out of all other monitors. Thresholds stand below."),
      columns: [
        .text(t("监测项", "Monitor")), .text(t("编号", "Id")),
        .text(t("比较内容", "What is compared")), .text(t("阈值依据", "Authority of thresholds")),
        .text(t("启用", "On")),
      ])
    for id in methodOrder {
      guard let section = report.rules.monitors[id] else { continue }
      table.add([
        .text(t(Phrases.monitor(id))), .text(id),
        .text(t(Phrases.monitorMethods[id] ?? Phrase("", ""))), .text(t.authority(of: section)),
        .text(section.isEnabled ? t("是", "yes") : t("否", "no")),
      ])
    }
    return table
  }

  /// What each indicator's value is made of.
  var indicatorMethods: Table {
    var table = Table(
      title: t("指标：分子与分母", "Indicators: numerator and denominator"),
      columns: [
        .text(t("指标", "Indicator")), .text(t("编号", "Id")), .text(t("分子或取值", "Numerator, or value")),
        .text(t("分母或基准", "Denominator, or base")), .text(t("缺少时", "Where it is missing")),
      ])
    let shown = Set(report.indicators.map(\.id)).sorted()
    for (id, method) in Phrases.indicatorMethods.sorted(by: { $0.key < $1.key })
    where shown.contains(where: { $0 == id || $0.hasPrefix(id + "/") }) {
      table.add([
        .text(t(Phrases.indicator(id))), .text(id), .text(t(method.numerator)),
        .text(t(method.denominator)), .text(t(method.missing)),
      ])
    }
    return table
  }

  /// The packs of thresholds in force, the first one before the others.
  var rulePacks: Table {
    var table = Table(
      title: t("规则包（写在前面的优先）", "Packs of thresholds, the first one first"),
      columns: [
        .text(t("规则包", "Pack")), .text(t("地区或机关", "Region or body")), .text(t("日期", "Date")),
        .text(t("来源", "Sources")),
      ])
    for pack in report.rules.packs {
      table.add([
        .text(t.rule(pack.name)), .text(pack.region), .text(pack.date),
        .text(pack.sources.joined(separator: t("；", "; "))),
      ])
    }
    return table
  }

  /// The monitors in the order they run, those that did not run last.
  private var methodOrder: [String] {
    let ran = report.monitors.map(\.id)
    return ran + report.rules.monitors.keys.filter { !ran.contains($0) }.sorted()
  }
}
