import Intake
import Procurement

/// The program's own rules.
enum DefaultRules {
  static let rules: Rules = {
    guard let rules = try? RulesFile.defaults() else {
      preconditionFailure("the program's own rules cannot be read")
    }
    return rules
  }()
}
