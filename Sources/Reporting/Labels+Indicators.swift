import Indicators
import Procurement

extension NotComputableReason {
  /// Why something has no value, and which input is missing.
  var phrase: Phrase {
    switch self {
    case .noOffPlatformPurchases:
      Phrase("未提供线下采购台账，分母不完整", "No off-platform purchases, so the whole is not known")
    case .channelNotStated:
      Phrase("采购记录未注明采购渠道", "Records do not state the channel")
    case .noPurchases:
      Phrase("期内公立医疗机构无此类采购", "No public purchases of the kind")
    case .returnsExceedPurchases:
      Phrase("部分采购退货多于采购，不成占比", "More returned than bought in a part")
    case .ownershipNotStated:
      Phrase("未注明机构性质，无法识别公立医疗机构", "Nothing says who is public")
    case .categoryNotStated:
      Phrase(
        "产品类别未注明（需 products.csv 或医保代码）",
        "Nothing says what products are (needs products.csv or national codes)")
    case .noHighValueList:
      Phrase("高值医用耗材目录缺失或不全", "No complete high-value list")
    case .noBatchCatalogue:
      Phrase("没有相应的集采批次目录", "No batch catalogue for it")
    case .noVarietyCategories:
      Phrase("耗材品种与类别对照表缺失或不全", "No complete table of categories")
    case .noInput: Phrase("未提供所需数据", "The input was not supplied")
    case .targetBlank: Phrase("规划未列目标值", "The plan leaves the target blank")
    case .baselineBlank: Phrase("规划未列基期值", "The plan gives no baseline")
    case .noContracts:
      Phrase("约定采购量未提供或没有可用的行", "No usable contracted quantities")
    case .suspectContracts: Phrase("约定量均疑似单位口径错误", "The units of all contracts are in doubt")
    case .nothingInPeriod: Phrase("期内无可计算的记录", "Nothing in the period")
    case .purchasesBeginLater:
      Phrase("协议期早于采购数据，期初采购未知", "The period began before the purchase records")
    case .recordsMissing: Phrase("协议期内缺采购数据", "Months of the period have no records")
    case .noBasePrice: Phrase("无集采前价格", "No price from before the batch")
    case .rateMissing: Phrase("未提供测算所需比例", "A rate was not supplied")
    case .noMatchedItems: Phrase("无可比品规", "No matched items")
    case .noBasePurchases: Phrase("基期月无采购记录", "Nothing was bought in the base month")
    case .arrivalsNotStated: Phrase("采购记录未注明到货", "Records do not state arrivals")
    case .settlementNotStated: Phrase("支付记录未注明结算方式", "Payments do not say how they were settled")
    case .noListedEnterprises: Phrase("企业名录中没有挂网企业", "No enterprise is listed on the platform")
    case .noCreditRatings:
      Phrase("未提供信用评级（credit-ratings.csv）", "No credit ratings (credit-ratings.csv)")
    case .noBatches:
      Phrase("未提供集采批次（vbp/batches.csv）", "No batches (vbp/batches.csv)")
    case .noProducts:
      Phrase("未提供产品目录（products.csv）", "No product catalogue (products.csv)")
    case .noShortageList: Phrase("未提供短缺、易短缺药品清单", "No list of drugs in short supply")
    case .baselineYearBlank: Phrase("规划未列基期年", "The plan gives no baseline year")
    case .targetYearBlank: Phrase("规划未列目标年", "The plan gives no target year")
    case .switchedOff: Phrase("该指标已在规则中停用", "The rules switch the indicator off")
    case .noProgress: Phrase("较基期无进展，无法预计达标时间", "No progress since the baseline")
    }
  }
}

extension IndicatorPart.Dimension {
  /// What the parts are split by.
  var phrase: Phrase {
    switch self {
    case .channel: Phrase("按采购渠道", "By channel")
    case .region: Phrase("按地区", "By region")
    case .institution: Phrase("按医疗机构", "By institution")
    case .ownership: Phrase("按机构性质", "By ownership")
    case .level: Phrase("按组织层级", "By level")
    case .change: Phrase("品种变动", "Changes")
    case .category: Phrase("按类别", "By category")
    case .batch: Phrase("按批次", "By batch")
    case .variety: Phrase("按品种", "By variety")
    case .product: Phrase("按产品", "By product")
    case .union: Phrase("按医联体", "By hospital union")
    case .enterprise: Phrase("按企业", "By enterprise")
    case .age: Phrase("按账龄", "By days overdue")
    case .rating: Phrase("按信用等级", "By credit rating")
    case .lagging: Phrase("滞后品种较多的机构", "Many lagging varieties")
    case .component: Phrase("构成", "Components")
    }
  }

