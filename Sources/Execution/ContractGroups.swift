import PricePanel
import Procurement

/// Contracts that count together: one, or those of a union's members for the same variety, product
/// and period.
struct ContractGroups {
  private struct Key: Equatable {
    let listing: Int
    let product: Int
    let union: Int
    /// Below zero for a union.
    let institution: Int
    let start: Int
    let end: Int

    /// Whether two contracts differ in the period only.
    func isAlike(_ other: Key) -> Bool {
      listing == other.listing && product == other.product && union == other.union
        && institution == other.institution
    }

    static func < (left: Key, right: Key) -> Bool {
      if left.listing != right.listing { return left.listing < right.listing }
      if left.product != right.product { return left.product < right.product }
      if left.union != right.union { return left.union < right.union }
      if left.institution != right.institution { return left.institution < right.institution }
      return left.start == right.start ? left.end < right.end : left.start < right.start
    }
  }

  /// One group: its rows, and the months that are held against it.
  private struct Group {
    let key: Key
    let rows: Range<Int>
    let first: Month
    /// Where its months stand among those of all groups.
    let months: Range<Int>

    /// Where `month` stands; `nil` where it is none of the group's.
    func place(of month: Month) -> Int? {
      let place = months.lowerBound + first.distance(to: month)
      return months.contains(place) ? place : nil
    }
  }

  /// The rows in the order of groups; those of one group in the order of the file.
  private let rows: [ContractBook.Row]
  private let keys: [Key]
  private let varieties: [ContractBook.Listing]
  private let institutions: [ContractBook.Holder]

  /// Sorts `rows` into groups.
  ///
  /// - Complexity: O(*n* log *n*).
  init(
    _ rows: [ContractBook.Row], varieties: [ContractBook.Listing],
    institutions: [ContractBook.Holder]
  ) {
    self.varieties = varieties
    self.institutions = institutions
    let keys = rows.map { row in
      let holder = institutions[row.institution]
      return Key(
        listing: row.listing, product: row.product, union: holder.union,
        institution: holder.institution.union.isEmpty ? row.institution : -1,
        start: row.contract.start.ordinal, end: row.contract.end.ordinal)
    }
    let order = rows.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
    self.rows = order.map { rows[$0] }
    self.keys = order.map { keys[$0] }
  }

  /// The groups with what was bought of each.
  ///
  /// - Complexity: O(rows × products of a variety + cells of those products).
  func accounts(
    of panel: Panel, codes: ListedCodes, prices: SelectedPrices, counted: CountedQuantity,
    gaps: RecordGaps
  ) -> [ContractAccount] {
    let groups = groups(recorded: panel.months)
    let goods = goods(of: groups, codes: codes)
    let (totals, sharings) = uptakes(of: groups, goods: goods, in: panel, counted: counted)
    return accounts(
      groups, goods: goods, prices: prices, totals: totals, sharings: sharings, gaps: gaps)
  }

  /// The products that count for each group, as indices into `Panel.products`.
  private func goods(of groups: [Group], codes: ListedCodes) -> [[Int]] {
    var goods: [[Int]] = []
    var last: Key?
    for group in groups {
      if let last, last.listing == group.key.listing, last.product == group.key.product {
        goods.append(goods[goods.count - 1])
      } else {
        let code = rows[group.rows.lowerBound].contract.productCode
        goods.append(
          code.isEmpty
            ? varieties[group.key.listing].products.selected
            : codes.products(code: code))
      }
      last = group.key
    }
    return goods
  }

