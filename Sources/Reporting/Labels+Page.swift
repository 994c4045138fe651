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
    "above": Phrase("高于参照 {m} {c}", "{c} {m} above reference"),
    "below": Phrase("低于参照 {m} {c}", "{c} {m} below reference"),
    "shares": Phrase("占比类涉及 {m} {c}", "{c} {m} concerned by shares"),
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
    "method": Phrase("界限方法", "How bounds were made"),
    "decision": Phrase("处理记录", "Decision"),
    "identifier": Phrase("线索编号", "Finding"),
    "evidence": Phrase("依据的采购行", "Purchase lines behind it"),
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
    "historyShare": Phrase("近十二个月占比（%）", "Share over twelve months (%)"),
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
