import PricePanel
import Procurement

/// The public institutions that bought anything in some months, whatever it was: those that an
/// indicator has to name where it cannot say anything of them.
struct PublicBuyers {
  /// Whether each institution of the panel is one.
  let isBuyer: [Bool]
  private let panel: Panel

  /// Looks through the purchases of `months` until every public institution is found.
  ///
  /// - Complexity: O(cells of the months) where one of them bought nothing.
  init(_ panel: Panel, in months: ClosedRange<Month>) {
    self.panel = panel
    let isPublic = panel.isPublic
    var isBuyer = panel.institutions.map { _ in false }
    var missing = isPublic.count(where: \.self)
    for product in panel.products.indices where missing > 0 {
      for place in panel.cells(of: product, in: months).indices {
        let institution = Int(panel.cells[place].institution)
        guard isPublic[institution], !isBuyer[institution], panel.cells[place].ordered > .zero
        else { continue }
        isBuyer[institution] = true
        missing -= 1
      }
    }
    self.isBuyer = isBuyer
  }

  /// The institutions themselves, in the order of the panel.
  var institutions: [Institution] { zip(panel.institutions, isBuyer).filter(\.1).map(\.0) }

  /// The regions of the institutions.
  var regions: Set<String> { Set(institutions.map(\.region)) }
}
