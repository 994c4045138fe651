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
  /// Where each product's cells begin; one more element than there are products.
  let starts: [Int]

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
    var starts: [Int] = []
    starts.reserveCapacity(products.count + 1)
    var next = 0
    for product in products.indices {
      starts.append(next)
      while next < cells.count, cells[next].product == UInt32(product) { next += 1 }
    }
    starts.append(next)
    self.starts = starts
  }

  /// The first and last month with purchases; `nil` when there are none.
  ///
  /// - Complexity: O(products), since each product's cells are sorted by month.
  public var months: ClosedRange<Month>? {
    guard var first = cells.first?.month else { return nil }
    var last = first
    for (start, end) in zip(starts, starts.dropFirst()) where start < end {
      first = min(first, cells[start].month)
      last = max(last, cells[end - 1].month)
    }
    return first...last
  }

  /// Everything bought of the product at index `product`.
  ///
  /// - Complexity: O(1).
  public func history(of product: Int) -> ProductHistory {
    ProductHistory(
      product: products[product], cells: cells[starts[product]..<starts[product + 1]])
  }

  /// Where a price mark points to.
  public func source(of mark: PriceMark) -> SourceLine {
    SourceLine(file: files[Int(mark.file)], line: Int(mark.line))
  }
}
