import Procurement
import SystemPackage
import TestSupport
import Testing

@testable import Intake

/// Contracts, rates, payments, enterprises and ratings: what is wrong is named with its place, and
/// the rest is used.
struct ExecutionFilesTests {
  /// A file with a row that is wrong and one that is not.
  struct Broken: Sendable, CustomTestStringConvertible {
    var file: String
    var rows: [String]
    var line: Int
    var column: String
    var value: String
    var reason: RejectReason
    /// How many rows are used.
    var used: Int
    var testDescription: String { "\(file): \(reason.rawValue) \(value)" }

    init(
      _ file: String, _ rows: [String], line: Int = 2, _ column: String, _ value: String,
      _ reason: RejectReason, used: Int = 0
    ) {
      self.file = file
      self.rows = rows
      self.line = line
      self.column = column
      self.value = value
      self.reason = reason
      self.used = used
    }
  }

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

  /// 瓶 is a pack, unless what packs hold is counted in it: 1,200 瓶 of ten each are 12,000 units or 1,200.
  @Test(arguments: [
    ("0.5g*10瓶/盒", "10", "", Int64(1_200)), ("0.5g×10 瓶,西林瓶", "10", "X9", 1_200),
    ("10瓶/盒", "10", "", 1_200), ("0.5g*10片/瓶", "10", "", 12_000),
    ("0.5g*10支,西林瓶", "10", "", 12_000),
    ("100ml*5瓶/盒", "10", "", 12_000), ("100ml/10瓶", "10", "", 12_000), ("0.5g*1瓶", "1", "", 1_200),
    ("", "10", "X9", 12_000),
  ])
  func bottles(
    _ specification: String, _ ratio: String, _ product: String, _ units: Int64
  ) throws {
    let catalogues = try Self.read([
      "products.csv": "医保代码,通用名,规格,转换比\nX9,丁,\"\(specification)\",\(ratio)\nX8,丁,0.5g*1瓶,\n",
      "vbp/batches.csv": "批次,层级,类型,执行开始日期,执行结束日期\nB,国家,药品,2025-01-01,2025-12-31\n",
      "vbp/catalogue.csv": "批次,品种,医保代码,中选价\nB,丁,X9,10\nB,丁,X8,10\n",
      "vbp/contracts.csv": "批次,医疗机构编码,品种,医保代码,约定采购量,单位\nB,H1,丁,\(product),1200,瓶\n",
    ])
    #expect(catalogues.notices.isEmpty)
    #expect(catalogues.contracts.map(\.quantity.tenThousandths) == [units * 10_000])
  }

  static func read(_ files: [String: String]) throws -> Catalogues {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    return CatalogueFiles.read(in: FilePath(folder.path))
  }

