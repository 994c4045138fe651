internal import Procurement

extension PurchaseRecord {
  /// A line in smallest preparation units.
  ///
  /// - Parameter ratio: the catalogue's conversion ratio, for lines that state none; without
  ///   either, a pack is one smallest unit.
  init(
    _ line: ParsedLine, product: UInt32, institution: UInt32, distributor: UInt32, file: UInt32,
    ratio catalogueRatio: Quantity?
  ) {
    let ratio = line.ratio > 0 ? line.ratio : catalogueRatio?.tenThousandths ?? 10_000
    let times = ratio.isMultiple(of: 10_000) ? ratio / 10_000 : 0
    func units(_ packs: Int64) -> Quantity {
      if ratio == 10_000 || packs == 0 { return Quantity(tenThousandths: packs) }
      if times > 0 {
        let (product, overflow) = packs.multipliedReportingOverflow(by: times)
        if !overflow { return Quantity(tenThousandths: product) }
      }
      return Quantity(tenThousandths: Numbers.product(packs, ratio) ?? Numbers.quantityLimit)
    }
    func unitPrice(_ pack: Int64) -> UnitPrice {
      if pack <= 0 { return UnitPrice(raw: 0) }
      return UnitPrice(
        pack: Money(tenThousandths: pack), ratio: Quantity(tenThousandths: ratio))
        ?? UnitPrice(raw: 0)
    }
    // Nothing was bought on a line that was cancelled for want of delivery; it was only due.
    let isBought = !line.isUndelivered
    self.init(
      product: product, institution: institution, distributor: distributor, month: line.month,
      channel: line.channel, ordered: units(isBought ? line.quantity : 0),
      arrived: units(isBought ? line.arrived : 0), due: units(line.due),
      returned: units(isBought ? line.returned : 0),
      amount: Money(tenThousandths: isBought ? line.amount : 0),
      returnedAmount: Money(tenThousandths: isBought ? line.returnedAmount : 0),
      price: unitPrice(line.isReturn || !isBought ? 0 : line.price),
      listing: unitPrice(line.listingPrice),
      file: file, line: UInt32(bitPattern: line.line))
  }
}
