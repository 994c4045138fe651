package import PricePanel
package import Procurement

/// What was bought of a variety, split by whether it is selected; after returns. What was ordered
/// counts and not what arrived: which product comes is the institution's choice, whether it comes
/// is not.
package struct SupplySplit: Hashable, Sendable {
  /// Selected products.
  package var selected = Uptake()
  /// Verified stand-ins, which count as selected.
  package var standIns = Uptake()
  /// Products that are not selected and dearer than the lowest selected price, or bought where no
  /// selected price is known.
  package var dearer = Uptake()
  /// Products that are not selected and no dearer than the lowest selected price.
  package var notDearer = Uptake()

  /// Nothing.
  package init() {}

  /// Everything that is not selected.
  package var nonSelected: Uptake {
    var sum = dearer
    sum += notDearer
    return sum
  }

  /// Everything.
  package var all: Uptake {
    var sum = selected
    sum += standIns
    sum += nonSelected
    return sum
  }

  /// Whether what is selected and what is not are parts of the whole: neither is below zero, as where
  /// more came back than was bought.
  package var isShare: Bool {
    let other = nonSelected.quantity
    return other >= .zero && other <= all.quantity
  }

  /// Adds another split.
  package static func += (left: inout SupplySplit, right: SupplySplit) {
    left.selected += right.selected
    left.standIns += right.standIns
    left.dearer += right.dearer
    left.notDearer += right.notDearer
  }
}

/// Splits what was bought of varieties by whether it is selected; its working space is used again
/// from variety to variety.
package struct SupplySplitter {
  /// What one institution bought of one product.
  private struct Bought {
    var uptake = Uptake()
    var paid = Money.zero
    var priced = Quantity.zero
    /// Whether it is among the institutions that ``buyers`` names.
    var isNamed = false

    /// Whether the average price is above `lowest` by more than `tolerance` per pack; all prices are
    /// where there is no lowest.
    func isDearer(than lowest: UnitPrice?, by tolerance: Double, perPackOf pack: Quantity) -> Bool {
      guard priced > .zero, paid > .zero else { return false }
      guard let lowest else { return true }
      let average = UnitPrice(rounding: paid.yuan / priced.units)
      return average.exceeds(lowest, by: tolerance, perPackOf: pack)
    }
  }

  private let panel: Panel
  private let tolerance: Double
  private var bought: [Bought]
  private var splits: [SupplySplit?]
  /// The institutions that bought the product.
  private var buyers: [UInt32] = []

  /// A splitter of what `panel` holds.
  ///
  /// - Parameter tolerance: what rounding may make of a pack's price, in 元.
  package init(_ panel: Panel, tolerance: Double) {
    self.panel = panel
    self.tolerance = tolerance
    bought = Array(repeating: Bought(), count: panel.institutions.count)
    splits = Array(repeating: nil, count: panel.institutions.count)
  }

  /// Each institution's purchases in the months of `period` that lie in an agreement period, split
  /// by whether they are selected; sorted by institution.
  ///
  /// A product that is not selected is no dearer when the average price that the institution paid
  /// for it in the period is at or below the variety's lowest selected price.
  ///
  /// - Parameter isMeant: whether an institution, an index into ``PricePanel/Panel/institutions``,
  ///   counts.
  /// - Complexity: O(cells of the variety's products in `period`).
  package mutating func split(
    _ variety: VarietyInForce, in period: ClosedRange<Month>, isMeant: (Int) -> Bool
  ) -> [(institution: UInt32, split: SupplySplit)] {
    var all: [UInt32] = []
    var last: (product: UInt32, role: SupplyRole)?
    variety.forEachStretch(in: panel, period: period) { role, cells in
      let product = cells[cells.startIndex].product
      if let last, last.product != product {
        settle(Int(last.product), last.role, of: variety, &all)
      }
      last = (product, role)
      for index in cells.indices {
        let place = Int(cells[index].institution)
        guard isMeant(place) else { continue }
        if !bought[place].isNamed {
          bought[place].isNamed = true
          buyers.append(cells[index].institution)
        }
        bought[place].uptake += Uptake(netOf: cells[index])
        bought[place].paid += cells[index].amount
        bought[place].priced += cells[index].pricedQuantity
      }
    }
    if let last { settle(Int(last.product), last.role, of: variety, &all) }
    return all.sorted().map { institution in
      defer { splits[Int(institution)] = nil }
      return (institution, splits[Int(institution)] ?? SupplySplit())
    }
  }

  /// Adds what was bought of one product to its buyers' splits.
  private mutating func settle(
    _ product: Int, _ role: SupplyRole, of variety: VarietyInForce, _ all: inout [UInt32]
  ) {
    for institution in buyers {
      let own = bought[Int(institution)]
      bought[Int(institution)] = Bought()
      var split = SupplySplit()
      switch role {
      case .selected: split.selected = own.uptake
      case .standIn: split.standIns = own.uptake
      case .nonSelected:
        if own.isDearer(
          than: variety.lowestPrice, by: tolerance,
          perPackOf: panel.products[product].packRatio)
        {
          split.dearer = own.uptake
        } else {
          split.notDearer = own.uptake
        }
      }
      if splits[Int(institution)] == nil {
        splits[Int(institution)] = SupplySplit()
        all.append(institution)
      }
      splits[Int(institution)]? += split
    }
    buyers.removeAll(keepingCapacity: true)
  }
}
