/// The sheets of a workbook that stand for a section of the report, in their order.
enum WorkbookSection: CaseIterable, Sendable {
  /// Headline figures, account of the input, purchases, what was not computed.
  case overview
  /// Platform shares.
  case platformShare
  /// Price indices and movement.
  case prices
  /// What each monitor did.
  case monitors
  /// All clues.
  case clues
  /// Volume-based procurement.
  case execution
  /// Delivery, payment, settlement.
  case delivery
  /// Drugs on the shortage lists, credit evaluation.
  case supply
  /// The plans' targets.
  case targets
  /// What follows.
  case nextSteps
  /// What was read.
  case quality
  /// Every line that was not counted.
  case rejects
  /// Rules in force and how figures are made.
  case rules

  /// The sheet's name.
  var name: Phrase {
    switch self {
    case .overview: Phrase("总体情况", "Overview")
    case .platformShare: Phrase("平台采购率", "Platform share")
    case .prices: Phrase("价格监测", "Prices")
    case .monitors: Phrase("监测项", "Monitors")
    case .clues: Phrase("异常线索", "Clues")
    case .execution: Phrase("集采执行", "VBP execution")
    case .delivery: Phrase("配送与回款", "Delivery and payment")
    case .supply: Phrase("短缺与信用", "Shortage and credit")
    case .targets: Phrase("规划目标差距", "Plan targets")
    case .nextSteps: Phrase("下一步工作", "Next steps")
    case .quality: Phrase("数据质量", "Data quality")
    case .rejects: Phrase("拒收明细", "Lines not counted")
    case .rules: Phrase("规则与方法", "Rules and methods")
    }
  }

  /// The heading on the sheet.
  var heading: Phrase {
    switch self {
    case .overview: Phrase("一、总体情况", "1. Overview")
    case .platformShare: Phrase("二、采购与平台采购率", "2. Purchases and platform share")
    case .prices: Phrase("三、价格监测", "3. Price monitoring")
    case .monitors, .clues: Phrase("四、异常线索", "4. Clues")
    case .execution: Phrase("五、集采执行", "5. Volume-based procurement")
    case .delivery: Phrase("六、配送与回款", "6. Delivery and payment")
    case .supply: Phrase("七、短缺与信用", "7. Shortage and credit")
    case .targets: Phrase("八、规划目标差距", "8. Distance from plan targets")
    case .nextSteps: Phrase("九、下一步工作", "9. Next steps")
    case .quality, .rejects: Phrase("附件一、数据质量", "Annex 1. Data quality")
    case .rules: Phrase("附件二、规则与方法", "Annex 2. Rules and methods")
    }
  }
}
