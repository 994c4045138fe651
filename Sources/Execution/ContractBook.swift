package import PricePanel
package import Procurement

/// All contracts held against the panel, once for all months.
package struct ContractBook: Sendable {
  /// A variety of which something was contracted in a batch.
  package struct Listing: Sendable {
    /// The batch's identifier.
    package let batch: String
    /// The variety.
    package let name: String
    /// The products bought as it.
    package let products: VarietyProducts.Members
    /// The batch's first day; `nil` where the batch is not known.
    let start: Day?
    /// The batch's place among all that have contracts, by identifier.
    package let batchRank: Int
    /// The variety's place, by name.
    package let varietyRank: Int

    /// Whether what both list counts for this one, as for the selected price in force: for the batch that
    /// began last, then for the highest identifier; `nil` within one batch.
    package func counts(before other: Listing) -> Bool? {
      if batchRank == other.batchRank { return nil }
      if start == other.start { return batchRank > other.batchRank }
      guard let start, let before = other.start else { return start != nil }
      return start > before
    }
  }

  /// A row of `vbp/contracts.csv`; names are numbered by their order.
  package struct Row: Sendable {
    /// The contract.
    package let contract: Contract
    /// Batch and variety, as an index into ``varieties``.
    package let listing: Int
    /// The institution, as an index into ``institutions``.
    package let institution: Int
    /// The product's code among those that contracts name.
    let product: Int
    /// Whether the purchase records reach back to the start of the period.
    package let isFollowed: Bool

    /// Whether its period reaches into `month`.
    package func runs(in month: Month) -> Bool {
      contract.start.month <= month && month <= contract.end.month
    }
  }

  /// An institution that has contracts.
  package struct Holder: Sendable {
    /// What is known of it.
    package let institution: Institution
    /// Its index into `Panel.institutions`; `nil` where it bought nothing.
    package let place: UInt32?
    /// Its union's place by name.
    let union: Int
    /// The region in which its union's members lie, or where it is in none itself; `nil`: several.
    let region: String?
  }

  /// The varieties contracted, sorted by batch and name.
  package let varieties: [Listing]
  /// The institutions that have contracts, sorted by code.
  package let institutions: [Holder]
  /// The contracts whose quantity is not in doubt, in the order of the file.
  package let rows: [Row]
  /// Those among them that are about as many times what was bought in the year before as a pack holds
  /// units.
  package let packLike: [Row]
  /// The contracts whose quantity is in doubt.
  package let suspects: [Row]
  /// What ``rows`` come to, with the members of a union together; sorted by batch, variety, product,
  /// holder and period.
  package let accounts: [ContractAccount]
  /// The months without purchase records.
  package let gaps: RecordGaps
  /// Where the accounts of each of ``varieties`` begin; one more at the end.
  private let starts: [Int]

  /// Holds the contracts against the panel.
  ///
  /// - Parameters:
  ///   - codes: under which codes products are listed.
  ///   - products: the products of each variety.
  ///   - prices: what contracted quantities are valued at.
  ///   - rules: the section `contract-completion`.
  /// - Throws: when `rules` lacks `count-arrived`, `suspect-factor`, `suspect-months`,
  ///   `suspect-pack-tolerance`, `suspect-pack-minimum` or `suspect-minimum-packs`.
  /// - Complexity: O(contracts × log contracts + contracts × products of a variety + cells of those
  ///   products).
  package init(
    panel: Panel, catalogues: Catalogues, codes: ListedCodes, products: VarietyProducts,
    prices: SelectedPrices, rules: RuleSection
  ) throws(RuleError) {
    let counted = CountedQuantity(countsArrived: try rules.flag("count-arrived"))
    let doubt = SuspectQuantities(
      factor: try rules.number("suspect-factor"),
      minimumMonths: try rules.count("suspect-months"),
      packTolerance: try rules.number("suspect-pack-tolerance"),
      minimumPack: try rules.number("suspect-pack-minimum"),
      minimumPacks: try rules.count("suspect-minimum-packs"), counted: counted)
    let read = NumberedContracts(panel: panel, catalogues: catalogues, products: products)
    let marks = doubt.marks(read, in: panel)
    varieties = read.varieties
    institutions = read.institutions
    suspects = zip(read.rows, marks).compactMap { $1 == .suspect ? $0 : nil }
    packLike = zip(read.rows, marks).compactMap { $1 == .packLike ? $0 : nil }
    rows = zip(read.rows, marks).compactMap { $1 == .suspect ? nil : $0 }
    gaps = RecordGaps(panel)
    accounts = ContractGroups(rows, varieties: varieties, institutions: institutions).accounts(
      of: panel, codes: codes, prices: prices, counted: counted, gaps: gaps)
    var starts = [Int](repeating: 0, count: varieties.count + 1)
    for account in accounts { starts[account.listing + 1] += 1 }
    for listing in varieties.indices { starts[listing + 1] += starts[listing] }
    self.starts = starts
  }

  /// The accounts of one of ``varieties``.
  func accounts(of listing: Int) -> ArraySlice<ContractAccount> {
    accounts[starts[listing]..<starts[listing + 1]]
  }
}

/// What counts of purchases: what arrived in the month, for orders of the month or of others, and what was
/// ordered on lines that do not say what arrived.
struct CountedQuantity {
  let countsArrived: Bool

  func callAsFunction(_ cell: Cell) -> Quantity {
    // Where nothing was ordered, all that arrived is further shipments of orders elsewhere.
    guard countsArrived, cell.stated > .zero || cell.ordered == .zero else {
      return cell.ordered - cell.returned
    }
    return cell.arrived + (cell.ordered - cell.stated) - cell.returned
  }
}
