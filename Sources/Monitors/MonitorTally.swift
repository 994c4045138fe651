import Procurement

/// What a monitor has found so far, and its account of everything it looked at.
struct MonitorTally: Sendable {
  /// Passed and flagged so far.
  private var counted: MonitorAccount
  /// Not applicable so far: few reasons, so that looking along them is quicker than hashing.
  private var aside: [(reason: NotApplicableReason, units: Int)] = []
  /// The findings, in the order of products.
  private(set) var findings: [Finding] = []
  /// The steps that all monitors suggest by severity, and those of this one.
  private let steps: (common: [Severity: String], own: [Severity: String])

  /// An empty tally of the monitor whose section of `rules` is `section`.
  init(_ section: RuleSection, of rules: Rules) {
    counted = MonitorAccount(id: section.id)
    steps = (rules.steps, section.steps)
  }

  /// Tested, passed, flagged, not applicable.
  var account: MonitorAccount {
    var account = counted
    for (reason, units) in aside { account.notApplicable[reason] = units }
    return account
  }

  /// Counts `units` as unremarkable.
  mutating func pass(_ units: Int = 1) {
    counted.passed += units
  }

  /// Counts `units` as not judged because of `reason`.
  mutating func setAside(_ units: Int = 1, because reason: NotApplicableReason) {
    guard units > 0 else { return }
    if let place = aside.firstIndex(where: { $0.reason == reason }) {
      aside[place].units += units
    } else {
      aside.append((reason, units))
    }
  }

  /// Counts one unit as flagged, and suggests the step for the severity: the monitor's own first.
  ///
  /// - Parameters:
  ///   - finding: the finding about it.
  ///   - claims: the finding's money at stake, purchase by purchase.
  ///   - hasOwnStep: whether the monitor's own steps are meant for it.
  mutating func flag(
    _ finding: Finding, claims: [ExcessClaim] = [], hasOwnStep: Bool = true
  ) {
    counted.flagged += 1
    counted.excessAmount += finding.excessAmount
    var finding = finding
    finding.claims = claims
    let own = hasOwnStep ? steps.own[finding.severity] : nil
    finding.suggestedStep = own ?? steps.common[finding.severity] ?? ""
    findings.append(finding)
  }
}
