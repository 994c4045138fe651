/// The middle of a sample and its spread, neither of which a few outliers can move: the median and
/// the median of the absolute deviations from it (MAD).
///
/// The robust z score of a value is 0.6745 · (value − median) ÷ MAD. The factor is the third
/// quartile of the standard normal distribution, so that in a large normal sample the score is the
/// ordinary z score. Its authors call values with a score beyond 3.5 potential outliers.
///
/// Where more than half of the sample are one and the same number the MAD is 0, and there is no
/// score: the caller has to fall back to something fixed and to say so.
///
/// Source: B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers, ASQC Quality Press
/// (1993), 11–13.
public struct RobustSpread: Sendable {
  /// The median of the sample.
  public let median: Double
  /// The median of the absolute deviations from the median, not below 0.
  public let medianAbsoluteDeviation: Double

  private static let normalQuartile = 0.6745

  /// The middle and spread of `values`.
  ///
  /// - Parameter values: finite numbers in any order and one unit.
  /// - Returns: `nil` for an empty sample.
  /// - Complexity: O(*n* log *n*).
  public init?(_ values: [Double]) {
    guard let median = OrderedSample(values).median,
      let deviation = OrderedSample(values.map { abs($0 - median) }).median
    else { return nil }
    self.median = median
    medianAbsoluteDeviation = deviation
  }

  fileprivate init(median: Double, medianAbsoluteDeviation: Double) {
    self.median = median
    self.medianAbsoluteDeviation = medianAbsoluteDeviation
  }

  /// The value whose robust z score is `cutOff`; `nil` when the sample has no spread.
  public func value(atScore cutOff: Double) -> Double? {
    // Deviations of the last binary digits are none.
    medianAbsoluteDeviation > abs(median) * 1e-9
      ? median + cutOff * medianAbsoluteDeviation / Self.normalQuartile : nil
  }
}

/// The middle and spread of a sample without one of its values, for one value after the other.
public struct LeaveOneOutSpread: Sendable {
  private let sample: OrderedSample
  /// The deviations of all values from a median: leaving one value out, the median is one of three.
  private var deviations: [Double: OrderedSample] = [:]

  /// The spreads of the other values of `sample`.
  public init(_ sample: OrderedSample) {
    self.sample = sample
  }

  /// The middle and spread of all values but one; the same as ``RobustSpread`` of them.
  ///
  /// - Parameter index: the position in ``OrderedSample/values`` of the value left out.
  /// - Returns: `nil` when no other value is left.
  /// - Complexity: O(log *n*), but O(*n* log *n*) for the first of each median.
  public mutating func spread(leavingOut index: Int) -> RobustSpread? {
    guard let median = sample.median(leavingOut: index) else { return nil }
    let all =
      deviations[median] ?? OrderedSample(sample.values.map { abs($0 - median) })
    deviations[median] = all
    let own = all.position(of: abs(sample.values[index] - median))
    return all.median(leavingOut: own).map {
      RobustSpread(median: median, medianAbsoluteDeviation: $0)
    }
  }
}
