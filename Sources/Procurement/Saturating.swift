extension Int64 {
  /// The whole number nearest to `value`, halves away from zero; the largest or smallest there is for
  /// one beyond 64 bits, and 0 for what is no number.
  @inlinable
  init(saturating value: Double) {
    let rounded = value.rounded(.toNearestOrAwayFromZero)
    if rounded.magnitude < 0x1p63 {
      self.init(rounded)
    } else if rounded.isNaN {
      self = 0
    } else {
      self = rounded < 0 ? -Int64.max : .max
    }
  }

  /// The sum; the largest or smallest number there is for one beyond 64 bits.
  @inlinable
  func adding(saturating other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? -Int64.max : .max) : sum
  }

  /// The difference; the largest or smallest number there is for one beyond 64 bits.
  @inlinable
  func subtracting(saturating other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : -Int64.max) : difference
  }
}
