public import PricePanel
import Procurement

/// What a panel holds, cell by cell as text with names in place of indices, so that panels of
/// different intakes can be compared.
///
/// - Parameter hasSources: whether the places of the lowest and highest price are told.
public func panelText(_ panel: Panel, hasSources: Bool = true) -> [String] {
  panel.cells.map { cell in
    func text(_ mark: PriceMark?) -> String {
      guard let mark else { return "-" }
      return "\(mark.price.raw)" + (hasSources ? "@\(panel.source(of: mark))" : "")
    }
    let institution = panel.institutions[Int(cell.institution)]
    let parts = [
      panel.products[Int(cell.product)].code, panel.products[Int(cell.product)].name,
      institution.code, institution.name, institution.region, institution.ownership.rawValue,
      panel.distributors[Int(cell.distributor)], cell.month.description, cell.channel.name,
      "lines \(cell.lines)", "ordered \(cell.ordered)", "arrived \(cell.arrived)",
      "returned \(cell.returned)", "amount \(cell.amount)",
      "returned amount \(cell.returnedAmount)", "priced \(cell.pricedQuantity)",
      "lowest \(text(cell.lowest))", "highest \(text(cell.highest))",
      "listing \(cell.listing?.raw ?? 0)",
    ]
    return parts.joined(separator: " | ")
  }
}
