import PricePanel
import Procurement

/// Finds contracted quantities that are so far from what the institution bought of the variety in
/// the year before, scaled to the contract's period, that their unit is in doubt.
///
/// Where purchase records begin within that year, its months that they have stand for all; with
/// fewer than `minimumMonths` of them nothing is said.
struct SuspectQuantities {
  let factor: Double
  let minimumMonths: Int
  let counted: CountedQuantity

  /// Whether each contract's quantity is in doubt.
  func marks(_ contracts: NumberedContracts, in panel: Panel) -> [Bool] {
    let rows = contracts.rows
    guard factor > 1, let recorded = panel.months else { return rows.map { _ in false } }
    let products = contracts.varieties.map(\.products.all)
    var requests = PurchaseRequests(panel)
    for (index, row) in rows.enumerated() {
      guard let place = contracts.institutions[row.institution].place,
        monthsBefore(row.contract, since: recorded.lowerBound) >= max(1, minimumMonths)
      else { continue }
      requests.add(index, products: products[row.listing], institution: place)
    }
    var before = [Quantity](repeating: .zero, count: rows.count)
    requests.answer(in: recorded) { index, cell in
      let start = rows[index].contract.start.month
      guard cell.month < start, cell.month.distance(to: start) <= 12 else { return }
      before[index] += counted(cell)
    }
    return zip(rows, before).map { row, before in
      isFar(row.contract, from: before, since: recorded.lowerBound)
    }
  }

  /// How many months of the year before the contract the records have.
  private func monthsBefore(_ contract: Contract, since first: Month) -> Int {
    min(12, first.distance(to: contract.start.month))
  }

  private func isFar(
    _ contract: Contract, from before: Quantity, since first: Month
  ) -> Bool {
    guard before > .zero else { return false }
    let years = Double(contract.end.ordinal - contract.start.ordinal + 1) / 365
    let yearly = before.units / Double(monthsBefore(contract, since: first)) * 12
    let quotient = contract.quantity.units / (yearly * years)
    return quotient > factor || quotient < 1 / factor
  }
}
