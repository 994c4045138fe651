/// Finds the decision about a finding.
package struct Decisions: Sendable {
  private let decisions: [Decision]
  private var exact: [String: Int] = [:]
  /// The patterns with their places, last one first.
  private var patterns: [(wildcard: Wildcard, place: Int)] = []

  /// Whether there is none.
  package var isEmpty: Bool { decisions.isEmpty }

  /// All decisions, in the order of the file.
  package init(_ decisions: [Decision]) {
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
  package func callAsFunction(_ id: String, in month: Month) -> Decision? {
    let named = exact[id] ?? -1
    let matched = patterns.first { $0.place < named || $0.wildcard.matches(id) }
    let place = max(named, matched?.place ?? -1)
    guard place >= 0, !decisions[place].isExpired(in: month) else { return nil }
    return decisions[place]
  }
}
