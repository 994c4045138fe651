public import Procurement

/// The parameters that the program's own rules set, as the documentation pages state them.
public let testRules: Rules = {
  let change: [String: RuleValue] = [
    "watch-change": .number(0.10), "warn-change": .number(0.30), "minimum-amount": .number(1000),
    "minimum-institutions": .number(1), "hb-u": .number(0.5), "hb-a": .number(0.05),
    "hb-c": .number(4), "shared-ratio-limit": .number(0.25), "minimum-changes": .number(20),
  ]
  let ceiling: [String: RuleValue] = [
    "tolerance": .number(0.005), "warn-ratio": .number(1), "minimum-amount": .number(0),
  ]
  let monitors: [String: [String: RuleValue]] = [
    "price-rise": change, "price-drop": change,
    "institution-gap": [
      "watch-ratio": .number(1.2), "warn-ratio": .number(1.5), "minimum-peers": .number(3),
      "minimum-amount": .number(500),
    ],
    "above-listing": ceiling, "above-selected": ceiling,
  ]
  let indicators: [String: [String: RuleValue]] = [
    "platform-share": ["count-granules": .flag(true), "filed-limit": .number(0.05)],
    "vbp-varieties": ["count-municipal": .flag(false), "expiring-days": .number(90)],
    "target-gap": ["major-deviation": .number(0.20)],
  ]
  return Rules(
    name: "系统默认", plan: "yuncheng", steps: [.watch: "核实数据", .warn: "函询"],
    monitors: sections(monitors), indicators: sections(indicators))
}()

private func sections(_ values: [String: [String: RuleValue]]) -> [String: RuleSection] {
  var result: [String: RuleSection] = [:]
  for (id, values) in values {
    result[id] = RuleSection(id: id, isEnabled: true, authority: "系统默认", values: values)
  }
  return result
}

extension Rules {
  /// The same rules with one monitor's parameter changed.
  public func setting(_ monitor: String, _ parameter: String, to value: Double) -> Rules {
    var rules = self
    rules.monitors[monitor]?.values[parameter] = .number(value)
    return rules
  }
}
