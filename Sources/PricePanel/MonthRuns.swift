internal import Procurement

/// Where the cells of each product and month lie among all cells of a panel.
struct MonthRuns: Sendable {
  /// How many cells a product has in a month.
  struct Length: Sendable {
    let product: UInt32
    let month: Month
    let cells: UInt32
  }

  /// Where the cells of one product and month begin.
  private struct Run {
    let month: Month
    let start: Int
  }

  /// All products' months with purchases, in the order of the cells; one more element at the end.
  private var runs: [Run] = []
  /// Where each product's ``runs`` begin; one more element than there are products.
  private var starts: [Int] = []

  /// The runs of so many products.
  ///
  /// - Parameter lengths: in the order of the cells; none is empty.
  init(_ lengths: some Sequence<Length>, products: Int) {
    starts.reserveCapacity(products + 1)
    var cells = 0
    for length in lengths {
      while starts.count <= Int(length.product) { starts.append(runs.count) }
      runs.append(Run(month: length.month, start: cells))
      cells += Int(length.cells)
    }
    while starts.count <= products { starts.append(runs.count) }
    runs.append(Run(month: Month(index: 0), start: cells))
  }

  /// The runs of cells that are in order.
  init(of cells: [Cell], products: Int) {
    let single = cells.lazy.map { Length(product: $0.product, month: $0.month, cells: 1) }
    var lengths: [Length] = []
    for next in single {
      if let last = lengths.last, last.product == next.product, last.month == next.month {
        lengths[lengths.count - 1] = Length(
          product: last.product, month: last.month, cells: last.cells + 1)
      } else {
        lengths.append(next)
      }
    }
    self.init(lengths, products: products)
  }

  /// The runs of the product at index `product`, by their place among all.
  func own(_ product: Int) -> Range<Int> { starts[product]..<starts[product + 1] }

  /// The month of a run.
  func month(_ run: Int) -> Month { runs[run].month }

  /// The cells of some neighbouring runs.
  func cells(_ own: Range<Int>) -> Range<Int> {
    runs[own.lowerBound].start..<runs[own.upperBound].start
  }

  /// The first of some runs that is not before `month`.
  ///
  /// - Complexity: O(log *n*) in the number of runs.
  func first(of own: Range<Int>, notBefore month: Month) -> Int {
    var low = own.lowerBound
    var high = own.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if runs[middle].month < month { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
