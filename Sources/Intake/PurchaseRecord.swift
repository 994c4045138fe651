public import Procurement

/// One purchase line that counts, with everything in smallest preparation units.
public struct PurchaseRecord: Hashable, Sendable {
  /// The product, as an index into ``IntakeResult/products``.
  public var product: UInt32
  /// The institution, as an index into ``IntakeResult/institutions``.
  public var institution: UInt32
  /// The distributor, as an index into ``IntakeResult/distributors``.
  public var distributor: UInt32
  /// The month of the purchase.
  public var month: Month
  /// The channel.
  public var channel: Channel
  /// The quantity ordered; 0 on returns and on further shipments of an order line.
  public var ordered: Quantity
  /// The quantity that arrived, on lines that state it beside what was ordered; else 0.
  public var arrived: Quantity
  /// The part of ``ordered`` of which the line states what arrived: all of it or nothing.
  public var stated = Quantity.zero
  /// What had been ordered on a line that was cancelled because nothing was sent in time; it is no
  /// part of ``ordered``.
  public var unsent = Quantity.zero
  /// The quantity returned, as a positive number.
  public var returned: Quantity
  /// The amount of the purchase; 0 where ``ordered`` is.
  public var amount: Money
  /// The amount of the return, as a positive number.
  public var returnedAmount: Money
  /// The price of one smallest unit; 0 where the line sets no price.
  public var price: UnitPrice
  /// The listing price of one smallest unit that the line states; 0 where it states none.
  public var listing: UnitPrice
  /// The file, as an index into ``IntakeResult/files``.
  public var file: UInt32
  /// The physical line, counted from 1.
  public var line: UInt32

  /// The record without what its order line is counted by already.
  var asFurtherShipment: PurchaseRecord {
    var record = self
    record.amount = .zero
    record.ordered = .zero
    record.stated = .zero
    record.unsent = .zero
    return record
  }

  /// All quantities and amounts, whatever their signs, in 1/10 000.
  @inline(__always)
  var size: UInt64 {
    ordered.tenThousandths.magnitude + arrived.tenThousandths.magnitude
      + stated.tenThousandths.magnitude + unsent.tenThousandths.magnitude
      + returned.tenThousandths.magnitude
      + amount.tenThousandths.magnitude + returnedAmount.tenThousandths.magnitude
  }
}
