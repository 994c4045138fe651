import Execution
import PricePanel
import Procurement

/// 非中选占比: what public institutions buy of products that are not selected ÷ all they buy of the
/// varieties of batches in force, by quantity.
///
/// Counted are the months of the report year until the report month that lie in an agreement period
/// of a batch in force at its end. Verified stand-ins (备供) count as selected. Products that are not
/// selected and no dearer than the lowest selected price are in the share, and shown apart.
struct NonSelectedShare {
  static let id = "non-selected-share"

  private let panel: Panel
  private let varieties: [VarietyInForce]
  private let period: ClosedRange<Month>
  private let hasCatalogue: Bool
  private let limit: Double
  private let tolerance: Double
  private let isPublic: [Bool]

  /// Reads what was bought of `varieties` until `month`.
  ///
  /// - Parameter rules: the section of the monitor `non-selected-share`.
  /// - Throws: when `rules` lacks `watch-share` or `tolerance`.
  init(
    panel: Panel, month: Month, varieties: [VarietyInForce], catalogues: Catalogues,
    rules: RuleSection
  ) throws(RuleError) {
    self.panel = panel
    self.varieties = varieties
    isPublic = panel.isPublic
    period = month.startOfYear...month
    hasCatalogue = !catalogues.batches.isEmpty && !catalogues.entries.isEmpty
    limit = try rules.number("watch-share")
    tolerance = try rules.number("tolerance")
  }

  /// The share.
  var result: IndicatorResult {
    var result = IndicatorResult(
      id: Self.id, scope: "public", period: period, unit: .ratio, reference: limit)
    var whole = SupplySplit()
    var byInstitution = panel.institutions.map { _ in SupplySplit() }
    var byVariety: [IndicatorPart] = []
    var splitter = SupplySplitter(panel, tolerance: tolerance)
    for variety in varieties {
      var own = SupplySplit()
      for (institution, split) in splitter.split(variety, in: period, isMeant: { isPublic[$0] }) {
        own += split
        byInstitution[Int(institution)] += split
      }
      whole += own
      byVariety += part(.variety, variety.name, of: own, reference: limit)
    }
    guard whole.all.quantity > .zero else {
      result.reason = reason
      return result
    }
    guard whole.isShare else {
      result.reason = .returnsExceedPurchases
      return result
    }
    result.numerator = .quantity(whole.nonSelected.quantity)
    result.denominator = .quantity(whole.all.quantity)
    result.value = whole.share
    result.series = series
    result.facts = [
      IndicatorFact(
        .shareByValue,
        whole.all.amount > .zero
          ? .ratio(whole.nonSelected.amount.yuan / whole.all.amount.yuan) : nil),
      IndicatorFact(.amount, .money(whole.nonSelected.amount)),
      IndicatorFact(.varieties, .count(byVariety.count)),
    ]
    result.facts += UnknownBuyers(of: varieties, in: panel, period: period).facts
    result.breakdown = components(of: whole) + byVariety
    let buyers = PublicBuyers(panel, in: period)
    let regions = buyers.regions
    var byRegion: [String: SupplySplit] = [:]
    for (institution, split) in zip(panel.institutions, byInstitution) {
      byRegion[institution.region, default: SupplySplit()] += split
    }
    for (region, split) in byRegion.sorted(by: { $0.key < $1.key }) {
      result.breakdown += part(.region, region, of: split, isBuyer: regions.contains(region))
    }
    for (index, institution) in panel.institutions.enumerated() {
      result.breakdown += part(
        .institution, institution.name, code: institution.code, of: byInstitution[index],
        isBuyer: buyers.isBuyer[index])
    }
    return result
  }

  private var reason: NotComputableReason {
    if !hasCatalogue { return .noBatchCatalogue }
    return panel.institutions.allSatisfy { $0.ownership == .unstated }
      ? .ownershipNotStated : .nothingInPeriod
  }

  /// Each month's own share.
  private var series: [MonthValue] {
    let months = period.lowerBound.distance(to: period.upperBound) + 1
    var sums = [(nonSelected: Quantity, all: Quantity)](repeating: (.zero, .zero), count: months)
    for variety in varieties {
      variety.forEachStretch(in: panel, period: period) { role, cells in
        for index in cells.indices where isPublic[Int(cells[index].institution)] {
          let quantity = cells[index].ordered - cells[index].returned
          let place = period.lowerBound.distance(to: cells[index].month)
          sums[place].all += quantity
          if role == .nonSelected { sums[place].nonSelected += quantity }
        }
      }
    }
    return sums.enumerated().map { offset, sum in
      MonthValue(
        month: period.lowerBound.advanced(by: offset),
        value: sum.all > .zero && sum.nonSelected >= .zero && sum.nonSelected <= sum.all
          ? sum.nonSelected.units / sum.all.units : nil)
    }
  }

  /// A part; of a buyer of other things alone only that is told, and of others nothing.
  private func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, code: String = "",
    of split: SupplySplit, reference: Double? = nil, isBuyer: Bool = false
  ) -> [IndicatorPart] {
    guard split.all.quantity > .zero else {
      return isBuyer
        ? [IndicatorPart(dimension: dimension, name: name, code: code, reason: .noPurchases)] : []
    }
    guard split.isShare else {
      return [
        IndicatorPart(
          dimension: dimension, name: name, code: code, reason: .returnsExceedPurchases)
      ]
    }
    return [
      IndicatorPart(
        dimension: dimension, name: name, code: code,
        numerator: .quantity(split.nonSelected.quantity),
        denominator: .quantity(split.all.quantity), value: split.share, reference: reference)
    ]
  }

  /// What the whole is made of; the four add up to it.
  private func components(of whole: SupplySplit) -> [IndicatorPart] {
    let parts = [
      ("selected", whole.selected), ("stand-in", whole.standIns),
      ("non-selected-dearer", whole.dearer), ("non-selected-not-dearer", whole.notDearer),
    ]
    return parts.map { name, sum in
      IndicatorPart(
        dimension: .component, name: name, numerator: .quantity(sum.quantity),
        denominator: .quantity(whole.all.quantity),
        value: sum.quantity.units / whole.all.quantity.units)
    }
  }
}

extension SupplySplit {
  /// The share of what is not selected, by quantity; of a split whose whole is above zero.
  fileprivate var share: Double { nonSelected.quantity.units / all.quantity.units }
}
