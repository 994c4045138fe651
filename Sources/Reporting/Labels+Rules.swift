import Analysis
import Procurement

extension Wording {
  /// What a rule says of itself, or asks for: in English where the words are the program's own;
  /// what an office has written stays as it is.
  func rule(_ text: String) -> String {
    Phrases.ownRules[text].map { self($0) } ?? text
  }
}

extension Wording {
  /// Who set the thresholds of a section; those that an office has changed without saying on whose
  /// authority go before the others.
  func authority(of section: RuleSection) -> String {
    guard !section.local.isEmpty else { return rule(section.authority) }
    let local = rule(RuleSection.localAuthority)
    guard section.local.count < section.values.count else { return local }
    let rest = rule(section.authority)
    return self("\(local)；其余\(rest)", "\(local); else \(rest)")
  }

  /// The name of the rules in force, with the file they were read from.
  func rules(of report: Report) -> String {
    let name = rule(report.rules.name)
    guard let file = report.rulesFile else { return name }
    return self("\(name)（\(file)）", "\(name) (\(file))")
  }
}

extension Phrases {
  /// The words of the program's own rules.
  fileprivate static let ownRules: [String: Phrase] = [
    "系统默认": Phrase("系统默认", "system default"),
    RuleSection.localAuthority: Phrase(
      RuleSection.localAuthority, "local rule, no authority stated"),
    "函询": Phrase("函询", "inquiry"),
    "核实数据": Phrase("核实数据", "verify the data"),
    "约谈": Phrase("约谈", "talk"),
    "陕西 2024、海南 2024（5%）；其余系统默认": Phrase(
      "陕西 2024、海南 2024（5%）；其余系统默认", "Shaanxi 2024, Hainan 2024 (5 %); else system default"),
    "获嘉县 2023（25 个百分点）；其余系统默认": Phrase(
      "获嘉县 2023（25 个百分点）；其余系统默认", "Huojia 2023 (25 points); else system default"),
    "上海第五批（50%）；其余系统默认": Phrase(
      "上海第五批（50%）；其余系统默认", "Shanghai, batch 5 (50 %); else system default"),
  ]
}
