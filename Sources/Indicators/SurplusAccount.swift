import Procurement

/// The rates of one institution in one batch, all of them known.
struct KnownRates {
  let payment: Double
  let insured: Double
  let assessment: Double

  init?(_ rates: SurplusRates?) {
    guard let payment = rates?.payment, let insured = rates?.insured,
      let assessment = rates?.assessment
    else { return nil }
    self.payment = payment
    self.insured = insured
    self.assessment = assessment
  }
}

/// The components of the formula, and how many contracts they are made of.
struct SurplusAccount {
  var budget = Money.zero
  var selected = Money.zero
  var nonSelected = Money.zero
  var base = Money.zero
  var retained = Money.zero
  var contracts = 0
  /// Σ budget × time progress.
  var weightedProgress = 0.0
  /// Why contracts are not in it.
  var reasons: Set<NotComputableReason> = []

  static func += (left: inout SurplusAccount, right: SurplusAccount) {
    left.budget += right.budget
    left.selected += right.selected
    left.nonSelected += right.nonSelected
    left.base += right.base
    left.retained += right.retained
    left.contracts += right.contracts
    left.weightedProgress += right.weightedProgress
    left.reasons.formUnion(right.reasons)
  }

  func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, code: String
  ) -> IndicatorPart {
    IndicatorPart(
      dimension: dimension, name: name, code: code,
      numerator: contracts > 0 ? .money(retained) : nil,
      value: contracts > 0 ? retained.yuan : nil, reason: contracts > 0 ? nil : reason)
  }

  /// Why nothing is in it.
  var reason: NotComputableReason {
    [.rateMissing, .purchasesBeginLater, .recordsMissing].first(where: reasons.contains)
      ?? .noBasePrice
  }
}
