import Execution
import PricePanel
import Procurement

/// The contracts of one institution for one variety of one batch, and what it paid for other products of it.
struct OwnContracts {
  let rows: ArraySlice<ContractBook.Row>
  /// Batch and variety, as an index into ``ContractBook/varieties``.
  let listing: Int
  /// An index into ``ContractBook/institutions``.
  let institution: Int
  /// The amount of what was bought of the variety and is not selected, in the months that count.
  private(set) var nonSelected = Money.zero

  /// The contracts by batch, institution and variety, with what was bought in `months` and is not selected.
  ///
  /// What members of a union buy without a contract for the variety is the first member's that has one,
  /// whatever its goods and days. Each purchase counts once: where contracts in several batches might count
  /// it, for the batch that began last; and not at all where a batch in force selects the product.
  ///
  /// - Complexity: O(*n* log *n*) in contracts, and O(cells of the varieties' products).
  static func each(
    of contracts: [ContractBook.Row], in book: ContractBook, _ basis: ExecutionBasis,
    months: ClosedRange<Month>
  ) -> [OwnContracts] {
    var all = sorted(contracts, in: book)
    let others = UnionContracts(all.map(\.rows), of: book.institutions, in: basis.panel)
      .buyersWithoutContract()
    var requests = PurchaseRequests(basis.panel)
    for (place, own) in all.enumerated() {
      let buyers = (book.institutions[own.institution].place.map { [$0] } ?? []) + others[place]
      for buyer in buyers {
        requests.add(
          place, products: book.varieties[own.listing].products.nonSelected, institution: buyer)
      }
    }
    requests.answerTogether(in: months) { askers, cell in
      guard !basis.selections.isSelected(product: Int(cell.product), at: cell.month) else { return }
      let claimants = askers.lazy.filter { place in
        all[place].rows.contains { $0.contract.covers(cell.month) }
      }
      let first = claimants.min {
        let (own, other) = (book.varieties[all[$0].listing], book.varieties[all[$1].listing])
        return own.counts(before: other) ?? ($0 < $1)
      }
      if let first { all[first].nonSelected += cell.netAmount }
    }
    return all
  }

  /// The contracts by batch, institution and variety.
  private static func sorted(
    _ contracts: [ContractBook.Row], in book: ContractBook
  ) -> [OwnContracts] {
    let keys = contracts.enumerated().map { place, row in
      (book.varieties[row.listing].batchRank, row.institution, row.listing, place)
    }
    let rows = keys.sorted(by: <).map { contracts[$0.3] }
    var all: [OwnContracts] = []
    var start = 0
    while start < rows.count {
      let (listing, institution) = (rows[start].listing, rows[start].institution)
      let end =
        rows[start...].firstIndex { $0.listing != listing || $0.institution != institution }
        ?? rows.endIndex
      all.append(
        OwnContracts(rows: rows[start..<end], listing: listing, institution: institution))
      start = end
    }
    return all
  }
}
