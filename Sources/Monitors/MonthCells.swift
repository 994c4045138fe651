import PricePanel
import Procurement

/// What was bought in one month, product by product, without the months between: all monitors look
/// at every product's cells of the month, and each run does so in memory of its own.
struct MonthCells: Sendable {
  private let cells: [Cell]
  /// Where each product's cells begin; one more than there are products.
  private let starts: [Int]

  /// The cells of `month`.
  ///
  /// - Complexity: O(cells of the month + products × log months).
  init(_ panel: Panel, month: Month) {
    let places = panel.products.indices.map { panel.cells(of: $0, in: month...month) }
    var cells: [Cell] = []
    cells.reserveCapacity(places.reduce(0) { $0 + $1.count })
    var starts: [Int] = []
    starts.reserveCapacity(panel.products.count + 1)
    for own in places {
      starts.append(cells.count)
      cells += own
    }
    starts.append(cells.count)
    self.cells = cells
    self.starts = starts
  }

  /// What was bought of a product, sorted by institution.
  func cells(of product: Int) -> ArraySlice<Cell> {
    cells[starts[product]..<starts[product + 1]]
  }
}
