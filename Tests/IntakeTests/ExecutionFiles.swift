import Procurement
import SystemPackage
import TestSupport

@testable import Intake

/// Files of batches, contracts, payments and enterprises as tests write them.
enum ExecutionFiles {
  static let heads = [
    "vbp/contracts.csv": "批次,医疗机构编码,品种,医保代码,约定采购量,单位,协议开始日期,协议结束日期",
    "vbp/surplus.csv": "批次,医疗机构编码,医保支付比例,参保患者使用占比,考核比例",
    "payments.csv": "医疗机构编码,配送企业,结算单号,验收日期,应付金额,支付日期,支付金额,结算方式",
    "enterprises.csv": "企业名称,统一社会信用代码,是否挂网,是否纳入信用评价",
    "credit-ratings.csv": "企业名称,失信等级,评级日期,修复日期",
  ]

  /// A batch of two varieties, one of them with packs of 20 and of 30.
  static let catalogue = [
    "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-01-01,2025-12-31\n",
    "vbp/catalogue.csv":
      "批次,品种,医保代码,中选价,转换比\nB,甲,X1,10,20\nB,乙,X2,10,20\nB,乙,X3,15,30\nB,丙,X4,5,\n",
  ]

  static func read(_ files: [String: String]) throws -> Catalogues {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    return CatalogueFiles.read(in: FilePath(folder.path))
  }
}
