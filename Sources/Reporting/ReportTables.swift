import Analysis
import Indicators
import Procurement

/// All tables of a report in one language, the same for page and workbook.
struct ReportTables: Sendable {
  /// The report.
  let report: Report
  /// The words.
  let t: Wording

  /// The tables of `report` in `language`.
  init(_ report: Report, language: Language) {
    self.report = report
    t = Wording(report, language: language)
  }

  /// Read = accepted + rejected + duplicates, in lines and in money; see ``Procurement/FileAccount``.
  var account: Table {
    let data = report.data
    var table = Table(
      title: t("数据账", "Account of the input"),
      note: t(
        "读取 = 采用 + 拒收 + 重复，金额另加采用行所列而未支出的部分（其行数已含于采用）；"
          + "采用金额已扣除退货；拒收金额只含金额可读的行。",
        "Read = accepted + rejected + duplicates; in money also what accepted lines name and did not "
          + "spend (lines counted under accepted). Returns are taken off; the amount of rejected lines "
          + "where readable."),
      columns: [
        .text(t("项目", "Item")), .number(t("行数", "Lines")),
        .number(t.money("金额", "Amount")), .number(t("占读取行数", "Share of lines")),
      ])
    let read = data.sum(\.linesRead)
    func add(_ label: String, _ lines: Int, _ amount: Money, tone: Table.Tone = .plain) {
      let share = read > 0 ? Double(lines) / Double(read) : nil
      table.add(
        [.text(label), .count(lines), .money(amount), .orDash(share) { .percent($0) }], tone: tone)
    }
    func addNotSpent(_ label: String, _ lines: Int, _ amount: Money) {
      guard lines > 0 else { return }
      table.add([
        .text(
          t(
            "\(label)：采用行 \(NumberText.count(lines)) 行",
            "\(label): \(NumberText.count(lines)) accepted")), .empty, .money(amount),
        .empty,
      ])
    }
    add(t("采用", "Accepted"), data.sum(\.accepted), data.sum(\.amountAccepted))
    add(t("拒收", "Rejected"), data.sum(\.rejected), data.sum(\.amountRejected))
    add(
      t("重复（含以后文件为准）", "Duplicates"), data.sum(\.duplicates), data.sum(\.amountDuplicates))
    addNotSpent(
      t("不计：分批发货重列的订单金额", "Unspent: order amounts repeated by further shipments"),
      data.sum(\.furtherShipments), data.sum(\.amountFurtherShipments))
    addNotSpent(
      t("不计：超期未发货而作废", "Unspent: never sent, cancelled"),
      data.sum(\.undelivered), data.sum(\.amountUndelivered))
    add(t("读取", "Read"), read, data.sum(\.amountRead), tone: .total)
    return table
  }

  /// What was bought, by category, region and channel.
  var purchases: Table {
    let overview = report.overview
    var table = Table(
      title: t("采购金额", "Purchases"),
      note: t(
        "净额，已扣退货；环比为较上月，同比为较上年同月。",
        "Net of returns; changes against the month before and the same month last year."),
      columns: [
        .word(t("口径", "Split")), .text(t("项目", "Item")), .number(t.money("当月金额", "This month")),
        .number(t("占比", "Share")), .number(t("环比", "On month")), .number(t("同比", "On year")),
        .number(t.money("本年累计", "Year to date")),
      ])
    func add(_ split: String, _ name: String, _ group: Overview.Group, tone: Table.Tone = .plain) {
      let share = ratio(group.amount, overview.total.amount)
      table.add(
        [
          .text(split), .text(name), .money(group.amount), .orDash(share) { .percent($0) },
          .orDash(change(group.amount, from: group.previousMonth)) { .change($0) },
          .orDash(change(group.amount, from: group.sameMonthLastYear)) { .change($0) },
          .money(group.yearToDate),
        ], tone: tone)
    }
    add(t("全部", "All"), t("合计", "Total"), overview.total, tone: .total)
    for group in overview.categories {
      let phrase = ProductCategory(rawValue: group.name)?.phrase
      add(t("类别", "Category"), phrase.map { t($0) } ?? group.name, group)
    }
    for group in overview.channels {
      let phrase = Channel.named(group.name)?.phrase
      add(t("渠道", "Channel"), phrase.map { t($0) } ?? group.name, group)
    }
    for group in overview.regions {
      add(t("地区", "Region"), group.name.isEmpty ? t(Phrases.notStated) : group.name, group)
    }
    return table
  }

  /// `part` ÷ `whole`, or `nil` where there is no whole.
  func ratio(_ part: Money, _ whole: Money) -> Double? {
    whole == .zero ? nil : part.yuan / whole.yuan
  }

  /// The relative change to `now`, or `nil` where there is nothing to compare with.
  func change(_ now: Money, from before: Money?) -> Double? {
    guard let before, before > .zero else { return nil }
    return now.yuan / before.yuan - 1
  }

  /// The result of the indicator `id`, if the report has it.
  func indicator(_ id: String) -> IndicatorResult? {
    report.indicators.first { $0.id == id }
  }
}
