@testable import Analysis
import Indicators
import Procurement

/// A report made by hand: rich in Chinese names, with hostile ones and missing inputs among them.
enum ReportFixture {
  /// The report of 2025-12 for 运城市.
  static func report(findings count: Int = 60) -> Report {
    let findings = findings(count).sorted { $0.rank < $1.rank }
    return Report(
      month: month, currency: "CNY", plan: plans.first { $0.id == "yuncheng" }, plans: plans,
      rules: rules, data: data, overview: overview, indicators: indicators,
      filedPurchases: [
        FiledPurchases(
          institution: institutions[2], filed: yuan(182_340.5), total: yuan(1_204_511.36))
      ],
      targets: targets, prices: prices, monitors: monitors(findings), findings: findings,
      excessAmount: findings.reduce(.zero) {
        $0 + ($1.excessAmount > .zero ? $1.excessAmount : .zero)
      })
  }

  static let month = Month(index: 2025 * 12 + 11)
  static let hostileFormula = "=cmd|'/c calc'!A1"
  static let hostileMarkup = "<script>alert(\"1\")</script>"

  static func yuan(_ amount: Double) -> Money { Money(rounding: amount) }

  static let institutions = [
    Institution(
      code: "H14080200001", name: "运城市中心医院", ownership: .public, level: "三级", region: "盐湖区"),
    Institution(
      code: "H14082100012", name: "临猗县人民医院", ownership: .public, level: "二级", region: "临猗县"),
    Institution(code: "H14088100007", name: hostileMarkup, ownership: .public, region: "永济市"),
    Institution(
      code: "H14080200455", name: "同德医院（盐湖分院）", ownership: .private, level: "二级",
      region: "盐湖区"),
  ]

  static let products: [Product] = {
    var atorvastatin = Product(code: "XC10AAA199A001010104021")
    atorvastatin.name = "阿托伐他汀钙片"
    atorvastatin.form = "片剂"
    atorvastatin.specification = "20mg×7片"
    atorvastatin.manufacturer = "北京某制药股份有限公司"
    var cefuroxime = Product(code: "XJ01DCT067B001010203344")
    cefuroxime.name = "注射用头孢呋辛钠"
    cefuroxime.specification = "0.75g"
    cefuroxime.manufacturer = "华北某药业"
    var catheter = Product(code: "C0201010010000100001")
    catheter.name = "静脉留置针"
    catheter.specification = "24G Y型"
    catheter.manufacturer = "某医疗器械（苏州）有限公司"
    var hostile = Product(code: "-1.23E+19")
    hostile.name = hostileFormula
    hostile.manufacturer = "@某企业, \"引号\"\n换行"
    return [atorvastatin, cefuroxime, catheter, hostile]
  }()

  static func findings(_ count: Int) -> [Finding] {
    let monitors: [(String, ReferenceKind)] = [
      ("price-rise", .previousMonth), ("institution-gap", .peerMedian),
      ("above-listing", .listingPrice), ("above-selected", .selectedPrice),
      ("price-drop", .sameMonthLastYear),
    ]
    return (0..<count).map { index in
      let (monitor, kind) = monitors[index % monitors.count]
      var product = products[index % products.count]
      if index >= products.count { product.code += "\(index)" }
      let isFall = monitor == "price-drop"
      let reference = 0.4286 + Double(index % 17) * 3.71
      let observed = reference * (isFall ? 0.62 : 1.12 + Double(index % 9) * 0.21)
      let quantity = Quantity(tenThousandths: Int64(1200 + index * 37) * 10_000)
      var finding = Finding(
        monitor: monitor, severity: index % 3 == 0 ? .warn : .watch, month: month, product: product,
        institution: monitor == "institution-gap" || monitor.hasPrefix("above")
          ? institutions[index % institutions.count] : nil,
        distributor: monitor.hasPrefix("above") ? "国药控股运城有限公司" : "", observed: observed,
        reference: reference, referenceKind: kind,
        referenceMonth: kind == .previousMonth
          ? month.advanced(by: -1) : kind == .sameMonthLastYear ? month.advanced(by: -12) : nil,
        peers: 3 + index % 11, quantity: quantity,
        excessAmount: Money(rounding: (observed - reference) * quantity.units),
        bounds: PriceBounds(
          lower: monitor.hasPrefix("above") ? nil : reference * 0.9, upper: reference * 1.1),
        method: monitor.hasPrefix("above") ? "hard-comparison" : "hidiroglou-berthelot",
        suggestedStep: index % 3 == 0 ? "函询" : "核实数据",
        evidence: (0...(index % 4)).map {
          SourceLine(file: "purchases/2025/2025年12月订单明细.csv", line: 100 + index * 7 + $0)
        })
      finding.claims = [
        ExcessClaim(
          product: index, institution: UInt32(index % institutions.count),
          excess: finding.excessAmount)
      ]
      return finding
    }
  }

