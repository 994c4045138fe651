internal import PricePanel
internal import Procurement

extension Panel {
  /// A notice of a month that has few lines beside the last one before it with purchases, as where
  /// a date is mistyped; it names the first of its priced lines. `nil` where there are enough, or none before.
  ///
  /// - Parameter share: the least share of the lines before that is not doubted.
  /// - Complexity: O(cells).
  func doubt(of month: Month, below share: Double) -> Notice? {
    guard let months, months.contains(month) else { return nil }
    let first = months.lowerBound
    var lines = [Int](repeating: 0, count: first.distance(to: months.upperBound) + 1)
    for cell in cells { lines[first.distance(to: cell.month)] += Int(cell.lines) }
    let place = first.distance(to: month)
    guard let last = lines[..<place].lastIndex(where: { $0 > 0 }),
      Double(lines[place]) < share * Double(lines[last])
    else { return nil }
    let marks = cells.filter { $0.month == month }.compactMap(\.lowest).map(source(of:))
    return Notice(
      source: marks.min() ?? SourceLine(file: "purchases", line: 0), column: "",
      value: "\(month): \(lines[place]), \(first.advanced(by: last)): \(lines[last])",
      reason: .fewLines)
  }
}
