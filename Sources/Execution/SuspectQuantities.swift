import PricePanel
import Procurement

/// Finds contracted quantities that are so far from what the institution bought of the variety in
/// the year before, scaled to the contract's period, that their unit is in doubt; and those that are
/// about as many times that, or that part of it, as a pack holds units, so that packs and units may have
/// been mixed up. Of a hospital union it is what all members bought, against all contracts that count
/// together; where several members have contracts, one that fits what its own holder bought does as well.
///
/// Where purchase records begin within that year, its months that they have stand for all; with
/// fewer than `minimumMonths` of them nothing is said.
struct SuspectQuantities {
  /// What a quantity is taken for.
  enum Mark: Comparable {
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
    let together = together(contracts, in: panel)
    var requests = PurchaseRequests(panel)
    for (index, row) in rows.enumerated() {
      guard monthsBefore(row.contract, since: recorded.lowerBound) >= max(1, minimumMonths)
      else { continue }
      if let place = contracts.institutions[row.institution].place {
        requests.add(index, products: products[row.listing], institution: place)
      }
      for place in together.others[index] {
        requests.add(rows.count + index, products: products[row.listing], institution: place)
      }
    }
    // What each row's holder bought, and after these what the members without a contract did.
    var before = [Quantity](repeating: .zero, count: 2 * rows.count)
    requests.answer(in: recorded) { index, cell in
      let start = rows[index % rows.count].contract.start.month
      guard cell.month < start, cell.month.distance(to: start) <= 12 else { return }
      before[index] += counted(cell)
    }
    func mark(_ row: ContractBook.Row, _ quantity: Quantity, _ before: Quantity) -> Mark {
      self.mark(
        row.contract, quantity, against: before, since: recorded.lowerBound,
        packs: packs[row.listing])
    }
    var sums: [Int: (contracted: Quantity, before: Quantity)] = [:]
    for (index, row) in rows.enumerated() where together.standing[index] != .own {
      sums[together.group[index], default: (.zero, .zero)].contracted += row.contract.quantity
      sums[together.group[index], default: (.zero, .zero)].before +=
        before[index] + before[rows.count + index]
    }
    return rows.indices.map { index in
      let row = rows[index]
      let own = mark(row, row.contract.quantity, before[index])
      guard let sum = sums[together.group[index]], together.standing[index] != .own else {
        return own
      }
      let all = mark(row, sum.contracted, sum.before)
      return together.standing[index] == .alone ? all : min(own, all)
    }
  }

  /// Whose a row is.
  private enum Standing {
    /// An institution's that is in no union.
    case own
    /// A union's only one for the variety.
    case alone
    /// One of several of a union for the variety.
    case oneOfSeveral
  }

  /// Which rows count together, as for ``ContractGroups``, and who buys for them besides.
  private struct Together {
    /// The first row of those that each row counts with.
    var group: [Int]
    /// Whose each row is.
    var standing: [Standing]
    /// The members of the union without a contract for the variety, with the first row of it; indices into
    /// `Panel.institutions`.
    var others: [[UInt32]]
  }

  private func together(_ contracts: NumberedContracts, in panel: Panel) -> Together {
    struct Key: Hashable {
      let product: Int
      let start: Day
      let end: Day
    }
    let rows = contracts.rows
    var result = Together(
      group: Array(rows.indices), standing: rows.map { _ in .own }, others: rows.map { _ in [] })
    let unions = UnionContracts(
      rows.map(CollectionOfOne.init), of: contracts.institutions, in: panel)
    for bundle in unions.bundles {
      let own = Set(
        bundle.contracts.compactMap { contracts.institutions[rows[$0].institution].place })
      var firsts: [Key: Int] = [:]
      for index in bundle.contracts {
        let row = rows[index]
        let key = Key(product: row.product, start: row.contract.start, end: row.contract.end)
        result.group[index] = firsts[key] ?? index
        result.standing[index] = bundle.contracts.count > 1 ? .oneOfSeveral : .alone
        guard firsts[key] == nil else { continue }
        firsts[key] = index
        // One period after the other is each bought for by all.
        result.others[index] = bundle.members.filter { !own.contains($0) }
      }
    }
    return result
  }

  /// How many months of the year before the contract the records have.
  private func monthsBefore(_ contract: Contract, since first: Month) -> Int {
    min(12, first.distance(to: contract.start.month))
  }

  private func mark(
    _ contract: Contract, _ contracted: Quantity, against before: Quantity, since first: Month,
    packs: Set<Double>
  ) -> Mark {
    guard before > .zero else { return .plausible }
    let years = Double(contract.end.ordinal - contract.start.ordinal + 1) / 365
    let yearly = before.units / Double(monthsBefore(contract, since: first)) * 12
    let quotient = contracted.units / (yearly * years)
    if quotient > factor || quotient < 1 / factor { return .suspect }
    let isLike = packs.contains { pack in
      packTolerance > 0
        && min(abs(quotient / pack - 1), abs(quotient * pack - 1)) <= packTolerance + 1e-9
    }
    return isLike ? .packLike : .plausible
  }
}
