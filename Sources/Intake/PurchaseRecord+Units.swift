internal import Procurement

extension PurchaseRecord {
  /// A line in smallest preparation units; `nil` where a quantity comes to more of them than
  /// ``Numbers/quantityLimit``, or a price for one to more than ``Procurement/UnitPrice/limit``.
  ///
  /// - Parameter ratio: the smallest preparation units in a pack, in 1/10 000.
  @inline(__always)
  init?(
    _ line: ParsedLine, product: UInt32, institution: UInt32, distributor: UInt32, file: UInt32,
    ratio: Int64
  ) {
    var fits = true
    let times = ratio.isMultiple(of: 10_000) ? ratio / 10_000 : 0
    @inline(__always)
    func units(_ packs: Int64) -> Quantity {
      if ratio == 10_000 || packs == 0 { return Quantity(tenThousandths: packs) }
      let (product, overflow) = packs.multipliedReportingOverflow(by: times)
      let units = times > 0 && !overflow ? product : Numbers.product(packs, ratio) ?? .max
      fits = fits && units.magnitude <= Numbers.quantityLimit.magnitude
      return Quantity(tenThousandths: units)
    }
    @inline(__always)
    func unitPrice(_ pack: Int64) -> UnitPrice {
      if pack <= 0 { return UnitPrice(raw: 0) }
      let price =
        UnitPrice(pack: Money(tenThousandths: pack), ratio: Quantity(tenThousandths: ratio))
        ?? UnitPrice(raw: 0)
      fits = fits && price <= .limit
      return price
    }
    // Nothing was bought on a line that was cancelled for want of delivery; it was only due.
    let isBought = !line.isUndelivered
    self.init(
      product: product, institution: institution, distributor: distributor, month: line.month,
      channel: line.channel, ordered: units(isBought ? line.quantity : 0),
      arrived: units(isBought && line.statesArrival ? line.arrived : 0),
      stated: units(isBought && line.statesArrival ? line.quantity : 0),
      unsent: units(isBought ? 0 : line.quantity),
      returned: units(isBought ? line.returned : 0),
      amount: Money(tenThousandths: isBought ? line.amount : 0),
      returnedAmount: Money(tenThousandths: isBought ? line.returnedAmount : 0),
      price: unitPrice(line.isReturn || !isBought ? 0 : line.price),
      listing: unitPrice(line.listingPrice),
      file: file, line: UInt32(bitPattern: line.line))
    guard fits else { return nil }
  }
}
