internal import DelimitedText
internal import Procurement
internal import SystemPackage

/// A catalogue file with its columns found: rows by column name, and notices of what is wrong.
struct CatalogueTable {
  /// A column: its canonical name and the headers that mean it.
  struct Column {
    let name: String
    let headers: [String]
    let isRequired: Bool

    init(_ name: String, _ headers: String..., isRequired: Bool = false) {
      self.name = name
      self.headers = headers
      self.isRequired = isRequired
    }
  }

  /// A row; a column that the file lacks reads as empty.
  struct Row {
    let source: SourceLine
    /// The values that columns of interest have, normalised.
    fileprivate let values: [String]
    /// The columns of ``values``: few, so that looking along them is quicker than hashing.
    fileprivate let columns: [String]
    /// A bit for each of ``values`` that is a word for nothing.
    fileprivate let nulls: UInt64
    /// The values of quoted columns in their own characters.
    fileprivate let quotes: [String: String]

    /// The value of a column, normalised; empty for the words that stand for nothing.
    subscript(_ column: String) -> String {
      place(of: column).map { nulls >> UInt64($0) & 1 == 0 ? values[$0] : "" } ?? ""
    }

    /// The value of a column as it is written, `-` and such included.
    func printed(_ column: String) -> String { place(of: column).map { values[$0] } ?? "" }

    private func place(of column: String) -> Int? {
      let length = column.utf8.count
      return columns.firstIndex { $0.utf8.count == length && $0 == column }
    }

    /// The value of a column in its own characters, as official texts are quoted: full-width signs
    /// stay; empty for the words that stand for nothing.
    func verbatim(_ column: String) -> String {
      self[column].isEmpty ? "" : quoted(column)
    }

    /// The value of a quoted column in its own characters, `-` and such included.
    func quoted(_ column: String) -> String { quotes[column] ?? "" }
  }

  private let file: String
  private var headers: [String: String] = [:]
  /// The power of ten of each column whose header states one.
  private var powers: [String: Int] = [:]
  /// The day that each column had last: rows that follow each other often have the same.
  private var lastDays: [(column: String, text: String, day: Day)] = []
  private(set) var rows: [Row] = []
  private(set) var notices: [Notice] = []

  /// Reads `file` below `folder`; `nil` where there is no such file.
  ///
  /// - Parameter quoted: the columns that are quoted in their own characters.
  init?(_ file: String, in folder: FilePath, columns: [Column], quoted: [String] = []) {
    self.file = file
    let table: DelimitedTable
    do throws(Errno) {
      table = try DelimitedTable(folder.pushing(FilePath(file)))
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      report(SourceLine(file: file, line: 0), "", "\(error)", .unreadableFile)
      return
    }
    for fault in table.faults {
      let excerpt = String(decoding: fault.excerpt, as: UTF8.self)
      report(SourceLine(file: file, line: Int(fault.line)), "", excerpt, .unclosedQuote)
    }
    guard let header = table.rows.first else {
      report(SourceLine(file: file, line: 1), "", "", .noHeader)
      return
    }
    let positions = positions(of: columns, in: header)
    guard let positions else { return }
    let names = columns.map(\.name).filter { positions[$0] != nil }
    let wanted = names.compactMap { positions[$0] }
    rows.reserveCapacity(table.rows.count)
    var last: (fields: [String], values: [String], nulls: UInt64) = ([], [], 0)
    for row in table.rows.dropFirst() {
      guard row.fields.contains(where: { !TextNormal.value($0).isEmpty }) else { continue }
      var values: [String] = []
      values.reserveCapacity(wanted.count)
      var nulls: UInt64 = 0
      for (place, position) in wanted.enumerated() {
        let bit = UInt64(1) << UInt64(place)
        if position >= row.fields.count {
          values.append("")
          nulls |= bit
        } else if position < last.fields.count, last.fields[position] == row.fields[position] {
          // Rows that follow each other mostly have a good part in common.
          values.append(last.values[place])
          nulls |= last.nulls & bit
        } else {
          let value = TextNormal.value(row.fields[position])
          if TextNormal.isNull(value) { nulls |= bit }
          values.append(value)
        }
      }
      var quotes: [String: String] = [:]
      for column in quoted {
        guard let position = positions[column], position < row.fields.count else { continue }
        quotes[column] = TextNormal.trimmed(row.fields[position])
      }
      rows.append(
        Row(
          source: SourceLine(file: file, line: row.line), values: values, columns: names,
          nulls: nulls, quotes: quotes))
      last = (row.fields, values, nulls)
    }
  }

