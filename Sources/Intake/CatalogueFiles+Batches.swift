internal import Procurement
internal import SystemPackage

extension CatalogueFiles {
  static func readBatches(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "vbp/batches.csv", in: folder,
        columns: [
          .init("batch", "批次", isRequired: true), .init("name", "名称"),
          .init("level", "层级", isRequired: true), .init("kind", "类型", isRequired: true),
          .init("start", "执行开始日期", isRequired: true), .init("end", "执行结束日期", isRequired: true),
          .init("renews", "接续批次"),
        ])
    else { return }
    var rows: [(row: CatalogueTable.Row, batch: String)] = []
    for row in table.rows {
      guard let id = table.text(row, "batch"), table.text(row, "level") != nil,
        let level = table.word(row, "level", PlanFile.level), table.text(row, "kind") != nil,
        let kind = table.word(row, "kind", kind), let start = table.day(row, "start"),
        let end = table.day(row, "end")
      else { continue }
      guard result.batches[id] == nil else {
        table.report(row, "batch", .repeatedKey)
        continue
      }
      guard start <= end else {
        table.report(row, "end", .endBeforeStart)
        continue
      }
      result.batches[id] = Batch(
        id: id, name: row["name"].isEmpty ? id : row["name"], level: level, kind: kind,
        start: start, end: end, renews: row["renews"])
      rows.append((row, id))
    }
    reportRenewals(rows, &table, batches: result.batches)
    result.notices += table.notices
  }

  /// Reports batches that renew one that nobody knows, or one that still runs when they start. Both
  /// stay in force.
  private static func reportRenewals(
    _ rows: [(row: CatalogueTable.Row, batch: String)], _ table: inout CatalogueTable,
    batches: [String: Batch]
  ) {
    for (row, id) in rows {
      guard let batch = batches[id], !batch.renews.isEmpty else { continue }
      if let renewed = batches[batch.renews], renewed.id != id {
        if batch.start <= renewed.end { table.report(row, "start", .earlyRenewal) }
      } else {
        table.report(row, "renews", .unknownReference)
      }
    }
  }

  private static func kind(_ text: String) -> BatchKind? {
    switch text {
    case "药品": .drugs
    case "耗材", "医用耗材", "高值耗材", "高值医用耗材": .consumables
    default: BatchKind(rawValue: text.lowercased())
    }
  }

  static func readEntries(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "vbp/catalogue.csv", in: folder,
        columns: [
          .init("batch", "批次", isRequired: true), .init("variety", "品种", isRequired: true),
          .init("product_code", "医保代码"), .init("selected_price", "中选价", isVaried: true),
          .init("conversion_ratio", "转换比", isVaried: true), .init("role", "供应类型", "中选情况"),
          .init("base_price", "集采前均价", "集采前价格", isVaried: true),
        ])
    else { return }
    var seen: Set<[String]> = []
    var ratios: [String: Quantity] = [:]
    for row in table.rows {
      guard let batch = table.text(row, "batch"), let variety = table.text(row, "variety") else {
        continue
      }
      guard result.batches[batch] != nil else {
        table.report(row, "batch", .unknownReference)
        continue
      }
      let role = row["role"].isEmpty ? .selected : table.word(row, "role", role)
      // What the word says of the product is not known, so it is not among the selected.
      guard let role else { continue }
      let code = TextNormal.code(row["product_code"])
      guard seen.insert([batch, variety, code]).inserted else {
        table.report(row, code.isEmpty ? "variety" : "product_code", .repeatedKey)
        continue
      }
      result.entries.append(
        CatalogueEntry(
          batch: batch, variety: variety, productCode: code, role: role,
          selectedPrice: table.positive(row, "selected_price").map(
            Money.init(tenThousandths:)),
          conversionRatio: ratio(row, &table, of: result.products[code], code, &ratios),
          basePrice: table.positive(row, "base_price").map(Money.init(tenThousandths:)),
          source: row.source))
    }
    for place in result.entries.indices where result.entries[place].conversionRatio == nil {
      result.entries[place].conversionRatio = ratios[result.entries[place].productCode]
    }
    for (code, ratio) in ratios where result.products[code] != nil {
      result.products[code]?.conversionRatio = ratio
    }
    result.notices += table.notices
  }

  /// The conversion ratio of a row's product: that of `products.csv`, else of the first row that states
  /// one, so that nothing is compared across ratios. A row that states another is reported.
  private static func ratio(
    _ row: CatalogueTable.Row, _ table: inout CatalogueTable, of product: Product?,
    _ code: String, _ ratios: inout [String: Quantity]
  ) -> Quantity? {
    let own = table.positive(row, "conversion_ratio").map(Quantity.init(tenThousandths:))
    guard !code.isEmpty, let own else { return own }
    guard let stated = product?.conversionRatio ?? ratios[code], stated != own else {
      ratios[code] = own
      return own
    }
    table.report(
      row, "conversion_ratio", .conflictingRatio, value: "\(own.decimal) ≠ \(stated.decimal)")
    return stated
  }

  private static func role(_ text: String) -> SupplyRole? {
    switch text {
    case "中选", "中选产品": .selected
    case "备供", "备供企业", "备供产品", "备选": .standIn
    case "非中选", "非中选产品", "未中选", "落选": .nonSelected
    default: SupplyRole(rawValue: text.lowercased())
    }
  }
}
