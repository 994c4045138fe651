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
    case .returnsExceedPurchases: Phrase("退货不少于采购", "As much returned as bought")
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
      Phrase("未提供线下采购台账", "No off-platform purchases supplied")
    case .channelNotStated: Phrase("采购渠道未注明", "Channel not stated")
    case .notPublic: Phrase("非公立机构", "Not public")
    case .ownershipNotStated: Phrase("机构性质未注明", "Ownership not stated")
    case .arrivalsNotStated: Phrase("未注明到货", "Arrivals not stated")
    case .tooFewMonths: Phrase("连续月数不足", "Too few months running")
    case .noShortageList: Phrase("未提供短缺药品清单", "No shortage list")
    case .notOnShortageList: Phrase("不在短缺药品清单", "Not on the shortage list")
    case .procurementPriceStep: Phrase("集采批次换价", "Price step of a new VBP batch")
    case .noContracts:
      Phrase("约定采购量未提供或没有可用的行", "No usable contracted quantities")
    case .suspectContract: Phrase("约定采购量单位存疑", "Unit of the contract in doubt")
    case .otherPeriod: Phrase("本月属另一协议期", "Month of another agreement period")
    case .purchasesBeginLater:
      Phrase("协议期早于采购数据", "Period began before the records")
    case .recordsMissing: Phrase("协议期内缺采购数据", "Months of the period have no records")
    case .sharedProduct: Phrase("采购计入另一批次", "Purchases count for another batch")
    case .periodJustBegun: Phrase("协议期刚开始", "Agreement period just begun")
    case .withoutUptake: Phrase("零采购另列", "No uptake: listed apart")
    case .switchedOff: Phrase("监测项未启用", "Monitor switched off")
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

extension Phrases {
  /// The name of a monitor; its identifier where it is not known here.
  static func monitor(_ id: String) -> Phrase { monitors[id] ?? Phrase(id, id) }

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
    "filed-share": Phrase("备案采购占比", "Share of filed purchases"),
    "contract-lag": Phrase("约定量滞后", "Contracted volume lagging"),
    "zero-uptake": Phrase("约定品种零采购", "No uptake of contracted variety"),
    "non-selected-share": Phrase("非中选占比", "Share of non-selected products"),
    "supply-warning": Phrase("短缺供应预警", "Supply warning"),
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