  private mutating func positions(
    of columns: [Column], in header: DelimitedTable.Row
  ) -> [String: Int]? {
    var known: [String: String] = [:]
    for column in columns {
      for name in [column.name] + column.headers {
        known[HeaderNames.read(name).name] = column.name
      }
    }
    var positions: [String: Int] = [:]
    let source = SourceLine(file: file, line: header.line)
    for (position, text) in header.fields.enumerated() {
      let name = HeaderNames.read(text).name
      if let column = known[name] {
        if positions[column] == nil {
          positions[column] = position
          headers[column] = TextNormal.value(text)
          let power = HeaderNames.read(text).power
          if power != 0 { powers[column] = power }
        } else {
          report(source, text, column, .ambiguousHeader)
        }
      } else if let nearest = Spelling.nearest(to: name, in: known.keys.sorted()), name.count > 1 {
        report(source, text, nearest, .unknownHeader)
      }
    }
    for column in columns where column.isRequired && positions[column.name] == nil {
      report(source, column.headers.first ?? column.name, "", .noHeader)
      return nil
    }
    return positions
  }

  private mutating func report(
    _ source: SourceLine, _ column: String, _ value: String, _ reason: RejectReason
  ) {
    notices.append(Notice(source: source, column: column, value: value, reason: reason))
  }

  /// Reports what is wrong with a value: the one that stands there, or how it is to be shown.
  mutating func report(
    _ row: Row, _ column: String, _ reason: RejectReason, value: String? = nil
  ) {
    report(row.source, headers[column] ?? column, value ?? row.printed(column), reason)
  }

  // MARK: - Values

  /// A needed text; reported where it is empty.
  mutating func text(_ row: Row, _ column: String) -> String? {
    let value = row[column]
    if !value.isEmpty { return value }
    report(row, column, .missingValue)
    return nil
  }

  /// The unit that a column's header states in brackets, without 万; empty where it states none.
  func unit(of column: String) -> String { HeaderNames.unit(of: headers[column] ?? "") }

  /// Whether a column's header states ten thousands, such as 万元.
  func isInTenThousands(_ column: String) -> Bool { powers[column] == 4 }

  /// A number in 1/10 000, of ten thousands where the header says so; `nil` where empty, and
  /// reported where it is none or not above zero.
  mutating func positive(_ row: Row, _ column: String) -> Int64? {
    let text = row[column]
    if text.isEmpty { return nil }
    let places = 4 + (powers[column] ?? 0)
    guard let value = NumberText.value(text, places: places)?.scaled else {
      report(row, column, .badNumber)
      return nil
    }
    guard value > 0, value <= Money.limit.tenThousandths else {
      report(row, column, .outOfRange)
      return nil
    }
    return value
  }

  /// A share from 0 to 1, written as `0.5` or `50%`; `nil` where empty, and reported where it is
  /// none.
  mutating func share(_ row: Row, _ column: String) -> Double? {
    if row[column].isEmpty { return nil }
    let isPercent = row[column].hasSuffix("%")
    let digits = isPercent ? String(row[column].dropLast()) : row[column]
    guard let value = NumberText.parse(digits, places: 6)?.scaled else {
      report(row, column, .badNumber)
      return nil
    }
    let share = Double(value) / (isPercent ? 100_000_000 : 1_000_000)
    guard (0...1).contains(share) else {
      report(row, column, .outOfRange)
      return nil
    }
    return share
  }

  /// A day that may be missing: `nil` where the column is empty or, which is reported, holds none.
  mutating func optionalDay(_ row: Row, _ column: String) -> Day? {
    row[column].isEmpty ? nil : day(row, column)
  }

  /// A needed day; reported where it is none.
  mutating func day(_ row: Row, _ column: String) -> Day? {
    guard let text = text(row, column) else { return nil }
    let place = lastDays.firstIndex { $0.column == column }
    if let place, lastDays[place].text == text { return lastDays[place].day }
    guard let day = DateText.plain(Array(text.utf8).span) ?? DateText().parse(text) else {
      report(row, column, DateText.fault(of: text))
      return nil
    }
    let entry = (column, text, day)
    if let place { lastDays[place] = entry } else { lastDays.append(entry) }
    return day
  }

  /// A word that `meaning` knows; `nil` where empty, and reported where nothing knows it.
  mutating func word<Value>(
    _ row: Row, _ column: String, _ meaning: (String) -> Value?
  ) -> Value? {
    let text = row[column]
    if text.isEmpty { return nil }
    if let value = meaning(text) { return value }
    report(row, column, .unknownValue)
    return nil
  }
}
