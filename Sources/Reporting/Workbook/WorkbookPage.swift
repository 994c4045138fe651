/// A sheet before it is written: charts on top, tables one below the other.
struct WorkbookPage: Sendable {
  /// A table and the chart over it.
  struct Block: Sendable {
    /// The table.
    var table: Table
    /// A chart of its rows, on top of the sheet, where no page ends within it.
    var chart: NativeChart?
  }

  /// Where a block stands; rows from 0.
  struct Place: Sendable {
    /// The row of the table's title.
    let title: Int
    /// The row of the note; `nil` where there is none.
    let note: Int?
    /// The row where the chart begins, on top of the sheet; `nil` where there is none.
    let chart: Int?
    /// The row of the headings; values follow.
    let header: Int
    /// The table's last row.
    let last: Int
  }

  /// The sheet's name.
  var name: String
  /// The heading on top of the sheet.
  let heading: String
  /// What stands on it, with rows.
  var blocks: [Block]
  /// Whether the sheet is one list, whose headings stay in view.
  let isList: Bool
  /// Whether it belongs to the sheet before, as a monitor's clues do to all clues.
  var isPart = false
  /// How many columns stay in view while one looks to the right.
  var frozenColumns = 1
  /// Links of cells in the first column: text to the name of a sheet.
  var links: [String: String] = [:]

  /// A page of the tables that have rows; `nil` where none has.
  init?(name: String, heading: String, blocks: [Block]) {
    self.name = name
    self.heading = heading
    self.blocks = blocks.filter { !$0.table.rows.isEmpty }
    isList = false
    if self.blocks.isEmpty { return nil }
  }

  /// A page that is a list; `nil` where it has no rows.
  init?(list table: Table, name: String, isPart: Bool = false) {
    self.name = name
    heading = table.title
    blocks = [Block(table: table)]
    isList = true
    self.isPart = isPart
    if table.rows.isEmpty { return nil }
  }

  /// The first row that holds something else than the way back and the heading.
  static let firstRow = 2

  /// Where each block stands.
  var places: [Place] {
    var row = isList ? Self.firstRow - 1 : Self.firstRow + 1
    let charts = blocks.map { block -> Int? in
      guard let chart = block.chart else { return nil }
      defer { row += chart.height + 1 }
      return row
    }
    return zip(blocks, charts).map { block, chart in
      let title = row
      row += 1
      // A list has a row for the note in any case, so that all lists begin in the same row.
      let note = isList || !block.table.note.isEmpty ? row : nil
      if note != nil { row += 1 }
      let place = Place(
        title: title, note: note, chart: chart, header: row, last: row + block.table.rows.count)
      row = place.last + 2
      return place
    }
  }

  /// The page without its long tables, and these as lists of their own: there the headings stay in
  /// view and stand on every printed page.
  func withLongTablesApart(from rows: Int) -> [WorkbookPage] {
    let long = blocks.filter { $0.table.rows.count > rows && $0.chart == nil }
    var rest = self
    rest.blocks.removeAll { $0.table.rows.count > rows && $0.chart == nil }
    let lists = long.compactMap {
      WorkbookPage(list: $0.table, name: $0.table.title, isPart: !rest.blocks.isEmpty)
    }
    return (rest.blocks.isEmpty ? [] : [rest]) + lists
  }

  /// The last column's cells of a table that is narrower than the sheet, where they are text: they go
  /// on to the sheet's right edge. What can be filtered keeps its columns apart.
  func span(of table: Table, isFiltered: Bool) -> ClosedRange<Int>? {
    let last = table.columns.count - 1
    guard !isList, !isFiltered, last >= 0, last + 1 < printedColumns, !table.columns[last].isNumber
    else { return nil }
    return last...(printedColumns - 1)
  }

  /// The table that has filter buttons: the longest one, where it is worth it.
  var filteredBlock: Int? {
    let longest = blocks.indices.max { left, right in
      (blocks[left].table.rows.count, -left) < (blocks[right].table.rows.count, -right)
    }
    return longest.flatMap { blocks[$0].table.rows.count >= Self.leastFiltered ? $0 : nil }
  }

  private static let leastFiltered = 6

  /// How many columns the widest table has.
  var columnCount: Int { blocks.map(\.table.columns.count).max() ?? 0 }

  /// How many columns go on paper.
  var printedColumns: Int {
    blocks.map { $0.table.printedColumns ?? $0.table.columns.count }.max() ?? 0
  }

  /// The page as sheets of at most `limit` rows.
  ///
  /// Tables that do not fit together stand apart; what does not fit alone goes on in further sheets,
  /// and each says so in the words of `note`.
  func split(limit: Int, note: (_ rows: Int, _ parts: Int, _ part: Int) -> String)
    -> [WorkbookPage]
  {
    guard let last = places.last?.last, last >= limit else { return [self] }
    guard let table = blocks.first?.table, isList else {
      return blocks.compactMap { block in
        WorkbookPage(list: block.table, name: block.table.title, isPart: true)
      }.flatMap { $0.split(limit: limit, note: note) }
    }
    let room = limit - (last - table.rows.count) - 1
    let parts = (table.rows.count + room - 1) / room
    return (0..<parts).map { index in
      var page = self
      var part = table
      part.rows = Array(
        table.rows[(index * room)..<min((index + 1) * room, table.rows.count)])
      part.note = note(table.rows.count, parts, index + 1) + table.note
      page.blocks = [Block(table: part)]
      if index > 0 { page.isPart = true }
      return page
    }
  }
}
