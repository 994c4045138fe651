package import Procurement

/// 规划目标差距: how far each target of each plan is.
///
/// The straight line runs from the baseline at the end of the baseline year to the target at the
/// end of the target year. Where no baseline is printed only the gap, and the pace it asks for,
/// can be told.
package struct TargetGaps {
  /// An indicator's value for one target, or why there is none.
  package typealias Value = (value: Double?, reason: NotComputableReason?)

  private let month: Month
  private let majorDeviation: Double

  /// Measures at the end of `month`.
  ///
  /// - Throws: when `rules` lacks `major-deviation`.
  package init(month: Month, rules: RuleSection) throws(RuleError) {
    self.month = month
    majorDeviation = try rules.number("major-deviation")
  }

  /// One row a target, in the order of the plans.
  package func rows(of plans: [Plan], value: (PlanTarget) -> Value) -> [TargetGap] {
    plans.flatMap { plan in
      plan.targets.map { row(plan: plan.id, target: $0, now: value($0)) }
    }
  }

  /// One target.
  package func row(plan: String, target: PlanTarget, now: Value) -> TargetGap {
    var row = TargetGap(plan: plan, target: target)
    row.now = now.value
    guard let goal = target.target.value else {
      row.reason = .targetBlank
      return row
    }
    let line = Line(target: target, goal: goal, month: month)
    row.straightLine = line.position
    // Without its years a target can be met, and be behind, but neither early nor late.
    let missingYear: NotComputableReason? =
      target.targetYear == nil
      ? .targetYearBlank : target.baselineYear == nil ? .baselineYearBlank : nil
    guard let now = now.value else {
      row.reason = now.reason ?? .noInput
      return row
    }
    let comparator = target.target.comparator ?? .equal
    let isMet = comparator.isMet(by: now, target: goal)
    // Above zero in the direction in which the target lies: up, or down to a ceiling.
    let direction = comparator.isCeiling ? -1.0 : 1.0
    row.status = isMet ? .met : .behind
    row.gap = max(0, (goal - now) * direction)
    if !isMet, now != goal, let left = line.yearsLeft, left > 0 {
      row.neededPace = (goal - now) / left
    }
    guard let baseline = target.baseline.value else {
      row.reason = .baselineBlank
      return row
    }
    // Where the baseline was at the target or beyond there is no way to be behind on.
    if let position = line.position, (goal - baseline) * direction > 0 {
      let deviation = (position - now) / (goal - baseline)
      row.deviation = deviation
      // A limit hit exactly is not exceeded, whatever the last binary digit says.
      row.isMajorDeviation = deviation > majorDeviation + 1e-9
    }
    row.reason = missingYear
    guard let run = line.yearsRun, run > 0 else { return row }
    let pace = (now - baseline) / run
    row.pace = pace
    if !isMet {
      row.projectedArrival = arrival(left: (goal - now) * direction, pace: pace * direction)
      if row.projectedArrival == nil { row.reason = missingYear ?? .noProgress }
    }
    return row
  }

  /// The month in which what is `left` has been made up at `pace` a year, both above zero towards
  /// the target; `nil` when never, or after 2199.
  private func arrival(left: Double, pace: Double) -> Month? {
    guard pace > 0 else { return nil }
    let months = (left / pace * 12 - 1e-9).rounded(.up)
    guard months < Double((2200 - month.year) * 12 - month.month) else { return nil }
    return month.advanced(by: max(Int(months), 1))
  }
}

/// The straight line from baseline to target.
private struct Line {
  /// Years from the end of the baseline year to the end of the report month; `nil` without that year.
  let yearsRun: Double?
  /// Years from the end of the report month to the end of the target year, 0 or less when over; `nil`
  /// without that year.
  let yearsLeft: Double?
  /// The line's value now, in the indicator's unit, between baseline and target; `nil` without a
  /// baseline or one of the years.
  let position: Double?

  init(target: PlanTarget, goal: Double, month: Month) {
    let now = Double(month.year * 12 + month.month)
    yearsRun = target.baselineYear.map { now / 12 - Double($0 + 1) }
    yearsLeft = target.targetYear.map { Double($0 + 1) - now / 12 }
    guard let yearsRun, let yearsLeft else {
      position = nil
      return
    }
    let share = yearsRun / (yearsRun + yearsLeft)
    position = target.baseline.value.map { baseline in
      baseline + (goal - baseline) * min(max(share.isFinite ? share : 1, 0), 1)
    }
  }
}
