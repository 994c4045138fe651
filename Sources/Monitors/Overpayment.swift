import Execution
import PricePanel
import Procurement

/// What an institution bought of a product above its ceilings in one month.
///
/// A cell keeps its lowest, average and highest price. The quantity bought above the ceiling is
/// the whole one when even the lowest price is above it; otherwise it is the quantity that,
/// bought at the highest price with the rest at the lowest, gives the average. That is exact when
/// the cell has one or two prices, and the most that can be at stake when it has more.
///
/// Observed price and reference are averages over that quantity, so that the money at stake is
/// always (observed − reference) × quantity.
struct Overpayment {
  private var units = 0.0
  private var paid = 0.0
  private var due = 0.0
  private var tolerated = 0.0
  /// The highest price of each cell above its ceiling.
  private(set) var marks: [PriceMark] = []
  /// The highest price of the cell that is most times its ceiling, and that ceiling.
  private var steepest = (price: 0.0, ceiling: 1.0)

  /// The average price of what was bought above the ceiling, in 元 per smallest unit.
  var observed: Double { paid / units }

  /// The average ceiling of the same purchases, in 元 per smallest unit.
  var reference: Double { due / units }

  /// The room above the ceiling that is forgiven, in 元 per smallest unit.
  var slack: Double { tolerated / units }

  /// The quantity bought above the ceiling, in smallest preparation units.
  var quantity: Quantity { Quantity(rounding: units) }

  /// The money at stake.
  var excess: Money { Money(rounding: paid - due) }

  /// Whether the highest price anywhere is above `limit` times its ceiling: never less so when a price
  /// rises, as the average over what lies above the ceiling may be.
  func exceeds(_ limit: Double) -> Bool {
    Monitors.exceeds(steepest.price, limit, times: steepest.ceiling)
  }

  /// Adds a cell if its highest price is above the ceiling by more than the tolerance.
  ///
  /// - Parameters:
  ///   - cell: a cell with prices.
  ///   - lowest: its lowest price.
  ///   - highest: its highest price.
  ///   - ceiling: what it is held against.
  ///   - tolerance: the difference forgiven, in 元 per pack.
  mutating func add(
    _ cell: Cell, lowest: PriceMark, highest: PriceMark, ceiling: PriceCeiling.Ceiling,
    tolerance: Double
  ) {
    guard highest.price.exceeds(ceiling.price, by: tolerance, perPackOf: ceiling.packRatio)
    else { return }
    let pack = ceiling.packRatio.units
    let low = lowest.price.yuan
    let high = highest.price.yuan
    let whole = cell.pricedQuantity.units
    let average = low == high ? high : min(max(cell.amount.yuan / whole, low), high)
    let isAllAbove = lowest.price > ceiling.price
    // Amounts are rounded: what was bought at the highest price must not round to nothing.
    let above =
      isAllAbove
      ? whole
      : max(
        boughtAtHigherPrice(of: whole, high: high, low: low, average: average, pack: pack), 0.0001)
    units += above
    paid += (isAllAbove ? average : high) * above
    due += ceiling.price.yuan * above
    tolerated += tolerance / pack * above
    marks.append(highest)
    if high * steepest.ceiling > steepest.price * ceiling.price.yuan {
      steepest = (high, ceiling.price.yuan)
    }
  }
}
