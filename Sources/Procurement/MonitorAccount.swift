/// What a monitor did with everything it looked at: tested = passed + flagged; what it could not
/// judge is counted by reason.
public struct MonitorAccount: Hashable, Sendable {
  /// The monitor's identifier.
  public var id: String
  /// Units judged and found unremarkable.
  public var passed = 0
  /// Units that became findings.
  public var flagged = 0
  /// Units that could not be judged, by reason.
  public var notApplicable: [NotApplicableReason: Int] = [:]
  /// Units that became findings which reviewers have dismissed; part of ``flagged``.
  public var dismissed = 0
  /// The sum of the findings' money at stake, without what reviewers have dismissed.
  public var excessAmount = Money.zero
  /// Whether the monitor flagged more than the rules hold likely (``Rules/crowdedShare``): then it
  /// is the rule that has to be looked at first, not the purchases.
  public var isCrowded = false

  /// Units judged.
  public var tested: Int { passed + flagged }

  /// An empty account.
  public init(id: String) {
    self.id = id
  }
}
