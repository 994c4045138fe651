/// How a finding's bounds were made: the values of `Finding.method`.
public enum BoundsMethod: String, CaseIterable, Sendable {
  /// The month's own distribution of changes, by its quartiles, and the fixed percentage.
  case quartileFences = "hidiroglou-berthelot"
  /// The month's own distribution, by P10 and P90 because too many prices did not move, and the
  /// fixed percentage.
  case outerDecileFences = "hidiroglou-berthelot-p10-p90"
  /// The spread of the others' prices about their median, and the fixed percentage.
  case robustZ = "robust-z"
  /// A fixed percentage of the reference alone.
  case fixedPercentage = "fixed-percentage"
  /// The reference itself with a fixed tolerance for rounding.
  case fixedTolerance = "fixed-tolerance"
  /// A power of ten explains the ratio.
  case powerOfTen = "power-of-ten"
  /// The conversion ratio explains the ratio.
  case conversionRatio = "conversion-ratio"
  /// A limit that the rules set, for shares and counts.
  case ruleLimit = "rule-limit"
}
