package import Execution
internal import Parallel
public import PricePanel
public import Procurement

/// What the monitors of several months have in common, made once: a run of one month, and the look
/// back at the months before it, start from here.
public struct MonitorBasis: Sendable {
  /// The price panel.
  let panel: Panel
  /// The catalogues beside the purchases.
  let catalogues: Catalogues
  /// The thresholds.
  let rules: Rules
  /// What contracts and batch catalogues come to.
  let execution: ExecutionBasis
  /// The institutions' regions.
  let regions: Regions
  /// Products of one name, form and strength.
  let peerGroups: PeerGroups
  /// Which purchases are priced in another unit than they seem to be.
  let screen: UnitScreen
  /// Whether each product is on the list of drugs in short supply.
  let shortages: [Bool]
  /// What is in short supply.
  let shortSupply: ShortSupply
  private let screens: [Month: Deferred<ScreenedPanel, Never>]
  private let changes: [Month: PriceChanges]
  private let ledgers: ChannelLedgers
  private let shortContracts: Deferred<[Bool], RuleError>
  private let variants: [String: RuleVariants]

  /// What the monitors of `months` start from.
  ///
  /// - Parameters:
  ///   - panel: the price panel.
  ///   - months: the months that ``MonitorRun`` will be made of; others up to the last of them can be
  ///     looked back at.
  ///   - earlier: those that will be, as far as they are known: what they need of all purchases is
  ///     made for all of them together.
  ///   - catalogues: for batches and selected prices; products come from the panel.
  ///   - rules: the thresholds.
  /// - Precondition: there is at least one month.
  /// - Throws: when the rules lack a parameter of `unit-mismatch`.
  /// - Complexity: O(cells + products × log cells + catalogue rows).
  public init(
    panel: Panel, months: [Month], earlier: [Month] = [], catalogues: Catalogues, rules: Rules
  ) throws(RuleError) {
    try self.init(
      ExecutionBasis(panel: panel, catalogues: catalogues, rules: rules), months: months,
      earlier: earlier, rules: rules)
  }

  /// What the monitors of `months` start from, where batch catalogues are looked up already.
  ///
  /// - Parameter workers: how many work on it side by side, and on the contracts, which monitors and
  ///   indicators ask for next.
  /// - Precondition: there is at least one month.
  /// - Throws: when the rules lack a parameter of `unit-mismatch`.
  package init(
    _ execution: ExecutionBasis, months: [Month], earlier: [Month] = [], rules: Rules,
    workers: Int = 1
  ) throws(RuleError) {
    let (panel, catalogues) = (execution.panel, execution.catalogues)
    self.execution = execution
    self.panel = panel
    self.catalogues = catalogues
    self.rules = rules
    regions = Regions(panel)
    var variants: [String: RuleVariants] = [:]
    for monitor in allMonitors {
      variants[monitor.id] = RuleVariants(
        rules.section(ofMonitor: monitor.id), products: panel.products)
    }
    self.variants = variants
    let units =
      variants[UnitMismatch.id]
      ?? RuleVariants(rules.section(ofMonitor: UnitMismatch.id), products: panel.products)
    let watched = months + earlier
    let last = watched.max() ?? Month(index: 0)
    let first = (watched.min() ?? last).startOfYear
    let screened = Deferred { () throws(RuleError) in
      try UnitScreen(
        panel: panel, months: months, selections: execution.selections, variants: units,
        decide: Decisions(catalogues.decisions))
    }
    let compared = Deferred { () throws(RuleError) in
      PriceChanges.all(in: watched, screen: try screened())
    }
    let summed = Deferred { () throws(RuleError) in
      try ChannelLedgers(panel, in: first...last, rules: rules)
    }
    let grouped = Deferred { PeerGroups(panel: panel, catalogues: catalogues) }
    sideBySide(
      workers,
      [
        { _ = try? execution.contracts() }, { _ = try? compared() }, { _ = try? summed() },
        { _ = grouped() },
      ])
    let screen = try screened()
    self.screen = screen
    screens = Dictionary(
      watched.map { month in (month, Deferred { screen.screened(in: month) }) },
      uniquingKeysWith: { first, _ in first })
    changes = try compared()
    ledgers = try summed()
    peerGroups = grouped()
    let supply = ShortSupply(catalogues, bought: panel.products)
    shortSupply = supply
    shortages = panel.products.map(supply.contains)
    shortContracts = Deferred { () throws(RuleError) in
      try execution.contracts().accounts.map { account in
        account.productCode.isEmpty
          ? supply.contains(account.variety, in: account.batch)
          : supply.contains(code: account.productCode, of: account.variety)
      }
    }
  }

  /// The panel without the purchases whose unit of price is in doubt by the end of `month`.
  ///
  /// - Complexity: O(cells) of the few products with such purchases; O(1) when a month that the basis
  ///   was made for is asked for again.
  package func screened(in month: Month) -> ScreenedPanel {
    screens[month]?() ?? screen.screened(in: month)
  }

  /// The price changes of a month; `nil` where it is not one of those that the basis was made for.
  func priceChanges(in month: Month) -> PriceChanges? { changes[month] }

  /// What each institution bought by channel, for `month` and the months of its year before it.
  ///
  /// - Throws: as the basis does.
  func channelLedgers(in month: Month) throws(RuleError) -> ChannelLedgers {
    let year = month.startOfYear...month
    return ledgers.months.contains(year.lowerBound) && ledgers.months.contains(month)
      ? ledgers : try ChannelLedgers(panel, in: year, rules: rules)
  }

  /// Whether what each contract asks for is in short supply, by ``Execution/ContractAccount/place``: the
  /// product that it names, else the variety or a selected product of it.
  ///
  /// - Throws: when the rules lack a parameter of `contract-completion`.
  func contractsInShortSupply() throws(RuleError) -> [Bool] { try shortContracts() }

  /// The rules of `monitor` as they stand for each product.
  func variants(of monitor: any Monitor.Type) -> RuleVariants {
    variants[monitor.id]
      ?? RuleVariants(rules.section(ofMonitor: monitor.id), products: panel.products)
  }
}
