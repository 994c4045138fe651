internal import Procurement
internal import SystemPackage

extension CatalogueFiles {
  /// The rows of `vbp/contracts.csv`; `nil` where there is no such file.
  static func contractTable(_ folder: FilePath) -> CatalogueTable? {
    CatalogueTable(
      "vbp/contracts.csv", in: folder,
      columns: [
        .init("batch", "批次", isRequired: true),
        .init("institution_code", "医疗机构编码", isRequired: true),
        .init("variety", "品种"), .init("product_code", "医保代码"),
        .init("quantity", "约定采购量", "约定量", isRequired: true, isVaried: true), .init("unit", "单位"),
        .init("start", "协议开始日期"), .init("end", "协议结束日期"),
      ])
  }

  /// Reads contracts against the batch catalogues, which must have been read.
  ///
  /// A row is reported and left out when its batch does not list the variety or product, or lists
  /// the product under another variety, when its unit is unknown or asks for a pack size that
  /// nothing states, when it ends before it starts or has no day of its batch, or when the same was
  /// contracted before for days that overlap. A period that goes beyond its batch's is reported, and
  /// counts as it stands.
  static func readContracts(_ table: CatalogueTable?, _ result: inout Catalogues) {
    guard var table else { return }
    let headerUnit = table.unit(of: "quantity")
    var known: Batch?
    var listed = ListedVarieties(result)
    var periods = ContractPeriods(batches: result.batches, count: table.rows.count)
    var units = TextMeanings<QuantityUnit>()
    result.contracts.reserveCapacity(table.rows.count)
    for row in table.rows {
      guard let id = table.text(row, "batch"), let code = table.text(row, "institution_code")
      else { continue }
      // Contracts of one batch mostly follow each other.
      guard let batch = known.flatMap({ $0.id == id ? $0 : nil }) ?? result.batches[id] else {
        table.report(row, "batch", .unknownReference)
        continue
      }
      known = batch
      let productCode = TextNormal.code(row["product_code"])
      if !productCode.isEmpty, listed.variety(of: productCode, in: id) == nil {
        table.report(row, "product_code", .unknownReference)
        continue
      }
      let named = row["variety"]
      guard let variety = named.isEmpty ? listed.variety(of: productCode, in: id) : named else {
        table.report(row, "variety", .missingValue)
        continue
      }
      let terms = listed.terms(of: productCode, variety, in: id)
      guard terms.isListed else {
        table.report(row, "variety", .unknownReference)
        continue
      }
      guard productCode.isEmpty || listed.has(productCode, of: variety, in: id) else {
        table.report(row, "product_code", .otherVariety)
        continue
      }
      let unit = units.meaning(at: row.place(of: "unit")) {
        let name = row["unit"].isEmpty ? headerUnit : row["unit"]
        return QuantityUnit(name.isEmpty ? "最小制剂单位" : name)
      }
      guard let quantity = quantity(row, &table, unit: unit, terms: terms),
        let period = period(row, &table, of: batch)
      else { continue }
      let institution = TextNormal.code(code)
      guard
        periods.add(
          batch: id, institution: institution, variety: variety, productCode: productCode,
          days: period)
      else {
        table.report(row, "start", .overlappingPeriod)
        continue
      }
      result.contracts.append(
        Contract(
          batch: id, institution: institution, variety: variety, productCode: productCode,
          quantity: quantity, start: period.lowerBound, end: period.upperBound,
          source: row.source))
    }
    result.notices += table.notices
  }

  /// The batch's period, or the row's own; `nil` where, which is reported, it is none or has no day
  /// of the batch's.
  private static func period(
    _ row: CatalogueTable.Row, _ table: inout CatalogueTable, of batch: Batch
  ) -> ClosedRange<Day>? {
    let start = row["start"].isEmpty ? batch.start : table.day(row, "start")
    let end = row["end"].isEmpty ? batch.end : table.day(row, "end")
    guard let start, let end else { return nil }
    guard start <= end else {
      table.report(row, "end", .endBeforeStart)
      return nil
    }
    let days = batch.start...batch.end
    if !days.contains(start) || !days.contains(end) {
      table.report(row, days.contains(start) ? "end" : "start", .outsideBatch)
    }
    return days.overlaps(start...end) ? start...end : nil
  }

  /// The quantity in smallest preparation units.
  ///
  /// - Parameters:
  ///   - unit: what it counts; `nil` where the row's unit is unknown.
  ///   - terms: how many smallest units a pack has.
  private static func quantity(
    _ row: CatalogueTable.Row, _ table: inout CatalogueTable, unit: QuantityUnit?,
    terms: ListedVarieties.Terms
  ) -> Quantity? {
    guard let stated = table.positive(row, "quantity", isNeeded: true) else { return nil }
    guard let unit else {
      table.report(row, "unit", .unknownValue)
      return nil
    }
    let isPack =
      switch unit.kind {
      case .pack: true
      case .vessel(let name): !terms.vessels.contains(name)
      case .smallest, .single: false
      }
    guard let pack = isPack ? terms.pack : Quantity.one else {
      table.report(row, "unit", .noConversionRatio)
      return nil
    }
    // What the header says already counts once.
    let isTenThousand = unit.isTenThousand && !table.isInTenThousands("quantity")
    let (whole, overflows) = stated.multipliedReportingOverflow(
      by: pack.tenThousandths)
    let (scaled, overflowsToo) = (whole / 10_000).multipliedReportingOverflow(
      by: isTenThousand ? 10_000 : 1)
    guard !overflows, !overflowsToo, scaled <= quantityLimit else {
      table.report(row, "quantity", .outOfRange)
      return nil
    }
    return Quantity(tenThousandths: scaled)
  }

  /// A hundred thousand million units: sums of many stay within 64 bits.
  private static let quantityLimit = Int64(100_000_000_000) * 10_000

  /// Reads `vbp/surplus.csv`: the rates that the local rules set. A blank stays blank.
  static func readSurplusRates(_ folder: FilePath, _ result: inout Catalogues) {
    guard
      var table = CatalogueTable(
        "vbp/surplus.csv", in: folder,
        columns: [
          .init("batch", "批次", isRequired: true), .init("institution_code", "医疗机构编码"),
          .init("payment_rate", "医保支付比例", "基金支付比例"),
          .init("insured_share", "参保患者使用占比", "参保占比"),
          .init("assessment_rate", "考核比例", "留用比例"),
        ])
    else { return }
    var seen: Set<[String]> = []
    for row in table.rows {
      guard let batch = table.text(row, "batch") else { continue }
      guard result.batches[batch] != nil else {
        table.report(row, "batch", .unknownReference)
        continue
      }
      let institution = TextNormal.code(row["institution_code"])
      guard seen.insert([batch, institution]).inserted else {
        table.report(row, "batch", .repeatedKey)
        continue
      }
      result.surplusRates.append(
        SurplusRates(
          batch: batch, institution: institution, payment: table.share(row, "payment_rate"),
          insured: table.share(row, "insured_share"),
          assessment: table.share(row, "assessment_rate"), source: row.source))
    }
    result.notices += table.notices
  }
}
