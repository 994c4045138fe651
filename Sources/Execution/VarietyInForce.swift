package import PricePanel
package import Procurement

/// A variety of the batches in force at a month's end, with the products that are bought as it;
/// several batches in force may list it.
///
/// A product is of the variety under which a catalogue in force lists its code, the first by name
/// where there are several; one that none lists is of the variety that has its generic name, and
/// not selected. A product that any of the catalogues selects is selected.
package struct VarietyInForce: Sendable {
  /// The name as the catalogues list it.
  package let name: String
  /// The batches in force that list it, the one that started first before the others.
  package let batches: [Batch]
  /// Selected products, as indices into ``PricePanel/Panel/products``.
  package private(set) var selected: [Int] = []
  /// Verified stand-ins, which count as selected.
  package private(set) var standIns: [Int] = []
  /// The others.
  package private(set) var nonSelected: [Int] = []
  /// The lowest selected price per smallest preparation unit; `nil` when no catalogue states one.
  package let lowestPrice: UnitPrice?

  /// A variety without products.
  init(name: String, batches: [Batch], lowestPrice: UnitPrice?) {
    self.name = name
    self.batches = batches
    self.lowestPrice = lowestPrice
  }

  /// All products.
  package var all: [Int] { selected + standIns + nonSelected }

  /// The batch that started first, from which on the variety is under agreement.
  package var first: Batch { batches[0] }

  /// Whether purchases of `month` are of an agreement period of one of ``batches``.
  package func covers(_ month: Month) -> Bool { batches.contains { $0.covers(month) } }

  mutating func add(_ product: Int, as role: SupplyRole) {
    switch role {
    case .selected: selected.append(product)
    case .standIn: standIns.append(product)
    case .nonSelected: nonSelected.append(product)
    }
  }

  /// Hands over what was bought of the products in the months of `period` that lie in an agreement
  /// period, product by product: each time what was bought of one in months that follow each other.
  ///
  /// - Complexity: O(cells of the products in `period`).
  package func forEachStretch(
    in panel: Panel, period: ClosedRange<Month>, _ body: (SupplyRole, ArraySlice<Cell>) -> Void
  ) {
    var stretches: [ClosedRange<Month>] = []
    for offset in 0...period.lowerBound.distance(to: period.upperBound) {
      let month = period.lowerBound.advanced(by: offset)
      guard covers(month) else { continue }
      if let last = stretches.last, last.upperBound.distance(to: month) == 1 {
        stretches[stretches.count - 1] = last.lowerBound...month
      } else {
        stretches.append(month...month)
      }
    }
    for (role, products) in [
      (SupplyRole.selected, selected), (.standIn, standIns), (.nonSelected, nonSelected),
    ] {
      for product in products {
        for months in stretches {
          let cells = panel.cells(of: product, in: months)
          if !cells.isEmpty { body(role, cells) }
        }
      }
    }
  }
}
