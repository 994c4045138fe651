/// What a column of a purchase file can mean.
public enum PurchaseField: Int, CaseIterable, Sendable {
  /// The order line's own number (订单明细编号).
  case orderLine
  /// The order's number (订单编号), shared by several lines.
  case order
  /// The day of the purchase.
  case date
  /// The day a shipment arrived (到货时间), or else was sent.
  case deliveryDate
  /// The institution's code (医疗机构编码).
  case institutionCode
  /// The institution's name (医疗机构名称).
  case institutionName
  /// Public, private or pharmacy (机构性质).
  case ownership
  /// The institution's level (医院等级).
  case level
  /// The institution's region (地区, 区县).
  case region
  /// The product's code (国家医保药品代码, 耗材编码).
  case productCode
  /// The generic or registered name (通用名).
  case productName
  /// What kind of good it is (类别).
  case category
  /// The dosage form (剂型).
  case form
  /// Strength and pack, or model (规格型号).
  case specification
  /// Smallest preparation units in a pack (转换比).
  case conversionRatio
  /// The maker (生产企业).
  case manufacturer
  /// The distributor (配送企业).
  case distributor
  /// The channel (采购渠道).
  case channel
  /// The price of a pack (采购单价).
  case price
  /// The listing price of a pack (挂网价).
  case listingPrice
  /// The quantity ordered, in packs (采购数量).
  case quantity
  /// The quantity that arrived, in packs (到货数量).
  case arrived
  /// The quantity returned, in packs (退货数量).
  case returned
  /// The amount (采购金额).
  case amount
  /// The amount of the returns (退货金额).
  case returnedAmount
  /// The order line's status (订单状态).
  case status
  /// Why the order line was cancelled (作废原因).
  case statusReason
  /// Whether the product is a high-value consumable (是否高值).
  case highValue

  /// The field's place among all fields, counted from 0.
  var ordinal: Int { rawValue }

  /// The name used in import profiles.
  public var name: String {
    switch self {
    case .orderLine: "order-line"
    case .order: "order"
    case .date: "date"
    case .deliveryDate: "delivery-date"
    case .institutionCode: "institution-code"
    case .institutionName: "institution-name"
    case .ownership: "ownership"
    case .level: "level"
    case .region: "region"
    case .productCode: "product-code"
    case .productName: "product-name"
    case .category: "category"
    case .form: "form"
    case .specification: "specification"
    case .conversionRatio: "conversion-ratio"
    case .manufacturer: "manufacturer"
    case .distributor: "distributor"
    case .channel: "channel"
    case .price: "price"
    case .listingPrice: "listing-price"
    case .quantity: "quantity"
    case .arrived: "arrived"
    case .returned: "returned"
    case .amount: "amount"
    case .returnedAmount: "returned-amount"
    case .status: "status"
    case .statusReason: "status-reason"
    case .highValue: "high-value"
    }
  }

  /// The field of that name in import profiles; `nil` where there is none.
  public init?(name: String) {
    guard let field = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = field
  }

  /// The header that it usually has, by which a person knows it.
  public var usualHeader: String { synonyms.first ?? name }

  /// The headers that mean this field, the preferred one first: where a file has several of them,
  /// the first in this list is read.
  public var synonyms: [String] {
    switch self {
    case .orderLine: ["订单明细编号", "订单明细ID", "订单明细号", "ordDetlId"]
    case .order: ["订单编号", "订单号", "ordCode"]
    case .date:
      [
        "采购日期", "订单日期", "采购时间", "下单时间", "下单日期", "订单时间", "订单发送时间", "sendTime", "采购月份", "月份", "日期",
      ]
    case .deliveryDate:
      [
        "到货时间", "到货日期", "收货时间", "收货日期", "入库时间", "入库日期", "发货时间", "发货日期",
      ]
    case .institutionCode: ["医疗机构编码", "医疗机构代码", "医院编码", "机构编码", "机构代码", "medinsCode"]
    case .institutionName: ["医疗机构名称", "医院名称", "机构名称", "医疗机构", "采购单位", "medinsName"]
    case .ownership: ["机构性质", "医疗机构性质", "经营性质", "机构类型"]
    case .level: ["医院等级", "机构等级", "医疗机构等级"]
    case .region: ["区县", "地区", "县区", "县（市、区）", "所属区县", "地市", "统筹区", "行政区划"]
    case .productCode:
      [
        "国家医保药品代码", "国家医保代码", "医保药品代码", "医保编码", "医保代码", "国家医保编码", "医用耗材代码", "耗材编码",
        "耗材代码", "产品编码", "产品代码", "药品代码", "药品编码", "prodCode",
      ]
    case .productName: ["通用名", "通用名称", "药品通用名", "注册名称", "药品名称", "产品名称", "耗材名称", "品名"]
    case .category: ["产品类别", "药品类别", "产品分类", "目录类别", "类别"]
    case .form: ["剂型", "剂型名称"]
    case .specification: ["规格型号", "规格", "型号", "包装规格", "制剂规格"]
    case .conversionRatio: ["转换比", "转化比", "包装转换比", "最小包装数量", "包装数量", "convrat"]
    case .manufacturer: ["生产企业", "生产企业名称", "生产厂家", "上市许可持有人", "注册人", "厂家"]
    case .distributor: ["配送企业", "配送企业名称", "配送公司", "供应商", "供货单位", "供货企业", "delventpName"]
    case .channel: ["采购渠道", "采购方式", "是否平台采购", "采购途径", "来源"]
    case .price: ["采购单价", "采购价", "采购价格", "单价", "purcpric"]
    case .listingPrice: ["挂网价", "挂网价格", "挂网单价", "pubonlnPric"]
    case .quantity: ["采购数量", "订购数量", "订单数量", "数量", "purcCnt"]
    case .arrived: ["到货数量", "收货数量", "入库数量", "发货数量", "shpCnt"]
    case .returned: ["退货数量", "retnCnt"]
    case .amount: ["采购金额", "订单金额", "到货金额", "入库金额", "金额", "总金额", "purcAmt"]
    case .returnedAmount: ["退货金额", "retnAmt"]
    case .status: ["订单状态", "订单明细状态", "状态"]
    case .statusReason: ["作废原因", "作废类型", "取消原因", "撤销原因"]
    case .highValue: ["是否高值", "是否高值耗材", "高值标识"]
    }
  }

  /// Whether the field's values are numbers.
  var isNumber: Bool {
    switch self {
    case .conversionRatio, .price, .listingPrice, .quantity, .arrived, .returned, .amount,
      .returnedAmount:
      true
    default: false
    }
  }

  /// Whether the field's values are amounts of money, neither prices nor quantities.
  var isAmount: Bool { self == .amount || self == .returnedAmount }

  /// Whether the field's values are the price of a pack or a number of packs.
  var isOfPack: Bool { [.price, .listingPrice, .quantity, .arrived, .returned].contains(self) }
}
