import Analysis
import Indicators
import Intake
import Procurement

/// The tables of a sheet that goes out with a letter: nothing in them is for the office alone.
extension ReportTables {
  private static let shownLines = 20

  /// Some clues with several facts to a cell, numbered; steps and decisions stay in the office.
  func inquiries(_ findings: [Finding], for party: InquirySheets.Party) -> Table {
    let isOfInstitution = party == .institution
    var table = Table(
      title: t("线索", "Clues"),
      note: t(
        "价格单位：\(t.currency)/最小制剂单位；金额为实际值与参照值之差 × 数量（价格未取整），占比类为超出或不足限值部分；"
          + "同一采购可列于多条线索，上方合计只计一次。",
        "Prices in \(t.currency) per smallest unit; money: the difference × quantity, by prices that "
          + "are not rounded, for shares the part beyond or short of the limit; a purchase may stand "
          + "behind several clues, and the sum above counts it once."),
      columns: [
        .text(t("序号", "No.")), .text(t("线索", "Clue")), .text(t("产品或品种", "Product or variety")),
        .text(isOfInstitution ? t("配送企业", "Distributor") : t("医疗机构", "Institution")),
        .number(t("实际值", "Observed")), .number(t("参照值", "Reference")),
        .number(t("数量", "Quantity")), .number(t.money("金额", "Money")),
      ])
    for (index, finding) in findings.enumerated() {
      let product = finding.product
      let other =
        isOfInstitution
        ? stack([finding.distributor.isEmpty ? NumberText.nothing : finding.distributor])
        : stack([
          finding.institution?.name ?? t("各机构合计", "All institutions"),
          finding.institution?.code ?? "", finding.region,
          party == .distributor ? "" : finding.distributor,
        ])
      table.add([
        .text("\(index + 1)"),
        stack([t(Phrases.monitor(finding.monitor)), finding.id] + doubt(about: finding)),
        stack([productName(of: finding), product.code, batch(of: finding), product.manufacturer]),
        other, .stack([finding.unit.cell(finding.observed)]),
        .stack(
          [finding.unit.cell(finding.reference), .missing(t(finding.referenceKind.phrase))]
            + (finding.referenceMonth.map { [.missing($0.description)] } ?? [])
            + origins(of: finding).map { .missing(origin($0)) }),
        finding.quantity == .zero ? .text(NumberText.nothing) : .quantity(finding.quantity),
        money(of: finding),
      ])
    }
    return table
  }

  /// Which other products' prices the reference was made from.
  private func origins(of finding: Finding) -> [Explanation.Origin] {
    guard [.lowestListing, .highestSelected].contains(finding.referenceKind),
      let place = report.findings.firstIndex(of: finding),
      place < report.backgrounds.clues.count
    else { return [] }
    return Array(report.backgrounds.clues[place].origins.prefix(3))
  }

  private func doubt(about finding: Finding) -> [String] {
    let reasons = Set(doubtful(about: finding).map(\.reason))
    return
      (reasons.contains(.packLikeQuantity)
      ? [t("约定量单位存疑，请先核对", "the contract's unit is in doubt: check it first")] : [])
      + (reasons.contains(.sharedProduct)
        ? [
          t("部分采购计入另一批次，请先核对", "purchases count for another batch: check that first")
        ] : [])
  }

  /// The money at stake with its word; of contracts and deliveries with how it is computed, since the
  /// columns beside it do not give it.
  private func money(of finding: Finding) -> TableCell {
    guard let kind = finding.stakeKind else { return .text(NumberText.nothing) }
    let sum = finding.unit == .share ? equation(of: finding) : nil
    return .stack(
      [.money(finding.stake), .missing(t(kind.phrase))]
        + [sum].compactMap {
          $0.map { .missing($0) }
        })
  }

  /// The purchase lines behind some clues, as their files have them.
  func inquiredLines(of findings: [Finding]) -> Table {
    let extra = inquiredFields(of: findings)
    var table = Table(
      title: t("依据的采购行", "Purchase lines behind them"),
      note: t(
        "序号同上表；仅列主要来源行，约定采购量类列其所在行；数量、单价、金额为采购数据原文（多按包装计），未列出的以来源文件为准。",
        "Numbered as above; the telling lines only, of contracts their rows; quantity, price and amount as the records have them, mostly by pack; "
          + "what is left open stands in the file."),
      columns: [
        .text(t("序号", "No.")), .text(t("产品或品种", "Product or variety")), .text(t("日期", "Date")),
        .text(t("订单明细编号", "Order line")),
      ] + (Self.quotedFields + extra).map { .number(t($0.heading)) }
        + [.text(t("来源", "Source"))])
    for (index, finding) in findings.enumerated() {
      // What others bought is no business of whom the letter goes to.
      let lines = finding.evidence.filter { !finding.peerEvidence.contains($0) }
      for line in lines.prefix(Self.shownLines) {
        table.add(
          [.text("\(index + 1)"), .text(bought(in: line, behind: finding))]
            + cells(of: line, with: extra))
      }
      let more = lines.count - Self.shownLines
      if more > 0 {
        let text = t("另有 \(NumberText.count(more)) 行", "\(NumberText.count(more)) more lines")
        table.add(
          [.text("\(index + 1)"), .text(text)]
            + Array(repeating: TableCell.empty, count: table.columns.count - 2))
      }
    }
    return table
  }

