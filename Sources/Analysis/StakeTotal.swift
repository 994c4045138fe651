internal import Monitors
internal import PricePanel
internal import Procurement

/// The money at stake of some findings with each purchase counted once, as
/// `MonitorRun.countedOnceExcess` has it for all of them.
///
/// A purchase is what one institution bought of one product in the month. A finding that is not
/// about one institution is spread over those that it compares, in proportion to what each bought.
struct StakeTotal {
  private struct Purchase: Hashable {
    let product: Int
    let institution: UInt32
  }

  private let screened: ScreenedPanel
  private let month: Month
  private let places: [String: Int]
  private let institutions: [String: UInt32]
  private var largest: [Purchase: Money] = [:]

  /// The sum over `findings`, which `screened` gave rise to in `month`.
  ///
  /// - Complexity: O(products + institutions + cells of the findings' products in the month).
  static func countedOnce(_ findings: [Finding], in screened: ScreenedPanel, month: Month) -> Money
  {
    var total = StakeTotal(screened: screened, month: month)
    for finding in findings where finding.unit == .price && finding.excessAmount > .zero {
      total.add(finding)
    }
    return total.largest.values.reduce(.zero, +)
  }

  private init(screened: ScreenedPanel, month: Month) {
    self.screened = screened
    self.month = month
    places = Dictionary(
      screened.panel.products.enumerated().map { ($1.code, $0) },
      uniquingKeysWith: { first, _ in first })
    institutions = Dictionary(
      screened.panel.institutions.enumerated().map { ($1.code, UInt32($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  private mutating func add(_ finding: Finding) {
    guard let product = places[finding.product.code] else { return }
    if let institution = finding.institution {
      guard let index = institutions[institution.code] else { return }
      claim(finding.excessAmount, Purchase(product: product, institution: index))
      return
    }
    let purchases = compared(finding, product: product)
    let whole = purchases.reduce(Quantity.zero) { $0 + $1.quantity }
    guard whole > .zero else { return }
    var quantity = Quantity.zero
    var given = Money.zero
    for purchase in purchases {
      quantity += purchase.quantity
      let excess = finding.excessAmount
      let due =
        quantity == whole ? excess : Money(rounding: excess.yuan * (quantity.units / whole.units))
      claim(due - given, Purchase(product: product, institution: purchase.institution))
      given = due
    }
  }

  private mutating func claim(_ excess: Money, _ purchase: Purchase) {
    guard excess > .zero else { return }
    largest[purchase] = max(largest[purchase] ?? .zero, excess)
  }

  /// What the institutions that the finding is about bought in the month, sorted by institution.
  private func compared(_ finding: Finding, product: Int) -> [InstitutionPurchase] {
    let history = screened.history(of: product)
    var cells = history.cells(in: month)
    if !finding.distributor.isEmpty {
      let name = finding.distributor
      cells = cells.filter { screened.panel.distributors[Int($0.distributor)] == name }[...]
    }
    var purchases: [InstitutionPurchase] = []
    InstitutionPurchase.collect(from: cells, into: &purchases)
    if !finding.region.isEmpty {
      purchases = purchases.filter {
        screened.panel.institutions[Int($0.institution)].region == finding.region
      }
    }
    if let earlier = finding.referenceMonth {
      let before = Set(history.purchases(in: earlier).map(\.institution))
      purchases = purchases.filter { before.contains($0.institution) }
    }
    return purchases
  }
}
