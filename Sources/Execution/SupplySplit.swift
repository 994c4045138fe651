package import PricePanel
package import Procurement

/// What was bought of a variety, split by whether it is selected; after returns. What was ordered
/// counts and not what arrived: which product comes is the institution's choice, whether it comes
/// is not.
package struct SupplySplit: Hashable, Sendable {
  /// Selected products.
  package var selected = Uptake.Sum()
  /// Verified stand-ins, which count as selected.
  package var standIns = Uptake.Sum()
  /// Products that are not selected and dearer than the lowest selected price, or bought where no
  /// selected price is known.
  package var dearer = Uptake.Sum()
  /// Products that are not selected and no dearer than the lowest selected price.
  package var notDearer = Uptake.Sum()

  /// Nothing.
  package init() {}

  /// Everything that is not selected.
  package var nonSelected: Uptake.Sum {
    var sum = dearer
    sum += notDearer
    return sum
  }

  /// Everything.
  package var all: Uptake.Sum {
    var sum = selected
    sum += standIns
    sum += nonSelected
    return sum
  }

  /// Adds another split.
  package static func += (left: inout SupplySplit, right: SupplySplit) {
    left.selected += right.selected
    left.standIns += right.standIns
    left.dearer += right.dearer
    left.notDearer += right.notDearer
  }
}

extension VarietiesInForce.Variety {
  /// What was bought of the products in the months of `period` that lie in an agreement period.
  ///
  /// - Complexity: O(cells of the products in `period`).
  package func cells(
    in panel: Panel, period: ClosedRange<Month>
  ) -> [(role: SupplyRole, cell: Cell)] {
    let products =
      selected.map { (SupplyRole.selected, $0) } + standIns.map { (.standIn, $0) }
      + nonSelected.map { (.nonSelected, $0) }
    let covered = Set(
      (0...period.lowerBound.distance(to: period.upperBound))
        .map { period.lowerBound.advanced(by: $0) }.filter(covers))
    return products.flatMap { role, product in
      panel.history(of: product).cells(in: period).lazy
        .filter { covered.contains($0.month) }.map { (role, $0) }
    }
  }

  /// Each institution's purchases in the months of `period` that lie in an agreement period, split
  /// by whether they are selected.
  ///
  /// A product that is not selected is no dearer when the average price that the institution paid
  /// for it in the period is at or below ``lowestPrice``.
  ///
  /// - Parameters:
  ///   - tolerance: what rounding may make of a pack's price, in 元.
  ///   - isMeant: whether an institution, an index into ``PricePanel/Panel/institutions``, counts.
  package func split(
    of panel: Panel, period: ClosedRange<Month>, tolerance: Double, isMeant: (Int) -> Bool
  ) -> [UInt32: SupplySplit] {
    struct Buyer: Hashable {
      let institution: UInt32
      let product: UInt32
    }
    struct Bought {
      var role = SupplyRole.nonSelected
      var sum = Uptake.Sum()
      var paid = Money.zero
      var priced = Quantity.zero
    }
    var purchases: [Buyer: Bought] = [:]
    for (role, cell) in cells(in: panel, period: period) where isMeant(Int(cell.institution)) {
      let buyer = Buyer(institution: cell.institution, product: cell.product)
      purchases[buyer, default: Bought()].role = role
      purchases[buyer, default: Bought()].sum += Uptake.Sum(netOf: cell)
      purchases[buyer, default: Bought()].paid += cell.amount
      purchases[buyer, default: Bought()].priced += cell.pricedQuantity
    }
    var result: [UInt32: SupplySplit] = [:]
    for (buyer, bought) in purchases {
      var split = SupplySplit()
      switch bought.role {
      case .selected: split.selected = bought.sum
      case .standIn: split.standIns = bought.sum
      case .nonSelected:
        let pack = panel.products[Int(buyer.product)].packRatio
        let isDearer =
          bought.priced > .zero
          && bought.paid.yuan / bought.priced.units
            > (lowestPrice?.yuan ?? 0) + (lowestPrice == nil ? 0 : tolerance / pack.units)
        if isDearer { split.dearer = bought.sum } else { split.notDearer = bought.sum }
      }
      result[buyer.institution, default: SupplySplit()] += split
    }
    return result
  }
}

extension Uptake.Sum {
  /// What was ordered in a cell, after returns.
  package init(netOf cell: Cell) {
    self.init()
    quantity = cell.ordered - cell.returned
    amount = cell.netAmount
  }
}

extension Money {
  /// `price` × `quantity`, nearest, at most ``Procurement/Money/limit``: a contracted quantity is
  /// typed by hand, and a slip of the pen must not stop the run.
  package init(price: Double, quantity: Quantity) {
    let limit = Money.limit.yuan
    self.init(rounding: min(max(price * quantity.units, -limit), limit))
  }
}
