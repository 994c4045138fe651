import Analysis
import Indicators
import Procurement

extension ReportTables {
  /// The formula that leads: the one chart, headline and contributions are about.
  static let leadingFormula = "laspeyres"

  private static let formulas = [
    leadingFormula, "paasche", "fisher", "jevons", "tornqvist", "chained-fisher",
  ]

  /// The groups that have a price index, in the order of the identifiers.
  private var indexGroups: [String] {
    let all = results("price-index").compactMap { result in
      let parts = result.id.split(separator: "/")
      return parts.count == 3 && parts[2] == Self.leadingFormula ? String(parts[1]) : nil
    }
    return all.filter { $0 == "all" } + all.filter { $0 != "all" }
  }

  /// The index of a group by a formula.
  func index(_ group: String, _ formula: String = leadingFormula) -> IndicatorResult? {
    indicator("price-index/\(group)/\(formula)")
  }

  /// The leading index of every group that has one, for a chart.
  var leadingIndices: [IndicatorResult] { indexGroups.compactMap { index($0) } }

  /// Price indices, a row a group and a column a formula.
  var priceIndices: Table {
    let base = leadingIndices.first?.period.lowerBound.description ?? ""
    var table = Table(
      title: t("价格指数（\(base)=100）", "Price index (\(base) = 100)"),
      note: t(
        "同一产品编码在基期与报告月均有采购为可比；可比占比为拉氏指数可比品规占报告月采购金额，链式费雪的可比品规不同。",
        "Codes bought in both months are matched; the share of the month's amount is that of the "
          + "Laspeyres index, the chained formula has other items.")
        + t("", " ") + coverage(of: leadingIndices),
      columns: [.text(t("分组", "Group"))]
        + Self.formulas.map { .number(t(Phrases.formula($0))) } + [
          .number(t("可比占比（拉氏）", "Matched (Laspeyres)")),
          .number(t("品规数（拉氏）", "Items (Laspeyres)")), .text(t("说明", "Remark")),
        ])
    for group in indexGroups {
      guard let leading = index(group) else { continue }
      table.add(
        [.text(t(Phrases.indexGroup(group)))]
          + Self.formulas.map { formula in
            index(group, formula)?.value.map { .number($0, places: 2) }
              ?? .text(NumberText.nothing)
          } + [
            fact(.matchedShare, of: leading), fact(.items, of: leading),
            .text(t.reason(leading.reason)),
          ],
        tone: group == "all" ? .total : .plain)
    }
    return table
  }

  /// The products that moved the leading index of all goods most, in index points.
  var indexMovers: Table {
    var table = Table(
      title: t("影响价格指数的产品", "What moved the price index"),
      note: t(
        "拉氏指数的贡献（指数点）；各项与其余之和等于指数减 100。",
        "Contributions to the Laspeyres index in points; with the rest they sum to index − 100."),
      columns: [
        .text(t("产品", "Product")), .text(t("编码", "Code")),
        .number(t("贡献（指数点）", "Contribution (points)")),
      ])
    guard let leading = index("all"), leading.value != nil else { return table }
    for part in leading.breakdown {
      let name = part.dimension.label(of: part.name, in: t.language)
      table.add(
        [.text(name), .text(part.code), .orDash(part.value) { .number($0, places: 4) }],
        tone: part.dimension == .component ? .total : .plain)
    }
    return table
  }
}
