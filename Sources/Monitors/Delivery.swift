import PricePanel
import Procurement

/// What was due and what arrived, over some cells of one product.
struct Delivery: Sendable {
  /// The quantity due, in smallest preparation units.
  private(set) var due = Quantity.zero
  /// The quantity that arrived of it.
  private(set) var arrived = Quantity.zero
  private var amount = Money.zero
  private var priced = Quantity.zero
  /// A line of each cell of which not all arrived.
  private(set) var marks: [PriceMark] = []

  /// The sum over `cells`; what does not state arrivals is left out.
  init(_ cells: some Sequence<Cell>) {
    for cell in cells {
      amount += cell.amount
      priced += cell.pricedQuantity
      guard cell.due > .zero else { continue }
      due += cell.due
      arrived += cell.arrived
      if cell.arrived < cell.due, let mark = cell.highest { marks.append(mark) }
    }
  }

  /// Adds another sum.
  mutating func add(_ other: Delivery) {
    due += other.due
    arrived += other.arrived
    amount += other.amount
    priced += other.priced
    marks += other.marks
  }

  /// Arrived ÷ due; `nil` when nothing was due, or nothing says what arrived.
  var rate: Double? { due > .zero ? arrived.units / due.units : nil }

  /// The average price paid, in 元 per smallest unit; `nil` when nothing was.
  var price: Double? {
    priced > .zero && amount > .zero ? amount.yuan / priced.units : nil
  }
}
