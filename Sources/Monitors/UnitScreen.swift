import Execution
import PricePanel
import Procurement

/// The first step of every run: which purchases are priced in another unit than they seem to be.
///
/// Product by product and month by month, each institution's price is held against its own last
/// price that was not in doubt, or else against the median of the other institutions in the month.
/// Where a power of ten or the conversion ratio explains the ratio, the institution's purchases of
/// the product in the month are left out of the price statistics of all other monitors, in the
/// report month as in the months that it is compared with, unless reviewers have dismissed the clue: then
/// the price is what was paid.
struct UnitScreen: Sendable {
  /// A purchase in doubt.
  struct Doubt: Sendable {
    /// The institution, as an index into `Panel.institutions`.
    let institution: UInt32
    /// The price in doubt.
    let mark: PriceMark
    /// What was bought at it.
    let quantity: Quantity
    /// What it was held against, in 元 per smallest unit.
    let reference: Double
    /// The month of the institution's own earlier price; `nil`: the other institutions' median.
    let referenceMonth: Month?
    /// The line of the earlier price.
    let referenceMark: PriceMark?
    /// The other institutions, where their median is the reference.
    let peers: Int
    /// What explains the ratio.
    let explanation: UnitRatio.Explanation
  }

  /// What came of the report month's purchases of one product.
  struct Verdicts: Sendable {
    var doubts: [Doubt] = []
    var passed = 0
    var withoutPrice = 0
    var withoutReference = 0
    var withLittleMoney = 0
  }

  private let panel: Panel
  private let selections: Selections
  private let variants: RuleVariants
  private let parameters: [Parameters?]
  private let decide: Decisions
  /// What is left out of each product's purchases, and in which month that was decided.
  private var leftOut: [Int: [LeftOut]] = [:]
  private var reported: [Month: [Verdicts]] = [:]

  /// Screens all months up to the last of `months`.
  ///
  /// - Parameters:
  ///   - months: the months whose verdicts are kept; at least one.
  ///   - decide: what reviewers made of clues.
  /// - Complexity: O(cells), and O(*n* log *n*) for the *n* institutions of a product and month
  ///   of which some have no earlier price.
  init(
    panel: Panel, months: [Month], selections: Selections, variants: RuleVariants,
    decide: Decisions
  ) throws(RuleError) {
    self.panel = panel
    self.decide = decide
    self.selections = selections
    self.variants = variants
    var parameters: [Parameters?] = []
    for section in variants.sections {
      parameters.append(section.isEnabled ? try Parameters(section) : nil)
    }
    self.parameters = parameters
    guard let last = months.max() else { return }
    for month in months {
      reported[month] = [Verdicts](repeating: Verdicts(), count: panel.products.count)
    }
    var known = [Known](repeating: Known(), count: panel.institutions.count)
    for product in panel.products.indices {
      guard let pass = pass(of: product, months: months, until: last, &known) else { continue }
      if !pass.leftOut.isEmpty { leftOut[product] = pass.leftOut }
      for (month, verdicts) in pass.verdicts { reported[month]?[product] = verdicts }
    }
  }

  /// The panel without the purchases that prices up to `month` put in doubt.
  ///
  /// - Complexity: O(cells) of the few products with such purchases.
  func screened(in month: Month) -> ScreenedPanel {
    var result = ScreenedPanel(panel)
    for (product, parts) in leftOut {
      result.leaveOut(parts.filter { $0.since <= month }.map(\.cells), of: product)
    }
    return result
  }

  /// What came of the purchases of one product in `month`.
  ///
  /// - Complexity: O(1) for the months whose verdicts are kept, O(cells of the product) for others.
  func verdicts(of product: Int, in month: Month) -> Verdicts {
    if let kept = reported[month] { return kept[product] }
    var known = [Known](repeating: Known(), count: panel.institutions.count)
    return pass(of: product, months: [month], until: month, &known)?.verdicts[month] ?? Verdicts()
  }

  /// One product screened; `nil` where the rules switch that off.
  private func pass(
    of product: Int, months: [Month], until last: Month, _ known: inout [Known]
  ) -> ProductPass? {
    guard let parameters = parameters[variants[product]] else { return nil }
    var pass = ProductPass(
      panel: panel, product: product, last: last, months: months, selections: selections,
      parameters: parameters, decide: decide)
    pass.run(&known)
    return pass
  }
}
