internal import DelimitedText

/// How the columns of one purchase file map to fields.
public struct PurchaseLayout: Sendable {
  /// The headers as printed.
  public let headers: [String]
  /// What each column means: nothing for a column that nobody reads, several fields where a profile
  /// says so.
  public let fields: [[PurchaseField]]
  /// The physical line of the header, counted from 1.
  public let headerLine: Int
  /// The last physical line of the head: the header, or a row of units below it, as `,,（盒）,（万元）`.
  let lastHeadLine: Int
  /// Fields that several columns claim equally; the first of these columns is read.
  public let ambiguous: [PurchaseField]
  /// The unit of amounts that a row above the header states, where it is not 元 and a column of amounts
  /// takes it; `nil` elsewhere.
  public let titleUnit: String?
  /// The headers that state a smallest unit (片) where numbers are those of a pack, which makes the file
  /// one that is not read; none where a profile says what a pack holds.
  public let smallestUnits: [String]
  /// What the profile names and the file lacks.
  public let missingHeaders: [MissingHeader]
  /// The profile, where one is applied.
  public let profile: ImportProfile?

  /// The column of each field by its ordinal, −1 where there is none.
  let columns: [Int]
  /// Whether the amount is that of what arrived (到货金额), and a column says how much that was.
  let hasAmountOfArrivals: Bool
  /// The value of each field by its ordinal where it is the same in every line.
  let constants: [String?]
  /// The power of ten by which each field's numbers are multiplied, by its ordinal.
  let powers: [Int]

  /// What tells whether files of another layout are read just as those of this one.
  ///
  /// - Parameter encoding: the encoding that their text is read in.
  func key(in encoding: TextEncoding) -> Key {
    Key(
      headers: headers, lastHeadLine: lastHeadLine, constants: constants, powers: powers,
      profile: profile?.content, encoding: encoding)
  }

  /// Equal for files that are read alike.
  struct Key: Hashable, Sendable {
    let headers: [String]
    let lastHeadLine: Int
    let constants: [String?]
    let powers: [Int]
    let profile: String?
    let encoding: TextEncoding
  }

  /// Maps a header row; `nil` when it lacks what a purchase record needs: a product, a date, and
  /// two of price, quantity and amount.
  ///
  /// - Parameters:
  ///   - headers: the header row as text.
  ///   - line: its physical line.
  ///   - unit: the unit of amounts that a row above it states, for columns that state none.
  ///   - units: the row of units below it, where there is one.
  ///   - profile: the profile to apply; its headers come before the built-in synonyms.
  ///   - fileName: the file's name, for what the profile takes from it.
  init?(
    headers: [String], line: Int, unit: TitleUnit?, units: UnitRow? = nil,
    profile: ImportProfile?, fileName: String
  ) {
    let named = Self.profileHeaders(profile)
    let printed = headers
    // A unit below a header is as good as one in its brackets.
    let headers = units?.joined(to: headers) ?? headers
    let count = PurchaseField.allCases.count
    var columns = [Int](repeating: -1, count: count)
    var ranks = [Int](repeating: .max, count: count)
    var powers = [Int](repeating: 0, count: count)
    var ambiguous: [PurchaseField] = []
    var takesTitle: [PurchaseField: Bool] = [:]
    for (column, header) in headers.enumerated() {
      let reading = HeaderNames.read(header)
      var hits = named[reading.name] ?? []
      if hits.isEmpty, let hit = HeaderNames.field(of: reading), profile?.says(hit.field) != true {
        hits = [hit]
      }
      for (field, rank) in hits {
        if rank == ranks[field.ordinal], !ambiguous.contains(field) { ambiguous.append(field) }
        guard rank < ranks[field.ordinal] else { continue }
        columns[field.ordinal] = column
        ranks[field.ordinal] = rank
        let isOfTitle = field.isAmount && HeaderNames.unit(of: header).isEmpty
        powers[field.ordinal] =
          profile?.powers[field]
          ?? (isOfTitle ? unit?.power ?? 0 : field.isNumber ? reading.power : 0)
        if field.isAmount { takesTitle[field] = isOfTitle && profile?.powers[field] == nil }
      }
    }
    if columns[PurchaseField.date.ordinal] < 0, profile?.says(.date) != true {
      // Without the day of the order, the day of delivery is the day of the purchase.
      columns[PurchaseField.date.ordinal] = columns[PurchaseField.deliveryDate.ordinal]
    }
    var constants = [String?](repeating: nil, count: count)
    for (field, value) in profile?.constants ?? [:] { constants[field.ordinal] = value }
    for (field, pattern) in profile?.fileName ?? [:] {
      constants[field.ordinal] = Self.part(of: fileName, matching: pattern)
    }
    func has(_ field: PurchaseField) -> Bool {
      columns[field.ordinal] >= 0 || constants[field.ordinal] != nil
    }
    let money = [PurchaseField.price, .quantity, .amount].count(where: has)
    guard has(.date), has(.productCode) || has(.productName),
      money + (has(.quantity) || !has(.arrived) ? 0 : 1) >= 2
    else { return nil }

    self.headers = printed
    headerLine = line
    lastHeadLine = units?.line ?? line
    self.profile = profile
    missingHeaders = MissingHeader.all(of: profile, in: printed, line: line)
    self.ambiguous = ambiguous
    titleUnit =
      takesTitle.values.contains(true) ? unit.flatMap { $0.power == 0 ? nil : $0.name } : nil
    self.columns = columns
    let amount = columns[PurchaseField.amount.ordinal]
    hasAmountOfArrivals =
      amount >= 0 && columns[PurchaseField.arrived.ordinal] >= 0
      && HeaderNames.isAmountOfArrivals(headers[amount])
    let isPackStated = constants[PurchaseField.conversionRatio.ordinal] != nil
    smallestUnits =
      isPackStated
      ? []
      : PurchaseField.allCases.filter(\.isOfPack).compactMap {
        let column = columns[$0.ordinal]
        return column >= 0 && HeaderNames.smallestUnit(of: headers[column]) != nil
          ? headers[column] : nil
      }
    self.constants = constants
    self.powers = powers
    var fields = [[PurchaseField]](repeating: [], count: headers.count)
    for field in PurchaseField.allCases where columns[field.ordinal] >= 0 {
      fields[columns[field.ordinal]].append(field)
    }
    self.fields = fields
  }

