import Analysis
import Indicators
import Procurement

extension ReportTables {
  /// Rises, falls and the rest, which add up to the items followed.
  var movement: Table {
    let prices = report.prices
    var table = Table(
      title: t("价格涨跌统计", "Price movement"),
      note: t(
        "上涨 + 下跌 + 持平 + 当月未采购 + 无可比 = 监测产品数。",
        "Rose + fell + unchanged + not bought + not comparable = products followed."),
      columns: [
        .text(t("项目", "Item")), .number(t("产品数", "Products")), .number(t("占比", "Share")),
      ])
    let rows: [(String, Int)] = [
      (t("上涨", "Rose"), prices.rose), (t("下跌", "Fell"), prices.fell),
      (t("持平", "Unchanged"), prices.unchanged),
      (t("当月未采购", "Not bought this month"), prices.notBought),
      (t("无可比价格", "Not comparable"), prices.notComparable),
    ]
    func add(_ label: String, _ count: Int, tone: Table.Tone = .plain) {
      let share = prices.followed > 0 ? Double(count) / Double(prices.followed) : nil
      table.add([.text(label), .count(count), .orDash(share) { .percent($0) }], tone: tone)
    }
    for (label, count) in rows { add(label, count) }
    add(t("监测产品", "Products followed"), prices.followed, tone: .total)
    return table
  }

  /// The largest rises; the compact form puts a product's facts into one cell.
  func rises(isCompact: Bool = false) -> Table {
    let title = t("涨幅前十", "Largest rises")
    return changes(report.prices.largestRises, title: title, isCompact: isCompact)
  }

  /// The largest falls; the compact form puts a product's facts into one cell.
  func falls(isCompact: Bool = false) -> Table {
    let title = t("跌幅前十", "Largest falls")
    return changes(report.prices.largestFalls, title: title, isCompact: isCompact)
  }

  /// The average price change and the amount bought, month by month.
  var months: Table {
    var table = Table(
      title: t("分月情况", "Month by month"),
      note: t(
        "平均涨跌幅按金额加权，只含前后两月均采购的机构与产品。",
        "The average change is weighted by amount over matched institutions and products."),
      columns: [
        .text(t("月份", "Month")), .number(t.money("采购金额", "Purchases")),
        .number(t("平均涨跌幅", "Average price change")),
      ])
    let changes = Dictionary(
      report.prices.averageChange.map { ($0.month, $0.value) },
      uniquingKeysWith: { first, _ in first })
    for (month, amount) in report.overview.months {
      table.add([
        .month(month), .orDash(amount) { .money($0) },
        .orDash(changes[month] ?? nil) { .change($0) },
      ])
    }
    return table
  }

  private func changes(
    _ changes: [PriceMovement.Change], title: String, isCompact: Bool
  ) -> Table {
    let product: [Table.Column] =
      [.text(t("产品", "Product"))]
      + (isCompact
        ? []
        : [
          .text(t("规格", "Specification")), .text(t("编码", "Code")), .text(t("生产企业", "Manufacturer")),
        ])
    var table = Table(
      title: title,
      note: t(
        "同一批机构前后两期的可比价格，\(t.currency)/最小制剂单位。",
        "Prices over the institutions that bought in both months, \(t.currency) per smallest unit."),
      columns: product + [
        .text(t("对比月", "Compared with")), .number(t("原价", "Then")), .number(t("现价", "Now")),
        .number(t("涨跌幅", "Change")), .number(t("机构数", "Institutions")),
        .number(t.money("当月金额", "Amount now")),
      ])
    for change in changes {
      let facts = [
        change.product.name, change.product.specification, change.product.code,
        change.product.manufacturer,
      ]
      table.add(
        (isCompact ? [compact(change.product)] : facts.map { .text($0) }) + [
          .month(change.referenceMonth), .price(change.reference),
          .price(change.price), .change(change.change), .count(change.institutions),
          .money(change.amount),
        ])
    }
    return table
  }

  /// Name and specification, with code and maker below.
  func compact(_ product: Product) -> TableCell {
    let second = [product.code, product.manufacturer].filter { !$0.isEmpty }
    return stack([productName(product), second.joined(separator: " · ")])
  }

  /// Name and specification.
  func productName(_ product: Product) -> String {
    product.specification.isEmpty ? product.name : "\(product.name) \(product.specification)"
  }
}
