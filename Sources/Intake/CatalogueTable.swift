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
    /// Whether so few of its values are equal that to find those out costs more than it saves.
    let isVaried: Bool
    /// Whether its values are amounts of money, neither prices nor quantities.
    let isAmount: Bool

    init(
      _ name: String, _ headers: String..., isRequired: Bool = false, isVaried: Bool = false,
      isAmount: Bool = false
    ) {
      self.name = name
      self.headers = headers
      self.isRequired = isRequired
      self.isVaried = isVaried
      self.isAmount = isAmount
    }
  }

  private let file: String
  private var headers: [String: String] = [:]
  /// The power of ten of each column whose header, or a title above it, states one.
  private var powers: [String: Int] = [:]
  private(set) var rows: [Row] = []
  private(set) var notices: [Notice] = []

  /// Reads `file` below `folder`; `nil` where there is no such file.
  init?(_ file: String, in folder: FilePath, columns: [Column]) {
    self.file = file
    let table: DelimitedTable
    do throws(Errno) {
      table = try DelimitedTable(folder.pushing(FilePath(file)))
    } catch {
      // A link to nothing is there, and yet says so.
      let path = folder.pushing(FilePath(file))
      if error == .noSuchFileOrDirectory, !FolderListing.isThere(path) { return nil }
      report(SourceLine(file: file, line: 0), "", "\(error)", .unreadableFile)
      return
    }
    let header = Self.header(of: columns, in: table)
    // Quotes in titles matter to nobody.
    let titles = header.map { $0 > 0 ? table.line(of: $0) : 0 } ?? 0
    for fault in table.faults where fault.line > titles {
      report(
        SourceLine(file: file, line: Int(fault.line)), "", table.excerpt(of: fault),
        RejectReason(fault.kind))
    }
    guard let header else {
      report(SourceLine(file: file, line: 1), "", "", .noHeader)
      return
    }
    guard
      let positions = positions(
        of: columns, in: table.fields(of: header), line: table.line(of: header))
    else { return }
    let unit = table.rows.prefix(header).reversed().lazy
      .compactMap { TitleUnit(row: table.fields(of: $0)) }.first
    for column in columns where column.isAmount && self.unit(of: column.name).isEmpty {
      if let power = unit?.power, power != 0 { powers[column.name] = power }
    }
    let contents = Contents(
      file, table, columns.compactMap { column in positions[column.name].map { (column, $0) } })
    rows = table.rows.dropFirst(header + 1).filter { !contents.isBlank($0) }
      .map { Row($0, of: contents) }
  }

  /// The first row that has all needed columns: titles may stand above it, as in purchase files.
  /// The first row where none has; `nil` where there is no row.
  private static func header(of columns: [Column], in table: DelimitedTable) -> Int? {
    let known = known(columns)
    let needed = Set(columns.filter(\.isRequired).map(\.name))
    return table.rows.prefix(DelimitedTable.titleLimit).first { row in
      let found = Set(table.fields(of: row).compactMap { known[HeaderNames.read($0).name] })
      return !found.isEmpty && needed.isSubset(of: found)
    } ?? table.rows.first
  }

  /// The columns by their headers, as compared.
  private static func known(_ columns: [Column]) -> [String: String] {
    var known: [String: String] = [:]
    for column in columns {
      for name in [column.name] + column.headers {
        known[HeaderNames.read(name).name] = column.name
      }
    }
    return known
  }

  private mutating func positions(
    of columns: [Column], in header: [String], line: Int
  ) -> [String: Int]? {
    let known = Self.known(columns)
    var positions: [String: Int] = [:]
    let source = SourceLine(file: file, line: line)
    for (position, text) in header.enumerated() {
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
  /// reported where it is none or not above zero, or where it is empty though needed.
  mutating func positive(_ row: Row, _ column: String, isNeeded: Bool = false) -> Int64? {
    let places = 4 + (powers[column] ?? 0)
    var number = NumberText.plain(row.bytes(column).span, places: places)
    if number == nil {
      let text = row[column]
      if text.isEmpty {
        if isNeeded { report(row, column, .missingValue) }
        return nil
      }
      number = NumberText.value(text, places: places)
    }
    guard let value = number?.scaled else {
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
    if let day = DateText.plain(row.bytes(column).span) { return day }
    guard let text = text(row, column) else { return nil }
    if let day = DateText.plain(Array(text.utf8).span) ?? DateText().parse(text) { return day }
    report(row, column, DateText.fault(of: text))
    return nil
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
