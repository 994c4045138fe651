internal import Procurement

/// Cells in the panel's order as they come, and where each product and month begins.
struct OrderedCells: Sendable {
  /// Where the cells of one product and month begin.
  struct Run: Sendable {
    let month: Month
    let start: Int
  }

  /// The cells, sorted as a panel's are.
  private(set) var cells: [Cell] = []
  /// All products' months with purchases; one more element at the end when closed.
  private(set) var runs: [Run] = []
  /// Where each product's ``runs`` begin; one more element than there are products when closed.
  private(set) var starts: [Int] = []

  /// Makes room for cells.
  mutating func reserve(_ count: Int) { cells.reserveCapacity(count) }

  /// What follows is of the next product.
  mutating func beginProduct() { starts.append(runs.count) }

  /// Adds a cell of the product in hand.
  mutating func append(_ cell: Cell) {
    if runs.count == starts[starts.count - 1] || runs[runs.count - 1].month != cell.month {
      runs.append(Run(month: cell.month, start: cells.count))
    }
    cells.append(cell)
  }

  /// Adds what was bought on other lines to the cell appended last.
  mutating func addToLast(_ cell: Cell) { cells[cells.count - 1].add(cell) }

  /// Adds the products that follow.
  mutating func append(_ next: OrderedCells) {
    let (firstRun, firstCell) = (runs.count, cells.count)
    starts += next.starts.map { $0 + firstRun }
    runs += next.runs.map { Run(month: $0.month, start: $0.start + firstCell) }
    cells += next.cells
  }

  /// Marks the end.
  mutating func close() {
    starts.append(runs.count)
    runs.append(Run(month: Month(index: 0), start: cells.count))
  }
}
