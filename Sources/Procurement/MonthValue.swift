/// A value of one month.
public struct MonthValue: Hashable, Sendable {
  /// The month.
  public var month: Month
  /// The value; `nil` where there is none.
  public var value: Double?

  /// Value `value` in `month`.
  public init(month: Month, value: Double?) {
    self.month = month
    self.value = value
  }
}

extension [MonthValue] {
  /// The values of `months`, oldest first.
  package init(_ months: ClosedRange<Month>, _ value: (Month) -> Double?) {
    self = (0...months.lowerBound.distance(to: months.upperBound)).map { offset in
      let month = months.lowerBound.advanced(by: offset)
      return MonthValue(month: month, value: value(month))
    }
  }
}

extension Month {
  /// The twelve months up to this one.
  package var twelveMonths: ClosedRange<Month> { advanced(by: -11)...self }
}
