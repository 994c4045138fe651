/// How a plan states a value: 以上, 左右, >, 不高于, or just the number.
public enum Comparator: String, Sendable {
  /// The value itself ("90%").
  case equal = "="
  /// The value or more ("90%以上", "≥").
  case atLeast = ">="
  /// More than the value (">500").
  case greater = ">"
  /// About the value ("90%左右", "约").
  case about = "~"
  /// The value or less ("不高于30%", "≤").
  case atMost = "<="
  /// Less than the value ("低于30%", "<").
  case less = "<"

  /// Whether the target is not to be exceeded: lower is better.
  public var isCeiling: Bool { self == .atMost || self == .less }

  /// Whether `value` meets a target stated with this comparator.
  ///
  /// A share or count that a plan wants reached is met from the stated value on, whatever the
  /// wording; only `>` asks for more than the value. One that is not to be exceeded is met up to
  /// the stated value; only `<` asks for less.
  public func isMet(by value: Double, target: Double) -> Bool {
    switch self {
    case .greater: value > target
    case .equal, .atLeast, .about: value >= target
    case .atMost: value <= target
    case .less: value < target
    }
  }
}

/// A value as a plan prints it: a comparator with a number, or nothing.
public struct PlanValue: Hashable, Sendable {
  /// The text as printed, such as `90%以上`; empty when the plan leaves it blank.
  public var text: String
  /// How the number is meant; `nil` when the plan gives none.
  public var comparator: Comparator?
  /// The number: a ratio (0.9 for 90 %) or a count; `nil` when the plan gives none ("-", "很少").
  public var value: Double?

  /// A value as printed and as read.
  public init(text: String, comparator: Comparator?, value: Double?) {
    self.text = text
    self.comparator = comparator
    self.value = value
  }
}

/// One indicator of a plan: where it started and where it is to arrive.
public struct PlanTarget: Hashable, Sendable {
  /// The indicator's identifier, such as `platform-share/drugs`.
  public var indicator: String
  /// The plan's own wording of the indicator.
  public var wording: String
  /// The year the baseline stands for (2020); `nil` when the plan gives none.
  public var baselineYear: Int?
  /// The baseline as printed.
  public var baseline: PlanValue
  /// The year by whose end the target is to be reached (2025); `nil` when the plan gives none.
  public var targetYear: Int?
  /// The target as printed.
  public var target: PlanValue
  /// The batch levels that count, for variety and category counts; empty: as the rules say.
  public var levels: [BatchLevel]
  /// The clause of the plan it stands in.
  public var clause: String
  /// Where the row stands.
  public var source: SourceLine

  /// A target; see the properties.
  public init(
    indicator: String, wording: String, baselineYear: Int?, baseline: PlanValue, targetYear: Int?,
    target: PlanValue, levels: [BatchLevel], clause: String, source: SourceLine
  ) {
    self.indicator = indicator
    self.wording = wording
    self.baselineYear = baselineYear
    self.baseline = baseline
    self.targetYear = targetYear
    self.target = target
    self.levels = levels
    self.clause = clause
    self.source = source
  }
}

/// A five-year plan (五年规划) with its targets.
public struct Plan: Hashable, Sendable {
  /// The plan's identifier, such as `yuncheng`.
  public var id: String
  /// The region the plan is for.
  public var region: String
  /// The document's title or number.
  public var document: String
  /// The targets in the order of the file.
  public var targets: [PlanTarget]

  /// A plan; see the properties.
  public init(id: String, region: String, document: String, targets: [PlanTarget]) {
    self.id = id
    self.region = region
    self.document = document
    self.targets = targets
  }
}
