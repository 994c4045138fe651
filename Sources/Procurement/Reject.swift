/// A purchase line that was not counted.
public struct Reject: Hashable, Sendable {
  /// Where the record begins.
  public var source: SourceLine
  /// The header of the column that was at fault; empty when the whole line was.
  public var column: String
  /// The value found, cut to a readable length.
  public var value: String
  /// Why.
  public var reason: RejectReason
  /// The line's amount, where it could be read.
  public var amount: Money?
  /// The line that counts instead, for duplicates and conflicts.
  public var other: SourceLine?

  /// A line that was not counted; see the properties.
  public init(
    source: SourceLine, column: String, value: String, reason: RejectReason, amount: Money?,
    other: SourceLine? = nil
  ) {
    self.source = source
    self.column = column
    self.value = value
    self.reason = reason
    self.amount = amount
    self.other = other
  }
}
