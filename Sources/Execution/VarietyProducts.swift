package import PricePanel
package import Procurement

/// Which products of the panel are bought as which variety of a batch, selected or not.
///
/// A product is of the variety under which the batch's catalogue lists its code; one that no row
/// lists is of the variety that has its generic name, and not selected.
package struct VarietyProducts: Sendable {
  /// A variety in a batch.
  package struct Key: Hashable, Sendable {
    /// The batch's identifier.
    package let batch: String
    /// The variety as the catalogue lists it.
    package let variety: String

    /// The variety `variety` of the batch `batch`.
    package init(batch: String, variety: String) {
      self.batch = batch
      self.variety = variety
    }
  }

  /// The products of one variety in one batch, as indices into ``PricePanel/Panel/products``.
  package struct Members: Hashable, Sendable {
    /// Selected products and verified stand-ins.
    package fileprivate(set) var selected: [Int] = []
    /// The others.
    package fileprivate(set) var nonSelected: [Int] = []

    /// All of them, in the order of the panel.
    package var all: [Int] { (selected + nonSelected).sorted() }
  }

  private var members: [Key: Members] = [:]
  private let codes: [String: Int]

  /// Looks up the panel's products in the catalogues.
  ///
  /// - Complexity: O(products + catalogue rows).
  package init(panel: Panel, catalogues: Catalogues) {
    codes = panel.products.places(by: \.code)
    var names: [String: [Int]] = [:]
    for (index, product) in panel.products.enumerated() {
      names[product.name, default: []].append(index)
    }
    var listed: [String: Set<Int>] = [:]
    var isSelected: [Key: [Int: Bool]] = [:]
    var order: [Key] = []
    for entry in catalogues.entries {
      let key = Key(batch: entry.batch, variety: entry.variety)
      if isSelected[key] == nil {
        isSelected[key] = [:]
        order.append(key)
      }
      guard let product = codes[entry.productCode] else { continue }
      listed[entry.batch, default: []].insert(product)
      // A product listed twice is selected where any row selects it.
      let before = isSelected[key]?[product] ?? false
      isSelected[key]?[product] = before || entry.role != .nonSelected
    }
    for key in order {
      var found = Members()
      for (product, selected) in isSelected[key] ?? [:] {
        if selected { found.selected.append(product) } else { found.nonSelected.append(product) }
      }
      found.nonSelected += (names[key.variety] ?? []).filter {
        !(listed[key.batch]?.contains($0) ?? false)
      }
      found.selected.sort()
      found.nonSelected.sort()
      members[key] = found
    }
  }

  /// The products of a variety in a batch; none where the catalogue does not list it.
  package subscript(key: Key) -> Members { members[key] ?? Members() }

  /// The index of the product with the code `code` in the panel; `nil` where nobody bought it.
  package func product(code: String) -> Int? { codes[code] }
}
