internal import DelimitedText
internal import Procurement

extension CatalogueTable {
  /// A row; a column that the file lacks reads as empty.
  struct Row {
    private let row: Int
    private let contents: Contents

    init(_ row: Int, of contents: Contents) {
      self.row = row
      self.contents = contents
    }

    /// Where it stands.
    var source: SourceLine {
      SourceLine(file: contents.file, line: contents.table.line(of: row))
    }

    /// The value of a column, normalised; empty for the words that stand for nothing.
    subscript(_ column: String) -> String { contents.value(of: row, column) }

    /// The bytes of a column.
    func bytes(_ column: String) -> ArraySlice<UInt8> { contents.bytes(of: row, column) }

    /// The place of a column's value among the different ones of that column, which must not be a
    /// varied one; 0 where the file lacks the column.
    func place(of column: String) -> Int { contents.place(of: row, column) }

    /// The value of a column as it is written, `-` and such included.
    func printed(_ column: String) -> String { TextNormal.value(contents.text(of: row, column)) }

    /// The value of a column in its own characters, as official texts are quoted: full-width signs
    /// stay; empty for the words that stand for nothing.
    func verbatim(_ column: String) -> String { self[column].isEmpty ? "" : quoted(column) }

    /// The value of a column in its own characters, `-` and such included.
    func quoted(_ column: String) -> String { TextNormal.trimmed(contents.text(of: row, column)) }
  }

  /// The file as all rows see it.
  final class Contents: Sendable {
    /// A column that the file has.
    private struct Found {
      let name: String
      /// Where it stands.
      let position: Int
      /// The places of its rows' values; empty where it is varied.
      let places: [UInt32]
      /// What its different texts are once normalised, empty for the words that stand for nothing.
      let values: [String]
    }

    let file: String
    let table: DelimitedTable
    /// The columns of interest, those with short names first.
    private let columns: [Found]
    /// How many columns have names of fewer bytes than the place says: few have to be compared.
    private let ends: [Int]

    init(_ file: String, _ table: DelimitedTable, _ positions: [(column: Column, position: Int)]) {
      self.file = file
      self.table = table
      let columns = positions.map { column, position in
        let texts = column.isVaried ? nil : table.texts(of: position)
        return Found(
          name: column.name, position: position, places: texts?.places ?? [],
          values: texts?.texts.map(Self.value) ?? [])
      }
      self.columns = columns.sorted { $0.name.utf8.count < $1.name.utf8.count }
      let longest = columns.map(\.name.utf8.count).max() ?? 0
      ends = (0...longest + 1).map { length in columns.count { $0.name.utf8.count < length } }
    }

    private static func value(_ text: String) -> String {
      let value = TextNormal.value(text)
      return TextNormal.isNull(value) ? "" : value
    }

    private func index(of column: String) -> Int? {
      let length = column.utf8.count
      guard length + 1 < ends.count else { return nil }
      return (ends[length]..<ends[length + 1]).first { columns[$0].name == column }
    }

    func place(of row: Int, _ column: String) -> Int {
      index(of: column).map { Int(columns[$0].places[row]) } ?? 0
    }

    func value(of row: Int, _ column: String) -> String {
      guard let index = index(of: column) else { return "" }
      if columns[index].values.isEmpty {
        return Self.value(table.text(of: row, column: columns[index].position))
      }
      return columns[index].values[Int(columns[index].places[row])]
    }

    func bytes(of row: Int, _ column: String) -> ArraySlice<UInt8> {
      index(of: column).map { table.bytes(of: row, column: columns[$0].position) } ?? []
    }

    func text(of row: Int, _ column: String) -> String {
      index(of: column).map { table.text(of: row, column: columns[$0].position) } ?? ""
    }

    /// Whether nothing stands in a row.
    func isBlank(_ row: Int) -> Bool {
      if columns.contains(where: { !$0.values.isEmpty && !$0.values[Int($0.places[row])].isEmpty })
      {
        return false
      }
      return table.fields(of: row).allSatisfy { TextNormal.value($0).isEmpty }
    }
  }
}
