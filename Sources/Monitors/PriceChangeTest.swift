import PricePanel
import Procurement

/// What `price-rise` and `price-drop` have in common: a product's matched price change against
/// two references, the previous month with purchases and the same month last year.
///
/// A change is a clue when it reaches the fixed percentage *and* lies outside the month's own
/// distribution of changes against the same reference. When both references make it a clue, there
/// is one finding, with the reference that ranks higher: the more severe, then the one with more
/// money at stake, then the previous month. The other says the same of the same purchases, and
/// the office would write one letter about them.
struct PriceChangeTest: Sendable {
  /// Which way prices are watched.
  enum Direction: Sendable {
    case rise
    case fall
  }

  /// What one comparison came to.
  private enum Verdict {
    case passed
    case flagged(Clue)
    case notApplicable(NotApplicableReason)
  }

  /// A change that is a clue.
  private struct Clue {
    var change: MatchedPriceChange
    var kind: ReferenceKind
    var severity: Severity
    var bounds: PriceBounds
    var method: BoundsMethod

    func isStronger(than other: Clue) -> Bool {
      if severity != other.severity { return severity > other.severity }
      return change.excess.tenThousandths.magnitude
        > other.change.excess.tenThousandths.magnitude
    }
  }

  private let monitor: String
  private let direction: Direction
  private let context: MonitorContext
  private let changes: PriceChanges
  private let watch: Double
  private let warn: Double
  private let minimumAmount: Money
  private let minimumInstitutions: Int
  private let distributions: [(kind: ReferenceKind, distribution: ChangeDistribution)]

  /// The test with its parameters.
  ///
  /// - Throws: when `rules` lacks one of them.
  init(
    _ direction: Direction, rules: RuleSection, context: MonitorContext
  ) throws(RuleError) {
    monitor = rules.id
    self.direction = direction
    self.context = context
    changes = context.changes
    watch = try rules.number("watch-change")
    warn = try rules.number("warn-change")
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
    minimumInstitutions = try rules.count("minimum-institutions")
    var distributions: [(ReferenceKind, ChangeDistribution)] = []
    for kind in [ReferenceKind.previousMonth, .sameMonthLastYear] {
      distributions.append(
        (kind, try ChangeDistribution(against: kind, rules: rules, context: context)))
    }
    self.distributions = distributions
  }

  /// Examines one product.
  func examine(_ product: Int, into tally: inout MonitorTally) {
    var strongest: Clue?
    var hasPassed = false
    var reason: NotApplicableReason?
    for (kind, distribution) in distributions {
      let comparison = changes.comparisons(with: kind)[product]
      if comparison == .notFollowed { return }
      switch judge(comparison, kind: kind, distribution: distribution, product: product) {
      case .passed: hasPassed = true
      case .flagged(let clue):
        if strongest.map(clue.isStronger) ?? true { strongest = clue }
      case .notApplicable(let other):
        reason = [reason, other].compactMap(\.self).max { rank($0) < rank($1) }
      }
    }
    if let strongest {
      flag(strongest, into: &tally)
    } else if hasPassed, reason != .procurementPriceCut, reason != .procurementPriceStep {
      tally.pass()
    } else if let reason, isBought(product) {
      tally.setAside(because: reason)
    }
  }

  // MARK: Judging one comparison

  private func judge(
    _ comparison: PriceComparison, kind: ReferenceKind, distribution: ChangeDistribution,
    product: Int
  ) -> Verdict {
    let change: MatchedPriceChange
    switch comparison {
    case .notFollowed, .notBought, .unitMismatch: return .notApplicable(.noPricedPurchase)
    case .noEarlierPurchase: return .notApplicable(.noEarlierPurchase)
    case .noMatchedInstitution: return .notApplicable(.noMatchedInstitution)
    case .change(let found): change = found
    }
    guard change.institutions >= minimumInstitutions else { return .notApplicable(.tooFewPeers) }
    guard change.amount >= minimumAmount else { return .notApplicable(.tooLittleMoney) }

    let size = direction == .rise ? change.change : -change.change
    let fence =
      direction == .rise
      ? distribution.highestRatio(of: change) : distribution.lowestRatio(of: change)
    let isOutside =
      switch direction {
      case .rise: fence.ratio.map { change.ratio > $0 } ?? true
      case .fall: fence.ratio.map { change.ratio < $0 } ?? true
      }
    guard reaches(size, watch, from: change.reference), isOutside else { return .passed }
    if context.isProcurementStep(change) {
      return .notApplicable(direction == .rise ? .procurementPriceStep : .procurementPriceCut)
    }
    let bounds: PriceBounds
    switch direction {
    case .rise:
      // A higher price makes a unit larger, and the fence lower: the bound is where both meet.
      let limit = max(1 + watch, distribution.highestRatio(fromReferenceOf: change) ?? 0)
      bounds = PriceBounds(lower: nil, upper: change.reference * limit)
    case .fall:
      let limit = min(1 - watch, fence.ratio ?? 1)
      bounds = PriceBounds(lower: change.reference * limit, upper: nil)
    }
    return .flagged(
      Clue(
        change: change, kind: kind,
        severity: reaches(size, warn, from: change.reference) ? .warn : .watch,
        bounds: bounds, method: fence.method))
  }

  /// Which of two reasons says more: the one that came further before it gave up.
  private func rank(_ reason: NotApplicableReason) -> Int {
    switch reason {
    case .procurementPriceCut, .procurementPriceStep: 4
    case .tooLittleMoney: 3
    case .tooFewPeers: 2
    case .noMatchedInstitution: 1
    default: 0
    }
  }

  private func isBought(_ product: Int) -> Bool {
    !context.cells(of: product).isEmpty
  }

  // MARK: Telling of it

  private func flag(_ clue: Clue, into tally: inout MonitorTally) {
    let change = clue.change
    let history = context.history(of: change.product)
    let now = history.purchases(in: context.month)
    let then = history.purchases(in: change.referenceMonth)
    var pairs: [(now: InstitutionPurchase, then: InstitutionPurchase)] = []
    forEachMatch(of: now.span, with: then.span) { pairs.append(($0, $1)) }
    let plain = now.averagePrice / then.averagePrice - 1
    let finding = Finding(
      monitor: monitor, severity: clue.severity, month: context.month,
      product: history.product, observed: change.price, reference: change.reference,
      referenceKind: clue.kind, referenceMonth: change.referenceMonth,
      peers: change.institutions, quantity: change.quantity, excessAmount: change.excess,
      mixEffect: plain - change.change,
      bounds: clue.bounds, method: clue.method.rawValue,
      evidence: evidence(of: pairs))
    let claims = ExcessClaim.spread(
      change.excess, of: change.product,
      over: pairs.map { ($0.now.institution, $0.now.quantity, $0.now.price - $0.then.price) })
    tally.flag(finding, claims: claims)
  }

  /// Now and then of the institutions whose change moved most money in the watched direction.
  private func evidence(
    of pairs: [(now: InstitutionPurchase, then: InstitutionPurchase)]
  ) -> [SourceLine] {
    let sign = direction == .rise ? 1.0 : -1.0
    let ranked = pairs.map { pair in
      (pair, moved: sign * (pair.now.price - pair.then.price) * pair.now.quantity.units)
    }.sorted {
      $0.moved == $1.moved
        ? $0.0.now.institution < $1.0.now.institution : $0.moved > $1.moved
    }
    return context.sources(
      of: ranked.prefix(evidenceLimit).flatMap { pair, _ in
        direction == .rise
          ? [pair.now.highest, pair.then.highest] : [pair.now.lowest, pair.then.lowest]
      })
  }
}
