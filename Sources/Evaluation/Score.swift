/// How well findings agree with labels, in counts and the shares made of them.
public struct Score: Hashable, Sendable {
  /// Labels.
  public var labels: Int
  /// Labels that at least one finding matches.
  public var found: Int
  /// Findings.
  public var findings: Int
  /// Findings that at least one label matches.
  public var correct: Int
  /// Findings that only a label of the implied ones matches: true, but not counted either way.
  public var implied: Int
  /// Units tested, where the report says so.
  public var tested: Int?

  /// A score; see the properties.
  public init(
    labels: Int = 0, found: Int = 0, findings: Int = 0, correct: Int = 0, implied: Int = 0,
    tested: Int? = nil
  ) {
    self.labels = labels
    self.found = found
    self.findings = findings
    self.correct = correct
    self.implied = implied
    self.tested = tested
  }

  /// Labels that no finding matches.
  public var missed: Int { labels - found }

  /// Findings that no label matches.
  public var wrong: Int { findings - correct - implied }

  /// Correct ÷ (correct + wrong) findings; `nil` when there are none.
  public var precision: Double? {
    correct + wrong == 0 ? nil : Double(correct) / Double(correct + wrong)
  }

  /// Found ÷ all labels; `nil` when there are none.
  public var recall: Double? {
    labels == 0 ? nil : Double(found) / Double(labels)
  }

  /// The harmonic mean of precision and recall; `nil` when one of them is, 0 when both are 0.
  public var f1: Double? {
    guard let precision, let recall else { return nil }
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }

  /// Both scores taken together; the tested units are known when both are.
  public static func + (left: Score, right: Score) -> Score {
    Score(
      labels: left.labels + right.labels, found: left.found + right.found,
      findings: left.findings + right.findings, correct: left.correct + right.correct,
      implied: left.implied + right.implied,
      tested: left.tested.flatMap { first in right.tested.map { first + $0 } })
  }
}
