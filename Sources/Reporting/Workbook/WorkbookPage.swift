/// A sheet before it is written: tables one below the other, each with a chart where there is one.
struct WorkbookPage: Sendable {
  /// A table and the chart over it.
  struct Block: Sendable {
    /// The table.
    var table: Table
    /// The chart above its rows.
    var chart: NativeChart?
  }

  /// Where a block stands; rows from 0.
  struct Place: Sendable {
    /// The row of the table's title.
    let title: Int
    /// The row of the note; `nil` where there is none.
    let note: Int?
    /// The row where the chart begins; `nil` where there is none.
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
    if self.blocks.isEmpty { return nil }
  }

  /// A page of one table.
  init?(table: Table, name: String) {
    self.init(name: name, heading: table.title, blocks: [Block(table: table)])
  }

  /// Whether the sheet is one long list, whose headings stay in view.
  var isList: Bool { blocks.count == 1 && blocks.allSatisfy { $0.chart == nil } }

  /// The first row that holds something else than the way back and the heading.
  static let firstRow = 2

  /// Where each block stands.
  var places: [Place] {
    var row = isList ? Self.firstRow - 1 : Self.firstRow + 1
    return blocks.map { block in
      let title = row
      row += 1
      // A list has a row for the note in any case, so that all lists begin in the same row.
      let note = isList || !block.table.note.isEmpty ? row : nil
      if note != nil { row += 1 }
      let chart = block.chart == nil ? nil : row
      row += block.chart.map { $0.height + 1 } ?? 0
      let place = Place(
        title: title, note: note, chart: chart, header: row, last: row + block.table.rows.count)
      row = place.last + 2
      return place
    }
  }

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
        var page = WorkbookPage(table: block.table, name: block.table.title)
        page?.isPart = true
        return page
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
      if index > 0 {
        page.isPart = true
      }
      return page
    }
  }
}
