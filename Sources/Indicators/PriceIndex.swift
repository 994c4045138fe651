import Execution
import PricePanel
import Procurement
import Statistics

/// 价格指数: how prices moved since a base month, base month = 100, over the products bought at a
/// price in both months (matched codes), by several formulas side by side.
///
/// 运城(五) and 西乡(三) name a price index and give no formula; that Laspeyres leads is the
/// default [D].
struct PriceIndex {
  /// Which products an index covers.
  enum Group: String, CaseIterable {
    /// Everything bought (全部).
    case all
    /// Chemical drugs (化学药).
    case chemical
    /// Chinese patent medicines (中成药).
    case chinesePatent = "chinese-patent"
    /// Biological drugs (生物制品).
    case biological
    /// Granules (中药配方颗粒).
    case granules
    /// Medical consumables (医用耗材).
    case consumable
    /// Varieties of batches in force at the end of the report month, selected or not (集采).
    case vbp
    /// All others (非集采).
    case nonVBP = "non-vbp"
  }

  private let months: ClosedRange<Month>
  private let products: [Product]
  private let prices: MonthlyPrices
  private let selections: Selections?
  private let listed: Int

  /// Reads the prices of the base month and all months until the report month.
  ///
  /// - Parameters:
  ///   - panel: the panel, without the purchases whose unit of price is in doubt.
  ///   - month: the report month.
  ///   - baseMonth: the month that is 100; a later one than the report month counts as that.
  ///     `nil`: the month of the previous year that the rules name, or the first with purchases
  ///     where these do not reach so far back.
  ///   - selections: what tells volume-based procurement from the rest, where `catalogues` have rows.
  /// - Throws: when `rules` lacks `base-month` or `listed-products`.
  init(
    _ panel: ScreenedPanel, month: Month, baseMonth: Month?, selections: Selections,
    catalogues: Catalogues, rules: RuleSection
  ) throws(RuleError) {
    listed = try rules.count("listed-products")
    let usual = month.startOfYear.advanced(by: try rules.count("base-month") - 13)
    let base = baseMonth ?? max(usual, panel.panel.months?.lowerBound ?? usual)
    months = min(base, month)...month
    products = panel.panel.products
    prices = MonthlyPrices(panel, months: months)
    self.selections = catalogues.entries.isEmpty ? nil : selections
  }

  /// All groups by all formulas.
  ///
  /// - Complexity: O(products × months).
  var results: [IndicatorResult] {
    Group.allCases.flatMap { group -> [IndicatorResult] in
      guard let items = items(of: group) else {
        return (IndexFormula.allCases.map(\.rawValue) + [Self.chained]).map {
          var result = self.result(group, $0, index: nil)
          result.reason = .noBatchCatalogue
          return result
        }
      }
      return results(group, of: items)
    }
  }

  private static let chained = "chained-fisher"

  /// The group's products, as indices into the panel's; `nil` when nothing tells which they are.
  private func items(of group: Group) -> [Int]? {
    // A category's group has its name.
    if let category = ProductCategory(rawValue: group.rawValue) {
      return products.indices.filter { products[$0].category == category }
    }
    guard group != .all else { return Array(products.indices) }
    guard let selections else { return nil }
    let last = months.upperBound
    return products.indices.filter {
      selections.isOfVarietyInForce(product: $0, at: last) == (group == .vbp)
    }
  }

  // MARK: One group

  private func results(_ group: Group, of items: [Int]) -> [IndicatorResult] {
    let table = prices.table.selecting(items)
    let last = table.periods - 1
    let numbers = (0...last).map { table.numbers(of: $0, base: 0) }
    var results = IndexFormula.allCases.map { formula in
      var result = self.result(group, formula.rawValue, index: numbers[last][formula])
      result.series = series(numbers.map { $0[formula] })
      result.facts += coverage(of: items, in: table, base: 0)
      result.breakdown = breakdown(
        table.contributions(to: formula, of: last, base: 0), of: items, index: result.value)
      return result
    }
    let chain = ChainedFisher(table, base: 0)
    var result = self.result(group, Self.chained, index: chain.values[last])
    result.series = series(chain.values)
    result.facts += coverage(
      of: items, in: table, base: chain.links.last { $0.period == last }?.from ?? 0)
    result.breakdown = breakdown(chain.contributions, of: items, index: result.value)
    results.append(result)
    return results
  }

  private func result(_ group: Group, _ formula: String, index: Double?) -> IndicatorResult {
    IndicatorResult(
      id: "price-index/\(group.rawValue)/\(formula)", scope: "all-institutions", period: months,
      unit: .index, value: index.map { $0 * 100 }, reason: index == nil ? missing : nil,
      facts: [IndicatorFact(.baseMonth, .month(months.lowerBound))])
  }

  /// Why nothing can be compared: nothing was bought at all in the month that is 100, or nothing of the
  /// group both then and now.
  private var missing: NotComputableReason {
    prices.table.hasItems(in: 0) ? .noMatchedItems : .noBasePurchases
  }

  private func series(_ values: [Double?]) -> [MonthValue] {
    values.enumerated().map { offset, value in
      MonthValue(month: months.lowerBound.advanced(by: offset), value: value.map { $0 * 100 })
    }
  }

  /// How many items the report month has in common with the month at `base`, and their share of
  /// everything that the group bought in the report month.
  private func coverage(of items: [Int], in table: PriceTable, base: Int) -> [IndicatorFact] {
    var matched = 0
    var amount = Money.zero
    var whole = Money.zero
    for (item, product) in items.enumerated() {
      whole += prices.amounts[product]
      guard table[item, table.periods - 1] != nil, table[item, base] != nil else { continue }
      matched += 1
      amount += prices.pricedAmounts[product]
    }
    return [
      IndicatorFact(.matchedShare, whole > .zero ? .ratio(amount.yuan / whole.yuan) : nil),
      IndicatorFact(.items, .count(matched)),
    ]
  }

  // MARK: Contributions

  /// The products that moved the index most, in index points, and the rest: together index − 100.
  private func breakdown(
    _ contributions: [Double], of items: [Int], index: Double?
  ) -> [IndicatorPart] {
    guard index != nil else { return [] }
    let chosen = largest(contributions)
    var rest = contributions
    var parts: [IndicatorPart] = []
    for item in chosen {
      let product = products[items[item]]
      parts.append(
        IndicatorPart(
          dimension: .product, name: product.name, code: product.code,
          value: contributions[item] * 100))
      rest[item] = 0
    }
    parts.append(
      IndicatorPart(dimension: .component, name: "rest", value: rest.reduce(0, +) * 100))
    return parts
  }

  /// The items with the largest contributions up or down, largest first; of equal ones the first.
  private func largest(_ contributions: [Double]) -> [Int] {
    var result: [Int] = []
    for item in contributions.indices where contributions[item] != 0 {
      let size = abs(contributions[item])
      if result.count == listed {
        guard let least = result.last, size > abs(contributions[least]) else { continue }
        result.removeLast()
      }
      let place = result.firstIndex { size > abs(contributions[$0]) } ?? result.endIndex
      result.insert(item, at: place)
    }
    return result
  }
}
