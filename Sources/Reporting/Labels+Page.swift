import Intake

extension Phrases {
  /// The words of the page's script, by the names it uses; `{…}` marks what it fills in.
  static let page: [String: Phrase] = [
    "search": Phrase("搜索", "Search"),
    "searchHint": Phrase("产品、机构、企业、编码或线索编号", "product, institution, maker, code or clue"),
    "severity": Phrase("级别", "Severity"),
    "monitor": Phrase("监测项", "Monitor"),
    "region": Phrase("地区", "Region"),
    "institution": Phrase("医疗机构", "Institution"),
    "status": Phrase("状态", "Status"),
    "all": Phrase("全部", "All"),
    "noRegion": Phrase("未注明", "Not stated"),
    "noInstitution": Phrase("各机构合计", "All institutions"),
    "reset": Phrase("清除筛选", "Clear filters"),
    "filters": Phrase("筛选线索", "Filter clues"),
    "count": Phrase("{n} 条线索，其中预警 {w} 条", "{n} clues, {w} of them warnings"),
    "countOne": Phrase("{n} 条线索，其中预警 {w} 条", "{n} clue, {w} of them warnings"),
    "none": Phrase("没有符合条件的线索。", "No clue fits these filters."),
    "sumOf": Phrase("{k} {m} {c}", "{c} {m} {k}"),
    "sumNote": Phrase(
      "逐条相加；同一采购可出现在多条线索中，去重合计见监测项汇总。",
      "Added clue by clue; a purchase can stand behind several, and the table of monitors counts it "
        + "once."),
    "more": Phrase("再显示 {n} 条", "Show {n} more"),
    "notPrinted": Phrase(
      "打印前 {n} 条；其余 {r} 条见 findings.csv 与 report.xlsx。",
      "The first {n} are printed; findings.csv and report.xlsx have the other {r}."),
    "open": Phrase("展开依据：{p}", "Show evidence: {p}"),
    "close": Phrase("收起依据：{p}", "Hide evidence: {p}"),
    "sortBy": Phrase("按“{h}”排序", "Sort by {h}"),
    "step": Phrase("建议措施", "Suggested step"),
    "contracted": Phrase("约定采购量", "Contracted"),
    "decision": Phrase("处理记录", "Decision"),
    "identifier": Phrase("线索编号", "Finding"),
    "evidence": Phrase("依据的采购行（仅列主要来源行）", "Purchase lines behind it (the telling ones)"),
    "evidenceContract": Phrase(
      "依据的约定采购量（已采购量为协议期内采购之和，不逐行列出）",
      "The contracted quantity behind it (purchases of the period are added up, not listed)"),
    "line": Phrase("文件与行", "File and line"),
    "quotedNote": Phrase(
      "日期、价格、数量、金额照文件原文，价格与数量按包装计。",
      "Dates, prices, quantities and amounts as they stand in the file, by the pack."),
    "peer": ReportTables.peerMark,
    "evidenceMore": Phrase("另有 {n} 行见 report.json", "{n} more in report.json"),
    "explain": Phrase("完整说明：", "In full: "),
    "institutionsTitle": Phrase(
      "{m} 该产品各机构采购价（{c}/最小制剂单位）",
      "Price of this product by institution, {m} ({c} per smallest unit)"),
    "institutionsText": Phrase(
      "{n} 家机构，由低到高排列，最低 {a}，最高 {b}。", "{n} institutions from {a} to {b}, lowest first."),
    "institutionsNote": Phrase(
      "来源：采购记录，每点一家机构，由低到高；虚线为参照值，底色为正常范围。",
      "Source: purchase records; a dot an institution, lowest first; dashed: the reference, shaded: "
        + "what is normal."),
    "marked": Phrase("{i}：{p}，由低到高第 {k} 位", "{i}: {p}, number {k} from the lowest"),
    "historyPrice": Phrase(
      "近十二个月平均采购价（{c}/最小制剂单位）",
      "Average price over twelve months ({c} per smallest unit)"),
    "historyDelivery": Phrase("近十二个月到货率（%）", "Delivery rate over twelve months (%)"),
    "historyOffPlatform": Phrase(
      "近十二个月线下采购占比（%）", "Off-platform share over twelve months (%)"),
    "historyFiled": Phrase(
      "近十二个月备案采购占比（%，各年累计）",
      "Share of filed purchases over twelve months (%, each year until the month)"),
    "historyCompletion": Phrase(
      "近十二个月约定采购量累计完成率（%）", "Completion of the contract, cumulative, twelve months (%)"),
    "historyNonSelected": Phrase(
      "近十二个月非中选占比（%）", "Non-selected share over twelve months (%)"),
    "historyNoteProgress": Phrase(
      "来源：约定采购量与采购记录；深色为完成率，浅色为时间进度（协议期已过天数占比）。",
      "Source: contracts and purchase records; dark: completion, pale: time progress, the share of "
        + "the agreement period's days that have run."),
    "historyNoteCount": Phrase(
      "来源：采购记录；各月平均采购价，价格水平变动即为一次调价；无采购的月份断开。",
      "Source: purchase records; average prices by month, whose shifts are counted; broken where "
        + "nothing was bought."),
    "progress": Phrase("时间进度", "time progress"),
    "markedRegion": Phrase("深色点为{r}的机构", "Dark dots: institutions of {r}"),
    "lowest": Phrase("价低", "lowest"),
    "highest": Phrase("价高", "highest"),
    "historyNote": Phrase(
      "来源：采购记录；深色为本线索，浅色为各机构平均，虚线为参照值；无采购的月份断开。",
      "Source: purchase records; dark: this clue, pale: all institutions, dashed: the reference; "
        + "broken where nothing was bought."),
    "historyNoteOwn": Phrase(
      "来源：采购记录；虚线为参照值；无数据的月份断开。",
      "Source: purchase records; dashed: the reference; broken where there is no value."),
    "comma": Phrase("，", ", "),
    "stop": Phrase("。", ". "),
    "historyText": Phrase("{a} 为 {x}，{b} 为 {y}。", "{x} in {a}, {y} in {b}."),
    "own": Phrase("本线索", "this clue"),
    "average": Phrase("各机构平均", "all institutions"),
  ]
}

extension PurchaseField {
  /// The heading above what a purchase line says of it; the field's name for those not quoted.
  var heading: Phrase {
    switch self {
    case .date: Phrase("日期", "Date")
    case .orderLine: Phrase("订单明细编号", "Order line")
    case .conversionRatio: Phrase("转换比", "Units a pack")
    case .price: Phrase("单价", "Price")
    case .quantity: Phrase("数量", "Quantity")
    case .arrived: Phrase("到货", "Arrived")
    case .amount: Phrase("金额", "Amount")
    default: Phrase(name, name)
    }
  }
}