  /// The label of a part of this dimension; names of places and institutions are their own label.
  func label(of name: String, in language: Language) -> String {
    let phrase: Phrase? =
      switch self {
      case .channel: Channel.named(name)?.phrase
      case .ownership: Ownership(rawValue: name)?.phrase
      case .level: BatchLevel(rawValue: name)?.phrase
      case .change: Phrases.changes[name]
      case .category: ProductCategory(rawValue: name)?.phrase ?? Phrases.components[name]
      case .component: Phrases.components[name]
      case .age: Phrase("逾期 \(name) 天", "\(name) days overdue")
      case .rating: Phrases.grades[name]
      case .region: name == "several" ? Phrase("跨地区", "Several regions") : nil
      case .institution, .lagging, .batch, .variety, .product, .union, .enterprise: nil
      }
    if let phrase { return language(phrase) }
    return name.isEmpty ? language(Phrases.notStated) : name
  }
}

extension IndicatorFact.Name {
  /// What a fact says.
  var phrase: Phrase {
    switch self {
    case .timeProgress: Phrase("时间进度", "Time progress")
    case .lead: Phrase("完成率与时间进度之差", "Completion minus time progress")
    case .projectedCompletion: Phrase("预计期末完成率", "Projected completion")
    case .completionByValue: Phrase("按中选价金额计完成率", "Completion by value")
    case .timeProgressByValue: Phrase("按中选价金额计时间进度", "Time progress by value")
    case .contracts: Phrase("约定采购量（条，联合体合为一条）", "Contracted quantities, a union's as one")
    case .ownContracts:
      Phrase("约定采购量（条，联合体成员分别计）", "Contracted quantities, a union's one by one")
    case .notFollowed: Phrase("协议期早于采购数据（条）", "Begun before the records")
    case .monthsWithoutRecords:
      Phrase("协议期内缺采购数据（个月），时间进度不含", "Months without records, not in time progress")
    case .zeroUptake: Phrase("零采购（条）", "Without uptake")
    case .lagging: Phrase("滞后（条）", "Lagging")
    case .laggingInstitutions: Phrase("滞后品种较多的机构（家）", "Institutions with many lagging varieties")
    case .matchedShare: Phrase("可比金额占比", "Matched share of amount")
    case .items: Phrase("可比品规数", "Items")
    case .varieties: Phrase("计入的品种数", "Varieties counted")
    case .counted: Phrase("计入的约定采购量（条）", "Contracts counted")
    case .baseMonth: Phrase("基期", "Base month")
    case .baseFirst: Phrase("基期起", "Base period from")
    case .baseLast: Phrase("基期止", "Base period to")
    case .priceDrop: Phrase("降幅", "Price drop")
    case .overdue: Phrase("逾期未付金额", "Overdue")
    case .notYetDue: Phrase("未到期金额", "Not yet due")
    case .ratedPurchases: Phrase("自失信企业采购金额", "Purchases from rated enterprises")
    case .ratedEnterprises: Phrase("失信企业数", "Rated enterprises")
    case .grade: Phrase("失信等级", "Grade")
    case .shortageList: Phrase("清单类别", "List")
    case .distributors: Phrase("配送企业（家）", "Distributors")
    case .emptyHanded: Phrase("本月有订单未到货的机构（家）", "Institutions to which nothing came")
    case .priceAgainstSelected: Phrase("采购价与中选价之比", "Price against the selected price")
    case .institutionsGap: Phrase("未达标机构差额合计", "Lacking at single institutions")
    case .withoutOffPlatform: Phrase("无线下采购记录的机构（家）", "Institutions without off-platform records")
    case .amountWithoutOffPlatform: Phrase("其采购金额", "What these bought")
    case .shareOfOthers: Phrase("其余机构平台采购率", "Platform share of the others")
    case .unknownOwnership:
      Phrase("机构性质不明、未计入的机构（家）", "Institutions of unknown ownership, left out")
    case .amountUnknownOwnership: Phrase("其采购金额", "What these bought")
    case .amountUnknownCategory:
      Phrase("类别不明、未计入的采购金额", "Bought of unknown category, left out")
    case .lowestShare: Phrase("未计入的若计入，最低", "With what is left out at the lowest")
    case .highestShare: Phrase("最高", "at the highest")
    case .shareByValue: Phrase("按金额计占比", "Share by amount")
    case .limit: Phrase("限值", "Limit")
    case .amount: Phrase("金额", "Amount")
    }
  }
}

