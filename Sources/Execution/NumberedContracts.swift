import PricePanel
import Procurement

/// The rows of `vbp/contracts.csv` with their names looked up once.
struct NumberedContracts {
  /// The varieties contracted, sorted by batch and name.
  let varieties: [ContractBook.Listing]
  /// The institutions that have contracts, sorted by code.
  let institutions: [ContractBook.Holder]
  /// The contracts, in the order of the file.
  let rows: [ContractBook.Row]

  /// Numbers the contracts' batches, varieties, institutions and products.
  ///
  /// - Complexity: O(contracts).
  init(panel: Panel, catalogues: Catalogues, products: VarietyProducts) {
    let contracts = catalogues.contracts
    var batches = Numbering()
    var names = Numbering()
    var holders = Numbering()
    var codes = Numbering()
    let numbers = contracts.map {
      (
        batch: batches.number(of: $0.batch), name: names.number(of: $0.variety),
        holder: holders.number(of: $0.institution), code: codes.number(of: $0.productCode)
      )
    }
    let (batchRanks, nameRanks) = (batches.ranks, names.ranks)
    let (holderRanks, codeRanks) = (holders.ranks, codes.ranks)
    let keys = numbers.map { batchRanks[$0.batch] * nameRanks.count + nameRanks[$0.name] }
    let sorted = Set(keys).sorted()
    let places = sorted.places(by: \.self)
    let (sortedBatches, sortedNames) = (batches.names.sorted(), names.names.sorted())
    varieties = sorted.map { key in
      let batch = sortedBatches[key / nameRanks.count]
      let name = sortedNames[key % nameRanks.count]
      return ContractBook.Listing(
        batch: batch, name: name, products: products[.init(batch: batch, variety: name)],
        start: catalogues.batches[batch]?.start,
        batchRank: key / nameRanks.count, varietyRank: key % nameRanks.count)
    }
    institutions = Self.holders(holders.names.sorted(), panel: panel, catalogues: catalogues)
    let first = panel.months?.lowerBound
    rows = contracts.indices.map { index in
      let contract = contracts[index]
      return ContractBook.Row(
        contract: contract, listing: places[keys[index]] ?? 0,
        institution: holderRanks[numbers[index].holder], product: codeRanks[numbers[index].code],
        isFollowed: first.map { $0 <= contract.start.firstMonthOfPeriod } ?? false)
    }
  }

  /// What is known of the institutions with `codes`.
  private static func holders(
    _ codes: [String], panel: Panel, catalogues: Catalogues
  ) -> [ContractBook.Holder] {
    let places = panel.institutions.places(by: \.code)
    let all = KnownInstitutions(panel: panel, catalogues: catalogues)
    let known = codes.map { all[$0] }
    var unions = Numbering()
    let numbers = known.map { unions.number(of: $0.union) }
    let ranks = unions.ranks
    // Members without contracts buy for the union too; one whose region nothing says is in no other.
    var regions: [String: Set<String>] = [:]
    for member in all.byCode.values where !member.union.isEmpty && !member.region.isEmpty {
      regions[member.union, default: []].insert(member.region)
    }
    return codes.indices.map { index in
      let institution = known[index]
      let own = institution.union.isEmpty ? [institution.region] : regions[institution.union] ?? []
      return ContractBook.Holder(
        institution: institution, place: places[codes[index]].map(UInt32.init),
        union: ranks[numbers[index]], region: own.count > 1 ? nil : own.first ?? "")
    }
  }
}
