public import Procurement

/// How prices moved against the month that each product was last bought in: rose + fell + unchanged + not bought this month
/// + not comparable = items followed.
public struct PriceMovement: Sendable {
  /// One product's matched price change.
  public struct Change: Sendable {
    /// The product.
    public var product: Product
    /// The month compared with.
    public var referenceMonth: Month
    /// The price then, over the matched institutions, 元 per smallest preparation unit.
    public var reference: Double
    /// The price now, over the matched institutions.
    public var price: Double
    /// The institutions matched.
    public var institutions: Int
    /// The amount bought now by the matched institutions.
    public var amount: Money

    /// The relative change: 0.1 for +10 %.
    public var change: Double { price / reference - 1 }
  }

  /// Products ever bought up to the month.
  public var followed: Int
  /// Products whose matched price rose.
  public var rose: Int
  /// Products whose matched price fell.
  public var fell: Int
  /// Products whose matched price stayed.
  public var unchanged: Int
  /// Products not bought at a price this month.
  public var notBought: Int
  /// Products bought this month with nothing to compare with (new, or no matched institution).
  public var notComparable: Int
  /// The ten largest rises, largest first.
  public var largestRises: [Change]
  /// The ten largest falls, largest first.
  public var largestFalls: [Change]
  /// The average price change month by month, each product against the month that it was last
  /// bought in, weighted by amount over matched products: `0.01` for +1 %; `nil` where nothing
  /// matched.
  public var averageChange: [MonthValue]
}
