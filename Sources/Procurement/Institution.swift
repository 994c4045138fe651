/// Who owns an institution (机构性质).
public enum Ownership: String, CaseIterable, Sendable {
  /// A public medical institution (公立).
  case `public`
  /// A medical institution that is not public (民营).
  case `private`
  /// A retail pharmacy (药店).
  case pharmacy
  /// Neither the record nor the catalogue says.
  case unstated
}

/// A medical institution or pharmacy that buys.
public struct Institution: Hashable, Sendable {
  /// The code (医疗机构编码), or the name where records carry no code.
  public var code: String
  /// The name (医疗机构名称), or the code where no name is known.
  public var name: String
  /// Public, private or pharmacy (机构性质).
  public var ownership: Ownership
  /// The level as written, such as 三级 (医院等级); empty when not known.
  public var level: String
  /// The district or county (地区); empty when not known.
  public var region: String
  /// The hospital union (医联体) whose members' purchases count together; empty: none.
  public var union: String

  /// Everything that is known of an institution; see the properties.
  public init(
    code: String, name: String, ownership: Ownership, level: String = "", region: String = "",
    union: String = ""
  ) {
    self.code = code
    self.name = name
    self.ownership = ownership
    self.level = level
    self.region = region
    self.union = union
  }
}
