import Execution
import Parallel
import PricePanel
import Procurement

/// What all monitors share in one run. Each of them holds it, hence a class.
final class MonitorContext: Sendable {
  /// What is shared with the runs of other months.
  let basis: MonitorBasis
  /// The report month.
  let month: Month
  /// The panel without the purchases whose unit of price is in doubt.
  let screened: ScreenedPanel
  /// Whether the whole month is watched; else it is only asked which clues were there already.
  let isWhole: Bool
  /// What each institution bought by channel in the month, and in those of its year before it.
  let channelLedgers: ChannelLedgers
  private let varieties: Set<String>?
  private let ownCells: MonthCells?
  private let priceChanges: Deferred<PriceChanges, Never>
  private let contracts: Deferred<ContractLedger, RuleError>

  /// Computes what all monitors share.
  ///
  /// - Parameters:
  ///   - varieties: the varieties that will be looked at; `nil`: all.
  /// - Precondition: `month` is not after the last one that `basis` was made for.
  /// - Complexity: O(cells of the month) for all varieties, else O(1); what else is shared is made
  ///   when it is first asked for.
  /// - Throws: when the rules lack a parameter that all of them need.
  init(_ basis: MonitorBasis, month: Month, varieties: Set<String>? = nil) throws(RuleError) {
    self.basis = basis
    self.month = month
    self.varieties = varieties
    channelLedgers = try basis.channelLedgers(in: month)
    isWhole = varieties == nil
    ownCells = varieties == nil ? MonthCells(basis.panel, month: month) : nil
    let screened = basis.screened(in: month)
    self.screened = screened
    priceChanges = Deferred { [basis] in
      basis.priceChanges(in: month) ?? PriceChanges(panel: screened, month: month)
    }
    contracts = Deferred { () throws(RuleError) in
      ContractLedger(try basis.execution.contracts(), month: month, varieties: varieties)
    }
  }

  /// The price panel.
  var panel: Panel { basis.panel }

  /// The catalogues beside the purchases.
  var catalogues: Catalogues { basis.catalogues }

  /// In which batches each product is selected.
  var selections: Selections { basis.execution.selections }

  /// The institutions' regions.
  var regions: Regions { basis.regions }

  /// The matched price changes of the month, of all products.
  ///
  /// - Complexity: O(cells of the three months) once, O(1) then.
  var changes: PriceChanges { priceChanges() }

  /// The contracts that run in the month, and how far they have come.
  ///
  /// - Throws: when the rules lack a parameter of `contract-completion`.
  /// - Complexity: that of the ledger once, O(1) then.
  func ledger() throws(RuleError) -> ContractLedger { try contracts() }

  /// Why an institution is none of the public ones, which some monitors are about; `nil` where it is one.
  func obstacle(ofOwnershipOf institution: Int) -> NotApplicableReason? {
    switch panel.institutions[institution].ownership {
    case .public: nil
    case .private, .pharmacy: .notPublic
    case .unstated: .ownershipNotStated
    }
  }

  /// Whether anything was bought of a product in the report month.
  func isBought(_ product: Int) -> Bool { !allCells(of: product).isEmpty }

  /// Whether the variety is looked at: in a month before, only those that clues are about are.
  func looksAt(_ variety: String) -> Bool { varieties?.contains(variety) ?? true }

  /// Everything bought of a product in the report month, sorted by institution.
  ///
  /// - Complexity: O(log *n*) in the number of months.
  func allCells(of product: Int) -> ArraySlice<Cell> {
    ownCells?.cells(of: product) ?? panel.cells(of: product, in: month...month)
  }

  /// What was bought of a product in the report month at prices whose unit is not in doubt, sorted
  /// by institution.
  ///
  /// - Complexity: that of ``allCells(of:)`` for all but the few products with such prices.
  func cells(of product: Int) -> ArraySlice<Cell> {
    guard screened.isScreened(product) else { return allCells(of: product) }
    return screened.cells(of: product, in: month...month)
  }

  /// What was bought of a product in all months at prices whose unit is not in doubt.
  func history(of product: Int) -> ProductHistory { screened.history(of: product) }

  /// Whether the product is on the list of drugs in short supply.
  func isOnShortageList(_ product: Int) -> Bool { basis.shortages[product] }

  /// The lines that `marks` point to, each once, in their order; none in a month that is only looked
  /// back at, whose clues nobody is shown.
  func sources(of marks: @autoclosure () -> [PriceMark]) -> [SourceLine] {
    var lines: [SourceLine] = []
    guard isWhole else { return lines }
    for mark in marks() {
      let line = panel.source(of: mark)
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }
}

/// How many institutions' lines a finding about a whole product shows.
let evidenceLimit = 5

/// What rounding a pack's price to 分 can make of it, in 元: no threshold, but the step of money.
let roundingOfPacks = 0.005

/// Whether `value` reaches `threshold`, forgiving what binary fractions lose: 6.6 is 10 % above 6.
func reaches(_ value: Double, _ threshold: Double) -> Bool {
  value >= threshold - 1e-9
}

/// Whether a price change of `size` from `reference` on reaches `threshold`, forgiving what dividing pack
/// prices into steps of ``UnitPrice`` loses: 136.40 is 10 % above 124.00, also by the twenty-fourth.
func reaches(_ size: Double, _ threshold: Double, from reference: Double) -> Bool {
  reaches(size + stepOfPrices * max(1, 1 + abs(size)) / reference, threshold)
}

/// Whether `price` is above `limit` times `reference`, by more than binary fractions and the steps of
/// ``UnitPrice`` can make it.
func exceeds(_ price: Double, _ limit: Double, times reference: Double) -> Bool {
  price > reference * limit * (1 + 1e-9) + stepOfPrices * max(1, limit)
}

/// One step of ``UnitPrice`` in 元: what two prices may be off by, half of it each.
let stepOfPrices = 1e-8
