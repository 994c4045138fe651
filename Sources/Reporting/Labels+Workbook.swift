/// What the workbook says of how figures are made; the pages of the documentation say it in full.
extension Phrases {
  /// What each monitor compares with what.
  static let monitorMethods: [String: Phrase] = [
    "unit-mismatch": Phrase(
      "采购价与本机构上次价格（没有时与其他机构中位价）之比接近转换比或 10 的幂",
      "A price stands to the institution's own last one, or else the others' median, as the "
        + "conversion ratio or a power of ten"),
    "price-rise": Phrase(
      "同一产品在两期均采购的机构的价格，与上一有采购月及上年同月相比上涨，且超出本月价格变动的分布",
      "A product's price over institutions that bought in both months, upwards against the last "
        + "month with purchases and the same month last year, outside the month's distribution"),
    "price-drop": Phrase(
      "同一产品在两期均采购的机构的价格，与上一有采购月及上年同月相比下跌；集采降价不作线索",
      "The same downwards; a fall on entry into volume-based procurement is no clue"),
    "change-frequency": Phrase(
      "产品众数价格水平在规定月数内移动的次数", "How often a product's modal price shifts in so many months"),
    "institution-gap": Phrase(
      "一家机构的均价与其他机构均价的中位数（不含本机构）",
      "An institution's average price against the median of the others', itself left out"),
    "region-gap": Phrase(
      "一个地区各机构价格的中位数与其他地区的中位数",
      "The median price of a region's institutions against the median of the other regions"),
    "distribution-markup": Phrase(
      "一家配送企业供各机构价格的中位数与其他配送企业的中位数；并与中选价、挂网价相比",
      "A distributor's median price against the other distributors' median, and against selected "
        + "and listing price"),
    "above-listing": Phrase("最高采购价与挂网价", "The highest price paid against the listing price"),
    "above-selected": Phrase(
      "最高采购价与月末执行批次的中选价",
      "The highest price paid against the selected price of the batch in force"),
    "above-cap": Phrase("最高采购价与限价", "The highest price paid against the price cap"),
    "above-payment-standard": Phrase(
      "最高采购价与医保支付标准", "The highest price paid against the payment standard"),
    "peer-multiple": Phrase(
      "产品均价与其他企业同通用名、同剂型、同规格产品的最低挂网价（或最高中选价）之比",
      "A product's average price against the lowest listing price, or highest selected price, of "
        + "other makers' products of the same name, form and strength"),
    "off-platform": Phrase(
      "公立医疗机构线下采购的集采品种；机构线下采购占比与上限",
      "Varieties of batches in force bought off the platform; an institution's off-platform share "
        + "against the limit"),
    "filed-share": Phrase(
      "公立医疗机构备案采购药品金额占本年全部药品采购金额（饮片除外）与上限",
      "An institution's filed purchases of drugs in all drugs that it bought this year, slices "
        + "excluded, against the limit"),
    "delivery-shortfall": Phrase(
      "到货数量与应到货数量之比，按机构、产品、配送企业，连续数月",
      "What arrived against what was due, by institution, product and distributor, months running"),
    "supply-warning": Phrase(
      "短缺清单药品的到货率、配送企业数、有订单无到货的机构，与此前数月相比",
      "Delivery rate, distributors and institutions to which nothing came, for drugs on the shortage "
        + "lists, against the months before"),
    "contract-lag": Phrase(
      "约定采购量完成率与时间进度", "Completion of a contracted quantity against time progress"),
    "zero-uptake": Phrase(
      "有约定采购量而协议期内没有采购的品种", "Contracted varieties of which nothing was bought in the period"),
    "non-selected-share": Phrase(
      "集采品种中非中选产品用量占比与上限",
      "The non-selected share of a variety's quantity against the limit"),
  ]

  /// What an indicator is made of.
  struct IndicatorMethod: Sendable {
    /// The numerator; for counts and amounts the value itself.
    let numerator: Phrase
    /// The denominator; for counts, amounts and indices what they rest on.
    let denominator: Phrase
    /// Which input it needs.
    let missing: Phrase
  }