  static let contracts: [Broken] = {
    let good = "B,H9,甲,X1,5,盒,,"
    let file = "vbp/contracts.csv"
    return [
      Broken(file, ["B,H1,甲,X7,5,盒,,", good], "医保代码", "X7", .unknownReference, used: 1),
      Broken(file, ["B,H1,丁,,5,,,", good], "品种", "丁", .unknownReference, used: 1),
      Broken(file, ["Q,H1,甲,,5,,,", good], "批次", "Q", .unknownReference, used: 1),
      Broken(file, ["B,H1,,,5,,,", good], "品种", "", .missingValue, used: 1),
      Broken(file, ["B,,甲,,5,,,", good], "医疗机构编码", "", .missingValue, used: 1),
      Broken(file, ["B,H1,甲,,,,,", good], "约定采购量", "", .missingValue, used: 1),
      Broken(file, ["B,H1,甲,,许多,,,", good], "约定采购量", "许多", .badNumber, used: 1),
      Broken(file, ["B,H1,甲,,-5,,,", good], "约定采购量", "-5", .outOfRange, used: 1),
      Broken(file, ["B,H1,甲,,100亿,,,", good], "约定采购量", "100亿", .badNumber, used: 1),
      Broken(
        file, ["B,H1,甲,,9000000000,万盒,,", good], "约定采购量", "9000000000", .outOfRange, used: 1),
      Broken(file, ["B,H1,甲,,5,吨,,", good], "单位", "吨", .unknownValue, used: 1),
      // A case holds many packs, and nothing says how many.
      Broken(file, ["B,H1,甲,,5,箱,,", good], "单位", "箱", .unknownValue, used: 1),
      Broken(file, ["B,H1,丙,X4,5,盒,,", good], "单位", "盒", .noConversionRatio, used: 1),
      Broken(file, ["B,H1,乙,,5,盒,,", good], "单位", "盒", .noConversionRatio, used: 1),
      Broken(
        file, ["B,H1,甲,,5,,2025-06-01,2025-05-31", good], "协议结束日期", "2025-05-31", .endBeforeStart,
        used: 1),
      Broken(file, ["B,H1,甲,,5,,2025-02-30,", good], "协议开始日期", "2025-02-30", .noSuchDay, used: 1),
      Broken(
        file, ["B,H1,甲,,5,,2025-01-01,2025-06-30", "B,H1,甲,,5,,2025-06-30,2025-12-31"], line: 3,
        "协议开始日期", "2025-06-30", .overlappingPeriod, used: 1),
      // A variety as a whole holds each of its products, whichever of the two comes first.
      Broken(
        file, ["B,H1,甲,,5,,,", "B,H1,甲,X1,5,,,"], line: 3, "协议开始日期", "", .overlappingPeriod,
        used: 1),
      Broken(
        file, ["B,H1,甲,X1,5,,,", "B,H1,甲,,5,,,"], line: 3, "协议开始日期", "", .overlappingPeriod,
        used: 1),
      Broken(file, ["B,H1,甲,X2,5,盒,,", good], "医保代码", "X2", .otherVariety, used: 1),
      Broken(
        file, ["B,H1,甲,,5,,2024-01-01,2024-12-31", good], "协议开始日期", "2024-01-01", .outsideBatch,
        used: 1),
      // Where some of its days are the batch's it counts as it stands.
      Broken(
        file, ["B,H1,甲,,5,,2024-07-01,2025-06-30", good], "协议开始日期", "2024-07-01", .outsideBatch,
        used: 2),
      Broken(
        file, ["B,H1,甲,,5,,2025-07-01,2026-06-30", good], "协议结束日期", "2026-06-30", .outsideBatch,
        used: 2),
    ]
  }()

