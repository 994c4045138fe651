import Monitors
import Procurement
import Testing

extension MonitorRun {
  /// What became of all that `monitor` looked at.
  func account(of monitor: String) throws -> MonitorAccount {
    try #require(accounts.first { $0.id == monitor })
  }

  /// The findings of `monitor`, in the run's order.
  func findings(of monitor: String) -> [Finding] {
    findings.filter { $0.monitor == monitor }
  }

  /// The one finding of `monitor`.
  func finding(of monitor: String) throws -> Finding {
    let findings = findings(of: monitor)
    #expect(findings.count == 1)
    return try #require(findings.first)
  }
}
