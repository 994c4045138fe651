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
      "watch-ratio": .number(1.2), "warn-ratio": .number(1.5), "robust-z": .number(3.5),
      "minimum-peers": .number(3), "minimum-amount": .number(500),
    ],
    "above-listing": ceiling, "above-selected": ceiling, "above-cap": ceiling,
    "above-payment-standard": ceiling.merging(["warn-ratio": .number(1.1)]) { $1 },
    "unit-mismatch": [
      "tolerance": .number(0.03), "smallest-conversion-ratio": .number(2),
      "reference-months": .number(12), "minimum-peers": .number(2), "minimum-amount": .number(0),
    ],
    "change-frequency": [
      "rise-months": .number(6), "watch-rises": .number(2), "warn-rises": .number(3),
      "change-months": .number(12), "watch-changes": .number(3), "warn-changes": .number(5),
      "least-change": .number(0.01), "modal-share": .number(0.5), "minimum-amount": .number(1000),
    ],
    "region-gap": [
      "watch-ratio": .number(1.2), "warn-ratio": .number(1.5), "minimum-peers": .number(3),
      "minimum-institutions": .number(2), "minimum-amount": .number(1000),
    ],
    "distribution-markup": [
      "watch-ratio": .number(1.1), "warn-ratio": .number(1.3), "minimum-peers": .number(2),
      "minimum-institutions": .number(2), "minimum-amount": .number(1000),
      "tolerance": .number(0.005),
    ],
    "peer-multiple": [
      "watch-multiple": .number(1.8), "warn-multiple": .number(3), "minimum-peers": .number(1),
      "minimum-amount": .number(1000), "against-selected": .flag(false),
      "watch-selected-multiple": .number(1.8), "warn-selected-multiple": .number(3),
      "first-batch": .number(9), "last-batch": .number(11),
    ],
    "off-platform": [
      "watch-share": .number(0.10), "warn-share": .number(0.30), "minimum-amount": .number(10_000),
      "minimum-purchase": .number(0),
    ],
    "filed-share": [
      "watch-share": .number(0.05), "warn-share": .number(0.10), "minimum-amount": .number(10_000),
    ],
    "delivery-shortfall": [
      "watch-rate": .number(0.90), "warn-rate": .number(0.50), "months": .number(3),
      "minimum-amount": .number(500),
    ],
    "supply-warning": [
      "months": .number(3), "minimum-rate": .number(0.90), "supplier-share": .number(0.5),
      "empty-handed-share": .number(0.2), "minimum-institutions": .number(2),
      "short-share": .number(0.5), "minimum-shortfalls": .number(3),
    ],
    "contract-lag": [
      "watch-lag": .number(0.25), "warn-lag": .number(0.40), "minimum-amount": .number(1000),
    ],
    "zero-uptake": [
      "watch-progress": .number(0.25), "warn-progress": .number(0.50),
      "minimum-amount": .number(1000),
    ],
    "non-selected-share": [
      "watch-share": .number(0.50), "warn-share": .number(0.80), "months": .number(3),
      "minimum-amount": .number(1000), "tolerance": .number(0.005),
    ],
  ]
  let indicators: [String: [String: RuleValue]] = [
    "platform-share": ["count-granules": .flag(true)],
    "vbp-varieties": ["count-municipal": .flag(false), "expiring-days": .number(90)],
    "payment-30-day-rate": [
      "days": .number(30), "age-1": .number(30), "age-2": .number(90), "age-3": .number(180),
    ],
    "platform-gap": [:], "direct-settlement-share": [:], "credit-coverage": [:],
    "delivery-rate": [:], "shortage-supply": [:], "non-public-participation": [:],
    "contract-completion": [
      "count-arrived": .flag(true), "suspect-factor": .number(20),
      "suspect-months": .number(6),
      "suspect-pack-tolerance": .number(0.3), "suspect-pack-minimum": .number(5),
      "suspect-minimum-packs": .number(5),
      "many-lagging": .number(15),
    ],
    "non-selected-share": [:],
    "savings": ["base-months": .number(12), "minimum-base-months": .number(3)],
    "retained-surplus": ["maximum-rate": .number(0.5)],
    "target-gap": ["major-deviation": .number(0.20)],
    "price-index": ["base-month": .number(12), "listed-products": .number(10)],
  ]
  var rules = Rules(
    name: "系统默认", plan: "yuncheng", steps: [.watch: "核实数据", .warn: "函询"],
    packs: [RulePack(name: "系统默认")], crowdedShare: 0.2, crowdedMinimum: 30, fewLinesShare: 0.1,
    monitors: sections(monitors), indicators: sections(indicators))
  let dearer = RuleOverride(values: ["watch-multiple": .number(3), "warn-multiple": .number(5)])
  rules.monitors["peer-multiple"]?.categories = [
    .biological: dearer, .chinesePatent: dearer, .herbalSlices: RuleOverride(isEnabled: false),
    .hospitalPreparation: RuleOverride(isEnabled: false),
    .consumable: RuleOverride(isEnabled: false),
  ]
  rules.monitors["contract-lag"]?.authority = "获嘉县 2023（25 个百分点）；其余系统默认"
  rules.monitors["contract-lag"]?.steps = [.watch: "约谈", .warn: "约谈"]
  rules.monitors["non-selected-share"]?.authority = "上海第五批（50%）；其余系统默认"
  rules.monitors["filed-share"]?.authority = "陕西 2024、海南 2024（5%）；其余系统默认"
  return rules
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
