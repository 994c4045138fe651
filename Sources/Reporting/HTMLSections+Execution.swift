import Analysis
import Indicators

extension HTMLSections {
  /// 五、集采执行.
  var execution: [Block] {
    var blocks: [Block] = cut(tables.counts)
    if let figure = charts.completion { blocks.append(.figure(figure)) }
    blocks += cut(tables.completion)
    for dimension in [IndicatorPart.Dimension.region, .union, .institution] {
      blocks += cut(tables.completion(by: [dimension]), rows: 12)
    }
    blocks += cut(tables.completionByVariety, rows: 20)
    blocks += cut(tables.laggingInstitutions, rows: 20)
    blocks += cut(tables.lagging, rows: 20)
    blocks += tables.executionValues.flatMap { cut($0) }
    blocks += cut(tables.supplyComponents) + cut(tables.surplusByBatch, rows: 24)
    blocks += cut(tables.surplusByInstitution, rows: 12)
    return blocks + tables.executionParts.flatMap { cut($0, rows: 12) }
  }

  /// 六、配送与回款.
  var delivery: [Block] {
    tables.delivery.flatMap { cut($0) } + cut(tables.settlements)
      + tables.deliveryParts.flatMap { cut($0, rows: 12) }
  }

  /// 七、短缺与信用.
  var supply: [Block] {
    tables.supply.flatMap { cut($0) } + tables.supplyParts.flatMap { cut($0, rows: 20) }
  }

  /// The price index with what moved it.
  var priceIndices: [Block] {
    var blocks: [Block] = []
    if let figure = charts.priceIndices { blocks.append(.figure(figure)) }
    return blocks + cut(tables.priceIndices) + cut(tables.indexMovers)
  }

  /// The sections of what is published.
  func published(_ prices: [ProductPrice]) -> [Section] {
    var platform = cut(tables.shares)
    if let figure = charts.platformShares { platform.append(.figure(figure)) }
    var vbp = cut(tables.counts)
    if let figure = charts.completion { vbp.append(.figure(figure)) }
    return [
      Section(
        id: "prices", heading: t("一、采购价格", "1. Purchase prices"),
        blocks: [.table(tables.prices(prices))]),
      Section(
        id: "index", heading: t("二、价格指数与涨跌", "2. Price index and movement"),
        blocks: priceIndices + [.table(tables.movement)]),
      Section(
        id: "platform", heading: t("三、采购与平台采购率", "3. Purchases and platform share"),
        blocks: cut(tables.purchases) + platform),
      Section(
        id: "vbp", heading: t("四、集采执行", "4. Volume-based procurement"),
        blocks: vbp + cut(tables.completion)),
      Section(
        id: "targets", heading: t("五、规划目标差距", "5. Distance from plan targets"),
        blocks: targets),
    ]
  }
}
