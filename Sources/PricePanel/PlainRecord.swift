internal import Intake
internal import Procurement

/// What most records come down to, in the 64 bytes that are read from memory at once: nothing is
/// returned or unsent, and it states what arrived of all that was ordered, or of nothing.
struct PlainRecord: Sendable {
  let product: UInt32
  let institution: UInt32
  let distributor: UInt32
  let month: Month
  let line: UInt32
  let channel: Channel
  let isStated: Bool
  let ordered: Quantity
  let arrived: Quantity
  let amount: Money
  let price: UnitPrice
  let listing: UnitPrice

  /// `nil` where the record is any other.
  @inline(__always)
  init?(_ record: PurchaseRecord) {
    guard record.returned == .zero, record.returnedAmount == .zero, record.unsent == .zero,
      record.stated == record.ordered || record.stated == .zero
    else { return nil }
    product = record.product
    institution = record.institution
    distributor = record.distributor
    month = record.month
    line = record.line
    channel = record.channel
    isStated = record.stated != .zero
    ordered = record.ordered
    arrived = record.arrived
    amount = record.amount
    price = record.price
    listing = record.listing
  }
}
