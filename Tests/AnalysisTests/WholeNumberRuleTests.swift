import Foundation
import Intake
import Procurement
import TestSupport
import Testing

/// A parameter that is a whole number in the program's own rules, as half a number more.
struct WholeNumberRuleTests {
  /// The parameters that are whole numbers: below which key, section, name, value.
  private static func wholeNumbers() throws -> [(String, RuleSection, String, Double)] {
    let rules = try RulesFile.defaults()
    let sections =
      rules.monitors.values.map { ("monitors", $0) }
      + rules.indicators.values.map { ("indicators", $0) }
    return sections.flatMap { key, section in
      section.values.compactMap { name, value in
        guard case .number(let number) = value, number == number.rounded() else { return nil }
        return (key, section, name, number)
      }
    }
  }

  @Test func itIsEitherUsedOrRefusedAtItsLine() throws {
    let office = try OfficeFolder.gaps()
    var refused: Set<String> = []
    for (key, section, name, number) in try Self.wholeNumbers() {
      let text = "\(key):\n  \(section.id):\n    \(name): \(number + 0.5)\n"
      try office.folder.write("rules.yaml", text)
      do {
        _ = try office.examine("2025-12")
      } catch let error as InputError {
        #expect(error.line == 3, "\(section.id).\(name): \(error)")
        refused.insert(name)
      }
    }
    #expect(refused.contains("minimum-institutions"))
    #expect(refused.contains("base-months"))
    #expect(!refused.contains("minimum-amount"))
    #expect(!refused.contains("hb-c"))
  }
}
