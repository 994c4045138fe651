/// Between which bounds a share lies with what counts nowhere.
public struct ShareBounds: Hashable, Sendable {
  /// What counts nowhere.
  public enum LeftOut: CaseIterable, Sendable {
    /// Purchases of institutions of unknown ownership, or of products of unknown category.
    case purchases
    /// Payments that do not say how they were settled.
    case payments
  }

  /// The share if all that may lower it counted.
  public var lowest: Double
  /// The share if all that may raise it counted.
  public var highest: Double
  /// What is left out.
  public var leftOut: LeftOut

  /// Bounds; see the properties.
  public init(lowest: Double, highest: Double, leftOut: LeftOut) {
    self.lowest = lowest
    self.highest = highest
    self.leftOut = leftOut
  }

  /// What is told of them beside the share.
  var facts: [IndicatorFact] {
    [
      IndicatorFact(.lowestShare, .ratio(lowest)), IndicatorFact(.highestShare, .ratio(highest)),
    ]
  }
}
