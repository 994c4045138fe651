/// How large the catalogues of a city are that buys a given number of lines.
struct CityScale {
  var products: Int
  var institutions: Int
  var distributors: Int
  /// Lines a month that a product, institution and distributor have together, in thousandths.
  var linesPerCell: Int

  /// Anomalies planted when their number is not given: one for ten products.
  var anomalies: Int { products / 10 }

  /// Sizes at the marks 20 000, 1 million and 10 million lines, straight lines between them.
  init(lines: Int) {
    let marks = [
      (lines: 20_000, products: 300, institutions: 40, distributors: 12, perCell: 1_150),
      (lines: 1_000_000, products: 3_000, institutions: 150, distributors: 30, perCell: 2_900),
      (lines: 10_000_000, products: 9_000, institutions: 420, distributors: 70, perCell: 3_650),
    ]
    let bounded = min(max(lines, marks[0].lines), marks[2].lines)
    let low = bounded < marks[1].lines ? marks[0] : marks[1]
    let high = bounded < marks[1].lines ? marks[1] : marks[2]
    func between(_ first: Int, _ last: Int) -> Int {
      first + (last - first) * (bounded - low.lines) / (high.lines - low.lines)
    }
    products = between(low.products, high.products)
    institutions = between(low.institutions, high.institutions)
    distributors = between(low.distributors, high.distributors)
    linesPerCell = between(low.perCell, high.perCell)
    if lines < marks[0].lines {
      products = max(60, products * lines / marks[0].lines)
      institutions = max(16, institutions * lines / marks[0].lines)
    }
  }
}
