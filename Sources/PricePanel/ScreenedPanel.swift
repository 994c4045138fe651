public import Procurement

/// A price panel without the purchases whose unit of price is in doubt: what price statistics are
/// made from.
///
/// Only products with such purchases have cells of their own here; all others are the panel's.
public struct ScreenedPanel: Sendable {
  /// The whole panel.
  public let panel: Panel
  /// The remaining cells of the products that have lost some.
  private var remaining: [Int: [Cell]] = [:]
  /// Whether each product is among them; empty while none is.
  private var isReduced: [Bool] = []

  /// The whole of `panel`, nothing left out.
  public init(_ panel: Panel) {
    self.panel = panel
  }

  /// Leaves out some of a product's cells.
  ///
  /// - Parameter ranges: positions in `panel.cells`, in any order.
  package mutating func leaveOut(_ ranges: [Range<Int>], of product: Int) {
    guard !ranges.isEmpty else { return }
    let cells = panel.history(of: product).cells
    var isLeftOut = [Bool](repeating: false, count: cells.count)
    for range in ranges {
      for index in range { isLeftOut[index - cells.startIndex] = true }
    }
    if isReduced.isEmpty {
      isReduced = Array(repeating: false, count: panel.products.count)
    }
    isReduced[product] = true
    remaining[product] = zip(cells, isLeftOut).compactMap { $1 ? nil : $0 }
  }

  /// Whether any purchase of the product is left out.
  public func isScreened(_ product: Int) -> Bool { !isReduced.isEmpty && isReduced[product] }

  /// What remains of the product's purchases.
  ///
  /// - Complexity: O(1).
  public func history(of product: Int) -> ProductHistory {
    guard isScreened(product), let cells = remaining[product] else {
      return panel.history(of: product)
    }
    return ProductHistory(products: panel.products, place: product, cells: cells[...])
  }

  /// What remains of what was bought of a product in some months.
  ///
  /// - Complexity: O(log *n*) in the number of months, or of cells where some are left out.
  public func cells(of product: Int, in months: ClosedRange<Month>) -> ArraySlice<Cell> {
    guard isScreened(product) else { return panel.cells(of: product, in: months) }
    return history(of: product).cells(in: months)
  }
}
