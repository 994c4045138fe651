public import Procurement

/// Everything bought of one product, month by month.
public struct ProductHistory: Sendable {
  /// The panel's products: the array is shared, where a copy of a product has many strings.
  private let products: [Product]
  private let place: Int
  /// The product's cells, sorted by month, institution, distributor, channel.
  public let cells: ArraySlice<Cell>

  /// The history that `cells` make.
  ///
  /// - Precondition: they are cells of the product at index `place`, sorted as ``cells`` says.
  init(products: [Product], place: Int, cells: ArraySlice<Cell>) {
    self.products = products
    self.place = place
    self.cells = cells
  }

  /// The product.
  public var product: Product { products[place] }

  /// The cells of one month.
  ///
  /// - Complexity: O(log *n* + *k*) in the number of cells and of the month's.
  public func cells(in month: Month) -> ArraySlice<Cell> {
    let start = firstIndex(notBefore: month)
    var end = start
    while end < cells.endIndex, cells[end].month == month { end += 1 }
    return cells[start..<end]
  }

  /// The cells of some months.
  ///
  /// - Complexity: O(log *n*) in the number of cells.
  public func cells(in months: ClosedRange<Month>) -> ArraySlice<Cell> {
    cells[
      firstIndex(
        notBefore: months.lowerBound)..<firstIndex(
          notBefore: months.upperBound.advanced(by: 1))]
  }

  /// What each institution bought in one month, sorted by institution; institutions that bought
  /// nothing at a price are left out.
  public func purchases(in month: Month) -> [InstitutionPurchase] {
    var result: [InstitutionPurchase] = []
    InstitutionPurchase.collect(from: cells(in: month), into: &result)
    return result
  }

  private func firstIndex(notBefore month: Month) -> Int {
    var low = cells.startIndex
    var high = cells.endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if cells[middle].month < month { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// What one institution bought of a product in one month, at prices above zero, through all
/// channels and distributors.
public struct InstitutionPurchase: Sendable {
  /// The institution, as an index into ``Panel/institutions``.
  public let institution: UInt32
  /// The amount before returns.
  public private(set) var amount: Money
  /// The quantity ordered at a price, in smallest preparation units.
  public private(set) var quantity: Quantity
  /// The lowest unit price.
  public private(set) var lowest: PriceMark
  /// The highest unit price.
  public private(set) var highest: PriceMark

  /// What each institution bought at a price, in place of what `result` held; its storage is used
  /// again.
  ///
  /// - Parameters:
  ///   - cells: cells of one product and month, sorted by institution.
  ///   - result: the purchases, sorted by institution.
  public static func collect(
    from cells: ArraySlice<Cell>, into result: inout [InstitutionPurchase]
  ) {
    result.removeAll(keepingCapacity: true)
    for cell in cells {
      guard let lowest = cell.lowest, let highest = cell.highest else { continue }
      if result.last?.institution == cell.institution {
        result[result.count - 1].add(cell, lowest: lowest, highest: highest)
      } else {
        result.append(InstitutionPurchase(cell, lowest: lowest, highest: highest))
      }
    }
  }

  /// What one institution bought in one month; `nil` when nothing at a price.
  ///
  /// - Parameter cells: all its cells of one product and month.
  public init?(_ cells: ArraySlice<Cell>) {
    var result: InstitutionPurchase?
    for cell in cells {
      guard let lowest = cell.lowest, let highest = cell.highest else { continue }
      if result == nil {
        result = InstitutionPurchase(cell, lowest: lowest, highest: highest)
      } else {
        result?.add(cell, lowest: lowest, highest: highest)
      }
    }
    guard let result else { return nil }
    self = result
  }

  private init(_ cell: Cell, lowest: PriceMark, highest: PriceMark) {
    institution = cell.institution
    amount = cell.amount
    quantity = cell.pricedQuantity
    self.lowest = lowest
    self.highest = highest
  }

  private mutating func add(_ cell: Cell, lowest: PriceMark, highest: PriceMark) {
    amount += cell.amount
    quantity += cell.pricedQuantity
    if lowest.price < self.lowest.price { self.lowest = lowest }
    if highest.price > self.highest.price { self.highest = highest }
  }

  /// The average price in 元 per smallest preparation unit.
  public var averagePrice: Double { amount.yuan / quantity.units }

  /// The price in 元 per smallest preparation unit: the stated one when the month has only one,
  /// so that an unmoved price compares as equal; else the average.
  public var price: Double { lowest.price == highest.price ? highest.price.yuan : averagePrice }
}