extension Phrases {
  /// The parts of a count that tell how it moves.
  static let changes: [String: Phrase] = [
    "new": Phrase("本月新增", "New this month"),
    "expiring": Phrase("即将到期", "Expiring soon"),
    "cumulative": Phrase("累计", "Cumulative"),
    "unmapped": Phrase("未列入类别对照表", "Not in the table of categories"),
  ]

  /// The grades of credit ratings, since 2025 and before.
  static let grades: [String: Phrase] = [
    "失信": Phrase("失信", "discredited"),
    "严重失信": Phrase("严重失信", "seriously discredited"),
    "特别严重失信": Phrase("特别严重失信", "most seriously discredited"),
    "一般": Phrase("一般", "minor (before 2025)"), "中等": Phrase("中等", "medium (before 2025)"),
    "严重": Phrase("严重", "serious (before 2025)"),
    "特别严重": Phrase("特别严重", "most serious (before 2025)"),
  ]

  /// Components, ages and categories of indicators, by the names that the indicators give them.
  static let components: [String: Phrase] = [
    "rest": Phrase("其余产品", "All others"),
    "selected": Phrase("中选产品", "Selected"), "stand-in": Phrase("备供产品", "Stand-ins"),
    "non-selected-dearer": Phrase("非中选，高于中选价", "Not selected, dearer"),
    "non-selected-not-dearer": Phrase("非中选，不高于中选价", "Not selected, no dearer"),
    "budget": Phrase("集采药品医保资金预算", "Budget"),
    "selected-spend": Phrase("中选产品支出（约定量×中选价）", "Selected, at the selected price"),
    "non-selected-spend": Phrase("非中选产品支出", "Spent on what is not selected"),
    "surplus-base": Phrase("结余测算基数", "Base of the surplus"),
    "retained": Phrase("结余留用", "Retained surplus"),
    "direct": Phrase("医保基金直接结算", "Settled directly"),
    "by-institution": Phrase("医疗机构支付", "Paid by institutions"),
    "settlement-not-stated": Phrase("未注明结算方式", "Settlement not stated"),
    "short": Phrase("短缺药品", "In short supply"),
    "prone": Phrase("易短缺药品", "Prone to be in short supply"),
    "not-listed": Phrase("清单外产品", "On neither list"),
  ]

  /// Whom or what an indicator covers; its identifier where it is not known here.
  static func scope(_ id: String) -> Phrase { scopes[id] ?? Phrase(id, id) }

  private static let scopes: [String: Phrase] = [
    "public": Phrase("公立医疗机构", "public institutions"),
    "in-force": Phrase("执行中的批次", "batches in force"),
    "all-batches": Phrase("全部批次的约定采购量", "contracts of all batches"),
    "batch": Phrase("该批次的约定采购量", "contracts of the batch"),
    "contracts": Phrase("有约定采购量的机构", "institutions with contracts"),
    "all-institutions": Phrase("全部医疗机构", "all institutions"),
    "bills": Phrase("全部应付款", "all bills"),
    "payments": Phrase("全部支付", "all payments"),
    "listed-enterprises": Phrase("挂网企业", "listed enterprises"),
    "shortage-lists": Phrase("短缺、易短缺清单药品", "drugs on the shortage lists"),
    "private": Phrase("民营医疗机构", "private institutions"),
    "pharmacy": Phrase("零售药店", "retail pharmacies"),
  ]

  /// The name of an index formula; its identifier where it is not known here.
  static func formula(_ id: String) -> Phrase { formulas[id] ?? Phrase(id, id) }

  private static let formulas: [String: Phrase] = [
    "laspeyres": Phrase("拉氏", "Laspeyres"),
    "paasche": Phrase("帕氏", "Paasche"),
    "fisher": Phrase("费雪", "Fisher"),
    "jevons": Phrase("杰文斯", "Jevons"),
    "tornqvist": Phrase("特恩奎斯特", "Törnqvist"),
    "chained-fisher": Phrase("链式费雪", "Chained Fisher"),
  ]