  static let others: [Broken] = {
    let pay = "payments.csv"
    let paid = "H9,甲公司,,2025-03-01,100,2025-03-20,100,直接结算"
    return [
      Broken(
        "vbp/surplus.csv", ["B,,1.5,0.9,0.5"], "医保支付比例", "1.5", .outOfRange, used: 1),
      Broken("vbp/surplus.csv", ["B,,七成,0.9,0.5"], "医保支付比例", "七成", .badNumber, used: 1),
      Broken("vbp/surplus.csv", ["Q,,0.7,0.9,0.5"], "批次", "Q", .unknownReference),
      Broken(
        "vbp/surplus.csv", ["B,,0.7,0.9,0.5", "B,,0.6,0.9,0.5"], line: 3, "批次", "B", .repeatedKey,
        used: 1),
      Broken(
        pay, ["H1,甲公司,,2025-03-01,100,2025-02-28,100,", paid], "支付日期", "2025-02-28",
        .endBeforeStart, used: 1),
      Broken(pay, ["H1,甲公司,,2025-03-01,,,,", paid], "应付金额", "", .missingValue, used: 1),
      Broken(pay, ["H1,甲公司,,2025-03-01,-100,,,", paid], "应付金额", "-100", .outOfRange, used: 1),
      Broken(pay, ["H1,甲公司,,2025-03-01,一百,,,", paid], "应付金额", "一百", .badNumber, used: 1),
      Broken(pay, [",甲公司,,2025-03-01,100,,,", paid], "医疗机构编码", "", .missingValue, used: 1),
      Broken(pay, ["H1,甲公司,,3月,100,,,", paid], "验收日期", "3月", .badDate, used: 1),
      Broken(
        pay, ["H1,甲公司,,2025-03-01,100,2025-03-20,,", paid], "支付金额", "", .missingValue, used: 1),
      Broken(pay, ["H1,甲公司,,2025-03-01,100,,50,", paid], "支付日期", "", .missingValue, used: 1),
      Broken(
        pay, ["H1,甲公司,,2025-03-01,100,2025-03-20,0,", paid], "支付金额", "0", .outOfRange, used: 1),
      Broken(
        pay, ["H1,甲公司,,2025-03-01,100,2025-03-20,100,现金", paid], "结算方式", "现金", .unknownValue,
        used: 2),
      Broken(
        pay, ["H1,甲公司,B1,2025-03-01,,2025-03-20,50,", paid], "应付金额", "", .missingValue, used: 1),
      Broken(
        pay,
        ["H1,甲公司,B1,2025-03-01,100,2025-03-20,50,", "H1,甲公司,B1,2025-03-01,90,2025-03-25,50,"],
        line: 3, "应付金额", "90", .conflictingLine, used: 2),
      Broken(
        pay,
        ["H1,甲公司,B1,2025-03-01,100,2025-03-20,50,", "H1,甲公司,B1,2025-03-02,100,2025-03-25,50,"],
        line: 3, "验收日期", "2025-03-02", .conflictingLine, used: 2),
      Broken(
        pay,
        ["H1,甲公司,B1,2025-03-01,100,2025-03-20,50,", "H1,甲公司,B1,2025-03-01,100,2025-03-20,50,"],
        line: 3, "结算单号", "B1", .duplicate, used: 1),
      Broken("enterprises.csv", [",,是,是", "乙公司,,是,否"], "企业名称", "", .missingValue, used: 1),
      Broken("enterprises.csv", ["甲公司,,也许,是", "乙公司,,是,否"], "是否挂网", "也许", .unknownValue, used: 1),
      Broken("enterprises.csv", ["甲公司,,,是", "乙公司,,是,否"], "是否挂网", "", .missingValue, used: 1),
      // What is not said is not a no.
      Broken("enterprises.csv", ["甲公司,,是,", "乙公司,,是,否"], "是否纳入信用评价", "", .missingValue, used: 1),
      Broken(
        "enterprises.csv", ["甲公司,,是,在途", "乙公司,,是,否"], "是否纳入信用评价", "在途", .unknownValue, used: 1),
      Broken(
        "enterprises.csv", ["甲公司,,是,是", "甲公司,,否,否"], line: 3, "企业名称", "甲公司", .repeatedKey, used: 1),
      Broken(
        "credit-ratings.csv", ["甲公司,良好,2025-01-01,", "乙公司,失信,2025-01-01,"], "失信等级", "良好",
        .unknownValue, used: 1),
      Broken(
        "credit-ratings.csv", ["甲公司,失信,,", "乙公司,失信,2025-01-01,"], "评级日期", "", .missingValue, used: 1
      ),
      Broken(
        "credit-ratings.csv", ["甲公司,失信,2025-05-01,2025-04-01", "乙公司,失信,2025-01-01,"], "修复日期",
        "2025-04-01", .endBeforeStart, used: 1),
      // A repair that cannot be read ends nothing.
      Broken("credit-ratings.csv", ["甲公司,失信,2025-05-01,待定"], "修复日期", "待定", .badDate, used: 1),
    ]
  }()

