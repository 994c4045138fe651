import PricePanel
import Procurement

/// 配送率: what arrived ÷ what was due, valued at each product's own average price.
///
/// 河北 ch. 5 §7: 配送不到位; 西乡 (三): 配送监管. Tablets and stents do not add up in units, so both
/// quantities are multiplied by one price a product, which leaves a single product's rate as it is.
/// Due is what was ordered on lines that state what arrived, and on lines cancelled because nothing
/// was sent in time (超7日未发货). A month is the month of the order.
struct DeliveryRate {
  /// What was due and what arrived, in money.
  private struct Sum {
    var due = Money.zero
    var arrived = Money.zero
    /// Whether anything was ordered, whatever the lines say of arrivals.
    var isOrdered = false
    /// Whether any line says what arrived.
    var isStated = false

    static func += (left: inout Sum, right: Sum) {
      left.due += right.due
      left.arrived += right.arrived
      left.isOrdered = left.isOrdered || right.isOrdered
      left.isStated = left.isStated || right.isStated
    }

    var value: Double? { due > .zero ? arrived.yuan / due.yuan : nil }
  }

  private let panel: Panel
  private let months: ClosedRange<Month>
  private let hasPurchases: Bool
  private let hasLists: Bool
  private let products: Int
  private let series: [Sum]
  private let institutions: [Sum]
  private let distributors: [Sum]
  /// Drugs in short supply, drugs prone to be, and all others.
  private let lists: [Sum]

  private static let listNames = ["short", "prone", "not-listed"]

  /// Sums up the panel until `month`.
  ///
  /// - Complexity: O(cells).
  init(panel: Panel, month: Month, lists shortages: ShortageLists) {
    let first = min(panel.months?.lowerBound ?? month, month)
    let year = month.startOfYear
    var series = [Sum](repeating: Sum(), count: first.distance(to: month) + 1)
    var institutions = [Sum](repeating: Sum(), count: panel.institutions.count)
    var distributors = [Sum](repeating: Sum(), count: panel.distributors.count)
    var lists = [Sum](repeating: Sum(), count: Self.listNames.count)
    var hasPurchases = false
    var products = 0
    for index in panel.products.indices {
      let cells = panel.cells(of: index, in: first...month)
      hasPurchases = hasPurchases || (cells.last.map { $0.month >= year } ?? false)
      guard let price = Self.averagePrice(of: cells) else { continue }
      let list =
        switch shortages.kind(of: panel.products[index]) {
        case .short: 0
        case .prone: 1
        case nil: 2
        }
      var isDue = false
      for place in cells.indices where cells[place].due > .zero || cells[place].ordered > .zero {
        let cell = cells[place]
        let due = Money(rounding: price * cell.due.units)
        // Mostly all of it arrived.
        let arrived =
          cell.arrived == cell.due ? due : Money(rounding: price * cell.arrived.units)
        let sum = Sum(
          due: due, arrived: cell.due > .zero ? arrived : .zero, isOrdered: true,
          isStated: cell.stated > .zero)
        series[first.distance(to: cell.month)] += sum
        guard cell.month >= year else { continue }
        isDue = isDue || cell.due > .zero
        institutions[Int(cell.institution)] += sum
        distributors[Int(cell.distributor)] += sum
        lists[list] += sum
      }
      if isDue { products += 1 }
    }
    self.panel = panel
    months = first...month
    self.hasPurchases = hasPurchases
    hasLists = !shortages.isEmpty
    self.products = products
    self.series = series
    self.institutions = institutions
    self.distributors = distributors
    self.lists = lists
  }

  /// The product's average price over all its months, in 元 per smallest unit; `nil` where nothing
  /// was bought at one.
  private static func averagePrice(of cells: ArraySlice<Cell>) -> Double? {
    var amount = Money.zero
    var quantity = Quantity.zero
    for place in cells.indices {
      amount += cells[place].amount
      quantity += cells[place].pricedQuantity
    }
    return amount > .zero && quantity > .zero ? amount.yuan / quantity.units : nil
  }

  /// The rate from January of the report year to the report month.
  var result: IndicatorResult {
    let last = months.upperBound
    let whole = institutions.reduce(into: Sum()) { $0 += $1 }
    var result = IndicatorResult(
      id: "delivery-rate", scope: "all-institutions", period: last.startOfYear...last, unit: .ratio,
      series: series.enumerated().map {
        MonthValue(
          month: months.lowerBound.advanced(by: $0),
          value: $1.isStated || whole.isStated ? $1.value : nil)
      })
    guard whole.due > .zero, whole.isStated else {
      result.reason = hasPurchases ? .arrivalsNotStated : .nothingInPeriod
      return result
    }
    result.numerator = .money(whole.arrived)
    result.denominator = .money(whole.due)
    result.value = whole.value
    result.facts = [IndicatorFact(.items, .count(products))]
    result.breakdown = breakdown
    return result
  }

  private var breakdown: [IndicatorPart] {
    var regions: [String: Sum] = [:]
    for (institution, sum) in zip(panel.institutions, institutions) {
      regions[institution.region, default: Sum()] += sum
    }
    var parts: [IndicatorPart?] = []
    if hasLists { parts += zip(Self.listNames, lists).map { part(.category, $0, $1) } }
    parts += regions.sorted { $0.key < $1.key }.map { part(.region, $0, $1) }
    parts += zip(panel.institutions, institutions).map {
      part(.institution, $0.name, code: $0.code, $1)
    }
    parts += zip(panel.distributors, distributors).filter { !$0.isEmpty || $1.due > .zero }
      .map { part(.enterprise, $0, $1) }
    return parts.compactMap(\.self)
  }

  /// The part of some sum; none where nothing was ordered.
  private func part(
    _ dimension: IndicatorPart.Dimension, _ name: String, code: String = "", _ sum: Sum
  ) -> IndicatorPart? {
    guard sum.due > .zero else {
      return sum.isOrdered
        ? IndicatorPart(dimension: dimension, name: name, code: code, reason: .arrivalsNotStated)
        : nil
    }
    return IndicatorPart(
      dimension: dimension, name: name, code: code, numerator: .money(sum.arrived),
      denominator: .money(sum.due), value: sum.value)
  }
}
