import Procurement

/// The catalogues that hold whatever is bought, in UTF-8 with a byte order mark: they are edited in
/// Excel or WPS.
struct SampleCatalogues {
  /// A catalogue's path and header.
  struct Header {
    let path: String
    let columns: [String]

    static let products = Header(
      path: "products.csv",
      columns: [
        "医保代码", "通用名", "剂型", "规格", "转换比", "生产企业", "类别", "耗材类别", "挂网价", "限价", "支付标准",
      ])
    static let institutions = Header(
      path: "institutions.csv", columns: ["医疗机构编码", "医疗机构名称", "机构性质", "医院等级", "地区", "医联体"])
    static let categories = Header(
      path: "consumable-categories.csv", columns: ["耗材类别", "是否高值"])
    static let batches = Header(
      path: "vbp/batches.csv", columns: ["批次", "名称", "层级", "类型", "执行开始日期", "执行结束日期", "接续批次"])
    static let entries = Header(
      path: "vbp/catalogue.csv", columns: ["批次", "品种", "医保代码", "中选价", "转换比", "供应类型", "集采前均价"])
    static let varietyCategories = Header(
      path: "vbp/variety-categories.csv", columns: ["品种", "耗材类别"])
    static let shortages = Header(path: "shortage.csv", columns: ["医保代码", "类别"])

    static let contracts = Header(
      path: "vbp/contracts.csv",
      columns: ["批次", "医疗机构编码", "品种", "医保代码", "约定采购量", "单位", "协议开始日期", "协议结束日期"])
    static let surplus = Header(
      path: "vbp/surplus.csv", columns: ["批次", "医疗机构编码", "医保支付比例", "参保患者使用占比", "考核比例"])
    static let payments = Header(
      path: "payments.csv",
      columns: ["医疗机构编码", "企业名称", "结算单号", "验收日期", "应付金额", "支付日期", "支付金额", "结算方式"])
    static let enterprises = Header(
      path: "enterprises.csv", columns: ["企业名称", "统一社会信用代码", "是否挂网", "是否纳入信用评价"])
    static let ratings = Header(
      path: "credit-ratings.csv", columns: ["企业名称", "失信等级", "评级日期", "修复日期"])

    static let all = [
      products, institutions, categories, batches, entries, varietyCategories, shortages,
      contracts, surplus, payments, enterprises, ratings,
    ]

    /// The file with `rows`.
    func file(_ rows: [[String]] = []) -> (path: String, bytes: [UInt8]) {
      var bytes = byteOrderMark
      bytes.append(row: columns)
      for row in rows { bytes.append(row: row) }
      return (path, bytes)
    }
  }

  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// The five plans as they are shipped.
  static var plans: (path: String, bytes: [UInt8]) {
    ("plans.csv", byteOrderMark + PackageResources.plans_csv)
  }

  /// The same with two plans of the made-up city and of a county in it, so that each indicator with
  /// targets has one that is met, one that is behind and one that the plan leaves blank.
  static var cityPlans: (path: String, bytes: [UInt8]) {
    (plans.path, plans.bytes + PackageResources.city_plans_csv)
  }

  private let city: City

  init(_ city: City) {
    self.city = city
  }

  /// All catalogues with their rows, and the plans.
  func files() -> [(path: String, bytes: [UInt8])] {
    [
      Header.products.file(products()),
      Header.institutions.file(
        (city.institutions + SampleInstitution.withoutRecords).map {
          [$0.code, $0.name, $0.ownership, $0.level, $0.region, $0.union]
        }),
      Header.categories.file(
        city.varieties.categories.map { [$0.name, $0.isHighValue ? "是" : "否"] }),
      Header.batches.file(batches()),
      Header.varietyCategories.file(
        city.varieties.consumables.map { [$0.name, $0.consumableCategory] }),
      Header.shortages.file(
        city.limits.shortages.map { [city.products[$0.product].code, $0.isShort ? "短缺" : "易短缺"] }),
      Self.cityPlans,
    ]
  }

  private func products() -> [[String]] {
    city.products.enumerated().map { index, product in
      [
        product.code, product.variety.name, product.form, product.specification,
        String(product.ratio), product.maker, product.category.columnText,
        product.variety.consumableCategory,
        yuanText(fen: city.prices.listing(index, city.months - 1)),
        city.limits.caps[index].map { yuanText(fen: $0) } ?? "",
        city.limits.standards[index].map { yuanText(fen: $0) } ?? "",
      ]
    }
  }

  private func batches() -> [[String]] {
    city.batches.map { batch in
      [
        batch.id, batch.name, batch.level, batch.isConsumables ? "耗材" : "药品",
        Self.date(batch.start), Self.date(batch.end), batch.renews,
      ]
    }
  }

  /// `YYYYMMDD` as `YYYY-MM-DD`.
  private static func date(_ number: Int) -> String {
    "\(number / 10_000)-\(digits(number / 100 % 100, 2))-\(digits(number % 100, 2))"
  }
}
