import Execution
import PricePanel
import Procurement

/// 流通加价: distributors that sell a product clearly dearer than the other distributors of the same
/// product do.
///
/// 河北 ch. 5 §7: 流通环节加价明显超出合理水平. A price above the listing or selected price is
/// `above-listing`'s or `above-selected`'s clue; here it makes a distributor's a warning. See
/// ``GroupGap`` for the method.
struct DistributionMarkup: Monitor {
  static let id = "distribution-markup"
  static let unit = MonitoredUnit.productAndDistributor
  static let scope = MonitorScope.outliers

  private let context: MonitorContext
  private let gap: GroupGap
  private let tolerance: Double

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    gap = try GroupGap(.distributorMedian, rules: rules, context: context)
    tolerance = try rules.number("tolerance")
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let cells = context.cells(of: product)
    // By distributor; those of one by institution, as they were.
    let order = cells.indices.sorted {
      (cells[$0].distributor, $0) < (cells[$1].distributor, $1)
    }
    let sorted = order.map { cells[$0] }
    var groups: [GroupGap.Group] = []
    var members: [InstitutionPurchase] = []
    var start = 0
    while start < sorted.count {
      let distributor = sorted[start].distributor
      var end = start + 1
      while end < sorted.count, sorted[end].distributor == distributor { end += 1 }
      InstitutionPurchase.collect(from: sorted[start..<end], into: &members)
      start = end
      if members.isEmpty {
        tally.setAside(because: .noPricedPurchase)
      } else if context.panel.distributors[Int(distributor)].isEmpty {
        tally.setAside(because: .distributorNotStated)
      } else {
        groups.append(GroupGap.Group(key: Int(distributor), members: members[...]))
      }
    }
    gap.judge(groups, of: product, into: &tally) { group in
      guard let ceiling = ceiling(of: product) else { return false }
      return UnitPrice(rounding: group.price).exceeds(
        ceiling.price, by: tolerance, perPackOf: ceiling.packRatio)
    }
  }

  /// The price that nobody should sell above: the selected price, or else the listing price of the
  /// lines or of the catalogue; `nil` when none is known.
  private func ceiling(of index: Int) -> PriceCeiling.Ceiling? {
    let product = context.panel.products[index]
    if let selection = context.selections.inForce(product: index, at: context.month),
      let price = selection.price
    {
      return PriceCeiling.Ceiling(price: price, packRatio: selection.conversionRatio)
    }
    let ratio = product.packRatio
    return context.cells(of: index).compactMap(\.listing).min().map {
      PriceCeiling.Ceiling(price: $0, packRatio: ratio)
    } ?? PriceCeiling.Ceiling(pack: product.listingPrice, ratio: ratio)
  }
}
