import Indicators
import Procurement

extension NotApplicableReason {
  /// Why a monitor could not judge something.
  var phrase: Phrase {
    switch self {
    case .noPricedPurchase: Phrase("当月无有价采购", "Nothing bought at a price")
    case .noEarlierPurchase: Phrase("无可比的以往采购", "No earlier purchase")
    case .noMatchedInstitution: Phrase("无两期均采购的机构", "No institution in both months")
    case .tooFewPeers: Phrase("可比机构不足", "Too few peers")
    case .tooLittleMoney: Phrase("金额低于下限", "Too little money")
    case .noListingPrice: Phrase("无挂网价", "No listing price")
    case .notSelected: Phrase("非执行期内中选产品", "Not selected in a batch in force")
    case .procurementPriceCut: Phrase("集采降价", "Price cut by VBP")
    case .unitMismatch: Phrase("疑似计价单位口径错误", "Suspected unit mismatch")
    case .noReference: Phrase("无可对照的价格", "No price to compare with")
    case .shortageList: Phrase("短缺药品另行监测", "On the shortage list")
    case .regionNotStated: Phrase("地区未注明", "Region not stated")
    case .distributorNotStated: Phrase("配送企业未注明", "Distributor not stated")
    case .noPriceCap: Phrase("无限价", "No price cap")
    case .noPaymentStandard: Phrase("无支付标准", "No payment standard")
    case .noPeerProduct: Phrase("无其他企业同规格挂网产品", "No listed peer of another maker")
    case .selectedInBatch: Phrase("执行期内中选产品", "Selected in a batch in force")
    case .notInBatch: Phrase("非执行期内集采品种", "Not of a variety in force")
    case .noOffPlatformPurchases:
      Phrase("本月未提供线下采购台账", "No off-platform purchases supplied")
    case .channelNotStated: Phrase("采购渠道未注明", "Channel not stated")
    case .notPublic: Phrase("非公立或性质未注明", "Not known to be public")
    case .arrivalsNotStated: Phrase("未注明到货", "Arrivals not stated")
    case .tooFewMonths: Phrase("连续月数不足", "Too few months running")
    case .noShortageList: Phrase("未提供短缺药品清单", "No shortage list")
    case .notOnShortageList: Phrase("不在短缺药品清单", "Not on the shortage list")
    case .procurementPriceStep: Phrase("集采批次换价", "Price step of a new VBP batch")
    case .switchedOff: Phrase("监测项未启用", "Monitor switched off")
    }
  }
}

extension NotComputableReason {
  /// Why something has no value, and which input is missing.
  var phrase: Phrase {
    switch self {
    case .noOffPlatformPurchases:
      Phrase("未提供线下采购台账，分母不完整", "No off-platform purchases, so the whole is not known")
    case .channelNotStated:
      Phrase("采购记录未注明采购渠道", "Records do not state the channel")
    case .noPurchases:
      Phrase("期内公立医疗机构无此类采购", "Public institutions bought nothing of the kind")
    case .ownershipNotStated:
      Phrase("未注明机构性质，无法识别公立医疗机构", "Nothing says which institutions are public")
    case .noHighValueList:
      Phrase("未提供高值医用耗材目录", "No list of high-value consumables")
    case .noBatchCatalogue:
      Phrase("未提供集采批次目录", "No batch catalogue")
    case .noVarietyCategories:
      Phrase("未提供耗材品种与类别对照表", "No mapping from varieties to categories")
    case .noInput: Phrase("未提供所需数据", "The input was not supplied")
    case .targetBlank: Phrase("规划未列目标值", "The plan leaves the target blank")
    case .baselineBlank: Phrase("规划未列基期值", "The plan gives no baseline")
    case .noProgress: Phrase("较基期无进展，无法预计达标时间", "No progress since the baseline")
    }
  }
}

extension TargetStatus {
  /// The label of a target's status.
  var phrase: Phrase {
    switch self {
    case .met: Phrase("已达标", "Met")
    case .behind: Phrase("未达标", "Not met")
    case .notComputable: Phrase("无法计算", "Not computable")
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
      case .region, .institution: nil
      }
    if let phrase { return language(phrase) }
    return name.isEmpty ? language(Phrases.notStated) : name
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

  /// The name of a monitor; its identifier where it is not known here.
  static func monitor(_ id: String) -> Phrase { monitors[id] ?? Phrase(id, id) }

  /// The name of an indicator; its identifier where it is not known here.
  static func indicator(_ id: String) -> Phrase { indicators[id] ?? Phrase(id, id) }

  /// A shorter name of an indicator, for charts.
  static func shortIndicator(_ id: String) -> Phrase { shortIndicators[id] ?? indicator(id) }

  /// How a finding's bounds were made; the identifier where it is not known here.
  static func method(_ id: String) -> Phrase { methods[id] ?? Phrase(id, id) }

  private static let monitors: [String: Phrase] = [
    "price-rise": Phrase("涨幅异常", "Unusual rise"),
    "price-drop": Phrase("跌幅异常", "Unusual fall"),
    "change-frequency": Phrase("调价频次异常", "Frequent price changes"),
    "institution-gap": Phrase("机构间价差", "Gap between institutions"),
    "region-gap": Phrase("区域间价差", "Gap between regions"),
    "distribution-markup": Phrase("流通加价", "Distribution markup"),
    "above-listing": Phrase("高于挂网价", "Above the listing price"),
    "above-selected": Phrase("高于中选价", "Above the selected price"),
    "above-cap": Phrase("高于限价", "Above the price cap"),
    "above-payment-standard": Phrase("高于支付标准", "Above the payment standard"),
    "peer-multiple": Phrase("同通用名价格倍数", "Multiple of same-name peers"),
    "unit-mismatch": Phrase("疑似计价单位口径错误", "Suspected unit mismatch"),
    "delivery-shortfall": Phrase("配送不到位", "Delivery shortfall"),
    "off-platform": Phrase("线下采购", "Off-platform purchase"),
    "contract-lag": Phrase("约定量滞后", "Contracted volume lagging"),
    "zero-uptake": Phrase("约定品种零采购", "No uptake of contracted variety"),
    "non-selected-share": Phrase("非中选占比", "Share of non-selected products"),
    "supply-warning": Phrase("短缺供应预警", "Supply warning"),
  ]

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
    "platform-share": Phrase("平台采购率", "Platform share"),
    "vbp-varieties": Phrase("集采品种与类别数", "VBP varieties and categories"),
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

  private static let methods: [String: Phrase] = [
    "hidiroglou-berthelot": Phrase("H-B 法", "Hidiroglou–Berthelot"),
    "hidiroglou-berthelot-p10-p90":
      Phrase("H-B 法（P10/P90）", "Hidiroglou–Berthelot, P10/P90"),
    "robust-z": Phrase("稳健 z 值（MAD）", "Robust z (MAD)"),
    "fixed-tolerance": Phrase("固定容差", "Fixed tolerance"),
    "power-of-ten": Phrase("10 的幂", "Power of ten"),
    "conversion-ratio": Phrase("转换比", "Conversion ratio"),
    "rule-limit": Phrase("规则限值", "Limit in the rules"),
    "fixed-percentage": Phrase("固定百分比", "Fixed percentage"),
  ]
}
