import PricePanel
import Procurement

/// Finds contracted quantities that are so far from what the institution bought of the variety in
/// the year before, scaled to the contract's period, that their unit is in doubt; and those that are
/// about as many times that, or that part of it, as a pack holds units, so that packs and units may have
/// been mixed up.
///
/// Where purchase records begin within that year, its months that they have stand for all; with
/// fewer than `minimumMonths` of them nothing is said.
struct SuspectQuantities {
  /// What a quantity is taken for.
  enum Mark {
    /// Nothing speaks against it.
    case plausible
    /// It may be of institutions that simply buy more or less, so it counts.
    case packLike
    /// It is too far off to count.
    case suspect
  }

  let factor: Double
  let minimumMonths: Int
  /// By what share a quotient may be off the units in a pack; 0 does not check.
  let packTolerance: Double
  /// Packs of fewer units are not looked at.
  let minimumPack: Double
  let counted: CountedQuantity

  /// What each contract's quantity is taken for.
  func marks(_ contracts: NumberedContracts, in panel: Panel) -> [Mark] {
    let rows = contracts.rows
    guard factor > 1, let recorded = panel.months else { return rows.map { _ in .plausible } }
    let packs = contracts.varieties.map { listing in
      Set(listing.products.selected.map { panel.products[$0].packRatio.units })
        .filter { $0 >= minimumPack }
    }
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
      mark(
        row.contract, against: before, since: recorded.lowerBound,
        packs: packs[row.listing])
    }
  }

  /// How many months of the year before the contract the records have.
  private func monthsBefore(_ contract: Contract, since first: Month) -> Int {
    min(12, first.distance(to: contract.start.month))
  }

  private func mark(
    _ contract: Contract, against before: Quantity, since first: Month, packs: Set<Double>
  ) -> Mark {
    guard before > .zero else { return .plausible }
    let years = Double(contract.end.ordinal - contract.start.ordinal + 1) / 365
    let yearly = before.units / Double(monthsBefore(contract, since: first)) * 12
    let quotient = contract.quantity.units / (yearly * years)
    if quotient > factor || quotient < 1 / factor { return .suspect }
    let isLike = packs.contains { pack in
      packTolerance > 0
        && min(abs(quotient / pack - 1), abs(quotient * pack - 1)) <= packTolerance + 1e-9
    }
    return isLike ? .packLike : .plausible
  }
}
