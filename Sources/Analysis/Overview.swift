public import Procurement

/// What was bought in the report month.
public struct Overview: Sendable {
  /// One group's purchases in the month, and in the months before.
  public struct Group: Sendable {
    /// What the group is, such as a `ProductCategory` raw value or a region.
    public var name: String
    /// The net amount in the month.
    public var amount: Money
    /// The net amount in the month before; `nil` when the panel does not have it.
    public var previousMonth: Money?
    /// The net amount in the same month last year; `nil` when the panel does not have it.
    public var sameMonthLastYear: Money?
    /// The net amount from January to the month.
    public var yearToDate: Money
  }

  /// Everything.
  public var total: Group
  /// By product category, in the order of `ProductCategory`; empty groups left out.
  public var categories: [Group]
  /// By region, sorted by name.
  public var regions: [Group]
  /// By channel, in the order of `Channel`; empty groups left out.
  public var channels: [Group]
  /// Net amount by month, oldest first; `nil` where nothing at all was bought.
  public var months: [(month: Month, amount: Money?)]
  /// Accepted lines in the month.
  public var lines: Int
  /// Products bought in the month.
  public var products: Int
  /// Institutions that bought in the month.
  public var institutions: Int
  /// Distributors that were bought from in the month.
  public var distributors: Int
}
