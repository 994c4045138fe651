/// The columns of the platform's export, in its order.
enum PlatformColumn: Int, CaseIterable {
  case orderLine, date, institutionCode, institutionName, region, productCode, name, form
  case specification, ratio, maker, distributor, channel, price, quantity, amount, arrived
  case returned, listing, status, arrival, cancelReason

  /// The header.
  var header: String {
    switch self {
    case .orderLine: "订单明细编号"
    case .date: "采购日期"
    case .institutionCode: "医疗机构编码"
    case .institutionName: "医疗机构名称"
    case .region: "地区"
    case .productCode: "国家医保药品代码"
    case .name: "通用名"
    case .form: "剂型"
    case .specification: "规格型号"
    case .ratio: "转换比"
    case .maker: "生产企业"
    case .distributor: "配送企业"
    case .channel: "采购渠道"
    case .price: "采购单价"
    case .quantity: "采购数量"
    case .amount: "采购金额"
    case .arrived: "到货数量"
    case .returned: "退货数量"
    case .listing: "挂网价"
    case .status: "订单状态"
    case .arrival: "到货时间"
    case .cancelReason: "作废原因"
    }
  }

  /// The header row.
  static var headerRow: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(row: allCases.map(\.header))
    return bytes
  }
}
