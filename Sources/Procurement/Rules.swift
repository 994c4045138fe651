/// What `rules.yaml` says: every threshold, as data.
///
/// A monitor or indicator asks its own section for its own parameters; there is no type with a
/// field for each of them. The values that stand when a file leaves a key out come from the
/// program's own `rules.yaml`, never from code.
public struct Rules: Hashable, Sendable {
  /// The name of the rule pack, such as 系统默认.
  public var name: String
  /// The plan that a report is measured against unless the command line names one.
  public var plan: String
  /// The step suggested for each severity (建议措施).
  public var steps: [Severity: String]
  /// The severities whose step an office has changed in rules that have no name of their own.
  public var localSteps: Set<Severity> = []
  /// The dated packs the thresholds come from, the one that goes before the others first.
  public var packs: [RulePack]
  /// A monitor that flags more than this share of what it tested is itself named; `nil`: none is.
  public var crowdedShare: Double?
  /// How many units a monitor must have tested for that.
  public var crowdedMinimum: Int
  /// A report month that nobody named is doubted when it has less than this share of the lines of
  /// the month before; `nil`: none is.
  public var fewLinesShare: Double?
  /// The sections below `monitors:`, by monitor.
  public var monitors: [String: RuleSection]
  /// The sections below `indicators:`, by indicator.
  public var indicators: [String: RuleSection]

  /// A set of rules; see the properties.
  public init(
    name: String, plan: String, steps: [Severity: String], packs: [RulePack] = [],
    crowdedShare: Double? = nil, crowdedMinimum: Int = 0, fewLinesShare: Double? = nil,
    monitors: [String: RuleSection], indicators: [String: RuleSection]
  ) {
    self.name = name
    self.plan = plan
    self.steps = steps
    self.packs = packs
    self.crowdedShare = crowdedShare
    self.crowdedMinimum = crowdedMinimum
    self.fewLinesShare = fewLinesShare
    self.monitors = monitors
    self.indicators = indicators
  }
}

extension Rules {
  /// The section of a monitor; one that is not there at all lacks its first parameter.
  public func section(ofMonitor id: String) -> RuleSection {
    monitors[id] ?? RuleSection(id: id, isEnabled: true, authority: "", values: [:])
  }

  /// The section of an indicator; one that is not there at all lacks its first parameter.
  public func section(ofIndicator id: String) -> RuleSection {
    indicators[id] ?? RuleSection(id: id, isEnabled: true, authority: "", values: [:])
  }
}

/// The parameters of one monitor or indicator.
public struct RuleSection: Hashable, Sendable {
  /// The section's name in the file.
  public var id: String
  /// Whether the monitor or indicator runs.
  public var isEnabled: Bool
  /// Who set the thresholds, such as 系统默认 (`authority`).
  public var authority: String
  /// The parameters by name.
  public var values: [String: RuleValue]
  /// The parameters that an office has changed without saying on whose authority.
  public var local: Set<String> = []
  /// Where the packs that set any of them say that they stand, a line each; none for the program's
  /// own.
  public var sources: [String] = []
  /// The steps that this monitor suggests, where they differ from ``Rules/steps`` (`steps`).
  public var steps: [Severity: String]
  /// What is different for a category of products (`categories`).
  public var categories: [ProductCategory: RuleOverride]
  /// What is different for single products, by code (`products`); it goes before the category.
  public var products: [String: RuleOverride]

  /// A section; see the properties.
  public init(
    id: String, isEnabled: Bool, authority: String, values: [String: RuleValue],
    steps: [Severity: String] = [:], categories: [ProductCategory: RuleOverride] = [:],
    products: [String: RuleOverride] = [:]
  ) {
    self.id = id
    self.isEnabled = isEnabled
    self.authority = authority
    self.values = values
    self.steps = steps
    self.categories = categories
    self.products = products
  }

  /// What stands for the authority of a threshold that an office has changed without naming any.
  public static let localAuthority = "本地规则（未注明依据）"

  /// Who set the parameter `name`.
  public func authority(of name: String) -> String {
    local.contains(name) ? Self.localAuthority : authority
  }

  /// The section as it stands for one product, without overrides of its own.
  public func applying(to product: Product) -> RuleSection {
    var section = self
    section.categories = [:]
    section.products = [:]
    for change in [categories[product.category], products[product.code]].compactMap(\.self) {
      section.isEnabled = change.isEnabled ?? section.isEnabled
      section.authority = change.authority ?? section.authority
      section.local.subtract(change.values.keys)
      section.values.merge(change.values) { _, new in new }
    }
    return section
  }

  /// The number that the parameter `name` has.
  ///
  /// - Throws: ``RuleError`` when the section has no such number.
  public func number(_ name: String) throws(RuleError) -> Double {
    guard case .number(let value)? = values[name] else {
      throw RuleError(section: id, parameter: name)
    }
    return value
  }

  /// The whole number that the parameter `name` has.
  ///
  /// - Throws: ``RuleError`` when the section has no such number.
  public func count(_ name: String) throws(RuleError) -> Int {
    let value = try number(name)
    guard let whole = Int(exactly: value) else { throw RuleError(section: id, parameter: name) }
    return whole
  }

  /// The switch that the parameter `name` is.
  ///
  /// - Throws: ``RuleError`` when the section has no such switch.
  public func flag(_ name: String) throws(RuleError) -> Bool {
    guard case .flag(let value)? = values[name] else {
      throw RuleError(section: id, parameter: name)
    }
    return value
  }
}

/// The value of a parameter in the rules.
public enum RuleValue: Hashable, Sendable {
  /// A number.
  case number(Double)
  /// A switch.
  case flag(Bool)
}

/// A section of the rules lacks a parameter that its reader needs, or has it in another kind.
public struct RuleError: Error, Hashable, CustomStringConvertible {
  /// The section's name.
  public let section: String
  /// The parameter's name.
  public let parameter: String

  /// The section and the parameter in a sentence.
  public var description: String {
    "rules: \(section) has no usable value for \(parameter)"
  }
}
