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
