import PricePanel
import Procurement

/// 平台采购率: the amount that public institutions bought through the provincial platform ÷ their
/// whole amount, after returns, from January of the report year to the report month.
///
/// 运城: 公立医疗机构通过省级集中采购平台采购药品金额占全部采购药品(不含中药饮片)金额的比例. Filed
/// purchases (备案采购) are in the whole amount and not in the platform's [D]. Without any
/// off-platform purchases of public institutions the whole amount is not known, and the share is
/// not computable, never 100 %; the same holds for every part it is broken down into, and for
/// each of the kinds of goods that a combined share is made of.
struct PlatformShare {
  let panel: Panel
  private let months: ClosedRange<Month>
  private let ledgers: [PurchaseLedger]
  private let hasHighValueList: Bool
  private let highValueCategories: [String: Bool]
  private let filedLimit: Double

  /// Sums up the panel until `month`.
  ///
  /// - Parameter filed: the section of the monitor `filed-share`.
  /// - Throws: when `rules` lacks `count-granules`, or `filed` lacks `watch-share`.
  init(
    panel: Panel, month: Month, catalogues: Catalogues, rules: RuleSection, filed: RuleSection
  ) throws(RuleError) {
    let first = min(panel.months?.lowerBound ?? month, month)
    let highValue = catalogues.highValueCategories
    self.panel = panel
    highValueCategories = highValue
    months = first...month
    filedLimit = try filed.number("watch-share")
    hasHighValueList =
      !highValue.isEmpty || panel.products.contains { $0.isHighValue != nil }
    ledgers = PurchaseLedger.ledgers(
      of: panel, months: months, countsGranules: try rules.flag("count-granules"),
      isHighValue: { $0.isHighValue ?? highValue[$0.consumableCategory] ?? false })
  }

  /// The three shares.
  var results: [IndicatorResult] {
    Self.kinds.map { result($0.name, of: $0.kinds) }
  }

  /// Which kinds of goods each share is of.
  private static let kinds: [(name: String, kinds: [PurchaseLedger.Kind])] = [
    ("combined", [.drugs, .consumables]), ("drugs", [.drugs]),
    ("high-value-consumables", [.highValueConsumables]),
  ]

  /// Public institutions whose filed purchases of drugs exceed the limit, largest share first.
  var filedPurchases: [FiledPurchases] {
    let drugs = ledgers[PurchaseLedger.Kind.drugs.rawValue].institutions
    return panel.institutions.indices.compactMap { index -> FiledPurchases? in
      let totals = drugs[index]
      guard panel.institutions[index].ownership == .public, totals.total > .zero,
        totals.filed.yuan > filedLimit * totals.total.yuan + 1e-9
      else { return nil }
      return FiledPurchases(
        institution: panel.institutions[index], filed: totals.filed, total: totals.total)
    }.sorted {
      $0.share == $1.share ? $0.institution.code < $1.institution.code : $0.share > $1.share
    }
  }

  // MARK: One share

  private func result(_ name: String, of kinds: [PurchaseLedger.Kind]) -> IndicatorResult {
    let parts = kinds.map { ledgers[$0.rawValue] }
    let share = share(of: kinds)
    let leftOut = share.reason == .noHighValueList ? nil : unattributed(to: kinds)
    let known = share.reason == nil ? ledgerFacts(of: parts) : []
    return IndicatorResult(
      id: "platform-share/\(name)", scope: "public",
      period: months.upperBound.startOfYear...months.upperBound, unit: .ratio,
      numerator: share.reason == nil ? .money(share.whole.platform) : nil,
      denominator: share.reason == nil ? .money(share.whole.total) : nil, value: share.value,
      reason: share.reason, series: series(of: parts, isOff: share.reason == .noHighValueList),
      facts: known + (leftOut?.facts(beside: share) ?? []),
      bounds: leftOut?.bounds(of: share),
      breakdown: share.reason == .noHighValueList ? [] : breakdown(of: parts, share: share))
  }

  /// How much of the whole is bought by institutions without off-platform purchases, and the share
  /// of those that have some; nothing when all of them have.
  ///
  /// Such an institution may have bought everything on the platform, or its ledger may be missing:
  /// what it bought is in the whole all the same, since the records show nothing else.
  private func ledgerFacts(of parts: [PurchaseLedger]) -> [IndicatorFact] {
    let shares = panel.institutions.indices.filter { panel.institutions[$0].ownership == .public }
      .map { index in Share(parts.map { $0.institutions[index] }) }
    let without = shares.filter { $0.reason == .noOffPlatformPurchases }
    guard !without.isEmpty else { return [] }
    let others = ChannelTotals(adding: shares.filter { $0.reason == nil }.map(\.whole))
    return [
      IndicatorFact(.withoutOffPlatform, .count(without.count)),
      IndicatorFact(
        .amountWithoutOffPlatform, .money(ChannelTotals(adding: without.map(\.whole)).total)),
      IndicatorFact(
        .shareOfOthers,
        others.total > .zero ? .ratio(others.platform.yuan / others.total.yuan) : nil,
        reason: others.total > .zero ? nil : .noOffPlatformPurchases),
    ]
  }

