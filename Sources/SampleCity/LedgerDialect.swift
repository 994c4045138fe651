/// How an off-platform ledger is written: no two hospitals' ledgers look alike.
struct LedgerDialect {
  /// What a column says.
  enum Column {
    case orderLine, date, institutionCode, institutionName, region, productCode, name, form
    case specification, ratio, maker, distributor, channel, price, quantity, amount
    case amountInTenThousands, arrived, note
  }

  var delimiter = UInt8(ascii: ",")
  var encoding = SampleEncoding.utf8
  var hasByteOrderMark = false
  /// A title row above the header and a 合计 row at the end.
  var hasTitleAndTotal = false
  var lineEnd = "\n"
  var dates = DateStyle.dashes
  /// Columns with their headers.
  var columns: [(column: Column, header: String)]

  /// Eight dialects, one after the other.
  static let all: [LedgerDialect] = [
    LedgerDialect(lineEnd: "\r\n", columns: plain),
    LedgerDialect(
      delimiter: UInt8(ascii: "\t"), dates: .slashes,
      columns: [
        (.date, "下单时间"), (.orderLine, "订单明细ID"), (.institutionName, "医院名称"),
        (.institutionCode, "医院编码"), (.region, "区县"), (.channel, "采购方式"), (.name, "药品名称"),
        (.productCode, "医保编码"), (.specification, "规格"), (.form, "剂型"), (.ratio, "最小包装数量"),
        (.maker, "上市许可持有人"), (.distributor, "配送企业"), (.quantity, "采购数量"), (.price, "采购价"),
        (.amount, "订单金额"), (.arrived, "收货数量"),
      ]),
    LedgerDialect(
      delimiter: UInt8(ascii: ";"), dates: .chinese,
      columns: [
        (.orderLine, "订单明细编号"), (.institutionCode, "医疗机构编码"), (.institutionName, "医疗机构名称"),
        (.productCode, "国家医保代码"), (.name, "产品名称"), (.specification, "型号"), (.maker, "生产企业"),
        (.distributor, "配送企业"), (.ratio, "转换比"), (.price, "采购价格"), (.quantity, "采购数量"),
        (.amount, "采购金额"), (.arrived, "入库数量"), (.date, "订单日期"), (.channel, "来源"),
      ]),
    LedgerDialect(encoding: .gb18030, lineEnd: "\r\n", dates: .slashes, columns: plain),
    LedgerDialect(
      hasByteOrderMark: true,
      columns: [
        (.orderLine, "ordDetlId"), (.date, "sendTime"), (.institutionCode, "medinsCode"),
        (.institutionName, "medinsName"), (.productCode, "prodCode"), (.name, "通用名"),
        (.specification, "规格型号"), (.ratio, "convrat"), (.maker, "生产企业"),
        (.distributor, "delventpName"), (.channel, "采购渠道"), (.price, "purcpric"),
        (.quantity, "purcCnt"), (.amount, "purcAmt"), (.arrived, "到货数量"),
      ]),
    LedgerDialect(hasTitleAndTotal: true, columns: plain + [(.note, "备注")]),
    LedgerDialect(
      dates: .compact,
      columns: [
        (.orderLine, "订单明细编号"), (.date, "订单日期"), (.region, "地区"), (.institutionCode, "医院编码"),
        (.institutionName, "医院名称"), (.productCode, "药品代码"), (.name, "通用名"),
        (.specification, "规格"), (.ratio, "转换比"), (.maker, "生产企业"), (.distributor, "配送企业"),
        (.channel, "采购方式"), (.quantity, "采购数量"), (.price, "采购单价"),
        (.amountInTenThousands, "采购金额(万元)"), (.arrived, "到货数量"),
      ]),
    LedgerDialect(hasByteOrderMark: true, lineEnd: "\r\n", dates: .chinese, columns: plain),
  ]

  private static let plain: [(column: Column, header: String)] = [
    (.orderLine, "订单明细编号"), (.date, "采购日期"), (.institutionCode, "医疗机构编码"),
    (.institutionName, "医疗机构名称"), (.region, "地区"), (.channel, "采购渠道"),
    (.productCode, "产品编码"), (.name, "通用名"), (.form, "剂型"), (.specification, "规格型号"),
    (.ratio, "转换比"), (.maker, "生产企业"), (.distributor, "配送企业"), (.price, "采购单价"),
    (.quantity, "采购数量"), (.amount, "采购金额"), (.arrived, "到货数量"),
  ]
}
