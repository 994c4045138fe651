import PricePanel
import Procurement

/// 短缺药品供应: how many of the drugs on the lists of 短缺 and 易短缺 drugs were ordered in the last months,
/// and the supply of each product of theirs.
///
/// 河北 ch. 5 §7: 短缺药品监测预警. The months are those that the monitor `supply-warning` looks at; whether
/// a drug's supply calls for a warning is said there.
struct ShortageSupply {
  private let panel: Panel
  private let months: ClosedRange<Month>
  private let lists: ShortageLists
  private let products: [String: Product]

  /// Looks at the drugs on the lists.
  ///
  /// - Parameter monitor: the rules of `supply-warning`.
  /// - Throws: when these lack `months`.
  init(
    panel: Panel, month: Month, lists: ShortageLists, catalogues: Catalogues,
    monitor: RuleSection
  ) throws(RuleError) {
    self.panel = panel
    products = catalogues.products
    self.lists = lists
    months = month.advanced(by: 1 - max(1, try monitor.count("months")))...month
  }

  /// The listed drugs that were ordered ÷ all that are listed, and each product; of a listed drug
  /// that nobody ordered only that is told.
  var result: IndicatorResult {
    var result = IndicatorResult(
      id: "shortage-supply", scope: "shortage-lists", period: months, unit: .ratio)
    guard !lists.isEmpty else {
      result.reason = .noShortageList
      return result
    }
    var ordered: [Product] = []
    for index in panel.products.indices {
      guard let kind = lists.kind(of: panel.products[index]) else { continue }
      let cells = panel.cells(of: index, in: months)
      guard !cells.isEmpty else { continue }
      ordered.append(panel.products[index])
      result.breakdown.append(part(panel.products[index], kind, cells))
    }
    result.breakdown += lists.missing(among: ordered).map { code, name, kind in
      IndicatorPart(
        dimension: .product, name: name.isEmpty ? products[code]?.name ?? code : name, code: code,
        reason: .nothingInPeriod, facts: [IndicatorFact(.shortageList, .term(kind.rawValue))])
    }
    let count = lists.count(among: ordered)
    result.numerator = .count(count)
    result.denominator = .count(lists.count)
    result.value = Double(count) / Double(lists.count)
    result.facts = [IndicatorFact(.items, .count(ordered.count))]
    return result
  }

  private func part(
    _ product: Product, _ kind: ShortageKind, _ cells: ArraySlice<Cell>
  ) -> IndicatorPart {
    var due = Quantity.zero
    var arrived = Quantity.zero
    var suppliers: Set<UInt32> = []
    var now: [UInt32: (due: Quantity, arrived: Quantity)] = [:]
    for cell in cells {
      if cell.hasSupplied, !panel.distributors[Int(cell.distributor)].isEmpty {
        suppliers.insert(cell.distributor)
      }
      guard cell.due > .zero else { continue }
      due += cell.due
      arrived += cell.arrived
      guard cell.month == months.upperBound else { continue }
      now[cell.institution, default: (.zero, .zero)].due += cell.due
      now[cell.institution, default: (.zero, .zero)].arrived += cell.arrived
    }
    let isStated = due > .zero
    let emptyHanded = now.values.count { $0.arrived == .zero }
    return IndicatorPart(
      dimension: .product, name: product.name, code: product.code,
      numerator: isStated ? .quantity(arrived) : nil, denominator: isStated ? .quantity(due) : nil,
      value: isStated ? arrived.units / due.units : nil,
      reason: isStated ? nil : .arrivalsNotStated,
      facts: [
        IndicatorFact(.shortageList, .term(kind.rawValue)),
        IndicatorFact(.distributors, .count(suppliers.count)),
        IndicatorFact(.emptyHanded, isStated ? .count(emptyHanded) : nil),
      ])
  }
}
