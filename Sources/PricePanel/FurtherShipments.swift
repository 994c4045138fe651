internal import Procurement

/// Takes what further shipments of an order bring to where the order stands.
///
/// An order line may be sent in parts, through another distributor or in a later month than its first
/// part (PriceData/README.md). The order stands in the cell of the first, and what the others bring in
/// their own, where nothing was ordered. What arrived of a product at an institution beyond what a
/// cell had ordered makes up for what is missing in another: in the same month, else in the latest
/// month before it, else in the earliest behind it. What was taken where is kept beside the cells, for
/// those who ask when something arrived, and not for which order.
enum FurtherShipments {
  /// Settles the cells of one product.
  ///
  /// - Parameters:
  ///   - cells: the product's cells are the last of them, sorted by month and institution.
  ///   - first: where they begin.
  ///   - moved: what each cell gets, or below zero gives, by its place among `cells`.
  /// - Complexity: O(*n*) on average.
  static func settle(
    _ cells: inout OutputSpan<Cell>, from first: Int, moved: inout [Int: Quantity]
  ) {
    let own = first..<cells.count
    guard own.contains(where: { cells[$0].surplus > .zero }) else { return }
    var owing: [UInt32: [Int]] = [:]
    var unused: [Int] = []
    var start = first
    while start < own.upperBound {
      var end = start
      while end < own.upperBound, cells[end].month == cells[start].month {
        if cells[end].isOwed { owing[cells[end].institution, default: []].append(end) }
        end += 1
      }
      for place in start..<end where cells[place].surplus > .zero {
        while cells[place].surplus > .zero,
          let other = owing[cells[place].institution]?.last
        {
          move(from: place, to: other, in: &cells, &moved)
          if !cells[other].isOwed { owing[cells[place].institution]?.removeLast() }
        }
        if cells[place].surplus > .zero { unused.append(place) }
      }
      start = end
    }
    // Nothing before them was owed any more.
    var next: [UInt32: Int] = [:]
    for place in unused {
      let institution = cells[place].institution
      let others = owing[institution] ?? []
      while cells[place].surplus > .zero, next[institution, default: 0] < others.count {
        let other = others[next[institution, default: 0]]
        if cells[other].isOwed { move(from: place, to: other, in: &cells, &moved) }
        if !cells[other].isOwed { next[institution, default: 0] += 1 }
      }
    }
  }

  private static func move(
    from place: Int, to other: Int, in cells: inout OutputSpan<Cell>,
    _ moved: inout [Int: Quantity]
  ) {
    let quantity = min(cells[place].surplus, cells[other].missing)
    cells[place].arrived -= quantity
    cells[other].arrived += quantity
    moved[place, default: .zero] -= quantity
    moved[other, default: .zero] += quantity
  }
}

extension Cell {
  /// What arrived beyond what was ordered.
  fileprivate var surplus: Quantity { arrived - ordered }
  /// What was ordered on lines that state what arrived, and has not; nothing where there is a surplus,
  /// whatever the numbers are.
  fileprivate var missing: Quantity { min(stated, ordered) - arrived }
  fileprivate var isOwed: Bool { missing > .zero }
}