  /// What was bought until the end of each month of each group, and what counts for another batch's group
  /// that each might count as well.
  private func uptakes(
    of groups: [Group], goods: [[Int]], in panel: Panel, counted: CountedQuantity
  ) -> (totals: [Uptake], sharings: [Sharing?]) {
    var totals = [Uptake](repeating: Uptake(), count: groups.last?.months.upperBound ?? 0)
    var sharings = [Sharing?](repeating: nil, count: groups.count)
    guard let recorded = panel.months else { return (totals, sharings) }
    let others = UnionContracts(groups.map { rows[$0.rows] }, of: institutions, in: panel)
      .buyersWithoutContract { isSame(groups[$0], groups[$1]) }
    var requests = PurchaseRequests(panel)
    for (index, group) in groups.enumerated() {
      let holders = group.rows.compactMap { institutions[rows[$0].institution].place }
      for buyer in holders + others[index] {
        requests.add(index, products: goods[index], institution: buyer)
      }
    }
    requests.answerTogether(in: recorded) { askers, cell in
      var first: Int?
      for index in askers where groups[index].place(of: cell.month) != nil {
        if first.map({ comes(groups[index], index, before: groups[$0], $0) }) ?? true {
          first = index
        }
      }
      guard let first, let place = groups[first].place(of: cell.month) else { return }
      let uptake = Uptake(quantity: counted(cell), amount: cell.netAmount)
      totals[place] += uptake
      guard askers.count > 1, uptake != Uptake() else { return }
      let sharing = Sharing(
        since: cell.month, batch: varieties[groups[first].key.listing].batch)
      for index in askers where index != first && groups[index].place(of: cell.month) != nil {
        sharings[index] = min(sharings[index] ?? sharing, sharing)
      }
    }
    for group in groups {
      for place in group.months.dropFirst() { totals[place] += totals[place - 1] }
    }
    return (totals, sharings)
  }

  /// Which of two groups counts what both list for one month; in one batch the first.
  private func comes(_ left: Group, _ index: Int, before right: Group, _ other: Int) -> Bool {
    varieties[left.key.listing].counts(before: varieties[right.key.listing]) ?? (index < other)
  }

  /// Whether two groups of one variety are for the same goods on some day.
  private func isSame(_ left: Group, _ right: Group) -> Bool {
    let codes = [left, right].map { rows[$0.rows.lowerBound].contract.productCode }
    return (codes[0] == codes[1] || codes.contains(""))
      && left.key.start <= right.key.end && right.key.start <= left.key.end
  }

  /// - Parameter recorded: the months of the purchase records.
  private func groups(recorded: ClosedRange<Month>?) -> [Group] {
    var groups: [Group] = []
    var start = 0
    var months = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, keys[end] == keys[start] { end += 1 }
      let contract = rows[start].contract
      var first = contract.start.firstMonthOfPeriod
      var count = 0
      if let recorded {
        first = max(first, recorded.lowerBound)
        let last = min(contract.end.lastMonthOfPeriod, recorded.upperBound)
        count = max(0, first.distance(to: last) + 1)
      }
      groups.append(
        Group(key: keys[start], rows: start..<end, first: first, months: months..<months + count))
      months += count
      start = end
    }
    return groups
  }

  private func accounts(
    _ groups: [Group], goods: [[Int]], prices: SelectedPrices, totals: [Uptake],
    sharings: [Sharing?], gaps: RecordGaps
  ) -> [ContractAccount] {
    let holders = NumberedHolders(groups.map { rows[$0.rows] }, institutions)
    var accounts: [ContractAccount] = []
    accounts.reserveCapacity(groups.count)
    for (index, group) in groups.enumerated() {
      let members = rows[group.rows]
      let contract = rows[group.rows.lowerBound].contract
      let listing = varieties[group.key.listing]
      let (holder, codeRank, regionRank) = holders[index]
      let before = index > 0 ? groups[index - 1].key : nil
      let isPriced =
        before?.listing == group.key.listing && before?.product == group.key.product
      let identity =
        before?.isAlike(group.key) ?? false ? accounts[index - 1].identity : index
      accounts.append(
        ContractAccount(
          place: index, contract: contract, listing: group.key.listing,
          ranks: ContractAccount.Ranks(
            batch: listing.batchRank, variety: listing.varietyRank, holder: codeRank,
            region: regionRank),
          identity: identity,
          isBesideAnother: accounts[identity...].contains { $0.isJudged(beside: contract) },
          holder: holder,
          contracted: members.reduce(.zero) { $0 + $1.contract.quantity },
          products: goods[index],
          price: isPriced
            ? accounts[index - 1].price
            : prices.price(
              batch: contract.batch, variety: contract.variety, product: contract.productCode),
          isFollowed: members.allSatisfy(\.isFollowed), sources: members.map(\.contract.source),
          sharing: sharings[index], gaps: gaps, first: group.first, totals: totals[group.months]))
    }
    return accounts
  }
}
