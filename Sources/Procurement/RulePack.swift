/// A dated pack of thresholds (规则包): who set them, where and when.
public struct RulePack: Hashable, Sendable {
  /// The pack's name, as `packs:` in the rules selects it.
  public var name: String
  /// The province or body whose thresholds they are; empty for the program's own.
  public var region: String
  /// When they were set, such as 2025-03; empty where that has no meaning.
  public var date: String
  /// Where they stand, a line each.
  public var sources: [String]

  /// A pack; see the properties.
  public init(name: String, region: String = "", date: String = "", sources: [String] = []) {
    self.name = name
    self.region = region
    self.date = date
    self.sources = sources
  }
}
