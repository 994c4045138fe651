import Execution
import PricePanel
import Procurement

/// 集采节约金额: Σ (price before the batch − price now) × quantity now, over everything that public
/// institutions buy of the varieties of batches in force, selected or not.
///
/// Counted are the months of the report year until the report month that lie in an agreement period
/// of a batch in force at its end. The price before is the product's own that the catalogue states, else the
/// variety's; a variety without one is left out, and the share of the amount that could be matched is told.
struct Savings {
  static let id = "savings"

  private let panel: Panel
  private let varieties: [VarietyInForce]
  private let bases: BasePrices
  private let period: ClosedRange<Month>
  private let hasCatalogue: Bool

  /// Reads what was bought of `varieties` until `month`.
  init(
    panel: Panel, month: Month, varieties: [VarietyInForce], bases: BasePrices,
    catalogues: Catalogues
  ) {
    self.panel = panel
    self.varieties = varieties
    self.bases = bases
    period = month.startOfYear...month
    hasCatalogue = !catalogues.batches.isEmpty && !catalogues.entries.isEmpty
  }

  /// The savings.
  var result: IndicatorResult {
    var result = IndicatorResult(id: Self.id, scope: "public", period: period, unit: .amount)
    var tally = Tally(panel, period: period)
    for variety in varieties {
      tally.add(variety) { bases.base(of: variety) }
    }
    guard tally.items > 0 else {
      result.reason = reason(isBought: !tally.byVariety.isEmpty)
      return result
    }
    result.numerator = .money(tally.total.savings)
    result.denominator = .money(tally.total.before)
    result.value = tally.total.savings.yuan
    result.series = tally.byMonth.enumerated().map { offset, saved in
      MonthValue(month: period.lowerBound.advanced(by: offset), value: saved?.savings.yuan)
    }
    result.facts =
      tally.facts + UnknownBuyers(of: varieties, in: panel, period: period).facts
    result.breakdown = tally.parts
    return result
  }

  private func reason(isBought: Bool) -> NotComputableReason {
    if !hasCatalogue { return .noBatchCatalogue }
    if isBought { return .noBasePrice }
    return panel.institutions.allSatisfy { $0.ownership == .unstated }
      ? .ownershipNotStated : .nothingInPeriod
  }
}

/// Savings as they add up. What one institution bought of a variety in one month is rounded on its
/// own, so that all sums agree exactly.
private struct Tally {
  private let panel: Panel
  private let period: ClosedRange<Month>
  private let isPublic: [Bool]
  /// What was bought of the variety in hand, by institution and month, and where that is anything.
  private var purchases: [SavedPurchase?]
  private var bought: [Int] = []
  /// What was bought, at known prices before or not.
  private var whole = Money.zero
  private(set) var total = Saved()
  /// By month of the period; `nil` where nothing was bought at a known price before.
  private(set) var byMonth: [Saved?]
  private(set) var byVariety: [IndicatorPart] = []
  /// How many varieties have a price before.
  private(set) var items = 0
  private var byBatch: [String: Saved] = [:]
  private var batchHolders: [String: Set<String>] = [:]
  private var byInstitution: [Saved?]
  /// Batches and institutions of which something was bought, at known prices before or not.
  private var boughtBatches: [String: String] = [:]
  private var hasBought: [Bool]
  private var baseMonths: [ClosedRange<Month>] = []

  init(_ panel: Panel, period: ClosedRange<Month>) {
    self.panel = panel
    self.period = period
    isPublic = panel.isPublic
    byMonth = Array(repeating: nil, count: period.lowerBound.distance(to: period.upperBound) + 1)
    byInstitution = Array(repeating: nil, count: panel.institutions.count)
    hasBought = byInstitution.map { _ in false }
    purchases = Array(repeating: nil, count: byMonth.count * byInstitution.count)
  }