  /// What a line bought: of a clue about all products as its file has it; of one about a product the product, in the
  /// specification of the line, as one code may have several.
  private func bought(in line: SourceLine, behind finding: Finding) -> String {
    let said = report.backgrounds.quotes[line]?.texts ?? [:]
    if finding.product.code.isEmpty { return said[.productName] ?? productName(of: finding) }
    var product = finding.product
    product.specification = said[.specification] ?? product.specification
    return productName(product)
  }

  private static let quotedFields: [PurchaseField] = [.quantity, .price, .amount]

  /// What else the letter is about: the pack that a unit price was made from, and what arrived.
  private func inquiredFields(of findings: [Finding]) -> [PurchaseField] {
    let monitors = Set(findings.map(\.monitor))
    return (monitors.contains("unit-mismatch") ? [.conversionRatio] : [])
      + (monitors.isDisjoint(with: ["delivery-shortfall", "supply-warning"]) ? [] : [.arrived])
  }

  private func cells(of line: SourceLine, with extra: [PurchaseField]) -> [TableCell] {
    let quote = report.backgrounds.quotes[line]?.texts ?? [:]
    func cell(_ field: PurchaseField) -> TableCell { .orDash(quote[field]) { .text($0) } }
    let isContract = line.file.hasSuffix("contracts.csv")
    let order =
      isContract ? TableCell.text(t("约定采购量", "contracted quantity")) : cell(.orderLine)
    return [cell(.date), order] + (Self.quotedFields + extra).map { cell($0) }
      + [.missing(line.description)]
  }

  // MARK: Own figures

  /// What a party itself has bought, sold, delivered and completed, beside its region and all.
  func figures(
    of party: InquirySheets.Party, key: String, findings: [Finding], parties: PartyPurchases
  ) -> Table {
    let region =
      party == .institution
      ? findings.first { $0.institution != nil }?.institution?.region ?? "" : ""
    var table = Table(
      title: t("主要情况", "Own figures"),
      columns: [.text(t("项目", "Item")), .number(t("本单位", "Own"))]
        + (region.isEmpty ? [] : [.number(region)])
        + [.number(t("全部数据", "All")), .text(t("说明", "Remark"))])
    func add(
      _ item: String, _ own: TableCell, region place: TableCell, all: TableCell, _ remark: String
    ) {
      table.add(
        [.text(item), own] + (region.isEmpty ? [] : [place]) + [all, .text(remark)])
    }
    let (shares, item): ([String: PartyPurchases.Share], String) =
      switch party {
      case .institution: (parties.institutions, t("本月采购金额", "Purchases this month"))
      case .manufacturer: (parties.manufacturers, t("本月产品采购金额", "Bought of its products"))
      case .distributor: (parties.distributors, t("本月配送金额", "Bought from it this month"))
      }
    if let share = shares[key] {
      let total = report.overview.total.amount
      let place = report.overview.regions.first { $0.name == region }?.amount
      let part = ratio(share.amount, total).map { NumberText.percent($0) } ?? NumberText.nothing
      let step = change(share.amount, from: share.previousMonth).map { NumberText.change($0) }
      add(
        item + t("（\(t.currency)）", " (\(t.currency))"), .money(share.amount),
        region: .orDash(place) { .money($0) }, all: .money(total),
        t("占全部 \(part)，环比 ", "\(part) of all, on month ") + (step ?? NumberText.nothing))
      add(
        t("本年累计（\(t.currency)）", "Year to date (\(t.currency))"), .money(share.yearToDate),
        region: .orDash(report.overview.regions.first { $0.name == region }?.yearToDate) {
          .money($0)
        }, all: .money(report.overview.total.yearToDate), "")
      if party != .institution {
        add(
          t("本月采购的产品（个）", "Products this month"), .count(share.products),
          region: .empty, all: .count(report.overview.products), "")
        add(
          t("采购机构（家）", "Institutions that bought"), .count(share.institutions),
          region: .empty, all: .count(report.overview.institutions), "")
      }
    }
    for result in ownIndicators(of: party) {
      guard let own = result.breakdown.first(where: { $0.isAbout(party, key) }),
        let value = own.value
      else { continue }
      let place = result.breakdown.first { $0.dimension == .region && $0.name == region }
      add(
        t(Phrases.indicator(result.id)), number(value, unit: result.unit),
        region: .orDash(place?.value) { number($0, unit: result.unit) },
        all: .orDash(result.value) { number($0, unit: result.unit) },
        held(own.reference, result) + coverage(of: [result]))
    }
    return table
  }

  private func ownIndicators(of party: InquirySheets.Party) -> [IndicatorResult] {
    let ids =
      switch party {
      case .institution:
        [
          "platform-share/drugs", "platform-share/high-value-consumables", "contract-completion",
          "non-selected-share", "delivery-rate", "payment-30-day-rate",
        ]
      case .manufacturer: []
      case .distributor: ["delivery-rate", "payment-30-day-rate"]
      } as [String]
    return ids.compactMap { indicator($0) }
  }

  /// What a party's own value is held against, in a sentence.
  private func held(_ reference: Double?, _ result: IndicatorResult) -> String {
    guard let reference else { return "" }
    let text = t.value(reference, unit: result.unit)
    return result.id == "contract-completion"
      ? t("本单位时间进度 \(text)。", "Own time progress \(text). ")
      : t("限值 \(text)。", "Limit \(text). ")
  }
}

extension IndicatorPart {
  /// Whether the part is that of a party, given by code or name.
  fileprivate func isAbout(_ party: InquirySheets.Party, _ key: String) -> Bool {
    switch (party, dimension) {
    case (.institution, .institution): code == key
    case (.institution, .union): name == key
    case (.manufacturer, .enterprise), (.distributor, .enterprise): name == key
    default: false
    }
  }
}
