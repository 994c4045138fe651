import Procurement

/// 平台采购率差额: how much more public institutions would have to buy through the platform, instead of
/// elsewhere, to reach each plan's target of the platform share.
///
/// An institution lacks max(0, target × whole amount − platform amount). Those above the target make
/// up for others, so the region as a whole lacks less than its institutions added up.
struct PlatformGap {
  private let share: PlatformShare
  private let month: Month
  private let plans: [Plan]

  /// Holds the shares of the year until `month` against the targets of all plans.
  init(_ share: PlatformShare, month: Month, plans: [Plan]) {
    self.share = share
    self.month = month
    self.plans = plans
  }

  /// A result for each plan and target: `platform-gap/PLAN/SHARE`.
  var results: [IndicatorResult] {
    plans.flatMap { plan in plan.targets.compactMap { result(of: plan, $0) } }
  }

  private func result(of plan: Plan, _ target: PlanTarget) -> IndicatorResult? {
    let prefix = "platform-share/"
    // What must not be exceeded lacks nothing.
    guard target.indicator.hasPrefix(prefix), target.target.comparator?.isCeiling != true else {
      return nil
    }
    let name = String(target.indicator.dropFirst(prefix.count))
    guard let (whole, institutions, unattributed) = share.shares(name) else { return nil }
    var result = IndicatorResult(
      id: "platform-gap/\(plan.id)/\(name)",
      subject: plan.region.isEmpty ? plan.id : plan.region, scope: "public",
      period: month.startOfYear...month, unit: .amount)
    guard let goal = target.target.value else {
      result.reason = .targetBlank
      return result
    }
    result.facts = [IndicatorFact(.limit, .ratio(goal))]
    guard whole.reason == nil else {
      result.reason = whole.reason
      return result
    }
    let lacking = lacks(whole.whole, goal)
    result.numerator = .money(lacking)
    result.value = lacking.yuan
    // Of an institution whose ledger may be missing nothing can be told, as of its share.
    var parts: [IndicatorPart] = []
    var sum = Money.zero
    for (institution, share) in institutions where share.reason == nil {
      let lacking = lacks(share.whole, goal)
      guard lacking > .zero else { continue }
      sum += lacking
      parts.append(
        IndicatorPart(
          dimension: .institution, name: institution.name, code: institution.code,
          numerator: .money(lacking), denominator: .money(share.whole.total),
          value: lacking.yuan))
    }
    result.facts.append(IndicatorFact(.institutionsGap, .money(sum)))
    result.facts += unattributed
    result.breakdown = parts.sorted {
      ($1.value ?? 0, $0.code) < ($0.value ?? 0, $1.code)
    }
    return result
  }

  /// What is missing through the platform.
  private func lacks(_ totals: ChannelTotals, _ goal: Double) -> Money {
    max(.zero, Money(rounding: goal * totals.total.yuan) - totals.platform)
  }
}
