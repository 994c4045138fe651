import Execution
import PricePanel
import Procurement

/// 集采节约金额: Σ (price before the batch − price now) × quantity now, over everything that public
/// institutions buy of the varieties of batches in force, selected or not.
///
/// Counted are the months of the report year until the report month that lie in an agreement period
/// of a batch in force at its end. The price before is the variety's own weighted average; a variety
/// without one is left out, and the share of the amount that could be matched is told.
struct Savings {
  static let id = "savings"

  private let panel: Panel
  private let varieties: VarietiesInForce
  private let bases: BasePrices
  private let period: ClosedRange<Month>
  private let hasCatalogue: Bool

  /// Reads what was bought of `varieties` until `month`.
  init(
    panel: Panel, month: Month, varieties: VarietiesInForce, bases: BasePrices,
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
    var tally = Tally()
    for variety in varieties.all {
      let sums = purchases(of: variety)
      guard !sums.isEmpty else { continue }
      let base = bases.base(of: variety.name, batch: variety.first, products: variety.all)
      tally.add(variety, sums, at: base, in: panel)
    }
    guard tally.items > 0 else {
      result.reason = reason(isBought: !tally.byVariety.isEmpty)
      return result
    }
    result.numerator = .money(tally.total.savings)
    result.denominator = .money(tally.total.before)
    result.value = tally.total.savings.yuan
    result.series = (0...period.lowerBound.distance(to: period.upperBound)).map { offset in
      let month = period.lowerBound.advanced(by: offset)
      return MonthValue(month: month, value: tally.byMonth[month]?.savings.yuan)
    }
    result.facts = tally.facts
    result.breakdown = tally.parts(of: panel)
    return result
  }

  /// What each public institution bought of all products of a variety in each month.
  private func purchases(of variety: VarietiesInForce.Variety) -> [Place: Uptake.Sum] {
    var sums: [Place: Uptake.Sum] = [:]
    for (_, cell) in variety.cells(in: panel, period: period)
    where panel.institutions[Int(cell.institution)].ownership == .public {
      let place = Place(institution: cell.institution, month: cell.month)
      sums[place, default: Uptake.Sum()] += Uptake.Sum(netOf: cell)
    }
    return sums
  }

  private func reason(isBought: Bool) -> NotComputableReason {
    if !hasCatalogue { return .noBatchCatalogue }
    if isBought { return .noBasePrice }
    return panel.institutions.allSatisfy { $0.ownership == .unstated }
      ? .ownershipNotStated : .nothingInPeriod
  }
}

private struct Place: Hashable {
  let institution: UInt32
  let month: Month
}

/// What some goods would have cost before, and cost now.
private struct Saved {
  var before = Money.zero
  var now = Money.zero
  var savings: Money { before - now }

  static func += (left: inout Saved, right: Saved) {
    left.before += right.before
    left.now += right.now
  }
}

/// Savings as they add up. What one institution bought of a variety in one month is rounded on its
/// own, so that all sums agree exactly.
private struct Tally {
  /// What was bought, at known prices before or not.
  private var whole = Money.zero
  private(set) var total = Saved()
  private(set) var byMonth: [Month: Saved] = [:]
  private(set) var byVariety: [IndicatorPart] = []
  /// How many varieties have a price before.
  private(set) var items = 0
  private var byBatch: [String: Saved] = [:]
  private var batchNames: [String: String] = [:]
  private var byRegion: [String: Saved] = [:]
  private var byInstitution: [UInt32: Saved] = [:]
  private var baseMonths: [ClosedRange<Month>] = []

  mutating func add(
    _ variety: VarietiesInForce.Variety, _ sums: [Place: Uptake.Sum], at base: BasePrices.Base?,
    in panel: Panel
  ) {
    whole += sums.values.reduce(.zero) { $0 + $1.amount }
    guard let base else {
      byVariety.append(IndicatorPart(dimension: .variety, name: variety.name))
      return
    }
    items += 1
    if let months = base.months { baseMonths.append(months) }
    var own = Saved()
    for (place, sum) in sums {
      let saved = Saved(before: Money(price: base.price, quantity: sum.quantity), now: sum.amount)
      own += saved
      byMonth[place.month, default: Saved()] += saved
      byInstitution[place.institution, default: Saved()] += saved
      byRegion[panel.institutions[Int(place.institution)].region, default: Saved()] += saved
    }
    total += own
    byBatch[variety.first.id, default: Saved()] += own
    batchNames[variety.first.id] = variety.first.name
    byVariety.append(part(.variety, variety.name, own))
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

  func parts(of panel: Panel) -> [IndicatorPart] {
    byBatch.sorted { $0.key < $1.key }.map { part(.batch, batchNames[$0] ?? $0, code: $0, $1) }
      + byVariety + byRegion.sorted { $0.key < $1.key }.map { part(.region, $0, $1) }
      + byInstitution.sorted { $0.key < $1.key }.map { index, saved in
        let institution = panel.institutions[Int(index)]
        return part(.institution, institution.name, code: institution.code, saved)
      }
  }

  private func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, code: String = "", _ saved: Saved
  ) -> IndicatorPart {
    IndicatorPart(
      dimension: dimension, name: name, code: code, numerator: .money(saved.now),
      denominator: .money(saved.before), value: saved.savings.yuan)
  }
}
