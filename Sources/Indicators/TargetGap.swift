public import Procurement

/// How far an indicator is from a plan's target.
public enum TargetStatus: String, CaseIterable, Sendable {
  /// The target is reached.
  case met
  /// The target is not reached yet.
  case behind
  /// Target or value is missing.
  case notComputable
}

/// One row of the target-gap summary (规划目标差距): a plan's target against the value now.
public struct TargetGap: Hashable, Sendable {
  /// The plan's identifier.
  public var plan: String
  /// The target as the plan states it.
  public var target: PlanTarget
  /// The value now, over the period the plan means; `nil` when not computable.
  public var now: Double?
  /// Target − now, or now − target where it is not to be exceeded, never below 0; `nil` when not
  /// computable. In the indicator's unit.
  public var gap: Double?
  /// Where the straight line from baseline to target stands at the end of the report month.
  public var straightLine: Double?
  /// The yearly pace still needed to arrive in time, below 0 where the value has to fall; `nil` when
  /// met, overdue or not computable.
  public var neededPace: Double?
  /// The yearly pace from the baseline until now; `nil` without a baseline or its
  /// year.
  public var pace: Double?
  /// The month of arrival at the pace so far; `nil` when met, moving away or not computable.
  public var projectedArrival: Month?
  /// How much of the way from baseline to target the indicator is behind the straight line
  /// (above zero) or ahead of it (below zero).
  public var deviation: Double?
  /// Whether the deviation is major by the rules (重大偏离); `nil` when not computable.
  public var isMajorDeviation: Bool?
  /// Met, behind or not computable.
  public var status: TargetStatus
  /// Why something above is missing; `nil` when nothing is.
  public var reason: NotComputableReason?

  /// A row of which nothing is computable yet.
  public init(plan: String, target: PlanTarget) {
    self.plan = plan
    self.target = target
    status = .notComputable
  }
}
