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
  private let runs: MonthRuns
  /// What of ``Cell/arrived`` came in other cells of the institution or, below zero, came in this one and
  /// counts in others; sorted by place in ``cells``.
  private let moved: [(place: Int, quantity: Quantity)]

  /// A panel of cells that are already in order.
  ///
  /// - Precondition: `cells` is sorted as the property says, and its indices lie in the tables.
  package init(
    products: [Product], institutions: [Institution], distributors: [String], files: [String],
    cells: [Cell]
  ) {
    self.init(
      products: products, institutions: institutions, distributors: distributors, files: files,
      cells: cells, runs: MonthRuns(of: cells, products: products.count))
  }

  /// A panel of cells that are already in order, and lie where `runs` says.
  init(
    products: [Product], institutions: [Institution], distributors: [String], files: [String],
    cells: [Cell], runs: MonthRuns, moved: [(place: Int, quantity: Quantity)] = []
  ) {
    self.products = products
    self.institutions = institutions
    self.distributors = distributors
    self.files = files
    self.cells = cells
    self.runs = runs
    self.moved = moved
  }

  /// The first and last month with purchases; `nil` when there are none.
  ///
  /// - Complexity: O(products), since each product's cells are sorted by month.
  public var months: ClosedRange<Month>? {
    guard var first = cells.first?.month else { return nil }
    var last = first
    for product in products.indices {
      let own = runs.own(product)
      guard !own.isEmpty else { continue }
      first = min(first, runs.month(own.lowerBound))
      last = max(last, runs.month(own.upperBound - 1))
    }
    return first...last
  }

  /// The months between the first and the last with purchases that have none.
  ///
  /// - Complexity: O(products × months).
  public var monthsWithoutPurchases: [Month] {
    guard let months else { return [] }
    var isBought = [Bool](
      repeating: false, count: months.lowerBound.distance(to: months.upperBound) + 1)
    for product in products.indices {
      for run in runs.own(product) {
        isBought[months.lowerBound.distance(to: runs.month(run))] = true
      }
    }
    return isBought.indices.filter { !isBought[$0] }.map(months.lowerBound.advanced(by:))
  }

  /// The last month before `month` in which anything was bought; `nil` when there is none.
  ///
  /// - Complexity: O(products × log months).
  public func lastMonth(before month: Month) -> Month? {
    products.indices.compactMap { product in
      let own = runs.own(product)
      let next = runs.first(of: own, notBefore: month)
      return next > own.lowerBound ? runs.month(next - 1) : nil
    }.max()
  }

  /// Everything bought of the product at index `product`.
  ///
  /// - Complexity: O(1).
  public func history(of product: Int) -> ProductHistory {
    ProductHistory(
      products: products, place: product, cells: cells[runs.cells(runs.own(product))])
  }

  /// What was bought of a product in some months.
  ///
  /// - Complexity: O(log *n*) in the number of months.
  public func cells(of product: Int, in months: ClosedRange<Month>) -> ArraySlice<Cell> {
    let own = runs.own(product)
    let first = runs.first(of: own, notBefore: months.lowerBound)
    let end = runs.first(
      of: first..<own.upperBound, notBefore: months.upperBound.advanced(by: 1))
    return cells[runs.cells(first..<end)]
  }

  /// Cells with what arrived in their own months: in ``Panel/cells`` further shipments of an order count
  /// where the order stands.
  package struct AsArrived {
    private let cells: [Cell]
    private let moved: [(place: Int, quantity: Quantity)]
    private var next = 0

    fileprivate init(_ panel: Panel) {
      cells = panel.cells
      moved = panel.moved
    }

    /// The cell at `place`; places are asked for in rising order.
    ///
    /// - Complexity: O(1) on average.
    package mutating func cell(at place: Int) -> Cell {
      var cell = cells[place]
      while next < moved.count, moved[next].place < place { next += 1 }
      if next < moved.count, moved[next].place == place { cell.arrived -= moved[next].quantity }
      return cell
    }
  }

  /// The cells as they arrived.
  package var asArrived: AsArrived { AsArrived(self) }

  /// Whether each institution is a public one.
  package var isPublic: [Bool] { institutions.map { $0.ownership == .public } }

  /// Where a price mark points to.
  public func source(of mark: PriceMark) -> SourceLine {
    SourceLine(file: files[Int(mark.file)], line: Int(mark.line))
  }
}
