/// What an institution owes an enterprise for goods accepted, and one payment of it (回款): a row of
/// `payments.csv`.
///
/// Rows of one institution and enterprise with the same bill are instalments; their due amount
/// counts once, and stands in one of them.
public struct Payment: Hashable, Sendable {
  /// The institution's code.
  public var institution: String
  /// The enterprise that is paid, by name: distributor or maker.
  public var enterprise: String
  /// The bill's number (结算单号); empty where every row is a bill of its own.
  public var bill: String
  /// The day the goods were accepted (验收日期).
  public var accepted: Day
  /// The amount due (应付金额); 0 in the further rows of a bill.
  public var due: Money
  /// The day of the payment (支付日期); `nil` while nothing is paid.
  public var paidOn: Day?
  /// The amount paid (支付金额); 0 while nothing is.
  public var paid: Money
  /// Whether the fund paid the enterprise directly (医保基金直接结算); `nil` where the row does not say.
  public var isDirect: Bool?
  /// Where the row stands.
  public var source: SourceLine

  /// A payment; see the properties.
  public init(
    institution: String, enterprise: String, bill: String = "", accepted: Day, due: Money,
    paidOn: Day? = nil, paid: Money = .zero, isDirect: Bool? = nil, source: SourceLine
  ) {
    self.institution = institution
    self.enterprise = enterprise
    self.bill = bill
    self.accepted = accepted
    self.due = due
    self.paidOn = paidOn
    self.paid = paid
    self.isDirect = isDirect
    self.source = source
  }
}
