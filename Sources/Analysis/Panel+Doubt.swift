internal import PricePanel
internal import Procurement

extension Panel {
  /// A notice of a month that has few lines beside the last one before it with purchases, as where
  /// a date is mistyped; it names the first of its priced lines. `nil` where there are enough, or none before.
  ///
  /// - Parameter share: the least share of the lines before that is not doubted.
  /// - Complexity: O(products × log months + cells of the two months).
  func doubt(of month: Month, below share: Double) -> Notice? {
    guard months?.contains(month) ?? false, let last = lastMonth(before: month) else { return nil }
    let (now, before) = (lines(in: month), lines(in: last))
    guard Double(now) < share * Double(before) else { return nil }
    let marks = cells.filter { $0.month == month }.compactMap(\.lowest).map(source(of:))
    return Notice(
      source: marks.min() ?? SourceLine(file: "purchases", line: 0), column: "",
      value: "\(month): \(now), \(last): \(before)", reason: .fewLines)
  }

  /// A notice for each stretch of months before `month` in which nothing was bought, though something
  /// was before and behind it.
  ///
  /// - Complexity: O(products × months).
  func gaps(before month: Month) -> [Notice] {
    var stretches: [ClosedRange<Month>] = []
    for missing in monthsWithoutPurchases where missing < month {
      if let last = stretches.last, last.upperBound.advanced(by: 1) == missing {
        stretches[stretches.count - 1] = last.lowerBound...missing
      } else {
        stretches.append(missing...missing)
      }
    }
    return stretches.map { months in
      Notice(
        source: SourceLine(file: "purchases", line: 0), column: "",
        value: months.lowerBound == months.upperBound
          ? months.lowerBound.description : "\(months.lowerBound) — \(months.upperBound)",
        reason: .missingMonth)
    }
  }

  /// How many lines a month has.
  private func lines(in month: Month) -> Int {
    var lines = 0
    for product in products.indices {
      for cell in cells(of: product, in: month...month) { lines += Int(cell.lines) }
    }
    return lines
  }
}
