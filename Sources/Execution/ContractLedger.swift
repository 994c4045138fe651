package import Procurement

/// 约定采购量执行: every contract that runs in a month, with what was bought of it so far.
///
/// completion = quantity bought in the agreement period ÷ contracted quantity, both in smallest
/// preparation units. Members of a hospital union count together. Bought is what arrived in the
/// period, less returns, or what was ordered, as the rules say; where records do not state arrivals
/// it is what was ordered. Selected products and verified stand-ins count. What several batches list counts for
/// the contract of the one that began last.
package struct ContractLedger: Sendable {
  /// The contracts, sorted by batch, variety, product and holder.
  package let rows: [ContractProgress]
  /// The months without purchase records.
  package let gaps: RecordGaps
  /// Contracts left out because the unit of their quantity is in doubt.
  package let notices: [Notice]
  /// Contracts that count, and whose quantity may be in packs where units are meant or the other way
  /// round, or of which purchases count for another batch that lists the same product.
  package let doubts: [Notice]

  /// The contracts of `book` that run in `month`.
  ///
  /// - Parameter varieties: the varieties looked at; `nil`: all.
  /// - Complexity: O(contracts).
  package init(_ book: ContractBook, month: Month, varieties: Set<String>? = nil) {
    let isMeant = book.varieties.map { varieties?.contains($0.name) ?? true }
    let today = month.lastDay.ordinal
    var rows: [ContractProgress] = []
    for listing in book.varieties.indices where isMeant[listing] {
      for account in book.accounts(of: listing) where account.runs(in: month) {
        rows.append(ContractProgress(account, at: month, today: today))
      }
    }
    self.rows = rows
    gaps = book.gaps
    func notices(_ rows: [ContractBook.Row], _ reason: RejectReason) -> [Notice] {
      rows.lazy.filter { isMeant[$0.listing] && $0.runs(in: month) }.map {
        Notice(
          source: $0.contract.source, column: "约定采购量", value: $0.contract.quantity.decimal,
          reason: reason)
      }
    }
    self.notices = notices(book.suspects, .suspectUnit)
    let shared = rows.lazy.filter(\.isShared).flatMap { row in
      row.account.sources.map {
        Notice(
          source: $0, column: "批次", value: row.account.sharing?.batch ?? "", reason: .sharedProduct)
      }
    }
    doubts = notices(book.packLike, .packLikeQuantity) + shared
  }
}
