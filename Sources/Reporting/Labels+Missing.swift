import Indicators

extension NotComputableReason {
  /// The file of the data folder that would make an indicator computable; empty where no file would.
  func file(for indicator: String) -> String {
    switch self {
    case .noOffPlatformPurchases: "purchases/off-platform/*.csv"
    case .channelNotStated: "purchases/*.csv"
    case .ownershipNotStated: "institutions.csv"
    case .noHighValueList: "consumable-categories.csv"
    case .noVarietyCategories: "vbp/variety-categories.csv"
    case .noBatchCatalogue: "vbp/batches.csv, vbp/catalogue.csv"
    case .noContracts, .suspectContracts: "vbp/contracts.csv"
    case .rateMissing: "vbp/surplus.csv"
    case .arrivalsNotStated: "purchases/*.csv"
    case .settlementNotStated: "payments.csv"
    case .noListedEnterprises: "enterprises.csv"
    case .noShortageList: "shortage.csv"
    case .noCreditRatings: "credit-ratings.csv"
    case .noBatches: "vbp/batches.csv"
    case .noProducts: "products.csv"
    case .noInput:
      switch indicator.prefix(while: { $0 != "/" }) {
      case "payment-30-day-rate", "payment-overdue", "direct-settlement-share": "payments.csv"
      case "credit-coverage": "enterprises.csv"
      case "savings", "non-selected-share": "vbp/catalogue.csv"
      default: ""
      }
    default: ""
    }
  }
}

extension ShareBounds.LeftOut {
  /// What a share leaves out.
  var phrase: Phrase {
    switch self {
    case .purchases: Phrase("性质或类别不明的采购", "purchases of unknown ownership or category")
    case .payments: Phrase("结算方式不明的支付", "payments of unknown settlement")
    }
  }

  /// Why a share that leaves it out is in doubt.
  var doubt: Phrase {
    switch self {
    case .purchases: Phrase("有采购性质或类别不明", "purchases unknown")
    case .payments: Phrase("有支付结算方式不明", "settlement unknown")
    }
  }
}