  /// The headers that a profile names, as compared, with the rank each has for its field.
  private static func profileHeaders(
    _ profile: ImportProfile?
  ) -> [String: [(field: PurchaseField, rank: Int)]] {
    var result: [String: [(field: PurchaseField, rank: Int)]] = [:]
    guard let profile else { return result }
    for field in PurchaseField.allCases {
      for (rank, header) in (profile.fields[field] ?? []).enumerated() {
        result[HeaderNames.read(header).name, default: []].append((field, rank))
      }
    }
    return result
  }

  /// The first bracketed part of `pattern` as it matches in `name`.
  private static func part(of name: String, matching pattern: String) -> String? {
    guard let regex = try? Regex(pattern), let match = try? regex.firstMatch(in: name) else {
      return nil
    }
    let output = match.output
    return (output.count > 1 ? output[1] : output[0]).substring.map(String.init)
  }

  /// The header of a field's column, for messages; the field's name where it has no column.
  func header(of field: PurchaseField) -> String {
    let column = columns[field.ordinal]
    return column < 0 ? field.name : headers[column]
  }

  /// The header that is read for the field that `header`, which is not read, means as well.
  func headerRead(inPlaceOf header: String) -> String? {
    let named = PurchaseField.allCases.first { field in
      profile?.fields[field]?.contains { HeaderNames.read($0) == HeaderNames.read(header) } ?? false
    }
    guard let field = named ?? HeaderNames.field(of: header)?.field, columns[field.ordinal] >= 0
    else { return nil }
    return headers[columns[field.ordinal]]
  }

  /// Whether lines say anything of a field: in a column, or all of them the same.
  func has(_ field: PurchaseField) -> Bool {
    columns[field.ordinal] >= 0 || constants[field.ordinal] != nil
  }

  /// Headers that nothing reads but that are near to one of a field without a column, and that one.
  var suggestions: [(header: String, known: String)] {
    zip(headers, fields).compactMap { header, fields in
      guard fields.isEmpty, let known = HeaderNames.suggestion(for: header),
        let field = HeaderNames.field(of: known)?.field, columns[field.ordinal] < 0,
        constants[field.ordinal] == nil
      else { return nil }
      return (header, known)
    }
  }

  // MARK: - Finding the header row

  /// Finds the header row among the first records of a file.
  static func find(
    in batch: RecordBatch, encoding: TextEncoding, profile: ImportProfile?, fileName: String
  ) -> PurchaseLayout? {
    var unit: TitleUnit?
    func cells(_ record: RecordBatch.Record) -> [String] {
      (0..<Int(record.fieldCount)).map {
        TextNormal.value(encoding.decodeRepairing(Array(batch.bytes(of: record, column: $0))))
      }
    }
    let records = batch.records.prefix(DelimitedTable.titleLimit + 1).map { $0 }
    for (index, record) in records.prefix(DelimitedTable.titleLimit).enumerated() {
      var headers = cells(record)
      while headers.last == "" { headers.removeLast() }
      let units =
        index + 1 < records.count
        ? UnitRow(cells(records[index + 1]), line: Int(records[index + 1].line)) : nil
      if let layout = PurchaseLayout(
        headers: headers, line: Int(record.line), unit: unit, units: units, profile: profile,
        fileName: fileName)
      {
        return layout
      }
      unit = TitleUnit(row: headers) ?? unit
    }
    return nil
  }
}
