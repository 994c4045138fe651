/// How the findings of a month stand to those of the month before.
///
/// Nothing is kept from run to run: the months before are watched anew, with the purchases,
/// catalogues, rules and decisions of this run.
public struct MonthOnMonth: Hashable, Sendable {
  /// Findings that the month before did not have.
  public var new: Int
  /// Findings that the month before had as well.
  public var continuing: Int
  /// The identifiers, with the month before, of findings that are no longer found; sorted.
  public var resolved: [String]
}
