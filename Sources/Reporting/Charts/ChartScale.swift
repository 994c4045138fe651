/// A linear scale from values to positions, with round ticks.
struct ChartScale {
  /// The lowest and highest value shown.
  let domain: ClosedRange<Double>
  /// The positions of the lowest and the highest value.
  let range: (low: Double, high: Double)
  /// The values to mark.
  let ticks: [Double]

  /// A scale that shows all of `values`, widened to round numbers.
  ///
  /// - Parameters:
  ///   - values: what is to be shown; a scale of none runs from 0 to 1.
  ///   - range: the positions of the lowest and the highest value.
  ///   - count: about how many ticks.
  init(showing values: [Double], range: (low: Double, high: Double), ticks count: Int = 4) {
    let finite = values.filter(\.isFinite)
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if low == high {
      let pad = low == 0 ? 1 : low.magnitude * 0.1
      low -= pad
      high += pad
    }
    let step = Self.roundStep((high - low) / Double(max(count, 1)))
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    domain = (first * step)...(last * step)
    self.range = range
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// The position of `value`.
  func position(_ value: Double) -> Double {
    let share = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return range.low + share * (range.high - range.low)
  }

  /// The least of 1, 2, 2.5, 5, 10 … times a power of ten that is not below `step`.
  private static func roundStep(_ step: Double) -> Double {
    var power = 1.0
    while power * 10 <= step { power *= 10 }
    while power > step { power /= 10 }
    for factor in [1, 2, 2.5, 5] where power * factor >= step * 0.999 { return power * factor }
    return power * 10
  }
}
