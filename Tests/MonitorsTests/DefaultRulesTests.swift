import Intake
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
}