  /// What each indicator is made of, by identifier or its first part.
  static let indicatorMethods: [String: IndicatorMethod] = [
    "platform-share/drugs": IndicatorMethod(
      numerator: Phrase(
        "公立医疗机构经省级平台采购药品金额（中药饮片除外；备案采购不计）",
        "Public institutions' purchases of drugs through the provincial platform, slices excluded, "
          + "filed purchases not counted"),
      denominator: Phrase(
        "公立医疗机构全部药品采购金额（中药饮片除外）", "All their purchases of drugs, slices excluded"),
      missing: offPlatformNeeded),
    "platform-share/high-value-consumables": IndicatorMethod(
      numerator: Phrase(
        "公立医疗机构经省级平台采购高值医用耗材金额",
        "Public institutions' purchases of high-value consumables through the provincial platform"),
      denominator: Phrase("公立医疗机构全部高值医用耗材采购金额", "All their purchases of high-value consumables"),
      missing: Phrase(
        "需线下采购台账与高值医用耗材目录", "Needs off-platform purchases and the list of high-value goods")),
    "platform-share/combined": IndicatorMethod(
      numerator: Phrase(
        "公立医疗机构经省级平台采购药品与医用耗材金额",
        "Public institutions' purchases of drugs and consumables through the provincial platform"),
      denominator: Phrase("公立医疗机构全部药品与医用耗材采购金额", "All their purchases of drugs and consumables"),
      missing: offPlatformNeeded),
    "platform-gap": IndicatorMethod(
      numerator: Phrase(
        "达到规划目标还需经平台采购的金额：全部采购金额 × 目标 − 平台采购金额，不低于 0",
        "What would have to be bought through the platform to reach a plan's target: all purchases × "
          + "target − platform purchases, never below 0"),
      denominator: Phrase("与相应平台采购率相同", "As the platform share it belongs to"),
      missing: Phrase("需相应平台采购率与规划目标值", "Needs the platform share and a target value")),
    "vbp-varieties": IndicatorMethod(
      numerator: Phrase("月末执行期内各级批次中不重复的品种（通用名）", "Distinct varieties of the batches in force"),
      denominator: Phrase("接续批次不重复计数", "A renewed batch adds nothing"),
      missing: Phrase("需批次目录", "Needs the batch catalogue")),
    "vbp-categories": IndicatorMethod(
      numerator: Phrase("月末执行期内各级批次中不重复的耗材类别", "Distinct categories of the batches in force"),
      denominator: Phrase("按品种与类别对照表归类", "By the table of varieties and categories"),
      missing: Phrase(
        "需批次目录与品种、类别对照表", "Needs the batch catalogue and the table of categories")),
    "price-index": IndicatorMethod(
      numerator: Phrase(
        "可比品规在报告月与基期的价格，按各公式加权", "Prices of matched codes now and in the base month, by formula"),
      denominator: Phrase("基期 = 100", "Base month = 100"),
      missing: Phrase("需两期均有采购的品规", "Needs codes bought in both months")),
    "contract-completion": IndicatorMethod(
      numerator: Phrase(
        "协议期内采购量（最小制剂单位，按到货）", "Bought in the agreement period, in smallest units, by arrivals"),
      denominator: Phrase("约定采购量（最小制剂单位）", "Contracted quantity, in smallest units"),
      missing: contractsNeeded),
    "non-selected-share": IndicatorMethod(
      numerator: Phrase(
        "品种中非中选产品用量（备供计为中选）", "Non-selected quantity of a variety; stand-ins count as selected"),
      denominator: Phrase("该品种全部用量", "All quantity of the variety"),
      missing: Phrase("需批次目录", "Needs the batch catalogue")),
    "savings": IndicatorMethod(
      numerator: Phrase(
        "（集采前均价 − 现价）× 现采购量；目录未载明集采前均价的，取前 12 个月加权均价",
        "(price before − price now) × quantity now; the weighted price of the 12 months before where "
          + "the catalogue states none"),
      denominator: Phrase("现采购量按集采前价格计的金额", "Quantity now at the price before"),
      missing: Phrase(
        "需集采前均价或集采前的采购记录", "Needs prices before, or purchases from before the batch")),
    "retained-surplus": IndicatorMethod(
      numerator: Phrase(
        "结余测算基数 × 考核比例（不高于 50%）", "Base of surplus × assessment rate, at most 50 %"),
      denominator: Phrase(
        "集采医保资金预算 −（约定中选量 × 中选价 + 非中选金额）× 支付与参保比例",
        "Budget − (contracted × selected price + non-selected amount) × payment rate × insured share"
      ),
      missing: Phrase("需当地规定的各项比例", "Needs the rates that the place has set")),
    "non-public-participation": IndicatorMethod(
      numerator: Phrase("本年采购过执行期内中选产品的民营机构或药店", "Those that bought a selected product this year"),
      denominator: Phrase(
        "机构目录与采购记录中全部民营机构或药店", "All private institutions or pharmacies in catalogue or records"),
      missing: Phrase("需机构性质", "Needs ownership of institutions")),
    "delivery-rate": IndicatorMethod(
      numerator: Phrase(
        "到货数量，按各产品平均采购价折算为金额", "Arrived, in money at each product's average price"),
      denominator: Phrase(
        "应到货数量（含超7日未发货作废的订单），同样折算为金额",
        "Due, with orders cancelled because nothing was sent in time, at the same price"),
      missing: Phrase("需到货数量", "Needs arrivals")),
    "payment-30-day-rate": IndicatorMethod(
      numerator: Phrase("验收后 30 天内支付金额", "Paid within 30 days of acceptance"),
      denominator: Phrase("应付金额", "Due"), missing: paymentsNeeded),
    "payment-overdue": IndicatorMethod(
      numerator: Phrase(
        "报告月末已逾期而未支付的金额，按账龄、机构、企业",
        "Due and unpaid at the end of the month, by age, payer and payee"),
      denominator: Phrase("到期为验收后 30 天", "Due 30 days after acceptance"), missing: paymentsNeeded),
    "direct-settlement-share": IndicatorMethod(
      numerator: Phrase("医保基金直接结算金额", "Paid by the fund directly"),
      denominator: Phrase("注明结算方式的支付金额", "Paid and stated how"), missing: paymentsNeeded),
    "shortage-supply": IndicatorMethod(
      numerator: Phrase("有采购的清单药品", "Listed drugs that were bought"),
      denominator: Phrase("短缺、易短缺清单药品", "Drugs on the shortage lists"),
      missing: Phrase("需短缺药品清单", "Needs the shortage lists")),
    "credit-coverage": IndicatorMethod(
      numerator: Phrase("纳入信用评价的挂网企业", "Listed enterprises under evaluation"),
      denominator: Phrase("全部挂网企业", "Listed enterprises"),
      missing: Phrase("需企业名单与信用评级", "Needs enterprises and their ratings")),
  ]

  private static let offPlatformNeeded = Phrase("需线下采购台账，否则不计算", "Needs off-platform purchases")
  private static let contractsNeeded = Phrase("需约定采购量", "Needs contracted quantities")
  private static let paymentsNeeded = Phrase("需验收与支付记录", "Needs acceptance and payment records")
}
