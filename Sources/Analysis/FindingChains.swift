internal import Monitors
internal import Procurement

/// Follows findings back through the months before.
struct FindingChains: Sendable {
  /// How many months back a finding is followed: a year, as its history is shown.
  static let reach = 12

  /// The months that findings of `month` are followed into beyond the one before it.
  ///
  /// - Parameter first: the first month with purchases.
  static func earlierMonths(before month: Month, since first: Month) -> [Month] {
    (2...reach).map { month.advanced(by: -$0) }.filter { $0 >= first }
  }

  /// The first month of each finding's unbroken run as far as it was followed, by
  /// ``Procurement/Finding/subjectKey``.
  private(set) var since: [String: Month] = [:]
  /// The findings of the month before that are found no longer.
  private(set) var resolved: [Finding] = []

  /// Follows `findings` of `month` back, month by month, only as long as any of them goes on.
  ///
  /// - Parameters:
  ///   - first: the first month with purchases, before `month`; nothing is looked at before it.
  ///   - before: all findings of the month before.
  ///   - recurring: which of some subject keys are found in an earlier month, too.
  /// - Complexity: at most ``reach`` − 1 calls of `recurring`.
  init<Failure: Error>(
    _ findings: [Finding], in month: Month, first: Month, before: [Finding],
    recurring: (Set<String>, Month) throws(Failure) -> Set<String>
  ) throws(Failure) {
    var going = Set(findings.map(\.subjectKey))
    for key in going { since[key] = month }
    resolved = before.filter { !going.contains($0.subjectKey) }
    going.formIntersection(before.lazy.map(\.subjectKey))
    for distance in 1...Self.reach where !going.isEmpty {
      let earlier = month.advanced(by: -distance)
      guard earlier >= first else { break }
      if distance > 1 { going = try recurring(going, earlier) }
      for key in going { since[key] = earlier }
    }
  }
}

extension FindingChains {
  /// Follows back what one monitor found: monitors do not wait for each other's chains to end.
  ///
  /// - Parameters:
  ///   - monitor: the monitor's identifier.
  ///   - run: what was found in `month`.
  ///   - before: what was found in the month before it.
  /// - Throws: when the rules lack a parameter.
  init(
    of monitor: String, in run: MonitorRun, month: Month, first: Month, before: MonitorRun
  ) throws(RuleError) {
    try self.init(
      run.findings.filter { $0.monitor == monitor }, in: month, first: first,
      before: before.findings.filter { $0.monitor == monitor }
    ) { (keys, earlier) throws(RuleError) in try run.recurring(keys, in: earlier) }
  }

  /// The chains of all monitors, from those of each.
  init(joining parts: [FindingChains]) {
    for part in parts {
      since.merge(part.since) { first, _ in first }
      resolved += part.resolved
    }
  }
}
