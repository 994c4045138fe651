package import PricePanel
package import Procurement

/// What was bought: a quantity with its amount, both after returns.
package struct Uptake: Hashable, Sendable {
  /// In smallest preparation units.
  package var quantity = Quantity.zero
  /// What was paid for it.
  package var amount = Money.zero

  /// Nothing.
  package init() {}

  /// A quantity and its amount.
  init(quantity: Quantity, amount: Money) {
    self.quantity = quantity
    self.amount = amount
  }

  /// What was ordered in a cell.
  package init(netOf cell: Cell) {
    quantity = cell.ordered - cell.returned
    amount = cell.netAmount
  }

  /// Adds another uptake.
  package static func += (left: inout Uptake, right: Uptake) {
    left.quantity += right.quantity
    left.amount += right.amount
  }
}
