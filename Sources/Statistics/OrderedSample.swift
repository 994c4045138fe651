/// A sample of numbers in ascending order, and the statistics that only the order decides.
///
/// Sorting is done once; the same numbers in any order make the same sample.
public struct OrderedSample: Sendable {
  /// The numbers, ascending.
  public let values: [Double]

  /// The numbers of `values` in ascending order.
  ///
  /// - Parameter values: finite numbers in any order and unit.
  /// - Complexity: O(*n* log *n*).
  public init(_ values: [Double]) {
    self.values = values.sorted()
  }

  /// The middle number, or the mean of the two middle ones; `nil` for an empty sample.
  public var median: Double? { quantile(0.5) }

  /// The quantile of order `order`, between two numbers by a straight line.
  ///
  /// Type 7 of Hyndman and Fan (1996), the default of R, NumPy and spreadsheets: position
  /// (*n* − 1) · `order` counted from 0.
  ///
  /// - Parameter order: from 0 (the lowest number) to 1 (the highest).
  /// - Returns: the quantile in the unit of the sample; `nil` for an empty sample.
  /// - Complexity: O(1).
  public func quantile(_ order: Double) -> Double? {
    guard let last = values.indices.last else { return nil }
    let position = Double(last) * min(max(order, 0), 1)
    let below = Int(position)
    guard below < last else { return values[last] }
    let low = values[below]
    return low + (position - Double(below)) * (values[below + 1] - low)
  }

  /// The median of all numbers but one.
  ///
  /// - Parameter index: the position in ``values`` of the number left out.
  /// - Returns: the median in the unit of the sample; `nil` when no other number is left.
  /// - Complexity: O(1).
  public func median(leavingOut index: Int) -> Double? {
    let rest = values.count - 1
    guard rest > 0 else { return nil }
    let upper = value(at: rest / 2, leavingOut: index)
    guard rest.isMultiple(of: 2) else { return upper }
    let lower = value(at: rest / 2 - 1, leavingOut: index)
    return lower + (upper - lower) / 2
  }

  /// The share of the sample that its most frequent value has.
  ///
  /// Numbers that differ by less than `tolerance` of the first of their run count as one, so that
  /// rounding in the last binary digits does not part equal ratios.
  ///
  /// - Parameter tolerance: a relative difference.
  /// - Returns: from 1/*n* to 1; 0 for an empty sample.
  /// - Complexity: O(*n*).
  public func largestShareOfOneValue(tolerance: Double = 1e-9) -> Double {
    var longest = 0
    var start = 0
    for index in values.indices {
      if values[index] - values[start] > tolerance * abs(values[start]) { start = index }
      longest = max(longest, index - start + 1)
    }
    return values.isEmpty ? 0 : Double(longest) / Double(values.count)
  }

  /// The first position with a number that is not below `value`.
  ///
  /// - Complexity: O(log *n*).
  func position(of value: Double) -> Int {
    var low = values.startIndex
    var high = values.endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func value(at position: Int, leavingOut index: Int) -> Double {
    values[position < index ? position : position + 1]
  }
}
