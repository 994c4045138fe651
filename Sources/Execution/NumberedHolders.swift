import Procurement

/// Who holds each group of contracts, with codes and regions numbered by their order.
struct NumberedHolders {
  /// The institutions of their own, and after them the unions.
  private var all: [ContractHolder]
  /// The place of each group's holder among ``all``.
  private var places: [Int] = []
  private var codeRanks: [Int] = []
  private var regionRanks: [Int] = []

  /// - Parameter groups: the rows of each group.
  init(_ groups: [ArraySlice<ContractBook.Row>], _ institutions: [ContractBook.Holder]) {
    all = institutions.map {
      ContractHolder(
        union: "", institutions: [$0.institution], region: $0.institution.region)
    }
    places.reserveCapacity(groups.count)
    for rows in groups {
      let first = rows[rows.startIndex].institution
      let union = institutions[first].institution.union
      places.append(union.isEmpty ? first : all.count)
      if !union.isEmpty {
        all.append(
          ContractHolder(
            union: union, institutions: rows.map { institutions[$0.institution].institution },
            region: institutions[first].region))
      }
    }
    var codes = Numbering()
    var regions = Numbering()
    let numbers = all.map { (codes.number(of: $0.code), regions.number(of: $0.region)) }
    let (codePlaces, regionPlaces) = (codes.ranks, regions.ranks)
    codeRanks = numbers.map { codePlaces[$0.0] }
    regionRanks = numbers.map { regionPlaces[$0.1] }
  }

  /// Who holds a group, and the places of its code and region.
  subscript(group: Int) -> (holder: ContractHolder, codeRank: Int, regionRank: Int) {
    let place = places[group]
    return (all[place], codeRanks[place], regionRanks[place])
  }
}
