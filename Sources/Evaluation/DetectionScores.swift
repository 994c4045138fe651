/// Findings held against labels: what is true and was said, said and not true, true and not said.
///
/// A pure function of its arguments. A finding that no label matches counts as wrong for its
/// monitor, however right it may look; a label that no finding matches was missed.
public struct DetectionScores: Sendable {
  /// The score of each monitor that has findings, labels or tested units, by its identifier.
  public let scores: [String: Score]
  /// Findings that no label matches, in the order given.
  public let wrong: [Subject]
  /// Labels that no finding matches, in the order given.
  public let missed: [Subject]

  /// The monitors in the order of their names.
  public var monitors: [String] { scores.keys.sorted() }

  /// All monitors together; the tested units are those of the monitors that state them, if any do.
  public var total: Score {
    var total = scores.values.reduce(Score(), +)
    let tested = scores.values.compactMap(\.tested)
    total.tested = tested.isEmpty ? nil : tested.reduce(0, +)
    return total
  }

  /// Holds `findings` against `labels`.
  ///
  /// - Parameters:
  ///   - findings: what a report says.
  ///   - labels: what should be found.
  ///   - implied: what is true as well but need not be found.
  ///   - tested: the units that each monitor tested.
  ///   - month: the report's month; labels of other months are left out. Empty: all count.
  /// - Complexity: O(findings × labels of the same monitor).
  public init(
    findings: [Subject], labels: [Subject], implied: [Subject] = [],
    tested: [String: Int] = [:], month: String = ""
  ) {
    func ofMonth(_ labels: [Subject]) -> [String: [Subject]] {
      Dictionary(
        grouping: labels.filter { month.isEmpty || $0.month.isEmpty || $0.month == month },
        by: \.monitor)
    }
    let labelsOf = ofMonth(labels)
    let impliedOf = ofMonth(implied)
    let findingsOf = Dictionary(grouping: findings, by: \.monitor)
    var scores: [String: Score] = [:]
    var wrong: Set<Subject> = []
    var missed: Set<Subject> = []
    for monitor in Set(labelsOf.keys).union(findingsOf.keys).union(tested.keys) {
      let own = labelsOf[monitor] ?? []
      var score = Score(labels: own.count, tested: tested[monitor])
      var isFound = Array(repeating: false, count: own.count)
      for finding in findingsOf[monitor] ?? [] {
        score.findings += 1
        let places = own.indices.filter { own[$0].matches(finding) }
        for place in places { isFound[place] = true }
        if !places.isEmpty {
          score.correct += 1
        } else if (impliedOf[monitor] ?? []).contains(where: { $0.matches(finding) }) {
          score.implied += 1
        } else {
          wrong.insert(finding)
        }
      }
      score.found = isFound.count { $0 }
      for (place, label) in own.enumerated() where !isFound[place] { missed.insert(label) }
      scores[monitor] = score
    }
    self.scores = scores
    self.wrong = findings.filter(wrong.contains)
    self.missed = labels.filter(missed.contains)
  }
}
