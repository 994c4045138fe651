import Procurement

extension ReferenceKind {
  /// How a reference of this kind comes about, and how it is compared.
  ///
  /// - Parameter isOfInstitution: whether the finding is about one institution's price.
  func method(isOfInstitution: Bool) -> Phrase {
    switch self {
    case .previousMonth where isOfInstitution:
      Phrase("本机构此前最近一次价格", "the institution's own last price before")
    case .previousMonth, .sameMonthLastYear:
      Phrase(
        "两期均采购的机构：各机构单价按本期数量加权平均，与同一数量按参照月单价计算的平均价相比",
        "institutions that bought in both months: their prices weighted by what they buy now, "
          + "against the same quantities at their prices then")
    case .peerMedian:
      Phrase(
        "同月采购同一产品的其他机构单价的中位数，本机构不计在内",
        "the median of the prices that the other institutions paid in the same month, this one "
          + "left out")
    case .regionMedian:
      Phrase(
        "其他地区价格的中位数；一地区的价格为其机构单价的中位数（偶数时取较低者）",
        "the median of the other regions' prices; a region's price is its institutions' median, "
          + "the lower of the middle two")
    case .distributorMedian:
      Phrase(
        "其他配送企业价格的中位数；一企业的价格为其供应机构单价的中位数（偶数时取较低者）",
        "the median of the other distributors' prices; a distributor's price is the median of "
          + "the institutions it sells to, the lower of the middle two")
    case .listingPrice:
      Phrase("挂网价 ÷ 转换比；采购记录载明挂网价的以记录为准", "listing price ÷ pack; a line's own one first")
    case .selectedPrice:
      Phrase("执行期内批次的中选价 ÷ 转换比", "selected price of the batch in force ÷ pack")
    case .priceCap: Phrase("限价 ÷ 转换比", "price cap ÷ pack")
    case .paymentStandard: Phrase("医保支付标准 ÷ 转换比", "payment standard ÷ pack")
    case .lowestListing:
      Phrase(
        "同通用名、同剂型、同规格其他企业产品的最低挂网价 ÷ 转换比",
        "the lowest listing price ÷ pack of other makers' products of the same name, form and "
          + "strength")
    case .highestSelected:
      Phrase(
        "同通用名、同剂型、同规格产品的最高中选价 ÷ 转换比",
        "the highest selected price ÷ pack of the same name, form and strength")
    case .ruleLimit: Phrase("规则中设定的限值", "the limit that the rules set")
    case .riseLimit: Phrase("规则中设定的涨价次数", "the number of rises that the rules set")
    case .earlierMonths: Phrase("同一产品此前各月的值", "the same value in the months before")
    case .timeProgress:
      Phrase(
        "协议期内采购量 ÷ 约定采购量，与协议期已过天数 ÷ 全部天数相比",
        "bought in the agreement period ÷ contracted, against the days that have run ÷ all its days"
      )
    }
  }
}
