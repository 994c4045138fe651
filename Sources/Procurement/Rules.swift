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
  /// The sections below `monitors:`, by monitor.
  public var monitors: [String: RuleSection]
  /// The sections below `indicators:`, by indicator.
  public var indicators: [String: RuleSection]

  /// A set of rules; see the properties.
  public init(
    name: String, plan: String, steps: [Severity: String], monitors: [String: RuleSection],
    indicators: [String: RuleSection]
  ) {
    self.name = name
    self.plan = plan
    self.steps = steps
    self.monitors = monitors
    self.indicators = indicators
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

  /// A section; see the properties.
  public init(id: String, isEnabled: Bool, authority: String, values: [String: RuleValue]) {
    self.id = id
    self.isEnabled = isEnabled
    self.authority = authority
    self.values = values
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
