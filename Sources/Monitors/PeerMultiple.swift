import Execution
import PricePanel
import Procurement

/// 同通用名价格倍数: products that cost a multiple of what other makers list for the same generic name,
/// dosage form and strength.
///
/// What a product cost on average in the month is held against the lowest listing price of the
/// other makers or, where the rules ask for it, that of a product not selected in a national batch
/// against the highest selected price of the same name, form and strength. What is selected itself, or
/// stands in, has its price settled there, and is neither judged nor a yardstick.
struct PeerMultiple: Monitor {
  static let id = "peer-multiple"
  static let unit = MonitoredUnit.product
  static let scope = MonitorScope.outliers

  private let context: MonitorContext
  private let watch: Double
  private let warn: Double
  private let minimumPeers: Int
  private let minimumAmount: Money
  private let isAgainstSelected: Bool
  private let selectedWatch: Double
  private let selectedWarn: Double
  private let batches: ClosedRange<Int>

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    watch = try rules.number("watch-multiple")
    warn = try rules.number("warn-multiple")
    minimumPeers = try rules.count("minimum-peers")
    minimumAmount = Money(rounding: try rules.number("minimum-amount"))
    isAgainstSelected = try rules.flag("against-selected")
    selectedWatch = try rules.number("watch-selected-multiple")
    selectedWarn = try rules.number("warn-selected-multiple")
    let first = try rules.count("first-batch")
    batches = first...max(first, try rules.count("last-batch"))
  }

  func examine(_ index: Int, into tally: inout MonitorTally) {
    var purchases: [InstitutionPurchase] = []
    InstitutionPurchase.collect(from: context.cells(of: index), into: &purchases)
    guard !purchases.isEmpty else {
      tally.setAside(because: .noPricedPurchase)
      return
    }
    if context.selections.isSelected(product: index, at: context.month) {
      tally.setAside(because: .selectedInBatch)
      return
    }
    let product = context.panel.products[index]
    guard let group = context.basis.peerGroups.group(of: index) else {
      tally.setAside(because: .noPeerProduct)
      return
    }
    let selected = selectedPrices(in: group)
    let listings = context.basis.peerGroups.listings(
      in: group, otherThan: product, context: context)
    let reference: Double
    let peers: Int
    if let highest = selected.max() {
      (reference, peers) = (highest, selected.count)
    } else if let lowest = listings.first, listings.count >= minimumPeers {
      (reference, peers) = (lowest.price, listings.count)
    } else {
      tally.setAside(because: listings.isEmpty ? .noPeerProduct : .tooFewPeers)
      return
    }
    let amount = purchases.reduce(Money.zero) { $0 + $1.amount }
    guard amount >= minimumAmount else {
      tally.setAside(because: .tooLittleMoney)
      return
    }
    let isSelected = !selected.isEmpty
    let limits = isSelected ? (selectedWatch, selectedWarn) : (watch, warn)
    let price = purchases.averagePrice
    guard exceeds(price, limits.0, times: reference) else {
      tally.pass()
      return
    }
    let severity: Severity = exceeds(price, limits.1, times: reference) ? .warn : .watch
    let quantity = purchases.reduce(Quantity.zero) { $0 + $1.quantity }
    let excess = Money(rounding: (price - reference) * quantity.units)
    let dearest = purchases.sorted {
      $0.price == $1.price ? $0.institution < $1.institution : $0.price > $1.price
    }
    let finding = Finding(
      monitor: PeerMultiple.id, severity: severity, month: context.month, product: product,
      observed: price, reference: reference,
      referenceKind: isSelected ? .highestSelected : .lowestListing, peers: peers,
      quantity: quantity, excessAmount: excess,
      bounds: PriceBounds(lower: nil, upper: reference * limits.0),
      method: BoundsMethod.fixedPercentage.rawValue,
      evidence: context.sources(of: dearest.prefix(evidenceLimit).map(\.highest)))
    tally.flag(
      finding,
      claims: ExcessClaim.spread(
        excess, of: index,
        over: purchases.map { ($0.institution, $0.quantity, $0.price - reference) }))
  }

  /// The selected prices of the group in the national batches that the rules name, in 元 per
  /// smallest unit; none unless the rules ask for them.
  private func selectedPrices(in group: Int) -> [Double] {
    guard isAgainstSelected else { return [] }
    let groups = context.basis.peerGroups
    let bought = groups.members[group].flatMap { member in
      context.selections.national(product: member, batches: batches, at: context.month)
    }
    let others = groups.unbought[group].flatMap { product in
      context.selections.national(unbought: product.code, batches: batches, at: context.month)
    }
    return (bought + others).compactMap { $0.price?.yuan }
  }
}