  /// What may be of `kinds`, and of public institutions, in the report year, and counts nowhere since
  /// nothing says so.
  private func unattributed(to kinds: [PurchaseLedger.Kind]) -> UnattributedPurchases {
    UnattributedPurchases(
      panel, in: months.upperBound.startOfYear...months.upperBound,
      ledgers: kinds.map { ledgers[$0.rawValue] }
    ) { product in
      product.category == .unstated
        || kinds.contains(.highValueConsumables) && product.category == .consumable
          && (product.isHighValue ?? highValueCategories[product.consumableCategory]) == nil
    }
  }

  /// The share of all public institutions in the report year.
  private func share(of kinds: [PurchaseLedger.Kind]) -> Share {
    let parts = kinds.map { ledgers[$0.rawValue] }
    let first = max(months.upperBound.startOfYear, months.lowerBound)
    var share = Share(
      parts.map {
        ChannelTotals(adding: $0.months[months.lowerBound.distance(to: first)...])
      })
    if share.reason == .noPurchases {
      if isOwnershipMissing(in: parts) {
        share.reason = .ownershipNotStated
      } else if isCategoryMissing(since: first) {
        share.reason = .categoryNotStated
      }
    }
    // A ledger was supplied, and what it lists may belong.
    if share.reason == .noOffPlatformPurchases,
      let reason = unattributed(to: kinds).reasonOffPlatform
    {
      share.reason = reason
    }
    if kinds.contains(.highValueConsumables), !hasHighValueList {
      share.reason = .noHighValueList
    }
    return share
  }

  /// The share of all public institutions in the report year, and of each of them.
  ///
  /// - Parameter name: the last part of the indicator's identifier.
  /// - Returns: with them, what is said of purchases that may belong and count in none; `nil` when
  ///   there is no such share.
  func shares(
    _ name: String
  ) -> (
    whole: Share, institutions: [(institution: Institution, share: Share)],
    unattributed: [IndicatorFact]
  )? {
    guard let kinds = Self.kinds.first(where: { $0.name == name })?.kinds else { return nil }
    let parts = kinds.map { ledgers[$0.rawValue] }
    let institutions = panel.institutions.indices.compactMap { index in
      panel.institutions[index].ownership == .public
        ? (panel.institutions[index], Share(parts.map { $0.institutions[index] })) : nil
    }
    let whole = share(of: kinds)
    let facts =
      whole.reason == .noHighValueList ? [] : unattributed(to: kinds).facts(beside: whole)
    return (whole, institutions, facts)
  }

  /// Each month's own share. Whether it is computable is judged over its year until then, so that
  /// a single month without off-platform purchases has a value in a year that has some.
  private func series(of parts: [PurchaseLedger], isOff: Bool) -> [MonthValue] {
    var years = parts.map { _ in ChannelTotals() }
    return (0...months.lowerBound.distance(to: months.upperBound)).map { slot in
      let month = months.lowerBound.advanced(by: slot)
      for part in parts.indices {
        if month == month.startOfYear { years[part] = ChannelTotals() }
        years[part] += parts[part].months[slot]
      }
      let whole = ChannelTotals(adding: parts.map { $0.months[slot] })
      let isComputable = !isOff && Share(years).reason == nil && whole.total > .zero
      return MonthValue(
        month: month, value: isComputable ? whole.platform.yuan / whole.total.yuan : nil)
    }
  }

  /// Whether institutions that may be public bought products that nothing says the category of.
  private func isCategoryMissing(since first: Month) -> Bool {
    panel.products.indices.contains { product in
      panel.products[product].category == .unstated
        && panel.cells(of: product, in: first...months.upperBound).contains { cell in
          let ownership = panel.institutions[Int(cell.institution)].ownership
          return ownership == .public || ownership == .unstated
        }
    }
  }

  /// Whether purchases exist, but only of institutions that nothing says the ownership of.
  private func isOwnershipMissing(in parts: [PurchaseLedger]) -> Bool {
    panel.institutions.indices.contains { index in
      panel.institutions[index].ownership == .unstated
        && parts.contains { $0.institutions[index].total > .zero }
    }
  }
}
