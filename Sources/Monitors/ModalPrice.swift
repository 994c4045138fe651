import PricePanel
import Procurement

/// The price at which most of a product's lines of one month stand.
struct ModalPrice: Sendable {
  /// The price.
  let price: UnitPrice
  /// A line that has it.
  let mark: PriceMark

  private struct Entry {
    let mark: PriceMark
    var lines: Int
  }

  /// The modal price of `cells`; `nil` when no price has the given share of the lines.
  ///
  /// A cell keeps its lowest and highest price only: with one price all its lines count for it,
  /// else half of them for each. Of equally frequent prices the lower one.
  ///
  /// - Parameters:
  ///   - cells: cells of one product and month.
  ///   - share: the share of the lines that the price must have.
  /// - Complexity: O(*n* log *n*).
  init?(of cells: ArraySlice<Cell>, share: Double) {
    var entries: [Entry] = []
    var all = 0
    func count(_ mark: PriceMark, _ lines: Int) {
      // Many institutions pay what the one before paid.
      if let last = entries.last, last.mark.price == mark.price {
        entries[entries.count - 1].lines += lines
      } else {
        entries.append(Entry(mark: mark, lines: lines))
      }
    }
    for cell in cells {
      guard let lowest = cell.lowest, let highest = cell.highest else { continue }
      // Counted twice over, so that halves are whole.
      let lines = Int(cell.lines)
      if lowest.price == highest.price {
        count(lowest, 2 * lines)
      } else {
        count(lowest, lines)
        count(highest, lines)
      }
      all += 2 * lines
    }
    if entries.count > 1 { entries.sort { $0.mark.price < $1.mark.price } }
    var best: (mark: PriceMark, lines: Int)?
    var start = 0
    while start < entries.count {
      var lines = 0
      var next = start
      while next < entries.count, entries[next].mark.price == entries[start].mark.price {
        lines += entries[next].lines
        next += 1
      }
      if lines > best?.lines ?? 0 { best = (entries[start].mark, lines) }
      start = next
    }
    guard let best, reaches(Double(best.lines), share * Double(all)) else { return nil }
    price = best.mark.price
    mark = best.mark
  }
}
