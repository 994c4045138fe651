import PricePanel
import Procurement

/// The varieties of all batches, with the panel's products looked up in the catalogues once.
struct BatchVarieties: Sendable {
  /// A catalogue row of a batch that is known.
  private struct Row {
    let batch: Int
    let variety: Int
    /// The product, as an index into the panel's; `nil` where nobody bought it.
    let product: Int?
    let role: SupplyRole
  }

  /// A variety in a batch.
  private struct Listing: Hashable {
    let batch: Int
    let variety: Int
  }

  private let batches: [Batch]
  /// The varieties' names, sorted.
  private let names: [String]
  private let rows: [Row]
  /// By product: the variety that has its generic name, as an index into ``names``.
  private let named: [Int?]
  /// The lowest selected price of each variety in each batch that states one.
  private let lowest: [Listing: UnitPrice]

  /// Reads the catalogue rows; those of unknown batches are left out.
  ///
  /// - Complexity: O(products + catalogue rows).
  init(
    panel: Panel, catalogues: Catalogues, products: VarietyProducts, prices: SelectedPrices
  ) {
    let batches = catalogues.batches.values.sorted { $0.id < $1.id }
    let places = Dictionary(
      batches.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var numbering = Numbering()
    var last: (id: String, place: Int?) = ("", nil)
    let read = catalogues.entries.compactMap { entry -> Row? in
      if last.id != entry.batch { last = (entry.batch, places[entry.batch]) }
      guard let batch = last.place else { return nil }
      return Row(
        batch: batch, variety: numbering.number(of: entry.variety),
        product: entry.productCode.isEmpty ? nil : products.product(code: entry.productCode),
        role: entry.role)
    }
    let ranks = numbering.ranks
    rows = read.map {
      Row(batch: $0.batch, variety: ranks[$0.variety], product: $0.product, role: $0.role)
    }
    self.batches = batches
    names = numbering.names.sorted()
    named = panel.products.map { numbering.known($0.name).map { ranks[$0] } }
    var lowest: [Listing: UnitPrice] = [:]
    for row in Set(rows.map { Listing(batch: $0.batch, variety: $0.variety) }) {
      lowest[row] = prices.lowest(batch: batches[row.batch].id, variety: names[row.variety])
    }
    self.lowest = lowest
  }

  /// The varieties of the batches in force at the end of `month`, sorted by name.
  ///
  /// - Complexity: O(products + catalogue rows).
  func inForce(at month: Month) -> [VarietyInForce] {
    let day = month.lastDay
    let isInForce = batches.map { $0.isInForce(on: day) }
    var own = [[Int]](repeating: [], count: names.count)
    var roles = [(variety: Int, role: SupplyRole)?](repeating: nil, count: named.count)
    for row in rows where isInForce[row.batch] {
      if !own[row.variety].contains(row.batch) { own[row.variety].append(row.batch) }
      guard let product = row.product else { continue }
      let known = roles[product] ?? (row.variety, row.role)
      roles[product] = (min(known.variety, row.variety), stronger(known.role, row.role))
    }
    var varieties = own.enumerated().map { variety, own in
      let sorted = own.sorted {
        batches[$0].start == batches[$1].start ? $0 < $1 : batches[$0].start < batches[$1].start
      }
      return VarietyInForce(
        name: names[variety], batches: sorted.map { batches[$0] },
        lowestPrice: own.compactMap { lowest[Listing(batch: $0, variety: variety)] }.min())
    }
    for (product, listed) in roles.enumerated() {
      guard let variety = listed?.variety ?? named[product] else { continue }
      varieties[variety].add(product, as: listed?.role ?? .nonSelected)
    }
    return varieties.filter { !$0.batches.isEmpty }
  }

  private func stronger(_ left: SupplyRole, _ right: SupplyRole) -> SupplyRole {
    if left == .selected || right == .selected { return .selected }
    return left == .standIn || right == .standIn ? .standIn : .nonSelected
  }
}
