public import Procurement

/// An institution whose filed purchases exceed the limit in the year to date (备案采购占比).
public struct FiledPurchases: Hashable, Sendable {
  /// The institution.
  public var institution: Institution
  /// Its filed purchases of drugs in the year to date.
  public var filed: Money
  /// All its purchases of drugs in the year to date.
  public var total: Money

  /// An institution's filed purchases; see the properties.
  public init(institution: Institution, filed: Money, total: Money) {
    self.institution = institution
    self.filed = filed
    self.total = total
  }

  /// The share of filed purchases.
  public var share: Double { filed.yuan / total.yuan }
}
