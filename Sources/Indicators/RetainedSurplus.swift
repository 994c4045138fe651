import Execution
import PricePanel
import Procurement

/// 结余留用: what institutions may keep of what a batch saves the fund.
///
/// Formulas are local; this is the one of most notices. Per institution and batch:
/// budget = contracted quantity × price before × payment rate × insured share;
/// base = budget − (contracted quantity × selected price + amount of what is not selected) × the
/// same rates; retained = base × assessment rate, at most what the rules allow, and nothing where
/// the base is below zero. All rates are inputs, and never guessed. A contract with months of which no file
/// has any purchase is left out: what was bought in them and is not selected is not known.
struct RetainedSurplus {
  static let id = "retained-surplus"

  private let basis: ExecutionBasis
  private let book: ContractBook
  private let bases: BasePrices
  private let month: Month
  /// The varieties in force at the end of ``month``, by name.
  private let inForce: [String: VarietyInForce]
  /// The contracts that run in the month, and whose quantity is not in doubt.
  private let contracts: [ContractBook.Row]
  private let maximumRate: Double

  /// Reads the contracts of `book` that run in `month`.
  ///
  /// - Parameter varieties: those in force at the end of `month`.
  /// - Throws: when `rules` lacks `maximum-rate`.
  init(
    _ basis: ExecutionBasis, _ book: ContractBook, bases: BasePrices,
    varieties: [VarietyInForce], month: Month, rules: RuleSection
  ) throws(RuleError) {
    self.basis = basis
    self.book = book
    self.bases = bases
    self.month = month
    inForce = Dictionary(varieties.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    contracts = book.rows.filter { $0.runs(in: month) }
    maximumRate = try rules.number("maximum-rate")
  }

  /// The surplus to be retained.
  var result: IndicatorResult {
    let first = min(contracts.map(\.contract.start.month).min() ?? month, month)
    var result = IndicatorResult(
      id: Self.id, scope: "contracts", period: first...month, unit: .amount)
    guard !contracts.isEmpty else {
      let isSuspect = book.suspects.contains { $0.runs(in: month) }
      result.reason =
        basis.catalogues.contracts.isEmpty
        ? .noContracts : isSuspect ? .suspectContracts : .nothingInPeriod
      return result
    }
    let accounts = accounts(since: first)
    let total = accounts.reduce(into: SurplusAccount()) { $0 += $1.account }
    result.facts = [
      IndicatorFact(.ownContracts, .count(contracts.count)),
      IndicatorFact(.counted, .count(total.contracts)),
      IndicatorFact(
        .timeProgress,
        total.budget > .zero ? .ratio(total.weightedProgress / total.budget.yuan) : nil),
    ]
    let missing = contracts.map { $0.isFollowed ? monthsMissing(since: $0.contract) : 0 }.max() ?? 0
    if missing > 0 { result.facts.append(IndicatorFact(.monthsWithoutRecords, .count(missing))) }
    guard total.contracts > 0 else {
      result.reason = total.reason
      return result
    }
    result.numerator = .money(total.retained)
    result.value = total.retained.yuan
    result.breakdown = components(of: total, batch: "") + batches(accounts)
    for (index, own) in Dictionary(grouping: accounts, by: \.institution)
      .sorted(by: { $0.key < $1.key })
    {
      let sum = own.reduce(into: SurplusAccount()) { $0 += $1.account }
      let institution = book.institutions[index].institution
      result.breakdown.append(sum.part(.institution, institution.name, code: institution.code))
    }
    return result
  }

  private func batches(_ accounts: [OwnAccount]) -> [IndicatorPart] {
    let groups = Dictionary(grouping: accounts, by: \.batch).sorted { $0.key < $1.key }
      .map { ($0, $1.reduce(into: SurplusAccount()) { $0 += $1.account }) }
    return groups.map { id, sum in
      sum.part(.batch, basis.catalogues.batches[id]?.name ?? id, code: id)
    } + groups.flatMap { id, sum in sum.contracts > 0 ? components(of: sum, batch: id) : [] }
  }

  /// What the retained surplus is made of, in the order of the formula.
  private func components(of account: SurplusAccount, batch: String) -> [IndicatorPart] {
    let amounts = [
      ("budget", account.budget), ("selected-spend", account.selected),
      ("non-selected-spend", account.nonSelected), ("surplus-base", account.base),
      ("retained", account.retained),
    ]
    return amounts.map { name, amount in
      IndicatorPart(
        dimension: .component, name: name, code: batch, numerator: .money(amount),
        value: amount.yuan)
    }
  }

  // MARK: One institution in one batch

  /// What one institution may keep of one batch.
  private struct OwnAccount {
    let batch: String
    /// An index into ``ContractBook/institutions``.
    let institution: Int
    let account: SurplusAccount
  }

  private struct RateKey: Hashable {
    let batch: String
    let institution: String
  }

  /// The accounts, sorted by batch and institution.
  private func accounts(since first: Month) -> [OwnAccount] {
    let rates = Dictionary(
      basis.catalogues.surplusRates.map {
        (RateKey(batch: $0.batch, institution: $0.institution), $0)
      }, uniquingKeysWith: { first, _ in first })
    let terms = book.varieties.map(terms)
    let all = OwnContracts.each(of: contracts, in: book, basis, months: first...month)
    var accounts: [OwnAccount] = []
    var start = 0
    while start < all.count {
      let batch = book.varieties[all[start].listing].batch
      let institution = all[start].institution
      let end =
        all[start...].firstIndex {
          $0.institution != institution || book.varieties[$0.listing].batch != batch
        } ?? all.endIndex
      let code = book.institutions[institution].institution.code
      let own = rates[RateKey(batch: batch, institution: code)]
      accounts.append(
        OwnAccount(
          batch: batch, institution: institution,
          account: account(
            of: all[start..<end],
            at: KnownRates(own ?? rates[RateKey(batch: batch, institution: "")]), terms)))
      start = end
    }
    return accounts
  }

  /// How many months of a contract until the report month no file has any purchase of.
  private func monthsMissing(since contract: Contract) -> Int {
    book.gaps.months(
      from: contract.start.firstMonthOfPeriod, to: min(month, contract.end.lastMonthOfPeriod))
  }

  /// What a variety of a batch cost before, and what it costs where any selected product will do;
  /// `nil` where that is not known.
  private func terms(
    of variety: ContractBook.Listing
  ) -> (base: BasePrices.Base?, price: Double?) {
    let base = basis.catalogues.batches[variety.batch].flatMap {
      bases.base(
        of: variety.name, contractedIn: $0, products: variety.products.all,
        inForce: inForce[variety.name])
    }
    return (
      base, basis.prices.price(batch: variety.batch, variety: variety.name, product: "")
    )
  }

  private func account(
    of all: ArraySlice<OwnContracts>, at rates: KnownRates?,
    _ terms: [(base: BasePrices.Base?, price: Double?)]
  ) -> SurplusAccount {
    var account = SurplusAccount()
    guard let rates else {
      account.reasons = [.rateMissing]
      return account
    }
    let share = rates.payment * rates.insured
    for own in all {
      guard own.rows.allSatisfy(\.isFollowed) else {
        account.reasons.insert(.purchasesBeginLater)
        continue
      }
      guard own.rows.allSatisfy({ monthsMissing(since: $0.contract) == 0 }) else {
        account.reasons.insert(.recordsMissing)
        continue
      }
      let prices = own.rows.compactMap { row in
        row.contract.productCode.isEmpty
          ? terms[own.listing].price
          : basis.prices.price(
            batch: row.contract.batch, variety: row.contract.variety,
            product: row.contract.productCode)
      }
      guard prices.count == own.rows.count, let base = terms[own.listing].base else {
        account.reasons.insert(.noBasePrice)
        continue
      }
      for (row, price) in zip(own.rows, prices) {
        let contract = row.contract
        let before = base.price(of: contract.productCode)
        let budget = Money(rounding: before * share * contract.quantity.units)
        account.budget += budget
        account.selected += Money(rounding: price * share * contract.quantity.units)
        account.weightedProgress += budget.yuan * contract.timeProgress(on: month.lastDay)
      }
      account.contracts += own.rows.count
      account.nonSelected += Money(rounding: own.nonSelected.yuan * share)
    }
    account.base = account.budget - account.selected - account.nonSelected
    let rate = min(rates.assessment, maximumRate)
    account.retained = Money(rounding: max(0, account.base.yuan) * rate)
    return account
  }
}
