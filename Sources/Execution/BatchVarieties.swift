import PricePanel
import Procurement

/// The varieties of all batches, with the panel's products looked up in the catalogues once.
struct BatchVarieties: Sendable {
  /// A catalogue row of a batch that is known.
  private struct Row {
    let batch: Int
    let variety: Int
    /// The products, as indices into the panel's; none where nobody bought any.
    let products: [Int]
    let role: SupplyRole
  }

  /// A variety in a batch, and its lowest selected price there; `nil` where none is stated.
  private struct Listing {
    let batch: Int
    let variety: Int
    let lowest: UnitPrice?
  }

  private let batches: [Batch]
  /// The varieties' names, sorted.
  private let names: [String]
  private let rows: [Row]
  /// By product: the variety that has its generic name, as an index into ``names``.
  private let named: [Int?]
  /// The varieties of all batches, by variety, the batch that started first before the others.
  private let listings: [Listing]

  /// Reads the catalogue rows; those of unknown batches are left out.
  ///
  /// - Complexity: O(products + catalogue rows).
  init(
    panel: Panel, catalogues: Catalogues, codes: ListedCodes, prices: SelectedPrices
  ) {
    let batches = catalogues.batches.values.sorted { $0.id < $1.id }
    let places = batches.places(by: \.id)
    var numbering = Numbering()
    var last: (id: String, place: Int?) = ("", nil)
    let read = catalogues.entries.compactMap { entry -> Row? in
      if last.id != entry.batch { last = (entry.batch, places[entry.batch]) }
      guard let batch = last.place else { return nil }
      return Row(
        batch: batch, variety: numbering.number(of: entry.variety),
        products: codes.products(code: entry.productCode), role: entry.role)
    }
    let ranks = numbering.ranks
    rows = read.map {
      Row(batch: $0.batch, variety: ranks[$0.variety], products: $0.products, role: $0.role)
    }
    self.batches = batches
    names = numbering.names.sorted()
    named = panel.products.map { numbering.known($0.name).map { ranks[$0] } }
    listings = Self.listings(of: rows, batches: batches, names: names, prices: prices)
  }

  private static func listings(
    of rows: [Row], batches: [Batch], names: [String], prices: SelectedPrices
  ) -> [Listing] {
    let byStart = batches.indices.sorted {
      batches[$0].start == batches[$1].start ? $0 < $1 : batches[$0].start < batches[$1].start
    }
    var ranks = batches.map { _ in 0 }
    for (rank, batch) in byStart.enumerated() { ranks[batch] = rank }
    let keys = Set(rows.map { $0.variety * batches.count + ranks[$0.batch] }).sorted()
    return keys.map { key in
      let batch = byStart[key % batches.count]
      let variety = key / batches.count
      return Listing(
        batch: batch, variety: variety,
        lowest: prices.lowest(batch: batches[batch].id, variety: names[variety]))
    }
  }

  /// The varieties of the batches in force at the end of `month`, sorted by name.
  ///
  /// - Complexity: O(products + catalogue rows).
  func inForce(at month: Month) -> [VarietyInForce] {
    let day = month.lastDay
    let isInForce = batches.map { $0.isInForce(on: day) }
    var roles = [(variety: Int, role: SupplyRole)?](repeating: nil, count: named.count)
    for row in rows where isInForce[row.batch] {
      for product in row.products {
        let known = roles[product] ?? (row.variety, row.role)
        roles[product] = (min(known.variety, row.variety), stronger(known.role, row.role))
      }
    }
    var varieties: [VarietyInForce] = []
    // Where each variety stands among those in force.
    var places = [Int?](repeating: nil, count: names.count)
    var next = 0
    while next < listings.count {
      let variety = listings[next].variety
      var own: [Batch] = []
      var lowest: UnitPrice?
      while next < listings.count, listings[next].variety == variety {
        if isInForce[listings[next].batch] {
          own.append(batches[listings[next].batch])
          if let price = listings[next].lowest { lowest = min(lowest ?? price, price) }
        }
        next += 1
      }
      guard !own.isEmpty else { continue }
      places[variety] = varieties.count
      varieties.append(VarietyInForce(name: names[variety], batches: own, lowestPrice: lowest))
    }
    for (product, listed) in roles.enumerated() {
      guard let variety = listed?.variety ?? named[product], let place = places[variety] else {
        continue
      }
      varieties[place].add(product, as: listed?.role ?? .nonSelected)
    }
    return varieties
  }

  private func stronger(_ left: SupplyRole, _ right: SupplyRole) -> SupplyRole {
    if left == .selected || right == .selected { return .selected }
    return left == .standIn || right == .standIn ? .standIn : .nonSelected
  }
}
