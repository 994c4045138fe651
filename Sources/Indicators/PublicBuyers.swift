import PricePanel
import Procurement

/// The public institutions that bought anything in some months, whatever it was: those that an
/// indicator has to name where it cannot say anything of them.
struct PublicBuyers {
  /// Whether each institution of the panel is one.
  let isBuyer: [Bool]
  private let panel: Panel

  /// Looks through the purchases of `months`.
  ///
  /// - Complexity: O(cells of the months).
  init(_ panel: Panel, in months: ClosedRange<Month>) {
    self.panel = panel
    var isBuyer = panel.institutions.map { _ in false }
    for product in panel.products.indices {
      for cell in panel.cells(of: product, in: months) where cell.ordered > .zero {
        isBuyer[Int(cell.institution)] = true
      }
    }
    self.isBuyer = zip(panel.institutions, isBuyer).map { $0.ownership == .public && $1 }
  }

  /// The institutions themselves, in the order of the panel.
  var institutions: [Institution] { zip(panel.institutions, isBuyer).filter(\.1).map(\.0) }

  /// The regions of the institutions.
  var regions: Set<String> { Set(institutions.map(\.region)) }
}
