import Analysis
import Mustache
import Procurement

extension InquirySheets.Sheet {
  /// The file's bytes: UTF-8 without BOM.
  ///
  /// - Throws: Mustache's error when the template cannot be parsed, which a test rules out.
  public func bytes() throws -> [UInt8] {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.sheet_mustache, as: UTF8.self))
    return Array(template.render(page).utf8)
  }

  /// What the sheet is: what its clues are about, and whom it goes to.
  var title: String {
    let t = tables.t
    let topics = topics
    let about = topics.count > 2 ? t("监测", "Monitoring") : t.list(topics)
    let who = t(party.phrase)
    return t("\(about)线索函询附表（\(who)）", "\(about): clues for a letter of inquiry (\(who))")
  }

  /// What the clues are about, in the order of the ranking.
  var topics: [String] {
    var topics: [String] = []
    for finding in findings {
      let topic = tables.t(Phrases.topic(of: finding.monitor))
      if !topics.contains(topic) { topics.append(topic) }
    }
    return topics
  }

  private var page: [String: Any] {
    let t = tables.t
    let count = NumberText.count(findings.count)
    let money = tables.stakesCountedOnce(of: findings).map { "\($0.name) \(t.amount($0.amount))" }
    let stake =
      money.isEmpty ? "" : t("涉及金额：", " Money at stake: ") + t.list(money) + t("。", ".")
    let parts = [
      figures.rows.isEmpty ? nil : HTMLView.table(figures, id: "figures", style: "letter"),
      HTMLView.table(
        tables.inquiries(findings, for: party), id: "clues", style: "letter clueletter"),
      HTMLView.table(
        tables.inquiredLines(of: findings), id: "evidence", style: "letter"),
    ]
    return [
      "lang": t.language.tag, "css": String(decoding: PackageResources.report_css, as: UTF8.self),
      "title": title, "name": subject, "month": t.month(tables.report.month),
      "about": t(
        "线索 \(count) 条，请逐条核实并书面说明。",
        "\(count) clues, to be verified and answered one by one.") + stake,
      "office": [
        t("发函单位", "From"), t("发函日期", "Date"), t("回复期限", "Answer by"),
        t("联系人及电话", "Contact"),
      ],
      "colon": t("：", ": "),
      "tables": parts.compactMap(\.self),
      "answerLabel": t("情况说明", "Answer"),
      "signatures": [t("填报人", "Answered by"), t("单位盖章", "Seal"), t("日期", "Date")],
      "footer": t(
        "所列线索为根据采购数据发现的疑似情况，供核实使用，不作为认定结论。",
        "The clues follow from purchase data; they are to be verified and are not verdicts."),
    ]
  }
}

extension InquirySheets {
  /// The bytes of the page that lists `sheets`: UTF-8 without BOM.
  ///
  /// - Throws: Mustache's error when the template cannot be parsed, which a test rules out.
  func index(of sheets: [Sheet]) throws -> [UInt8] {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.sheet_index_mustache, as: UTF8.self))
    return Array(template.render(page(of: sheets)).utf8)
  }

  private func page(of sheets: [Sheet]) -> [String: Any] {
    let t = tables.t
    let report = tables.report
    let placed = Set(sheets.flatMap { $0.findings.map(\.id) })
    let rest = report.findings.count - placed.count
    let others =
      rest == 0
      ? ""
      : t(
        "另有 \(NumberText.count(rest)) 条线索不涉及单一机构或企业，未列入附表。",
        " \(NumberText.count(rest)) more clues are about no single party and stand on no sheet.")
    return [
      "lang": t.language.tag, "css": String(decoding: PackageResources.report_css, as: UTF8.self),
      "title": t("函询附表目录", "Sheets for letters of inquiry"),
      "month": t.month(report.month),
      "about": t(
        "附表 \(NumberText.count(sheets.count)) 份，一条线索可列入机构和企业各一份；本目录供内部使用。",
        "\(NumberText.count(sheets.count)) sheets; a clue may stand on an institution's and an "
          + "enterprise's. This list is for the office.") + others,
      "columns": [
        t("附表", "Sheet"), t("发往", "Goes to"), t("内容", "About"), t("线索", "Clues"),
        t("其中预警", "Warnings"), t("涉及金额", "Money at stake"),
      ],
      "rows": sheets.map { sheet -> [String: Any] in
        let money = tables.stakesCountedOnce(of: sheet.findings).map {
          "\($0.name) \(NumberText.money($0.amount))"
        }
        return [
          "file": sheet.name, "subject": sheet.subject, "party": t(sheet.party.phrase),
          "topics": t.list(sheet.topics), "count": NumberText.count(sheet.findings.count),
          "warned": NumberText.count(sheet.findings.count { $0.severity == .warn }),
          "money": money.isEmpty ? [NumberText.nothing] : money,
        ]
      },
    ]
  }
}

extension Phrases {
  /// What the clues of a monitor are about, as the title of a sheet says it.
  static func topic(of monitor: String) -> Phrase {
    switch monitor {
    case "off-platform": Phrase("线下采购", "Off-platform purchases")
    case "filed-share": Phrase("备案采购", "Filed purchases")
    case "delivery-shortfall": Phrase("配送不到位", "Deliveries")
    case "supply-warning": Phrase("短缺供应", "Supply")
    case "contract-lag", "zero-uptake", "non-selected-share":
      Phrase("集采执行", "Volume-based procurement")
    default: Phrase("价格异常", "Prices")
    }
  }
}
