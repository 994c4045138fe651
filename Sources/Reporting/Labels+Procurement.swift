import Procurement

extension Severity {
  /// The label of the severity.
  var phrase: Phrase {
    switch self {
    case .watch: Phrase("关注", "Watch")
    case .warn: Phrase("预警", "Warning")
    }
  }
}

extension FindingStatus {
  /// The label of where a clue stands.
  var phrase: Phrase {
    switch self {
    case .open: Phrase("待核实", "To be verified")
    case .accepted: Phrase("已认可", "Accepted")
    case .sent: Phrase("已发函", "Letter sent")
    case .dismissed: Phrase("已排除", "Dismissed")
    }
  }
}

extension DecisionKind {
  /// The label of what reviewers decided.
  var phrase: Phrase {
    switch self {
    case .accept: Phrase("认可", "Accepted")
    case .dismiss: Phrase("排除", "Dismissed")
    case .sent: Phrase("已发函", "Letter sent")
    }
  }
}

extension ReferenceKind {
  /// What the observed price was compared with.
  var phrase: Phrase {
    switch self {
    case .previousMonth: Phrase("上一有采购月", "Previous month with purchases")
    case .sameMonthLastYear: Phrase("上年同月", "Same month last year")
    case .peerMedian: Phrase("其他机构中位价", "Median of the other institutions")
    case .listingPrice: Phrase("挂网价", "Listing price")
    case .selectedPrice: Phrase("中选价", "Selected price")
    case .regionMedian: Phrase("其他地区中位价", "Median of the other regions")
    case .distributorMedian: Phrase("其他配送企业中位价", "Median of the other distributors")
    case .priceCap: Phrase("限价", "Price cap")
    case .paymentStandard: Phrase("支付标准", "Payment standard")
    case .lowestListing: Phrase("其他企业最低挂网价", "Lowest listing price of other makers")
    case .highestSelected: Phrase("同品种最高中选价", "Highest selected price")
    case .ruleLimit: Phrase("规则限值", "Limit in the rules")
    case .riseLimit: Phrase("规则限值（涨价）", "Limit of rises in the rules")
    case .earlierMonths: Phrase("此前月份", "The months before")
    case .timeProgress: Phrase("时间进度", "Time progress")
    }
  }
}

extension Channel {
  /// The label of the channel.
  var phrase: Phrase {
    switch self {
    case .platform: Phrase("省级平台采购", "Provincial platform")
    case .offPlatform: Phrase("线下采购", "Off platform")
    case .filed: Phrase("备案采购", "Off platform, filed")
    case .unstated: Phrase("渠道未注明", "Channel not stated")
    }
  }

  /// The channel that a part of the report names, if it is one.
  static func named(_ name: String) -> Channel? {
    allCases.first { $0.name == name }
  }
}

extension Ownership {
  /// The label of who owns the institution.
  var phrase: Phrase {
    switch self {
    case .public: Phrase("公立医疗机构", "Public institutions")
    case .private: Phrase("民营医疗机构", "Private institutions")
    case .pharmacy: Phrase("定点零售药店", "Retail pharmacies")
    case .unstated: Phrase("机构性质未注明", "Ownership not stated")
    }
  }
}

extension BatchLevel {
  /// The label of who organised the batch.
  var phrase: Phrase {
    switch self {
    case .national: Phrase("国家组织", "National")
    case .provincial: Phrase("省级", "Provincial")
    case .alliance: Phrase("省际联盟", "Alliance of provinces")
    case .municipal: Phrase("市级（含城市联盟）", "Municipal")
    }
  }
}

extension ProductCategory {
  /// The label of the category.
  var phrase: Phrase {
    switch self {
    case .chemical: Phrase("化学药", "Chemical drugs")
    case .biological: Phrase("生物制品", "Biological drugs")
    case .chinesePatent: Phrase("中成药", "Chinese patent medicines")
    case .herbalSlices: Phrase("中药饮片", "Chinese herbal slices")
    case .granules: Phrase("配方颗粒", "Formula granules")
    case .hospitalPreparation: Phrase("医疗机构制剂", "Hospital preparations")
    case .consumable: Phrase("医用耗材", "Medical consumables")
    case .unstated: Phrase("类别未注明", "Category not stated")
    }
  }
}

extension Comparator {
  /// How a target is told in signs: ≥ for at least.
  var sign: String {
    switch self {
    case .equal: ""
    case .atLeast: "≥"
    case .greater: ">"
    case .about: "≈"
    case .atMost: "≤"
    case .less: "<"
    }
  }
}
