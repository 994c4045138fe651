import Execution
import PricePanel
import Procurement

/// What institutions that nothing says the ownership of bought of some varieties; it counts in no figure of
/// public institutions.
struct UnknownBuyers {
  private var institutions: Set<UInt32> = []
  private var amount = Money.zero

  /// Sums up `period`.
  ///
  /// - Complexity: O(institutions), and O(cells of the varieties) where such institutions exist.
  init(of varieties: [VarietyInForce], in panel: Panel, period: ClosedRange<Month>) {
    let isUnknown = panel.institutions.map { $0.ownership == .unstated }
    guard isUnknown.contains(true) else { return }
    for variety in varieties {
      variety.forEachStretch(in: panel, period: period) { _, cells in
        for index in cells.indices where isUnknown[Int(cells[index].institution)] {
          institutions.insert(cells[index].institution)
          amount += cells[index].netAmount
        }
      }
    }
  }

  /// How many there are, and what they bought; nothing where there are none.
  var facts: [IndicatorFact] { .unknownOwnership(institutions.count, amount) }
}
