package import PricePanel
package import Procurement

/// The varieties of the batches in force at a month's end, each once, with the products that are
/// bought as them.
///
/// A product is of the variety under which a catalogue in force lists its code, the first by name
/// where there are several; one that none lists is of the variety that has its generic name, and
/// not selected. A product that any of the catalogues selects is selected.
package struct VarietiesInForce: Sendable {
  /// One variety; several batches in force may list it.
  package struct Variety: Sendable {
    /// The name as the catalogues list it.
    package let name: String
    /// The batches in force that list it, the one that started first before the others.
    package let batches: [Batch]
    /// Selected products, as indices into ``PricePanel/Panel/products``.
    package fileprivate(set) var selected: [Int] = []
    /// Verified stand-ins, which count as selected.
    package fileprivate(set) var standIns: [Int] = []
    /// The others.
    package fileprivate(set) var nonSelected: [Int] = []
    /// The lowest selected price per smallest preparation unit; `nil` when no catalogue states one.
    package let lowestPrice: UnitPrice?

    /// All products.
    package var all: [Int] { selected + standIns + nonSelected }

    /// The batch that started first, from which on the variety is under agreement.
    package var first: Batch { batches[0] }

    /// Whether purchases of `month` are of an agreement period of one of ``batches``.
    package func covers(_ month: Month) -> Bool { batches.contains { $0.covers(month) } }
  }

  /// The varieties, sorted by name.
  package let all: [Variety]

  /// Looks up the panel's products in the catalogues of the batches in force at the end of `month`.
  ///
  /// - Complexity: O(products + catalogue rows).
  package init(panel: Panel, catalogues: Catalogues, prices: SelectedPrices, month: Month) {
    var batches: [String: Set<String>] = [:]
    var roles: [String: (variety: String, role: SupplyRole)] = [:]
    for entry in catalogues.entries {
      guard catalogues.batches[entry.batch]?.isInForce(on: month.lastDay) ?? false else { continue }
      batches[entry.variety, default: []].insert(entry.batch)
      guard !entry.productCode.isEmpty else { continue }
      let known = roles[entry.productCode] ?? (entry.variety, entry.role)
      roles[entry.productCode] = (
        min(known.variety, entry.variety), Self.stronger(known.role, entry.role)
      )
    }
    var varieties: [String: Variety] = [:]
    for (name, ids) in batches {
      let own = ids.compactMap { catalogues.batches[$0] }
        .sorted { $0.start == $1.start ? $0.id < $1.id : $0.start < $1.start }
      varieties[name] = Variety(
        name: name, batches: own,
        lowestPrice: own.compactMap { prices.lowest(batch: $0.id, variety: name) }.min())
    }
    for (index, product) in panel.products.enumerated() {
      let (variety, role) = roles[product.code] ?? (product.name, .nonSelected)
      switch role {
      case .selected: varieties[variety]?.selected.append(index)
      case .standIn: varieties[variety]?.standIns.append(index)
      case .nonSelected: varieties[variety]?.nonSelected.append(index)
      }
    }
    all = varieties.values.sorted { $0.name < $1.name }
  }

  private static func stronger(_ left: SupplyRole, _ right: SupplyRole) -> SupplyRole {
    if left == .selected || right == .selected { return .selected }
    return left == .standIn || right == .standIn ? .standIn : .nonSelected
  }
}
