internal import Monitors
internal import Procurement

/// What monitors found in a month, after reviewers' decisions and against the months before.
struct Clues: Sendable {
  /// The findings that stay in the ranking.
  private(set) var listed: [Finding]
  /// The findings that reviewers have dismissed.
  private(set) var dismissed: [Finding]
  /// What each monitor did; its money at stake without what is dismissed.
  private(set) var accounts: [MonitorAccount]
  /// The money at stake of ``listed`` with each purchase counted once.
  let excessAmount: Money
  /// How ``listed`` stands to the month before.
  private(set) var monthOnMonth: MonthOnMonth?

  /// Applies decisions, and says since when findings go on.
  ///
  /// - Parameter chains: the findings of `run` followed back; `nil` when there are no purchases
  ///   before `month`.
  init(_ run: MonitorRun, month: Month, decisions: [Decision], chains: FindingChains?) {
    let decided = DecidedFindings(run.findings, decisions: decisions, month: month)
    listed = decided.listed
    dismissed = decided.dismissed
    accounts = run.accounts
    let places = accounts.places(by: \.id)
    for finding in dismissed {
      guard let place = places[finding.monitor] else { continue }
      accounts[place].dismissed += 1
    }
    // What each clue shows is added up, so that a sum of rows is the sum beside them to the fen.
    for place in accounts.indices { accounts[place].excessAmount = .zero }
    for finding in listed {
      guard let place = places[finding.monitor] else { continue }
      accounts[place].excessAmount += Money(tenThousandths: finding.excessAmount.fen * 100)
    }
    excessAmount = listed.excessCountedOnce

    guard let chains else { return }
    for index in listed.indices { listed[index].since = chains.since[listed[index].subjectKey] }
    for index in dismissed.indices {
      dismissed[index].since = chains.since[dismissed[index].subjectKey]
    }
    let resolved = DecidedFindings(chains.resolved, decisions: decisions, month: month).listed
    let new = listed.count { $0.since == month }
    monthOnMonth = MonthOnMonth(
      new: new, continuing: listed.count - new, resolved: resolved.map(\.id).sorted())
  }
}
