internal import Procurement

/// The words that exports use for the values of a field.
enum ValueWords {
  /// The channel that a value means; `nil` for a word that nothing knows.
  static func channel(_ text: String) -> Channel? {
    switch text.lowercased() {
    case "platform", "平台采购", "省平台采购", "省级平台采购", "省级平台", "省平台", "平台", "网采", "网上采购", "线上采购", "线上",
      "集采平台", "集采", "集中采购", "带量采购", "挂网", "挂网采购", "阳光采购", "议价采购", "是", "y", "yes", "1", "true":
      .platform
    case "off-platform", "线下采购", "线下", "网下采购", "非平台采购", "平台外采购", "自行采购", "自采", "否", "n", "no", "0",
      "false":
      .offPlatform
    case "filed", "备案采购", "备案", "线下备案", "线下备案采购", "应急备案采购": .filed
    case "unstated": .unstated
    default: nil
    }
  }

  /// Who owns an institution, by the word for it, whatever follows: 公立医疗机构(县级), 民营非营利性; `nil` for a
  /// word that nothing knows. Institutions of the army count as public, as in the documents on
  /// volume-based procurement (公立医疗机构，含军队医疗机构).
  static func ownership(_ text: String) -> Ownership? {
    let word = text.lowercased()
    if let known = Ownership(rawValue: word) { return known }
    if ["不详", "不明", "未知"].contains(word) { return .unstated }
    if ["公立", "公办", "政府办", "军队"].contains(where: word.hasPrefix) { return .public }
    if ["民营", "民办", "非公", "私立", "社会办"].contains(where: word.hasPrefix) { return .private }
    let stem = word.prefix { $0 != "(" }
    return stem.hasSuffix("药店") || stem.hasSuffix("药房") ? .pharmacy : nil
  }

  /// The usual word for who owns an institution.
  static func word(for ownership: Ownership) -> String {
    switch ownership {
    case .public: "公立"
    case .private: "民营"
    case .pharmacy: "药店"
    case .unstated: "unstated"
    }
  }

  /// The usual words for kinds of goods.
  static let categories = ["化学药", "生物制品", "中成药", "中药饮片", "配方颗粒", "自制剂", "耗材"]

  /// What kind of good a word means; `nil` for a word that nothing knows.
  static func category(_ text: String) -> ProductCategory? {
    switch text {
    case "化学药", "化学药品", "西药": .chemical
    case "生物制品", "生物药": .biological
    case "中成药": .chinesePatent
    case "中药饮片", "饮片": .herbalSlices
    case "配方颗粒", "中药配方颗粒": .granules
    case "自制剂", "医院制剂": .hospitalPreparation
    case "耗材", "医用耗材": .consumable
    default: ProductCategory(rawValue: text.lowercased())
    }
  }

  /// Yes or no; `nil` for a word that is neither.
  static func yesOrNo(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "是", "yes", "y", "true", "1", "高值": true
    case "否", "no", "n", "false", "0", "低值": false
    default: nil
    }
  }
}
