/// One unit's value at an earlier and at a later time, both above zero and in one unit.
public struct ValueChange: Hashable, Sendable {
  /// The value at the earlier time.
  public var before: Double
  /// The value at the later time.
  public var after: Double

  /// A change from `before` to `after`.
  ///
  /// - Precondition: both are above zero.
  public init(before: Double, after: Double) {
    precondition(before > 0 && after > 0, "a ratio of values needs both above zero")
    self.before = before
    self.after = after
  }

  /// `after` ÷ `before`.
  public var ratio: Double { after / before }

  /// The larger of the two values: how much the unit weighs.
  public var size: Double { max(before, after) }
}
