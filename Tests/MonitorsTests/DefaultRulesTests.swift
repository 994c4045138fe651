import Foundation
import Intake
import Monitors
import Procurement
import TestSupport
import Testing

struct DefaultRulesTests {
  /// The tests, and the documentation pages they follow, use the parameters that the program has.
  @Test func testsUseTheProgramsOwnRules() throws {
    let rules = try RulesFile.defaults()
    #expect(rules.monitors == testRules.monitors)
    #expect(rules.indicators == testRules.indicators)
    #expect(rules.steps == testRules.steps)
    #expect(rules.plan == testRules.plan)
    #expect(rules.name == testRules.name)
    #expect(rules.packs == testRules.packs)
    #expect(rules.crowdedShare == testRules.crowdedShare)
    #expect(rules.crowdedMinimum == testRules.crowdedMinimum)
    #expect(rules.fewLinesShare == testRules.fewLinesShare)
  }

  /// A monitor that is listed nowhere never runs; one without a page nobody can check.
  @Test func everyMonitorHasItsRulesAndItsPage() throws {
    #expect(Set(MonitorRun.monitors) == Set(try RulesFile.defaults().monitors.keys))
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation").standardized
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "monitors").path)
    #expect(Set(pages) == Set(MonitorRun.monitors.map { $0 + ".md" }))
    let index = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    for monitor in MonitorRun.monitors {
      #expect(index.contains("[\(monitor)](monitors/\(monitor).md)"), "\(monitor)")
    }
  }
}
