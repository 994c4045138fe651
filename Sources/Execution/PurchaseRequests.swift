package import PricePanel
package import Procurement

/// Who wants to know what single institutions bought of single products; all are answered in one
/// pass over the cells of those products, which have what arrived in their own months.
package struct PurchaseRequests {
  private struct Request {
    let asker: Int32
    let institution: UInt32
    /// The request before this one about the same product; below zero for none.
    let next: Int32
  }

  private var requests: [Request] = []
  /// The last request about each product; below zero for none.
  private var byProduct: [Int32]
  private let panel: Panel

  /// No requests about `panel` yet.
  package init(_ panel: Panel) {
    self.panel = panel
    byProduct = Array(repeating: -1, count: panel.products.count)
  }

  /// Asks for what an institution bought of some products.
  ///
  /// - Parameters:
  ///   - asker: who asks, told with the answer.
  ///   - products: indices into ``PricePanel/Panel/products``.
  ///   - institution: an index into ``PricePanel/Panel/institutions``.
  package mutating func add(_ asker: Int, products: [Int], institution: UInt32) {
    for product in products {
      requests.append(
        Request(asker: Int32(asker), institution: institution, next: byProduct[product]))
      byProduct[product] = Int32(requests.count - 1)
    }
  }

  /// Hands every cell of `months` to everybody who asked for its product and institution.
  ///
  /// - Complexity: O(requests + cells of the products).
  package func answer(
    in months: ClosedRange<Month>, _ body: (_ asker: Int, _ cell: Cell) -> Void
  ) {
    answerTogether(in: months) { askers, cell in
      for asker in askers { body(asker, cell) }
    }
  }

  /// Hands every cell of `months` once to all together who asked for its product and institution.
  ///
  /// - Complexity: O(requests + cells of the products).
  package func answerTogether(
    in months: ClosedRange<Month>, _ body: (_ askers: [Int], _ cell: Cell) -> Void
  ) {
    var askers: [Int] = []
    var arrived = panel.asArrived
    // The requests about one product, by institution, as a list through `following`.
    var byInstitution = [Int32](repeating: -1, count: panel.institutions.count)
    var following = [Int32](repeating: -1, count: requests.count)
    for product in byProduct.indices where byProduct[product] >= 0 {
      var next = byProduct[product]
      while next >= 0 {
        let request = requests[Int(next)]
        following[Int(next)] = byInstitution[Int(request.institution)]
        byInstitution[Int(request.institution)] = next
        next = request.next
      }
      for index in panel.cells(of: product, in: months).indices {
        var place = byInstitution[Int(panel.cells[index].institution)]
        guard place >= 0 else { continue }
        askers.removeAll(keepingCapacity: true)
        while place >= 0 {
          askers.append(Int(requests[Int(place)].asker))
          place = following[Int(place)]
        }
        body(askers, arrived.cell(at: index))
      }
      next = byProduct[product]
      while next >= 0 {
        let request = requests[Int(next)]
        byInstitution[Int(request.institution)] = -1
        next = request.next
      }
    }
  }
}
