/// What is different in a section of the rules for a category of products or for one product.
public struct RuleOverride: Hashable, Sendable {
  /// Whether the monitor runs on them; `nil`: as the section says.
  public var isEnabled: Bool?
  /// Who set these thresholds; `nil`: as the section says.
  public var authority: String?
  /// The parameters that differ.
  public var values: [String: RuleValue]

  /// An override; see the properties.
  public init(
    isEnabled: Bool? = nil, authority: String? = nil, values: [String: RuleValue] = [:]
  ) {
    self.isEnabled = isEnabled
    self.authority = authority
    self.values = values
  }
}
