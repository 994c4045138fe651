import Analysis
import Procurement

extension ReportTables {
  /// What each monitor did, with reasons for what it could not judge.
  var monitors: Table {
    var table = Table(
      title: t("监测项汇总", "Monitors"),
      note: t(
        "监测 = 正常 + 疑似；未判定的按原因列出。合计只含高于参照的金额，同一采购被多项监测指出的只计一次，故小于各行之和。"
          + crowdedNote.zh,
        "Tested = passed + flagged. The total has what was paid above a reference only, a purchase "
          + "named by several monitors once, and so is less than the rows together."
          + crowdedNote.en
      ),
      columns: [
        .text(t("监测项", "Monitor")), .number(t("监测", "Tested")), .number(t("正常", "Passed")),
        .number(t("疑似", "Flagged")), .number(t.money("涉及金额", "Money at stake")),
        .word(t("金额性质", "What it is")),
        .number(t("未判定", "Not judged")), .text(t("未判定原因", "Why not judged")),
      ])
    for account in report.monitors {
      let reasons = account.notApplicable.sorted { $0.key < $1.key }
      let separator = t("：", ": ")
      let stake = stake(of: account)
      table.add([
        .text(t(Phrases.monitor(account.id))), .count(account.tested), .count(account.passed),
        flagged(account),
        .money(stake.amount),
        .text(t.list(stake.kinds.map { t($0.phrase) })),
        .count(reasons.reduce(0) { $0 + $1.value }),
        .text(
          account.tested == 0 && reasons.isEmpty
            ? t("本月没有可监测的对象", "nothing to look at this month")
            : reasons.map { t($0.key.phrase) + separator + NumberText.count($0.value) }
              .joined(separator: t("；", "; "))),
      ])
    }
    let sum = report.monitors.reduce(into: (tested: 0, passed: 0, flagged: 0)) {
      $0.tested += $1.tested
      $0.passed += $1.passed
      $0.flagged += $1.flagged
    }
    table.add(
      [
        .text(t("合计（价格类，去重）", "Total of prices, each purchase once")), .count(sum.tested),
        .count(sum.passed), .count(sum.flagged), .money(report.excessAmount),
        .text(t(StakeKind.above.phrase)), .empty, .empty,
      ], tone: .total)
    return table
  }

  /// The money at stake of a monitor's clues, without its sign, and what it is.
  func stake(of account: MonitorAccount) -> (amount: Money, kinds: [StakeKind]) {
    let sums = stakes(of: report.findings(of: account.id))
    return (sums.reduce(.zero) { $0 + $1.amount }, sums.map(\.kind))
  }

  /// How many a monitor flagged, with what there is to say of it.
  private func flagged(_ account: MonitorAccount) -> TableCell {
    var notes: [String] = []
    if account.dismissed > 0 {
      let count = NumberText.count(account.dismissed)
      notes.append(t("其中已排除 \(count)", "\(count) dismissed"))
    }
    if account.isCrowded { notes.append(t("过多，请复核规则", "too many: see the rule")) }
    guard !notes.isEmpty else { return .count(account.flagged) }
    let text =
      NumberText.count(account.flagged) + t.bracketed(notes.joined(separator: t("；", "; ")))
    return account.isCrowded ? .tag(text, .warn) : .text(text)
  }

  /// What to think of a monitor that flags too much; empty where none does.
  private var crowdedNote: Phrase {
    guard let share = report.rules.crowdedShare, report.monitors.contains(where: \.isCrowded)
    else { return Phrase("", "") }
    let percent = NumberText.percent(share, places: 0)
    return Phrase(
      "疑似超过监测数 \(percent) 的规则应先复核阈值与数据。",
      " Where more than \(percent) are flagged, look at the rule and the data first.")
  }
}
