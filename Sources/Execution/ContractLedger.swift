package import PricePanel
package import Procurement

/// 约定采购量执行: every contract that runs in the report month, with what was bought of it so far.
///
/// completion = quantity bought in the agreement period ÷ contracted quantity, both in smallest
/// preparation units. Members of a hospital union count together. Bought is what arrived, less
/// returns, or what was ordered, as the rules say; where records do not state arrivals it is what
/// was ordered. Selected products and verified stand-ins count.
package struct ContractLedger: Sendable {
  /// The contracts, sorted by batch, variety, product and holder.
  package let rows: [ContractProgress]
  /// The contracts that the rows are made of, in the order of the file.
  package let contracts: [Contract]
  /// Contracts left out because the unit of their quantity is in doubt.
  package let notices: [Notice]
  /// The first month of the purchase records.
  private let firstMonth: Month?

  /// Holds the contracts against the panel.
  ///
  /// - Parameters:
  ///   - month: the report month; purchases until its end count.
  ///   - rules: the section `contract-completion`.
  ///   - products: the products of each variety, where they are looked up already.
  /// - Throws: when `rules` lacks `count-arrived`, `suspect-factor` or `suspect-months`.
  /// - Complexity: O(contracts × products of a variety + cells of those products).
  package init(
    panel: Panel, month: Month, catalogues: Catalogues, rules: RuleSection,
    products: VarietyProducts? = nil
  ) throws(RuleError) {
    var uptake = Uptake(panel: panel, countsArrived: try rules.flag("count-arrived"))
    let factor = try rules.number("suspect-factor")
    let minimumMonths = try rules.count("suspect-months")
    firstMonth = panel.months?.lowerBound
    guard !catalogues.contracts.isEmpty else {
      (rows, contracts, notices) = ([], [], [])
      return
    }
    let first = firstMonth
    let products = products ?? VarietyProducts(panel: panel, catalogues: catalogues)
    let known = catalogues.institutions.merging(
      panel.institutions.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    let places = Dictionary(
      panel.institutions.enumerated().map { ($1.code, UInt32($0)) },
      uniquingKeysWith: { first, _ in first })

    var contracts: [Contract] = []
    var notices: [Notice] = []
    var groups: [GroupKey: Group] = [:]
    for contract in catalogues.contracts
    where contract.start <= month.lastDay && contract.end.month >= month {
      let members = products[.init(batch: contract.batch, variety: contract.variety)]
      let bought =
        contract.productCode.isEmpty
        ? members.selected : products.product(code: contract.productCode).map { [$0] } ?? []
      let place = places[contract.institution]
      if factor > 1, let place,
        uptake.isFarFrom(
          contract, products: members.all, institution: place, factor: factor,
          minimumMonths: minimumMonths)
      {
        notices.append(
          Notice(
            source: contract.source, column: "约定采购量", value: contract.quantity.decimal,
            reason: .suspectUnit))
        continue
      }
      let institution =
        known[contract.institution]
        ?? Institution(
          code: contract.institution, name: contract.institution, ownership: .unstated)
      let key = GroupKey(contract, union: institution.union)
      var group = groups[key] ?? Group()
      contracts.append(contract)
      group.institutions.append(institution)
      group.sources.append(contract.source)
      group.contracted += contract.quantity
      if let place {
        for product in bought {
          for (each, sum) in uptake.months(of: product, by: place)
          where each <= month && contract.covers(each) {
            group.bought[each, default: .zero] += sum.quantity
            group.amount += sum.amount
          }
        }
      }
      groups[key] = group
    }
    self.contracts = contracts
    self.notices = notices
    rows = groups.sorted { $0.key < $1.key }.map { key, group in
      ContractProgress(
        batch: key.batch, variety: key.variety, productCode: key.productCode,
        holder: ContractHolder(union: key.union, institutions: group.institutions),
        start: key.start, end: key.end, contracted: group.contracted, monthly: group.bought,
        amount: group.amount, day: month.lastDay,
        isFollowed: ContractLedger.isFollowed(from: key.start, since: first), sources: group.sources
      )
    }
  }

  /// Whether the purchase records reach back to the start of the contract's period.
  package func isFollowed(_ contract: Contract) -> Bool {
    ContractLedger.isFollowed(from: contract.start, since: firstMonth)
  }

  private static func isFollowed(from start: Day, since first: Month?) -> Bool {
    first.map { $0 <= start.firstMonthOfPeriod } ?? false
  }
}

/// What counts together: one contract, or those of a union's members.
private struct GroupKey: Hashable, Comparable {
  let batch: String
  let variety: String
  let productCode: String
  let union: String
  let institution: String
  let start: Day
  let end: Day

  init(_ contract: Contract, union: String) {
    batch = contract.batch
    variety = contract.variety
    productCode = contract.productCode
    self.union = union
    institution = union.isEmpty ? contract.institution : ""
    start = contract.start
    end = contract.end
  }

  static func < (left: GroupKey, right: GroupKey) -> Bool {
    let leftKey = (left.batch, left.variety, left.productCode, left.union, left.institution)
    let rightKey = (right.batch, right.variety, right.productCode, right.union, right.institution)
    if leftKey != rightKey { return leftKey < rightKey }
    return left.start == right.start ? left.end < right.end : left.start < right.start
  }
}

private struct Group {
  var institutions: [Institution] = []
  var sources: [SourceLine] = []
  var contracted = Quantity.zero
  var bought: [Month: Quantity] = [:]
  var amount = Money.zero
}
