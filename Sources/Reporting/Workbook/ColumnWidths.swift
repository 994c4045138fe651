import Procurement

/// Widths of a sheet's columns that fit headings and cells, Chinese counted double, within what one
/// can read on paper.
struct ColumnWidths: Sendable {
  /// The width of each column, in characters of the default font.
  let widths: [Double]

  private static let widest = [60, 48, 40, 34, 28, 24, 20, 18]
  /// As much as an A4 sheet shows across at three quarters of its size.
  private static let paper = 180.0
  private static let sampledRows = 500

  /// The widths for a page.
  init(_ page: WorkbookPage) {
    var text = [Int](repeating: 0, count: page.columnCount)
    var numbers = [Int](repeating: 6, count: page.columnCount)
    for (block, table) in page.blocks.map(\.table).enumerated() {
      let span = page.span(of: table, isFiltered: block == page.filteredBlock)
      for (index, column) in table.columns.enumerated() {
        let heading = Self.headingWidth(column.title)
        numbers[index] = max(numbers[index], heading)
        for row in table.rows.prefix(Self.sampledRows) where index < row.cells.count {
          let cell = row.cells[index]
          let width = Self.width(cell.text)
          if cell.canBreak, index == span?.lowerBound { continue }
          if cell.canBreak {
            text[index] = max(text[index], width)
          } else {
            numbers[index] = max(numbers[index], width)
          }
        }
      }
    }
    let printed = page.printedColumns
    func fitted(_ widest: Int) -> [Double] {
      zip(text, numbers).enumerated().map { index, needed in
        let limit = index < printed ? widest : Self.widest[0]
        return Double(max(min(needed.0, limit), needed.1)) + 2
      }
    }
    let fitting = Self.widest.map { fitted($0) }.first {
      $0.prefix(printed).reduce(0, +) <= Self.paper
    }
    widths = fitting ?? fitted(Self.widest.last ?? 18)
  }

  /// The lines that `text` takes over some columns, at a size of font in points.
  func lines(_ text: String, columns: Range<Int>, size: Double) -> Int {
    let width = widths[columns.clamped(to: widths.indices)].reduce(0, +)
    // Chinese characters of 10 points are a little narrower than two of the default font's.
    let room = max(4, Int((width - 1.5) * 10.5 / size))
    let lines =
      text.utf8.contains(UInt8(ascii: "\n"))
      ? text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) : [text]
    // No character takes more columns than bytes, so a short line is seen to fit without a look at it.
    return lines.reduce(0) {
      $0 + ($1.utf8.count <= room ? 1 : TextWidth.wrapped($1, to: room).count)
    }
  }

  /// The last of the columns from `first` on that together hold a text of `width` columns.
  func columns(from first: Int, toHold width: Int) -> Int {
    var sum = 0.0
    for index in first..<widths.count {
      sum += widths[index]
      if sum >= Double(width) { return index }
    }
    return max(first, widths.count - 1)
  }

  /// As many leading columns as fit on a screen.
  func screen(_ count: Int) -> Int {
    var sum = 0.0
    for (index, width) in widths.prefix(count).enumerated() {
      sum += width
      if sum > 160 { return max(index, 1) }
    }
    return count
  }

  /// The pixels of the first columns that a chart covers.
  func pixels(_ count: Int) -> Double {
    let width = widths.prefix(count).reduce(0, +) * 7
    return min(max(width, 560), 960)
  }

  /// Capital letters and figures of Chinese fonts are wider than the default font's.
  private static func width(_ text: String) -> Int {
    let capitals = text.utf8.reduce(0) { $0 + ((0x41...0x5A).contains($1) ? 1 : 0) }
    return TextWidth.columns(text) + capitals / 4
  }

  /// A heading may take two lines, and leaves room for a filter's button.
  private static func headingWidth(_ title: String) -> Int {
    let whole = TextWidth.columns(title)
    return whole <= 6 ? whole + 2 : max(7, min((whole + 1) / 2 + 3, 16))
  }
}

extension TableCell {
  /// Whether the cell may stand in several lines.
  var canBreak: Bool {
    switch self {
    case .text, .tag, .missing, .stack: true
    case .count, .number, .money, .quantity, .percent, .change, .points, .price, .factor, .month:
      false
    }
  }

  /// The number in the cell, rounded as the other formats write it, and how Excel shows it; `nil`
  /// for text.
  var number: (value: Double, style: CellStyle.Number)? {
    switch self {
    case .count(let value): (Double(value), .whole)
    case .number(let value, let places):
      (value.rounded(toPlaces: places), Self.decimals(of: value, atMost: places))
    case .money(let value): (Double(value.fen) / 100, .money)
    case .quantity(let value):
      (value.units, value.tenThousandths % 10_000 == 0 ? .whole : .quantity)
    case .percent(let value): (value.rounded(toPlaces: 6, shown: 4), .percent)
    case .change(let value): (value.rounded(toPlaces: 6, shown: 4), .change)
    case .points(let value, let unit):
      ((value * 100).rounded(toPlaces: 4, shown: 2), .points(unit: unit))
    case .price(let value): (value.rounded(toPlaces: 6), .price)
    case .factor(let value): (value.rounded(toPlaces: 6, shown: 2), .factor)
    case .month(let month): (month.serialDay, .month)
    case .text, .tag, .missing, .stack: nil
    }
  }

  /// Columns of two to four decimals show all of them, so that points stand one below the other.
  private static func decimals(of value: Double, atMost places: Int) -> CellStyle.Number {
    if (2...4).contains(places) { return .fixed(places: places) }
    return places == 0 || value == value.rounded() ? .whole : .decimal(places: places)
  }
}

extension Double {
  /// The nearest number with `places` decimals, if it shows the same at `shown` decimals; else the
  /// number itself, since a number that is rounded twice may end up one step off.
  fileprivate func rounded(toPlaces places: Int, shown: Int) -> Double {
    let short = rounded(toPlaces: places)
    // A spreadsheet rounds the decimal digits, of which the binary fraction may lie just below.
    let seen = (short * (1 + 1e-13)).rounded(toPlaces: shown)
    return seen == rounded(toPlaces: shown) ? short : self
  }

  /// The nearest number with so many decimals, halves away from zero; itself where it is too large
  /// to have any.
  fileprivate func rounded(toPlaces places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (self * scale).rounded(.toNearestOrAwayFromZero)
    return scaled.magnitude < 9e15 ? scaled / scale : self
  }
}
