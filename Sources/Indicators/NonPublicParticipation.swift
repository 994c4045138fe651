import Execution
import PricePanel
import Procurement

/// 社会办医疗机构、定点零售药店参与集采: how many of the known ones bought selected products in the report year,
/// how much, and at what price against the selected price.
///
/// 青阳 (二): 鼓励社会办医疗机构、定点零售药店参与集采; 运城 (五): 民营机构跟进集采价格. A product counts in the
/// months at whose end it is selected, or a verified stand-in, in a batch in force.
struct NonPublicParticipation {
  /// What one institution bought of selected products, and of everything.
  fileprivate struct Ledger {
    var selected = Money.zero
    var all = Money.zero
    /// What was paid where both the price and the selected price are known, before returns.
    var paid = Money.zero
    /// The same quantities at the selected price.
    var atSelected = Money.zero
    var isBuyer = false
    var isParticipant = false

    static func += (left: inout Ledger, right: Ledger) {
      left.selected += right.selected
      left.all += right.all
      left.paid += right.paid
      left.atSelected += right.atSelected
    }

    var facts: [IndicatorFact] {
      let ratio = atSelected > .zero ? paid.yuan / atSelected.yuan : nil
      return [
        IndicatorFact(.amount, .money(selected)),
        IndicatorFact(.priceAgainstSelected, ratio.map { .ratio($0) }),
      ]
    }
  }

  /// Whose participation is told.
  private static let ownerships = [Ownership.pharmacy, .private]

  private let panel: Panel
  private let months: ClosedRange<Month>
  private let known: [Institution]
  private let hasBatches: Bool
  private let ledgers: [Ledger]

  /// Sums up the report year until the end of `month`.
  ///
  /// - Complexity: O(cells of the report year).
  init(panel: Panel, month: Month, selections: Selections, catalogues: Catalogues) {
    self.panel = panel
    months = month.startOfYear...month
    hasBatches = !catalogues.entries.isEmpty
    var ledgers = [Ledger](repeating: Ledger(), count: panel.institutions.count)
    var isKnown = panel.institutions.map { catalogues.institutions[$0.code] != nil }
    let isPublic = panel.isPublic
    for product in panel.products.indices {
      var month: Month?
      var isSelected = false
      var price: UnitPrice?
      for place in panel.cells(of: product, in: months).indices {
        let institution = Int(panel.cells[place].institution)
        isKnown[institution] = true
        guard !isPublic[institution] else { continue }
        if panel.cells[place].month != month {
          month = panel.cells[place].month
          isSelected = selections.isSelected(product: product, at: panel.cells[place].month)
          price = selections.inForce(product: product, at: panel.cells[place].month)?.price
        }
        ledgers[institution].add(panel.cells[place], isSelected: isSelected, price: price)
      }
    }
    self.ledgers = ledgers
    // Of institutions in the purchases alone, those that buy later are not known yet.
    let later = Set(zip(panel.institutions, isKnown).filter { !$1 }.map(\.0.code))
    known = KnownInstitutions(panel: panel, catalogues: catalogues).byCode.values
      .filter { !later.contains($0.code) }.sorted { $0.code < $1.code }
  }

  /// The participation of private institutions and of pharmacies.
  var results: [IndicatorResult] {
    Self.ownerships.map(result)
  }

  private func result(of ownership: Ownership) -> IndicatorResult {
    var result = IndicatorResult(
      id: "non-public-participation/\(ownership.rawValue)", scope: ownership.rawValue,
      period: months, unit: .ratio)
    let members = zip(panel.institutions, ledgers).filter { $0.0.ownership == ownership }
    let all = known.filter { $0.ownership == ownership }
    let count = all.count
    let sum = members.reduce(into: Ledger()) { $0 += $1.1 }
    if !hasBatches {
      result.reason = .noBatchCatalogue
    } else if count == 0, known.contains(where: { $0.ownership == .unstated }) {
      result.reason = .ownershipNotStated
    } else if !members.contains(where: \.1.isBuyer) {
      // Whoever buys elsewhere supplies no records; that is not the same as buying nothing.
      result.reason = .nothingInPeriod
    } else {
      let participants = members.count(where: \.1.isParticipant)
      result.numerator = .count(participants)
      result.denominator = .count(count)
      result.value = Double(participants) / Double(count)
      result.facts = sum.facts + unknownOwnership
      let own = Dictionary(
        members.map { ($0.0.code, $0.1) }, uniquingKeysWith: { first, _ in first })
      result.breakdown = all.map { part(of: $0, own[$0.code] ?? Ledger()) }
    }
    return result
  }

  /// The institutions that nothing says the ownership of, which count nowhere, and what they bought;
  /// nothing when there are none.
  private var unknownOwnership: [IndicatorFact] {
    let count = known.count { $0.ownership == .unstated }
    let amount = zip(panel.institutions, ledgers).reduce(Money.zero) {
      $1.0.ownership == .unstated ? $0 + $1.1.all : $0
    }
    return .unknownOwnership(count, amount)
  }

  /// What one institution bought of selected products ÷ everything it bought; nothing of one
  /// without records.
  private func part(of institution: Institution, _ ledger: Ledger) -> IndicatorPart {
    guard ledger.all > .zero else {
      return IndicatorPart(
        dimension: .institution, name: institution.name, code: institution.code,
        reason: .nothingInPeriod)
    }
    return IndicatorPart(
      dimension: .institution, name: institution.name, code: institution.code,
      numerator: .money(ledger.selected), denominator: .money(ledger.all),
      value: ledger.selected.yuan / ledger.all.yuan, facts: ledger.facts)
  }
}

extension NonPublicParticipation.Ledger {
  fileprivate mutating func add(_ cell: Cell, isSelected: Bool, price: UnitPrice?) {
    all += cell.netAmount
    isBuyer = isBuyer || cell.ordered > .zero
    guard isSelected else { return }
    selected += cell.netAmount
    isParticipant = isParticipant || cell.ordered > .zero
    guard let price, cell.pricedQuantity > .zero else { return }
    paid += cell.amount
    atSelected += Money(rounding: price.yuan * cell.pricedQuantity.units)
  }
}
