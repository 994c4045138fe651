internal import Procurement

/// Follows findings back through the months before.
struct FindingChains: Sendable {
  /// The first month of each finding's unbroken run as far as it was followed, by ``Procurement/Finding/subjectKey``.
  private(set) var since: [String: Month] = [:]
  /// The findings of the month before that are found no longer.
  private(set) var resolved: [Finding] = []

  /// Follows `findings` of `month` back, month by month, only as long as any of them goes on.
  ///
  /// - Parameters:
  ///   - first: the first month with purchases; nothing is looked at before it.
  ///   - reach: how many months back a finding is followed, at least one.
  ///   - earlier: the findings of a month.
  /// - Returns: `nil` when `first` is not before `month`, so that nothing can be compared.
  /// - Complexity: at most `reach` calls of `earlier`.
  init?<Failure: Error>(
    _ findings: [Finding], in month: Month, first: Month, reach: Int,
    earlier: (Month) throws(Failure) -> [Finding]
  ) throws(Failure) {
    guard first < month else { return nil }
    var going = Set(findings.map(\.subjectKey))
    for key in going { since[key] = month }
    for distance in 1...max(1, reach) {
      let before = month.advanced(by: -distance)
      guard before >= first, distance == 1 || !going.isEmpty else { break }
      let found = try earlier(before)
      if distance == 1 { resolved = found.filter { !going.contains($0.subjectKey) } }
      going.formIntersection(found.lazy.map(\.subjectKey))
      for key in going { since[key] = before }
    }
  }
}
