public import PricePanel
public import Procurement

/// What all monitors found in one month.
public struct MonitorRun: Sendable {
  /// The identifiers of all monitors, in the order they run.
  package static let monitors = allMonitors.map { $0.id }

  /// The price changes of the month, which the report also shows.
  public let changes: PriceChanges
  /// Each monitor's account, in the order the monitors run; tested + not applicable = its units.
  public let accounts: [MonitorAccount]
  /// All findings, ranked by severity, money at stake and identifier.
  public let findings: [Finding]
  /// What the look back needs of each finding, by its subject key.
  private let subjects: [String: Subject]
  private let basis: MonitorBasis

  /// What a finding is about.
  private struct Subject {
    /// The monitor's place in ``allMonitors``.
    let monitor: Int
    /// The product, as an index into `Panel.products`; `nil` where it is about no single one.
    let product: Int?
    /// The variety; empty where it is about none.
    let variety: String
  }

  /// Runs all monitors that the rules switch on.
  ///
  /// - Parameters:
  ///   - panel: the price panel.
  ///   - month: the report month.
  ///   - catalogues: for batches and selected prices; products come from the panel.
  ///   - rules: the thresholds.
  /// - Throws: when the rules lack a parameter that a monitor needs.
  /// - Complexity: O(cells + products × log cells).
  public init(
    panel: Panel, month: Month, catalogues: Catalogues, rules: Rules
  ) throws(RuleError) {
    try self.init(
      MonitorBasis(panel: panel, months: [month], catalogues: catalogues, rules: rules),
      month: month)
  }

  /// Runs all monitors that the rules switch on.
  ///
  /// First of all the purchases whose unit of price is in doubt are left out of what all other
  /// monitors compare; see ``ScreenedPanel``. A monitor that is switched off accounts for all its
  /// units with ``Procurement/NotApplicableReason/switchedOff``.
  ///
  /// - Parameters:
  ///   - basis: what the months have in common.
  ///   - month: the report month, one of those that `basis` was made for.
  /// - Throws: when the rules lack a parameter that a monitor needs.
  /// - Complexity: O(cells of the months compared + products × log cells).
  public init(_ basis: MonitorBasis, month: Month) throws(RuleError) {
    let context = try MonitorContext(basis, month: month)
    var accounts: [MonitorAccount] = []
    var findings: [Finding] = []
    var subjects: [String: Subject] = [:]
    var passes = allMonitors.map { MonitorPass($0, context: context) }
    for place in passes.indices { try passes[place].prepare() }
    // All monitors look at one product before they go to the next: its cells are at hand then.
    for product in basis.panel.products.indices where context.isBought(product) {
      for place in passes.indices {
        let first = passes[place].tally.findings.count
        try passes[place].examine(product)
        for finding in passes[place].tally.findings[first...] {
          subjects[finding.subjectKey] = Subject(
            monitor: place, product: product, variety: finding.variety)
        }
      }
    }
    for place in passes.indices {
      let first = passes[place].tally.findings.count
      try passes[place].examineOthers()
      let pass = passes[place]
      for finding in pass.tally.findings[first...] {
        subjects[finding.subjectKey] = Subject(
          monitor: place, product: nil, variety: finding.variety)
      }
      accounts.append(pass.tally.account.named(by: basis.rules))
      findings += pass.tally.findings
    }
    changes = context.changes
    self.accounts = accounts
    let ranks = findings.map(\.rank)
    let order = findings.indices.sorted { ranks[$0] < ranks[$1] }
    self.findings = order.map { findings[$0] }
    self.subjects = subjects
    self.basis = basis
  }

  /// Which of this run's findings the monitors find in another month, too.
  ///
  /// Only the products of those findings are examined there, by the monitors that raised them; what
  /// is found is what a run of that month would find.
  ///
  /// - Parameters:
  ///   - keys: ``Procurement/Finding/subjectKey`` of findings of this run.
  ///   - month: a month before this run's.
  /// - Returns: those of `keys` that are found in `month`.
  /// - Throws: when the rules lack a parameter that a monitor needs.
  /// - Complexity: O(products × log cells + cells of the findings' products); where price changes
  ///   are among the findings, also the cells of the months compared.
  public func recurring(
    _ keys: Set<String>, in month: Month
  ) throws(RuleError) -> Set<String> {
    var products = [Set<Int>](repeating: [], count: allMonitors.count)
    var others = Set<Int>()
    var varieties = Set<String>()
    for key in keys {
      guard let subject = subjects[key] else { continue }
      if !subject.variety.isEmpty { varieties.insert(subject.variety) }
      if let product = subject.product {
        products[subject.monitor].insert(product)
      } else {
        others.insert(subject.monitor)
      }
    }
    let context = try MonitorContext(basis, month: month, varieties: varieties)
    var found = Set<String>()
    for (place, type) in allMonitors.enumerated()
    where !products[place].isEmpty || others.contains(place) {
      var pass = MonitorPass(type, context: context)
      for product in products[place].sorted() { try pass.examine(product) }
      if others.contains(place) { try pass.examineOthers() }
      found.formUnion(pass.tally.findings.map(\.subjectKey))
    }
    return found.intersection(keys)
  }
}

extension MonitorAccount {
  /// The account, marked where it flagged more than the rules hold likely.
  func named(by rules: Rules) -> MonitorAccount {
    var account = self
    if let share = rules.crowdedShare, tested >= rules.crowdedMinimum {
      account.isCrowded = Double(flagged) > share * Double(tested)
    }
    return account
  }
}
