import Analysis
import Intake
import Procurement

extension ReportTables {
  /// Every file with its account.
  var files: Table {
    var table = Table(
      title: t("文件清单", "Files"),
      columns: [
        .text(t("文件", "File")), .text(t("编码", "Encoding")), .text(t("导入配置", "Profile")),
        .number(t("字节", "Bytes")), .number(t("读取", "Read")), .number(t("采用", "Accepted")),
        .number(t("拒收", "Rejected")), .number(t("重复", "Duplicates")),
        .number(t.money("采用金额", "Accepted")), .number(t.money("拒收金额", "Rejected")),
        .number(t.money("重复金额", "Duplicates")),
        .number(t.money("采用行不计金额", "Unspent")),
      ])
    for file in report.data.files {
      table.add([
        .text(file.path), .text(file.encoding), .text(file.profile), .count(file.bytes),
        .count(file.linesRead), .count(file.accepted), .count(file.rejected),
        .count(file.duplicates), .money(file.amountAccepted), .money(file.amountRejected),
        .money(file.amountDuplicates), .money(file.amountNotSpent),
      ])
    }
    return table
  }

  /// Lines not counted, by reason, with what to do.
  var rejectCounts: Table {
    var table = Table(
      title: t("未计入的行（按原因）", "Lines not counted, by reason"),
      columns: [
        .text(t("原因", "Reason")), .number(t("行数", "Lines")), .text(t("处理建议", "What to do")),
      ])
    for entry in report.data.rejectCounts {
      table.add([.text(t(entry.reason.phrase)), .count(entry.lines), .text(t(entry.reason.advice))])
    }
    return table
  }

  /// What was wrong in catalogues and with whole files.
  var notices: Table {
    var table = Table(
      title: t("目录与文件提示", "Notices on catalogues and files"),
      columns: [
        .text(t("位置", "Place")), .text(t("列", "Column")), .text(t("值", "Value")),
        .text(t("问题", "Reason")), .text(t("处理建议", "What to do")),
      ])
    for notice in report.data.notices {
      table.add([
        .text(notice.source.description), .text(notice.column), .text(value(of: notice)),
        .text(t(notice.reason.phrase)), .text(t(notice.reason.advice)),
      ])
    }
    return table
  }

  /// The value of a notice: a field by its usual header, and why the system could not read something in
  /// the report's language.
  private func value(of notice: Notice) -> String {
    switch notice.reason {
    case .unreadableFile, .unreadableFolder: t(Phrases.unreadable(notice.value))
    case .ambiguousHeader, .missingHeader:
      t(PurchaseField(name: notice.value)?.usualHeader ?? notice.value, notice.value)
    default: notice.value
    }
  }

  /// Every line that was not counted.
  var rejects: Table {
    let hidden = report.data.rejectsNotListed
    var table = Table(
      title: t("拒收与重复明细", "Lines not counted"),
      note: hidden > 0
        ? t(
          "另有 \(NumberText.count(hidden)) 行未逐行列出。",
          "\(NumberText.count(hidden)) more are not listed.")
        : "",
      columns: [
        .text(t("文件", "File")), .number(t("行号", "Line")), .text(t("处理", "Kind")),
        .text(t("列", "Column")), .text(t("值", "Value")), .text(t("原因", "Reason")),
        .number(t.money("金额", "Amount")), .text(t("计入的行", "Line that counts")),
        .text(t("处理建议", "What to do")),
      ])
    table.rows = report.data.rejects.map { reject in
      Table.Row(cells: [
        .text(reject.source.file), .count(reject.source.line), .text(t(reject.reason.kind.phrase)),
        .text(reject.column), .text(reject.value), .text(t(reject.reason.phrase)),
        reject.amount.map { .money($0) } ?? .empty, .text(reject.other?.description ?? ""),
        .text(t(reject.reason.advice)),
      ])
    }
    return table
  }

  /// Every threshold in force, with who set it.
  var rules: Table {
    var table = Table(
      title: t("规则与阈值", "Rules and thresholds"),
      note: t("规则：\(t.rules(of: report))。", "Rules: \(t.rules(of: report)).") + packs,
      columns: [
        .text(t("规则", "Rule")), .text(t("编号", "Id")), .text(t("启用", "On")),
        .text(t("参数", "Parameter")), .text(t("含义", "Meaning")), .text(t("取值", "Value")),
        .text(t("依据", "Authority")),
      ])
    func add(
      _ name: String, _ section: RuleSection, isOn: Bool, _ values: [String: RuleValue],
      authority: (String) -> String
    ) {
      let head: [TableCell] = [.text(name), .text(section.id), .text(yes(isOn))]
      if values.isEmpty {
        table.add(head + [.empty, .empty, .empty, .text(t.rule(authority("")))])
      }
      for (parameter, value) in values.sorted(by: { $0.key < $1.key }) {
        table.add(
          head + [
            .text(parameter), meaning(parameter), cell(value),
            .text(t.rule(authority(parameter))),
          ])
      }
    }
    func add(_ section: RuleSection, name: String) {
      add(
        name, section, isOn: section.isEnabled, section.values,
        authority: section.authority(of:))
      let changes =
        section.categories.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { (t($0.key.phrase), $0.value) }
        + section.products.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      for (whom, change) in changes {
        add(
          name + t.bracketed(whom), section,
          isOn: change.isEnabled ?? section.isEnabled, change.values
        ) { _ in change.authority ?? section.authority }
      }
    }
    for (id, section) in report.rules.monitors.sorted(by: { $0.key < $1.key }) {
      add(section, name: t(Phrases.monitor(id)))
    }
    for (id, section) in report.rules.indicators.sorted(by: { $0.key < $1.key }) {
      add(section, name: t(Phrases.indicator(id)))
    }
    for severity in Severity.allCases {
      table.add([
        .text(t("建议措施", "Suggested step")), .empty, .empty, .text(severity.rawValue),
        .text(t(severity.phrase)), .text(t.rule(report.rules.steps[severity] ?? "")),
        .text(
          t.rule(
            report.rules.localSteps.contains(severity)
              ? RuleSection.localAuthority : report.rules.name)),
      ])
    }
    return table
  }

  /// The packs in force, with their sources.
  private var packs: String {
    report.rules.packs.map { pack in
      let place = [pack.region, pack.date].filter { !$0.isEmpty }.joined(separator: " ")
      let sources = pack.sources.joined(separator: t("；", "; "))
      return t(" 规则包 ", " Pack ") + t.rule(pack.name)
        + (place.isEmpty ? "" : t.bracketed(place))
        + (sources.isEmpty ? "" : t("：", ": ") + sources) + t("。", ".")
    }.joined()
  }

  private func meaning(_ parameter: String) -> TableCell {
    .text(Phrases.parameter(parameter).map { t($0) } ?? "")
  }

  private func cell(_ value: RuleValue) -> TableCell {
    switch value {
    case .number(let number): .number(number, places: 6)
    case .flag(let isOn): .text(yes(isOn))
    }
  }

  private func yes(_ isOn: Bool) -> String { isOn ? t("是", "yes") : t("否", "no") }
}