  /// The name of a group of goods that has an index of its own.
  static func indexGroup(_ id: String) -> Phrase {
    switch id {
    case "all": Phrase("全部", "All")
    case "vbp": Phrase("集采品种", "VBP varieties")
    case "non-vbp": Phrase("非集采品种", "Other than VBP")
    default: ProductCategory(rawValue: id)?.phrase ?? Phrase(id, id)
    }
  }

  /// The name of an indicator; its identifier where it is not known here.
  static func indicator(_ id: String) -> Phrase {
    if let phrase = indicators[id] { return phrase }
    let parts = id.split(separator: "/").map(String.init)
    if parts.count == 3, parts[0] == "platform-gap",
      let share = shortIndicators["platform-share/\(parts[2])"]
    {
      return Phrase("\(share.zh)差额", "Lacking, \(share.en)")
    }
    guard parts.count == 3, parts[0] == "price-index" else { return Phrase(id, id) }
    let (group, formula) = (indexGroup(parts[1]), self.formula(parts[2]))
    return Phrase("价格指数（\(group.zh)，\(formula.zh)）", "Price index (\(group.en), \(formula.en))")
  }

  /// A shorter name of an indicator, for charts.
  static func shortIndicator(_ id: String) -> Phrase { shortIndicators[id] ?? indicator(id) }

  private static let indicators: [String: Phrase] = [
    "platform-share/drugs": Phrase("药品平台采购率", "Platform share, drugs"),
    "platform-share/high-value-consumables":
      Phrase("高值医用耗材平台采购率", "Platform share, high-value consumables"),
    "platform-share/combined":
      Phrase("药品耗材平台采购率", "Platform share, drugs and consumables"),
    "vbp-varieties/drugs": Phrase("集采药品品种数", "VBP drug varieties"),
    "vbp-categories/high-value-consumables":
      Phrase("集采高值医用耗材类数", "VBP high-value consumable categories"),
    "vbp-categories/consumables": Phrase("集采医用耗材品类数", "VBP consumable categories"),
    "credit-coverage": Phrase("信用评价覆盖率", "Credit evaluation coverage"),
    "contract-completion": Phrase("约定采购量完成率", "Completion of contracted quantities"),
    "non-selected-share": Phrase("非中选产品占比", "Share of non-selected products"),
    "savings": Phrase("集采节约金额", "VBP savings"),
    "retained-surplus": Phrase("结余留用", "Retained surplus"),
    "payment-30-day-rate": Phrase("30天回款率", "30-day payment rate"),
    "payment-overdue": Phrase("逾期未付金额", "Overdue payments"),
    "direct-settlement-share": Phrase("直接结算占比", "Direct-settlement share"),
    "delivery-rate": Phrase("配送到货率", "Delivery rate"),
    "shortage-supply": Phrase("短缺药品供应", "Supply of listed drugs"),
    "non-public-participation": Phrase("非公立机构参与集采", "Non-public participation in VBP"),
    "non-public-participation/private":
      Phrase("民营医疗机构参与集采", "Private institutions in VBP"),
    "non-public-participation/pharmacy": Phrase("零售药店参与集采", "Pharmacies in VBP"),
    "price-index": Phrase("价格指数", "Price index"),
    "platform-share": Phrase("平台采购率", "Platform share"),
    "platform-gap": Phrase("平台采购率差额", "Platform purchases lacking"),
    "vbp-varieties": Phrase("集采品种与类别数", "VBP varieties and categories"),
    "vbp-categories": Phrase("集采耗材类别数", "VBP consumable categories"),
    "target-gap": Phrase("规划目标差距", "Distance from plan targets"),
  ]

  private static let shortIndicators: [String: Phrase] = [
    "platform-share/drugs": Phrase("药品平台采购率", "Drugs, platform share"),
    "platform-share/high-value-consumables": Phrase("高值耗材平台采购率", "High-value, platform share"),
    "platform-share/combined": Phrase("药品耗材平台采购率", "Combined platform share"),
    "vbp-varieties/drugs": Phrase("集采药品品种", "VBP drug varieties"),
    "vbp-categories/high-value-consumables": Phrase("集采高值耗材类别", "VBP high-value categories"),
    "vbp-categories/consumables": Phrase("集采耗材品类", "VBP consumable categories"),
  ]
}
