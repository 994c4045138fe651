package import PricePanel
import Procurement

/// The contracts of each hospital union (医联体) for each variety of a batch, and who buys for them: what a
/// member buys that has no contract of its own counts for the others'.
package struct UnionContracts {
  /// The contracts of one union for one variety of a batch.
  struct Bundle {
    /// As indices into the contracts that were given, in their order.
    var contracts: [Int]
    /// The union's members that have bought anything, as indices into `Panel.institutions`.
    let members: [UInt32]
  }

  private struct Key: Hashable {
    let listing: Int
    let union: String
  }

  /// What belongs together; contracts of institutions that are in no union are in none.
  let bundles: [Bundle]
  /// The members that each contract is with, as far as they have bought anything.
  private let holders: [Set<UInt32>]

  /// Looks for unions among `contracts`, each one row or several of one variety that count together.
  ///
  /// - Parameter institutions: what the rows' institutions are indices into.
  /// - Complexity: O(rows + institutions of the panel).
  package init<Rows: Collection<ContractBook.Row>>(
    _ contracts: [Rows], of institutions: [ContractBook.Holder], in panel: Panel
  ) {
    let membersOf = UnionMembers(panel)
    var bundles: [Bundle] = []
    var places: [Key: Int] = [:]
    var holders = [Set<UInt32>](repeating: [], count: contracts.count)
    for (index, rows) in contracts.enumerated() {
      guard let first = rows.first else { continue }
      let union = institutions[first.institution].institution.union
      guard !union.isEmpty else { continue }
      holders[index] = Set(rows.compactMap { institutions[$0.institution].place })
      let key = Key(listing: first.listing, union: union)
      if let place = places[key] {
        bundles[place].contracts.append(index)
      } else {
        places[key] = bundles.count
        bundles.append(Bundle(contracts: [index], members: membersOf[union]))
      }
    }
    self.bundles = bundles
    self.holders = holders
  }

  /// For each contract the members of its union that buy for it without one of their own, as indices into
  /// `Panel.institutions`; a member counts once, with the first contract of those that are alike.
  ///
  /// - Parameter isAlike: whether two contracts of one union and variety, by their indices, are for the same
  ///   goods and days.
  package func buyersWithoutContract(
    where isAlike: (Int, Int) -> Bool = { _, _ in true }
  ) -> [[UInt32]] {
    var buyers = [[UInt32]](repeating: [], count: holders.count)
    for bundle in bundles {
      for index in bundle.contracts {
        var others = holders[index]
        for other in bundle.contracts where other != index && isAlike(other, index) {
          others.formUnion(holders[other])
          others.formUnion(buyers[other])
        }
        buyers[index] = bundle.members.filter { !others.contains($0) }
      }
    }
    return buyers
  }
}
