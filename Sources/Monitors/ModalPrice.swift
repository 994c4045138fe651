import PricePanel
import Procurement

/// The price that most institutions pay for a product in one month.
struct ModalPrice: Sendable {
  /// The price.
  let price: UnitPrice
  /// A line that has it.
  let mark: PriceMark

  private struct Entry {
    let mark: PriceMark
    /// Half votes, so that they are whole.
    var halves: Int
  }

  /// The modal price of `cells`; `nil` when no price has the given share of the institutions.
  ///
  /// Each institution that bought at a price has one vote, however many lines it has: with one price in
  /// the month all of it, else half for its lowest and half for its highest. Of equally frequent prices
  /// the lower one.
  ///
  /// - Parameters:
  ///   - cells: cells of one product and month, sorted by institution.
  ///   - share: the share of the institutions that the price must have.
  /// - Complexity: O(*n* log *n*).
  init?(of cells: ArraySlice<Cell>, share: Double) {
    var entries: [Entry] = []
    var all = 0
    func count(_ mark: PriceMark, _ halves: Int) {
      // Many institutions pay what the one before paid.
      if let last = entries.last, last.mark.price == mark.price {
        entries[entries.count - 1].halves += halves
      } else {
        entries.append(Entry(mark: mark, halves: halves))
      }
    }
    var next = cells.startIndex
    while next < cells.endIndex {
      let institution = cells[next].institution
      var lowest: PriceMark?
      var highest: PriceMark?
      while next < cells.endIndex, cells[next].institution == institution {
        if let mark = cells[next].lowest, lowest.map({ mark.price < $0.price }) ?? true {
          lowest = mark
        }
        if let mark = cells[next].highest, highest.map({ mark.price > $0.price }) ?? true {
          highest = mark
        }
        next += 1
      }
      guard let lowest, let highest else { continue }
      if lowest.price == highest.price {
        count(lowest, 2)
      } else {
        count(lowest, 1)
        count(highest, 1)
      }
      all += 2
    }
    if entries.count > 1 { entries.sort { $0.mark.price < $1.mark.price } }
    var best: (mark: PriceMark, halves: Int)?
    var start = 0
    while start < entries.count {
      var halves = 0
      next = start
      while next < entries.count, entries[next].mark.price == entries[start].mark.price {
        halves += entries[next].halves
        next += 1
      }
      if halves > best?.halves ?? 0 { best = (entries[start].mark, halves) }
      start = next
    }
    guard let best, reaches(Double(best.halves), share * Double(all)) else { return nil }
    price = best.mark.price
    mark = best.mark
  }
}
