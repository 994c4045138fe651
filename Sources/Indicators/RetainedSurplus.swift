import Execution
import PricePanel
import Procurement

/// 结余留用: what institutions may keep of what a batch saves the fund.
///
/// Formulas are local; this is the one of most notices. Per institution and batch:
/// budget = contracted quantity × price before × payment rate × insured share;
/// base = budget − (contracted quantity × selected price + amount of what is not selected) × the
/// same rates; retained = base × assessment rate, at most what the rules allow, and nothing where
/// the base is below zero. All rates are inputs, and never guessed.
struct RetainedSurplus {
  static let id = "retained-surplus"

  private let panel: Panel
  private let month: Month
  private let ledger: ContractLedger
  private let prices: SelectedPrices
  private let bases: BasePrices
  private let products: VarietyProducts
  private let catalogues: Catalogues
  private let maximumRate: Double

  /// Reads the contracts of `ledger`.
  ///
  /// - Throws: when `rules` lacks `maximum-rate`.
  init(
    panel: Panel, month: Month, ledger: ContractLedger, prices: SelectedPrices,
    bases: BasePrices, products: VarietyProducts, catalogues: Catalogues, rules: RuleSection
  ) throws(RuleError) {
    self.panel = panel
    self.month = month
    self.ledger = ledger
    self.prices = prices
    self.bases = bases
    self.products = products
    self.catalogues = catalogues
    maximumRate = try rules.number("maximum-rate")
  }

  /// The surplus to be retained.
  var result: IndicatorResult {
    let contracts = ledger.contracts
    let first = min(contracts.map(\.start.month).min() ?? month, month)
    var result = IndicatorResult(
      id: Self.id, scope: "contracts", period: first...month, unit: .amount)
    guard !contracts.isEmpty else {
      result.reason = catalogues.contracts.isEmpty ? .noContracts : .nothingInPeriod
      return result
    }
    let accounts = accounts(of: contracts)
    let total = accounts.reduce(into: Account()) { $0 += $1.account }
    result.facts = [
      IndicatorFact(.contracts, .count(contracts.count)),
      IndicatorFact(.counted, .count(total.contracts)),
      IndicatorFact(
        .timeProgress,
        total.budget > .zero ? .ratio(total.weightedProgress / total.budget.yuan) : nil),
    ]
    guard total.contracts > 0 else {
      result.reason = total.reason
      return result
    }
    result.numerator = .money(total.retained)
    result.value = total.retained.yuan
    result.breakdown = components(of: total, batch: "") + batches(accounts)
    for (code, own) in Dictionary(grouping: accounts, by: \.institution)
      .sorted(by: { $0.key < $1.key })
    {
      let sum = own.reduce(into: Account()) { $0 += $1.account }
      let institution = institution(code)
      result.breakdown.append(
        sum.part(.institution, institution?.name ?? code, code: code))
    }
    return result
  }

  private func batches(
    _ accounts: [(batch: String, institution: String, account: Account)]
  ) -> [IndicatorPart] {
    let groups = Dictionary(grouping: accounts, by: \.batch).sorted { $0.key < $1.key }
      .map { ($0, $1.reduce(into: Account()) { $0 += $1.account }) }
    return groups.map { id, sum in
      sum.part(.batch, catalogues.batches[id]?.name ?? id, code: id)
    } + groups.flatMap { id, sum in sum.contracts > 0 ? components(of: sum, batch: id) : [] }
  }

  /// What the retained surplus is made of, in the order of the formula.
  private func components(of account: Account, batch: String) -> [IndicatorPart] {
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

  private func institution(_ code: String) -> Institution? {
    panel.institutions.first { $0.code == code } ?? catalogues.institutions[code]
  }

  // MARK: One institution in one batch

  private func accounts(
    of contracts: [Contract]
  ) -> [(batch: String, institution: String, account: Account)] {
    let rates = Dictionary(
      catalogues.surplusRates.map { ([$0.batch, $0.institution], $0) },
      uniquingKeysWith: { first, _ in first })
    let places = Dictionary(
      panel.institutions.enumerated().map { ($1.code, UInt32($0)) },
      uniquingKeysWith: { first, _ in first })
    var uptake = Uptake(panel: panel, countsArrived: false)
    let groups = Dictionary(grouping: contracts) { [$0.batch, $0.institution] }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, contracts in
      let own = rates[key] ?? rates[[key[0], ""]]
      return (
        key[0], key[1],
        account(of: contracts, at: Rates(own), place: places[key[1]], &uptake)
      )
    }
  }

