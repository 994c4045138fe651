import Analysis
import Foundation
import Monitors
import Procurement
import SystemPackage
import TestSupport
import Testing

/// The steps that an office writes below a monitor (`steps`), in the shipped sample, where every monitor
/// has something to tell.
struct OwnStepTests {
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../PriceData").standardized.path

  /// The findings of December under rules with steps of each monitor's own.
  private static let findings: [Finding] = {
    var rules = "plan: yuncheng\nsteps: {watch: 复核, warn: 发函}\nmonitors:\n"
    for monitor in MonitorRun.monitors {
      rules += "  \(monitor):\n    steps: {watch: \(monitor) 关注, warn: \(monitor) 预警}\n"
    }
    guard let folder = try? TemporaryFolder(), (try? folder.write("rules.yaml", rules)) != nil
    else { return [] }
    var analysis = MonthlyAnalysis(data: FilePath(sample))
    analysis.rules = FilePath(folder.path + "/rules.yaml")
    analysis.month = testMonth("2025-12")
    return (try? analysis.run())?.findings ?? []
  }()

  @Test(arguments: MonitorRun.monitors)
  func itSuggestsThem(_ monitor: String) {
    let findings = Self.findings.filter { $0.monitor == monitor }
    #expect(!findings.isEmpty)
    let isOfContracts = ["contract-lag", "zero-uptake"].contains(monitor)
    for finding in findings {
      let own = monitor + (finding.severity == .watch ? " 关注" : " 预警")
      // Where the contracted quantity itself is in doubt the data come first.
      let isDoubted = isOfContracts && finding.suggestedStep == "复核"
      #expect(finding.suggestedStep == own || isDoubted && finding.severity == .watch)
    }
    #expect(findings.contains { $0.suggestedStep.hasPrefix(monitor) })
  }
}
