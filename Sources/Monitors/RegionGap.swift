import PricePanel
import Procurement

/// 区域间价差: regions whose institutions pay clearly more for a product than those of the other
/// regions do.
///
/// 河北 ch. 5 §7: 区域之间……加价明显超出合理水平. See ``GroupGap`` for the method.
struct RegionGap: Monitor {
  static let id = "region-gap"
  static let unit = MonitoredUnit.productAndRegion
  static let scope = MonitorScope.outliers

  private let context: MonitorContext
  private let gap: GroupGap

  init(rules: RuleSection, context: MonitorContext) throws(RuleError) {
    self.context = context
    gap = try GroupGap(.regionMedian, rules: rules, context: context)
  }

  func examine(_ product: Int, into tally: inout MonitorTally) {
    let cells = context.cells(of: product)
    var purchases: [InstitutionPurchase] = []
    InstitutionPurchase.collect(from: cells, into: &purchases)
    // By region; those of one by institution, as they were.
    var ends = [Int](repeating: 0, count: context.regions.names.count)
    for purchase in purchases { ends[context.regions[purchase.institution]] += 1 }
    for region in ends.indices.dropFirst() { ends[region] += ends[region - 1] }
    let bounds = ends
    var sorted = purchases
    for purchase in purchases.reversed() {
      let region = context.regions[purchase.institution]
      ends[region] -= 1
      sorted[ends[region]] = purchase
    }
    let groups = ends.indices.filter { ends[$0] < bounds[$0] }
      .map { GroupGap.Group(key: $0, members: sorted[ends[$0]..<bounds[$0]]) }
    let all = RegionGap.unit.count(in: cells, regions: context.regions)
    tally.setAside(all - groups.count, because: .noPricedPurchase)
    let known = groups.filter { !context.regions.names[$0.key].isEmpty }
    tally.setAside(groups.count - known.count, because: .regionNotStated)
    gap.judge(known, of: product, into: &tally)
  }
}
