package import PricePanel
package import Procurement

/// What was bought of single products by single institutions, month by month; each product's cells
/// are summed once.
package struct Uptake {
  /// A quantity with its amount.
  package struct Sum: Hashable, Sendable {
    /// In smallest preparation units, after returns.
    package var quantity = Quantity.zero
    /// After returns.
    package var amount = Money.zero

    /// Nothing.
    package init() {}

    /// Adds another sum.
    package static func += (left: inout Sum, right: Sum) {
      left.quantity += right.quantity
      left.amount += right.amount
    }
  }

  private let panel: Panel
  private let countsArrived: Bool
  /// The first month with purchases.
  private let recorded: Month?
  private var byProduct: [Int: [UInt32: [(month: Month, sum: Sum)]]] = [:]

  /// Sums over `panel`.
  ///
  /// - Parameter countsArrived: whether what arrived counts, where records state it; else what was
  ///   ordered.
  package init(panel: Panel, countsArrived: Bool) {
    self.panel = panel
    self.countsArrived = countsArrived
    recorded = panel.months?.lowerBound
  }

  /// What the institution bought of the product in the months that satisfy `condition`, not after
  /// `last`.
  private mutating func sum(
    of product: Int, by institution: UInt32, until last: Month, where condition: (Month) -> Bool
  ) -> Sum {
    var sum = Sum()
    for (month, part) in months(of: product)[institution] ?? []
    where month <= last && condition(month) { sum += part }
    return sum
  }

  /// What the institution bought of the product, month by month.
  package mutating func months(
    of product: Int, by institution: UInt32
  ) -> [(month: Month, sum: Sum)] { months(of: product)[institution] ?? [] }

  /// Whether a contract is so far from what the institution bought of the variety in the year
  /// before, scaled to the contract's period, that the unit of its quantity is in doubt.
  ///
  /// Where purchase records begin within that year, its months that they have stand for all; with
  /// fewer than `minimumMonths` of them nothing is said.
  mutating func isFarFrom(
    _ contract: Contract, products: [Int], institution: UInt32, factor: Double,
    minimumMonths: Int
  ) -> Bool {
    let year = contract.start.month.advanced(by: -12)
    guard let recorded else { return false }
    let first = max(year, recorded)
    let months = first.distance(to: contract.start.month)
    guard months >= max(1, minimumMonths) else { return false }
    var before = Sum()
    for product in products {
      before += sum(of: product, by: institution, until: contract.start.month.advanced(by: -1)) {
        $0 >= first
      }
    }
    guard before.quantity > .zero else { return false }
    let years = Double(contract.end.ordinal - contract.start.ordinal + 1) / 365
    let yearly = before.quantity.units / Double(months) * 12
    let quotient = contract.quantity.units / (yearly * years)
    return quotient > factor || quotient < 1 / factor
  }

  private mutating func months(of product: Int) -> [UInt32: [(month: Month, sum: Sum)]] {
    if let known = byProduct[product] { return known }
    var result: [UInt32: [(month: Month, sum: Sum)]] = [:]
    for cell in panel.history(of: product).cells {
      var part = Sum()
      part.quantity = quantity(cell)
      part.amount = cell.netAmount
      result[cell.institution, default: []].append((cell.month, part))
    }
    byProduct[product] = result
    return result
  }

  /// What counts of a cell: what arrived, or was ordered where nothing says what arrived.
  private func quantity(_ cell: Cell) -> Quantity {
    (countsArrived && cell.due > .zero ? cell.arrived : cell.ordered) - cell.returned
  }
}
