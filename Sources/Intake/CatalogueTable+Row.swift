internal import DelimitedText
internal import Procurement

extension CatalogueTable {
  /// A row; a column that the file lacks reads as empty.
  struct Row {
    private let row: DelimitedTable.Row
    private let contents: Contents

    init(_ row: DelimitedTable.Row, of contents: Contents) {
      self.row = row
      self.contents = contents
    }

    /// Where it stands.
    var source: SourceLine { SourceLine(file: contents.file, line: row.line) }

    /// The value of a column, normalised; empty for the words that stand for nothing.
    subscript(_ column: String) -> String { contents.values[place(of: column)] }

    /// The value of a column as it is written, `-` and such included.
    func printed(_ column: String) -> String {
      TextNormal.value(contents.table.texts[place(of: column)])
    }

    /// The place of a column's text among the different ones of the file.
    func place(of column: String) -> Int { contents.place(of: column, in: row) }

    /// The value of a column in its own characters, as official texts are quoted: full-width signs
    /// stay; empty for the words that stand for nothing.
    func verbatim(_ column: String) -> String { self[column].isEmpty ? "" : quoted(column) }

    /// The value of a column in its own characters, `-` and such included.
    func quoted(_ column: String) -> String {
      TextNormal.trimmed(contents.table.texts[place(of: column)])
    }
  }

  /// The file as all rows see it.
  final class Contents: Sendable {
    let file: String
    let table: DelimitedTable
    /// The columns of interest, and where each stands: few, so that looking along them is quicker
    /// than hashing.
    private let columns: [(name: String, position: Int)]
    /// What each different text is once normalised; empty for the words that stand for nothing.
    let values: [String]

    init(_ file: String, _ table: DelimitedTable, columns: [(name: String, position: Int)]) {
      self.file = file
      self.table = table
      self.columns = columns
      values = table.texts.map { text in
        let value = TextNormal.value(text)
        return TextNormal.isNull(value) ? "" : value
      }
    }

    /// Whether nothing stands in a row.
    func isBlank(_ row: DelimitedTable.Row) -> Bool {
      table.places(of: row).allSatisfy { place in
        values[Int(place)].isEmpty && TextNormal.value(table.texts[Int(place)]).isEmpty
      }
    }

    /// Where the text of a row's column stands among the different ones; that of the empty one
    /// where the file has no such column.
    func place(of column: String, in row: DelimitedTable.Row) -> Int {
      let length = column.utf8.count
      for (name, position) in columns where name.utf8.count == length && name == column {
        return table.place(of: position, in: row)
      }
      return 0
    }
  }
}
