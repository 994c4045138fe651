import Procurement

/// A passage of a five-year plan (五年规划) that asks for what monitors watch.
struct PlanClause: Sendable {
  /// The plan's identifier.
  let plan: String
  /// The document and the place in it.
  let place: Phrase
  /// The plan's own words.
  let words: String
  /// The monitors that answer to it.
  let monitors: Set<String>

  /// The clauses that `monitor` answers to: those of the plan `plan` where it has any, else those
  /// of all plans that have; none where no plan asks for it.
  static func answered(by monitor: String, plan: String?) -> [PlanClause] {
    let all = Self.all.filter { $0.monitors.contains(monitor) }
    let own = all.filter { $0.plan == plan }
    return own.isEmpty ? all : own
  }

  private static let changes: Set = ["price-rise", "price-drop", "change-frequency"]

  private static let all: [PlanClause] = [
    hebei(7, "对价格涨幅或频次异常……等情况,强化常态化监管", changes),
    hebei(7, "区域之间或流通环节加价明显超出合理水平", ["region-gap", "distribution-markup"]),
    hebei(7, "不同医疗机构之间采购药品、医用耗材价格差异较大", ["institution-gap"]),
    hebei(7, "配送不到位", ["delivery-shortfall"]),
    hebei(7, "健全短缺药品监测预警机制", ["supply-warning"]),
    hebei(6, "严格执行全省统一的药品和医用耗材挂网采购规则", ["above-listing"]),
    hebei(6, "落实国家和我省组织药品和医用耗材集中采购中标结果", ["above-selected"]),
    hebei(
      6, "实现我省所有公立医疗机构在省级平台采购全部所需药品和医用耗材", ["off-platform", "filed-share"]),
    yuncheng(
      "一（一）", "1 (1)", "对使用高值耗材进行限价管理", ["above-cap"]),
    yuncheng(
      "三（五）", "3 (5)", "落实医保支付标准与集中采购价格协同机制", ["above-payment-standard"]),
    yuncheng(
      "三（八）", "3 (8)", "建立健全短缺药品监测预警和分级应对体系", ["supply-warning"]),
    yuncheng(
      "三（五）", "3 (5)", "落实县级属地管理责任，督导辖区医疗机构完成带量采购任务", ["contract-lag", "zero-uptake"]),
    xixiang("促进中选产品先使用、合理使用", ["non-selected-share", "zero-uptake"]),
    xixiang("强化医药价格常态化监管机制,提升价格异常变动的分析预警应对能力", changes),
    xixiang("强化配送过程中的监管……及时准确惩戒服务不到位的配送企业", ["delivery-shortfall"]),
    PlanClause(
      plan: "qingyang",
      place: Phrase("青阳县 青医保办〔2022〕49号 三（二）", "青阳县 青医保办〔2022〕49号, 3 (2)"),
      words: "提升对药品和医用耗材价格异常变动的分析预警应对能力", monitors: changes),
    jiangxi(3, 1, "加强医药价格监测能力建设,推广监测信息数据应用", changes),
    jiangxi(
      3, 1, "推进公立医疗机构所需药品和医用耗材全部按要求从省级集中采购平台采购",
      ["off-platform", "filed-share"]),
    jiangxi(3, 1, "促进中选产品优先采购使用、合理使用", ["non-selected-share"]),
    jiangxi(3, 4, "健全短缺药品监测预警和分级应对体系", ["supply-warning"]),
  ]

  private static func hebei(
    _ section: Int, _ words: String, _ monitors: Set<String>
  ) -> PlanClause {
    let number = section == 6 ? "六" : "七"
    return PlanClause(
      plan: "hebei",
      place: Phrase(
        "河北省 冀医保发〔2021〕9号 第五章第\(number)节", "河北省 冀医保发〔2021〕9号, ch. 5 §\(section)"),
      words: words, monitors: monitors)
  }

  private static func yuncheng(
    _ zh: String, _ en: String, _ words: String, _ monitors: Set<String>
  ) -> PlanClause {
    PlanClause(
      plan: "yuncheng", place: Phrase("运城市“十四五”规划 \(zh)", "运城市 plan (2021), \(en)"),
      words: words, monitors: monitors)
  }

  private static func xixiang(_ words: String, _ monitors: Set<String>) -> PlanClause {
    PlanClause(
      plan: "xixiang", place: Phrase("西乡县“十四五”规划 （三）", "西乡县 plan (2021-12-30), (3)"),
      words: words, monitors: monitors)
  }

  private static func jiangxi(
    _ chapter: Int, _ section: Int, _ words: String, _ monitors: Set<String>
  ) -> PlanClause {
    let number = section == 1 ? "一" : "四"
    return PlanClause(
      plan: "jiangxi",
      place: Phrase(
        "江西省 赣府厅发〔2021〕34号 第三章第\(number)节", "江西省 赣府厅发〔2021〕34号, ch. \(chapter) §\(section)"),
      words: words, monitors: monitors)
  }
}
