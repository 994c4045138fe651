public import Procurement

/// The monthly price panel: what all purchase records come down to, and all that monitors and
/// indicators see of them.
///
/// Products, institutions and distributors are sorted by code, and cells by product, month,
/// institution, distributor and channel; the panel is the same whatever the order of the input.
public struct Panel: Sendable {
  /// The products, sorted by code.
  public let products: [Product]
  /// The institutions, sorted by code.
  public let institutions: [Institution]
  /// The distributors' names, sorted; an empty name where records state none.
  public let distributors: [String]
  /// The files that price marks point into, by path below the data folder.
  public let files: [String]
  /// The cells, sorted by product, month, institution, distributor, channel.
  public let cells: [Cell]
  /// Where the cells of one product and month begin.
  private struct Run {
    let month: Month
    let start: Int
  }

  /// All products' months with purchases, in the order of ``cells``; one more element at the end.
  private let runs: [Run]
  /// Where each product's ``runs`` begin; one more element than there are products.
  private let starts: [Int]

  /// A panel of cells that are already in order.
  ///
  /// - Precondition: `cells` is sorted as the property says, and its indices lie in the tables.
  package init(
    products: [Product], institutions: [Institution], distributors: [String], files: [String],
    cells: [Cell]
  ) {
    self.products = products
    self.institutions = institutions
    self.distributors = distributors
    self.files = files
    self.cells = cells
    var runs: [Run] = []
    var starts: [Int] = []
    starts.reserveCapacity(products.count + 1)
    var next = 0
    for product in products.indices {
      starts.append(runs.count)
      while next < cells.count, cells[next].product == UInt32(product) {
        if runs.count == starts[product] || runs[runs.count - 1].month != cells[next].month {
          runs.append(Run(month: cells[next].month, start: next))
        }
        next += 1
      }
    }
    starts.append(runs.count)
    runs.append(Run(month: Month(index: 0), start: next))
    self.runs = runs
    self.starts = starts
  }

  /// The first and last month with purchases; `nil` when there are none.
  ///
  /// - Complexity: O(products), since each product's cells are sorted by month.
  public var months: ClosedRange<Month>? {
    guard var first = cells.first?.month else { return nil }
    var last = first
    for (start, end) in zip(starts, starts.dropFirst()) where start < end {
      first = min(first, runs[start].month)
      last = max(last, runs[end - 1].month)
    }
    return first...last
  }

  /// The last month before `month` in which anything was bought; `nil` when there is none.
  ///
  /// - Complexity: O(products × log months).
  public func lastMonth(before month: Month) -> Month? {
    products.indices.compactMap { product in
      let own = starts[product]..<starts[product + 1]
      let next = run(in: own, notBefore: month)
      return next > own.lowerBound ? runs[next - 1].month : nil
    }.max()
  }

  /// Everything bought of the product at index `product`.
  ///
  /// - Complexity: O(1).
  public func history(of product: Int) -> ProductHistory {
    ProductHistory(
      products: products, place: product,
      cells: cells[runs[starts[product]].start..<runs[starts[product + 1]].start])
  }

  /// What was bought of a product in some months.
  ///
  /// - Complexity: O(log *n*) in the number of months.
  public func cells(of product: Int, in months: ClosedRange<Month>) -> ArraySlice<Cell> {
    let own = starts[product]..<starts[product + 1]
    let first = run(in: own, notBefore: months.lowerBound)
    let end = run(in: first..<own.upperBound, notBefore: months.upperBound.advanced(by: 1))
    return cells[runs[first].start..<runs[end].start]
  }

  /// The first of some runs that is not before `month`.
  private func run(in range: Range<Int>, notBefore month: Month) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if runs[middle].month < month { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where a price mark points to.
  public func source(of mark: PriceMark) -> SourceLine {
    SourceLine(file: files[Int(mark.file)], line: Int(mark.line))
  }
}