  /// Adds what public institutions bought of all products of a variety.
  ///
  /// - Parameter base: its price before; asked for where anything was bought.
  mutating func add(_ variety: VarietyInForce, at base: () -> BasePrices.Base?) {
    lazy var base = base()
    variety.forEachStretch(in: panel, period: period) { _, cells in
      let product = panel.products[Int(cells[cells.startIndex].product)].code
      for index in cells.indices where isPublic[Int(cells[index].institution)] {
        let place =
          Int(cells[index].institution) * byMonth.count
          + period.lowerBound.distance(to: cells[index].month)
        if purchases[place] == nil {
          purchases[place] = SavedPurchase()
          bought.append(place)
        }
        purchases[place]?.add(Uptake(netOf: cells[index]), before: base?.statedPrice(of: product))
      }
    }
    guard !bought.isEmpty else { return }
    defer {
      for place in bought { purchases[place] = nil }
      bought.removeAll(keepingCapacity: true)
    }
    let sums = bought.map { (place: $0, purchase: purchases[$0] ?? SavedPurchase()) }
    whole += sums.reduce(.zero) { $0 + $1.purchase.amount }
    boughtBatches[variety.first.id] = variety.first.name
    for (place, _) in sums { hasBought[place / byMonth.count] = true }
    guard let base else {
      byVariety.append(
        IndicatorPart(dimension: .variety, name: variety.name, reason: .noBasePrice))
      return
    }
    items += 1
    if let months = base.months { baseMonths.append(months) }
    var own = Saved()
    for (place, purchase) in sums {
      let saved = purchase.saved(at: base.price)
      own += saved
      byMonth[place % byMonth.count] = saved + byMonth[place % byMonth.count]
      byInstitution[place / byMonth.count] = saved + byInstitution[place / byMonth.count]
    }
    total += own
    byBatch[variety.first.id, default: Saved()] += own
    let holders = holders(of: sums.map(\.place))
    if batchHolders[variety.first.id, default: []].count < 2 {
      batchHolders[variety.first.id, default: []].formUnion(holders)
    }
    byVariety.append(part(.variety, variety.name, own, holders: holders))
  }

  /// The codes of the first institution and of the next one that bought.
  private func holders(of places: [Int]) -> Set<String> {
    let first = places.first.map { $0 / byMonth.count }
    let other = places.lazy.map { $0 / byMonth.count }.first { $0 != first }
    return Set([first, other].compactMap { $0.map { panel.institutions[$0].code } })
  }

  var facts: [IndicatorFact] {
    var facts = [
      IndicatorFact(
        .priceDrop,
        total.before > .zero ? .ratio(total.savings.yuan / total.before.yuan) : nil),
      IndicatorFact(.matchedShare, whole > .zero ? .ratio(total.now.yuan / whole.yuan) : nil),
      IndicatorFact(.varieties, .count(items)),
    ]
    // Where the catalogue states all prices before, there are no months to tell.
    if let first = baseMonths.map(\.lowerBound).min() {
      facts.append(IndicatorFact(.baseFirst, .month(first)))
    }
    if let last = baseMonths.map(\.upperBound).max() {
      facts.append(IndicatorFact(.baseLast, .month(last)))
    }
    return facts
  }

  /// Batches, varieties, regions and institutions. What was bought at no known price before, and an
  /// institution that bought other things alone, is told without a value.
  var parts: [IndicatorPart] {
    let buyers = PublicBuyers(panel, in: period)
    var byRegion: [String: Saved] = [:]
    var boughtRegions: Set<String> = []
    for (index, institution) in panel.institutions.enumerated() {
      if let saved = byInstitution[index] {
        byRegion[institution.region, default: Saved()] += saved
      }
      if hasBought[index] { boughtRegions.insert(institution.region) }
    }
    return boughtBatches.sorted { $0.key < $1.key }
      .map {
        part(
          .batch, $1, code: $0, byBatch[$0], isBought: true, holders: batchHolders[$0] ?? [])
      }
      + byVariety
      + buyers.regions.union(boughtRegions).sorted()
      .map { part(.region, $0, byRegion[$0], isBought: boughtRegions.contains($0)) }
      + panel.institutions.indices.filter { buyers.isBuyer[$0] || hasBought[$0] }.map {
        part(
          .institution, panel.institutions[$0].name, code: panel.institutions[$0].code,
          byInstitution[$0], isBought: hasBought[$0])
      }
  }

  private func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, code: String = "", _ saved: Saved?,
    isBought: Bool = true, holders: Set<String> = []
  ) -> IndicatorPart {
    guard let saved else {
      return IndicatorPart(
        dimension: dimension, name: name, code: code,
        reason: isBought ? .noBasePrice : .noPurchases)
    }
    var part = IndicatorPart(
      dimension: dimension, name: name, code: code, numerator: .money(saved.now),
      denominator: .money(saved.before), value: saved.savings.yuan)
    part.holders = holders
    return part
  }
}