  static func monitors(_ findings: [Finding]) -> [MonitorAccount] {
    ["price-rise", "price-drop", "institution-gap", "above-listing", "above-selected"].map { id in
      var account = MonitorAccount(id: id)
      let own = findings.filter { $0.monitor == id }
      account.flagged = own.count
      account.passed = 412
      account.notApplicable = [.noEarlierPurchase: 31, .tooFewPeers: 122, .tooLittleMoney: 9]
      account.excessAmount = own.reduce(.zero) { $0 + $1.excessAmount }
      return account
    }
  }

  static let data = DataQuality(
    files: [
      file(
        "purchases/2024年订单.csv", "GB18030", lines: (9_940, 41, 40),
        amounts: (61_204_511.36, 80_233.1, 204_300)),
      file(
        "purchases/2025/2025年12月订单明细.csv", "UTF-8", lines: (9_961, 23, 18),
        amounts: (66_918_004.57, 12_090.55, 99_120.4)),
    ],
    rejects: [
      Reject(
        source: SourceLine(file: "purchases/2024年订单.csv", line: 17), column: "采购单价",
        value: hostileFormula, reason: .badNumber, amount: nil, other: nil),
      Reject(
        source: SourceLine(file: "purchases/2024年订单.csv", line: 203), column: "",
        value: "", reason: .duplicate, amount: yuan(1_200),
        other: SourceLine(file: "purchases/2024年订单.csv", line: 202)),
      Reject(
        source: SourceLine(file: "purchases/2025/2025年12月订单明细.csv", line: 44), column: "采购金额",
        value: "-3,4", reason: .amountMismatch, amount: yuan(-3.4), other: nil),
      Reject(
        source: SourceLine(file: "purchases/2025/2025年12月订单明细.csv", line: 99), column: "",
        value: "", reason: .superseded, amount: yuan(88.08),
        other: SourceLine(file: "purchases/2025/补录.csv", line: 5)),
    ],
    rejectsNotListed: 118,
    rejectCounts: [(.badNumber, 40), (.amountMismatch, 24), (.duplicate, 50), (.superseded, 8)],
    notices: [
      Notice(
        source: SourceLine(file: "products.csv", line: 12), column: "产品编码", value: "1.23E+19",
        reason: .damagedCode)
    ],
    firstMonth: month.advanced(by: -23), lastMonth: month, cells: 15_233)

  private static func file(
    _ path: String, _ encoding: String, lines: (Int, Int, Int), amounts: (Double, Double, Double)
  ) -> FileAccount {
    var file = FileAccount(path: path, encoding: encoding, profile: "", bytes: 2_410_233)
    (file.accepted, file.rejected, file.duplicates) = lines
    file.linesRead = lines.0 + lines.1 + lines.2
    file.amountAccepted = yuan(amounts.0)
    file.amountRejected = yuan(amounts.1)
    file.amountDuplicates = yuan(amounts.2)
    return file
  }

  static let overview = Overview(
    total: group("total", 5_812_340.25, 5_604_100, 5_377_002.5, 66_918_004.57),
    categories: [
      group("chemical", 3_204_511.36, 3_104_000, 3_000_120, 38_000_230),
      group("biological", 804_230.1, 790_002, 911_000, 9_100_000),
      group("chinese-patent", 611_200.5, 655_000, nil, 7_004_000),
      group("consumable", 1_192_398.29, 1_055_098, 1_100_000, 12_813_774.57),
    ],
    regions: [
      group("临猗县", 1_402_300, 1_380_000, 1_290_000, 16_000_000),
      group("永济市", 998_120.25, 1_024_100, 960_000, 11_900_000),
      group("盐湖区", 3_411_920, 3_200_000, 3_127_002.5, 39_018_004.57),
    ],
    channels: [
      group("platform", 4_912_340.25, 4_604_100, 4_377_002.5, 56_918_004.57),
      group("off-platform", 700_000, 800_000, 850_000, 8_000_000),
      group("filed", 200_000, 200_000, 150_000, 2_000_000),
    ],
    months: (0..<24).map {
      (
        month.advanced(by: $0 - 23),
        yuan(4_700_000 + Double($0) * 48_000 + Double($0 * 7 % 5) * 90_000)
      )
    },
    lines: 842, products: 317, institutions: 46, distributors: 21)

  private static func group(
    _ name: String, _ amount: Double, _ previous: Double?, _ year: Double?, _ total: Double
  ) -> Overview.Group {
    Overview.Group(
      name: name, amount: yuan(amount), previousMonth: previous.map(yuan),
      sameMonthLastYear: year.map(yuan), yearToDate: yuan(total))
  }
}
