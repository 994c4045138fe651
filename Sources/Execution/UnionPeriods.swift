import PricePanel
import Procurement

/// What hospital unions contracted of varieties for one agreement period each.
struct UnionPeriods {
  /// What one union contracted of one variety of a batch for some days.
  struct Period {
    /// Batch and variety, as an index into ``ContractBook/varieties``.
    let listing: Int
    let start: Day
    let end: Day
    /// The union's members that have bought anything, as indices into `Panel.institutions`.
    let members: [UInt32]
    /// What all contracts of just these days come to.
    var contracted = Quantity.zero
    /// The part of the union's contracts of other days that is for these, in smallest preparation units.
    var ofOtherDays = 0.0
  }

  /// The periods, union by union.
  private(set) var periods: [Period] = []
  /// For each contract the place of its period.
  private var places: [Int?]

  /// Adds up the contracts of each union.
  ///
  /// - Complexity: O(contracts + periods × periods of the same union and variety).
  init(_ contracts: NumberedContracts, in panel: Panel) {
    let rows = contracts.rows
    places = Array(repeating: nil, count: rows.count)
    let unions = UnionContracts(
      rows.map(CollectionOfOne.init), of: contracts.institutions, in: panel)
    for bundle in unions.bundles {
      let first = periods.count
      for index in bundle.contracts {
        let (row, contract) = (rows[index], rows[index].contract)
        let known = periods[first...].firstIndex {
          $0.start == contract.start && $0.end == contract.end
        }
        if known == nil {
          periods.append(
            Period(
              listing: row.listing, start: contract.start, end: contract.end,
              members: bundle.members))
        }
        let place = known ?? periods.count - 1
        periods[place].contracted += contract.quantity
        places[index] = place
      }
      for place in periods.indices[first...] {
        for other in periods[first...] {
          periods[place].ofOtherDays += periods[place].part(of: other)
        }
      }
    }
  }

  /// The place of a contract's period among ``periods``; `nil` where its holder is in no union.
  func place(of contract: Int) -> Int? { places[contract] }
}

extension UnionPeriods.Period {
  /// What of `other`, which has other days, is for the days that both have.
  fileprivate func part(of other: Self) -> Double {
    let days = min(end.ordinal, other.end.ordinal) - max(start.ordinal, other.start.ordinal) + 1
    guard days > 0, start != other.start || end != other.end else { return 0 }
    return other.contracted.units * Double(days)
      / Double(other.end.ordinal - other.start.ordinal + 1)
  }
}
