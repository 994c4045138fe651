/// What reviewers made of a clue (决定).
public enum DecisionKind: String, CaseIterable, Sendable {
  /// It holds, and is being worked on (认可).
  case accept
  /// It does not hold, or is explained (排除); it leaves the ranking and the totals.
  case dismiss
  /// A letter of inquiry or a summons has gone out (已发函).
  case sent
}

/// A row of `decisions.csv`: what reviewers decided about one clue, or about all that a pattern
/// names.
public struct Decision: Hashable, Sendable {
  /// A finding's identifier, or a pattern with `*` for any run and `?` for any one character.
  public var pattern: String
  /// What was decided.
  public var kind: DecisionKind
  /// Why (理由); empty where nothing is given.
  public var reason: String
  /// Who decided (处理人); empty where nothing is given.
  public var by: String
  /// When; `nil` where nothing is given.
  public var date: Day?
  /// The last day that it holds (有效期至); `nil`: it holds until another one.
  public var until: Day?
  /// Where the row stands.
  public var source: SourceLine

  /// A decision; see the properties.
  public init(
    pattern: String, kind: DecisionKind, reason: String = "", by: String = "", date: Day? = nil,
    until: Day? = nil, source: SourceLine
  ) {
    self.pattern = pattern
    self.kind = kind
    self.reason = reason
    self.by = by
    self.date = date
    self.until = until
    self.source = source
  }

  /// Whether it no longer holds at the end of `month`.
  public func isExpired(in month: Month) -> Bool {
    until.map { $0 < month.lastDay } ?? false
  }
}
