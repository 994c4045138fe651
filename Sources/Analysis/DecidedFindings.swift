internal import Procurement

/// Findings with what reviewers decided about them.
struct DecidedFindings: Sendable {
  /// The findings that stay in the ranking, in their order.
  private(set) var listed: [Finding] = []
  /// The findings that reviewers have dismissed, in their order.
  private(set) var dismissed: [Finding] = []

  /// Applies decisions to findings.
  ///
  /// Of several rows about a finding the last one counts. When that one has expired, the finding
  /// is open again, whatever earlier rows say.
  ///
  /// - Parameters:
  ///   - findings: in the order of the ranking.
  ///   - decisions: in the order of the file.
  ///   - month: the report month; what has expired by its last day no longer counts.
  /// - Complexity: O(findings × decisions that are patterns).
  init(_ findings: [Finding], decisions: [Decision], month: Month) {
    let decide = Decisions(decisions)
    for var finding in findings {
      finding.decision = decide(finding.id, in: month)
      if finding.status == .dismissed {
        dismissed.append(finding)
      } else {
        listed.append(finding)
      }
    }
  }
}

/// Finds the decision about a finding.
struct Decisions: Sendable {
  private let decisions: [Decision]
  private var exact: [String: Int] = [:]
  /// The patterns with their places, last one first.
  private var patterns: [(wildcard: Wildcard, place: Int)] = []

  /// All decisions, in the order of the file.
  init(_ decisions: [Decision]) {
    self.decisions = decisions
    for (place, decision) in decisions.enumerated() {
      let wildcard = Wildcard(decision.pattern)
      if wildcard.isOpen {
        patterns.insert((wildcard, place), at: 0)
      } else {
        exact[decision.pattern] = place
      }
    }
  }

  /// The decision about the finding `id` that holds at the end of `month`; `nil` when there is
  /// none.
  func callAsFunction(_ id: String, in month: Month) -> Decision? {
    let named = exact[id] ?? -1
    let matched = patterns.first { $0.place < named || $0.wildcard.matches(id) }
    let place = max(named, matched?.place ?? -1)
    guard place >= 0, !decisions[place].isExpired(in: month) else { return nil }
    return decisions[place]
  }
}
