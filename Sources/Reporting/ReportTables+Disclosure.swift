import Analysis
import Procurement

extension ReportTables {
  /// The prices of all products bought in the month, for publication.
  func prices(_ prices: [ProductPrice]) -> Table {
    var table = Table(
      title: t("采购价格公示", "Purchase prices"),
      note: t(
        "医疗机构当月采购价格，每最小制剂单位；中位价为各机构均价的中位数；不含民营医疗机构与药店，计价单位存疑的采购不计。",
        "Prices in the month per smallest preparation unit; the median is that of the institutions' "
          + "averages; without private institutions, pharmacies and prices whose unit is in doubt."),
      columns: [
        .text(t("医保代码", "Code")), .text(t("名称", "Name")), .text(t("剂型", "Form")),
        .text(t("规格", "Specification")), .text(t("生产企业", "Manufacturer")),
        .number(t("转换比", "Units a pack")), .number(t.price("最低价", "Lowest")),
        .number(t.price("中位价", "Median")), .number(t.price("最高价", "Highest")),
        .number(t("采购机构数", "Institutions")),
      ])
    for price in prices {
      let product = price.product
      table.add([
        .text(product.code), .text(product.name), .text(product.form),
        .text(product.specification), .text(product.manufacturer),
        .orDash(product.conversionRatio) { .quantity($0) }, .price(price.lowest.yuan),
        .price(price.median), .price(price.highest.yuan), .count(price.institutions),
      ])
    }
    return table
  }
}