  @Test(arguments: contracts + others)
  func whatIsWrongIsNamedAndTheRestIsUsed(_ broken: Broken) throws {
    let head = try #require(Self.heads[broken.file])
    var files = Self.catalogue
    files[broken.file] = ([head] + broken.rows).joined(separator: "\n") + "\n"
    let catalogues = try Self.read(files)
    #expect(
      catalogues.notices == [
        Notice(
          source: SourceLine(file: broken.file, line: broken.line), column: broken.column,
          value: broken.value, reason: broken.reason)
      ])
    let used = [
      "vbp/contracts.csv": catalogues.contracts.count,
      "vbp/surplus.csv": catalogues.surplusRates.count, "payments.csv": catalogues.payments.count,
      "enterprises.csv": catalogues.enterprises.count,
      "credit-ratings.csv": catalogues.creditRatings.count,
    ]
    #expect(used[broken.file] == broken.used)
  }

  /// Two products of one variety, and one variety in batches that have nothing to do with each
  /// other, are two agreements.
  @Test func whatDoesNotOverlap() throws {
    var files = Self.catalogue
    files["vbp/contracts.csv"] =
      "批次,医疗机构编码,品种,医保代码,约定采购量\nB,H1,乙,X2,5\nB,H1,乙,X3,5\nB,H2,乙,,5\nB,H1,甲,,5\n"
    let catalogues = try Self.read(files)
    #expect(catalogues.notices == [])
    #expect(catalogues.contracts.count == 4)
  }

  @Test func twoPlansWithOneIdentifier() throws {
    let catalogues = try Self.read([
      "plans.csv": "规划,地区,指标,目标值\np,甲县,platform-share/drugs,90%\np,乙县,platform-share/drugs,80%\n"
    ])
    #expect(catalogues.notices.map(\.reason) == [.conflictingPlan])
    #expect(catalogues.notices.map(\.source.line) == [3])
    #expect(catalogues.plans.map(\.region) == ["甲县"])
    #expect(catalogues.plans.first?.targets.map(\.target.value) == [0.9])
  }

  @Test(
    arguments: [
      ("约定采购量,单位", "5,盒", 100), ("约定采购量,单位", "5,片", 5), ("约定采购量,单位", "0.5,万片", 5_000),
      ("约定采购量,单位", "2,万盒", 400_000), ("约定采购量,单位", "5,", 5), ("约定采购量(盒),单位", "5,", 100),
      ("约定采购量（万片）,单位", "0.5,", 5_000), ("约定采购量(万盒),单位", "2,", 400_000),
      ("约定采购量（万片）,单位", "0.5,万片", 5_000), ("约定采购量（盒）,单位", "5,片", 5),
      ("约定采购量（万袋）,单位", "0.5,", 5_000), ("约定采购量（最小包装）,单位", "5,", 100),
    ] as [(String, String, Int64)])
  func contractedQuantitiesInEveryUnit(
    _ columns: String, _ values: String, _ units: Int64
  ) throws {
    var files = Self.catalogue
    files["vbp/contracts.csv"] = "批次,医疗机构编码,品种,\(columns)\nB,H1,甲,\(values)\n"
    let catalogues = try Self.read(files)
    #expect(catalogues.notices == [])
    #expect(
      catalogues.contracts.map(\.quantity) == [Quantity(tenThousandths: units * 10_000)])
  }

  @Test func bothVocabulariesAndARepair() throws {
    let rows = CreditGrade.allCases.map { "甲公司,\($0.rawValue),2025-01-01,2025-06-30\n" }.joined()
    let catalogues = try Self.read(["credit-ratings.csv": "企业名称,信用等级,评定日期,信用修复日期\n" + rows])
    #expect(catalogues.creditRatings.map(\.grade) == CreditGrade.allCases)
    let rating = try #require(catalogues.creditRatings.first)
    #expect(rating.isInForce(on: testDay("2025-01-01")))
    #expect(rating.isInForce(on: testDay("2025-06-29")))
    #expect(!rating.isInForce(on: testDay("2025-06-30")))
    #expect(!rating.isInForce(on: testDay("2024-12-31")))
  }
}
