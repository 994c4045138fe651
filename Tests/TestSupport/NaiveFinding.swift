public import Procurement

/// What a naive monitor says of one unit.
public struct NaiveFinding: Hashable, Comparable, Sendable {
  /// The product's code.
  public var product: String
  /// The institution's code; empty for a finding about the product.
  public var institution: String
  /// The region or distributor; empty for a finding about neither.
  public var group: String
  /// Watch or warn.
  public var severity: Severity
  /// The money at stake in whole 分.
  public var excess: Int64

  /// A finding; see the properties.
  public init(
    product: String, institution: String, group: String = "", severity: Severity, excess: Int64
  ) {
    self.product = product
    self.institution = institution
    self.group = group
    self.severity = severity
    self.excess = excess
  }

  /// Whether `left` comes first, by product, institution and group.
  public static func < (left: NaiveFinding, right: NaiveFinding) -> Bool {
    (left.product, left.institution, left.group)
      < (right.product, right.institution, right.group)
  }
}