  private func account(
    of contracts: [Contract], at rates: Rates?, place: UInt32?, _ uptake: inout Uptake
  ) -> Account {
    var account = Account()
    guard let rates else {
      account.reasons = [.rateMissing]
      return account
    }
    let share = rates.payment * rates.insured
    for (variety, own) in Dictionary(grouping: contracts, by: \.variety)
      .sorted(by: { $0.key < $1.key })
    {
      guard own.allSatisfy({ ledger.isFollowed($0) }) else {
        account.reasons.insert(.purchasesBeginLater)
        continue
      }
      let members = products[.init(batch: own[0].batch, variety: variety)]
      let prices = own.compactMap {
        self.prices.price(batch: $0.batch, variety: variety, product: $0.productCode)
      }
      guard let batch = catalogues.batches[own[0].batch], prices.count == own.count,
        let base = bases.base(of: variety, batch: batch, products: members.all)
      else {
        account.reasons.insert(.noBasePrice)
        continue
      }
      for (contract, price) in zip(own, prices) {
        let budget = Money(price: base.price * share, quantity: contract.quantity)
        account.budget += budget
        account.selected += Money(price: price * share, quantity: contract.quantity)
        account.weightedProgress += budget.yuan * contract.timeProgress(on: month.lastDay)
      }
      account.contracts += own.count
      guard let place else { continue }
      var amount = Money.zero
      for product in members.nonSelected {
        for (each, sum) in uptake.months(of: product, by: place)
        where each <= month && own.contains(where: { $0.covers(each) }) { amount += sum.amount }
      }
      account.nonSelected += Money(rounding: amount.yuan * share)
    }
    account.base = account.budget - account.selected - account.nonSelected
    let rate = min(rates.assessment, maximumRate)
    account.retained = Money(rounding: max(0, account.base.yuan) * rate)
    return account
  }
}

/// The rates of one institution in one batch, all of them known.
private struct Rates {
  let payment: Double
  let insured: Double
  let assessment: Double

  init?(_ rates: SurplusRates?) {
    guard let payment = rates?.payment, let insured = rates?.insured,
      let assessment = rates?.assessment
    else { return nil }
    self.payment = payment
    self.insured = insured
    self.assessment = assessment
  }
}

/// The components of the formula, and how many contracts they are made of.
private struct Account {
  var budget = Money.zero
  var selected = Money.zero
  var nonSelected = Money.zero
  var base = Money.zero
  var retained = Money.zero
  var contracts = 0
  /// Σ budget × time progress.
  var weightedProgress = 0.0
  /// Why contracts are not in it.
  var reasons: Set<NotComputableReason> = []

  static func += (left: inout Account, right: Account) {
    left.budget += right.budget
    left.selected += right.selected
    left.nonSelected += right.nonSelected
    left.base += right.base
    left.retained += right.retained
    left.contracts += right.contracts
    left.weightedProgress += right.weightedProgress
    left.reasons.formUnion(right.reasons)
  }

  func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, code: String
  ) -> IndicatorPart {
    IndicatorPart(
      dimension: dimension, name: name, code: code,
      numerator: contracts > 0 ? .money(retained) : nil,
      value: contracts > 0 ? retained.yuan : nil, reason: contracts > 0 ? nil : reason)
  }

  /// Why nothing is in it.
  var reason: NotComputableReason {
    [.rateMissing, .purchasesBeginLater, .noBasePrice].first(where: reasons.contains)
      ?? .noBasePrice
  }
}
