internal import Procurement

/// Days as exports print them.
struct DateText: Sendable {
  /// A form of dates such as `d-MMM-yy`, made of day, month and year.
  struct Form: Hashable, Sendable {
    /// The parts in the order they are printed.
    enum Part: Hashable, Sendable { case day, month, monthName, year, shortYear }
    let parts: [Part]

    /// Reads a pattern: `d`, `dd`, `M`, `MM`, `MMM`, `yy`, `yyyy`, anything else between them;
    /// `nil` where year or month is missing or a part is unknown.
    init?(pattern: String) {
      var parts: [Part] = []
      var rest = Substring(pattern)
      while let letter = rest.first {
        guard letter.isASCII, letter.isLetter else {
          rest = rest.dropFirst()
          continue
        }
        let run = rest.prefix { $0 == letter }
        rest = rest.dropFirst(run.count)
        switch String(run) {
        case "d", "dd": parts.append(.day)
        case "M", "MM": parts.append(.month)
        case "MMM": parts.append(.monthName)
        case "yyyy": parts.append(.year)
        case "yy": parts.append(.shortYear)
        default: return nil
        }
      }
      let hasYear = parts.contains(.year) != parts.contains(.shortYear)
      let hasMonth = parts.contains(.month) != parts.contains(.monthName)
      guard hasYear, hasMonth, Set(parts).count == parts.count else { return nil }
      self.parts = parts
    }
  }

  /// Forms beside the year-month-day ones, in the order they are tried.
  var forms: [Form] = []

  /// `2024-01-05`, `2024/1/5` and `20240105`, the first two with or without a time in digits after a
  /// blank or `T`; `nil` for anything else.
  static func plain(_ text: Span<UInt8>) -> Day? {
    var numbers = (0, 0, 0)
    var digits = 0
    var part = 0
    var separator: UInt8 = 0
    var index = 0
    while index < text.count {
      let digit = text[index] &- 48
      if digit < 10 {
        digits += 1
        guard digits <= 8 else { return nil }
        switch part {
        case 0: numbers.0 = numbers.0 * 10 + Int(digit)
        case 1: numbers.1 = numbers.1 * 10 + Int(digit)
        default: numbers.2 = numbers.2 * 10 + Int(digit)
        }
      } else if part < 2, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "/") {
        guard part == 0 ? digits == 4 : digits <= 2 && text[index] == separator else { return nil }
        separator = text[index]
        part += 1
        digits = 0
      } else if part == 2, text[index] == 0x20 || text[index] == UInt8(ascii: "T") {
        guard text.count - index <= 20 else { return nil }
        for rest in index + 1..<text.count where !isOfTime(text[rest]) { return nil }
        break
      } else {
        return nil
      }
      index += 1
    }
    if part == 2, digits == 1 || digits == 2 {
      return Day(year: numbers.0, month: numbers.1, day: numbers.2)
    }
    guard part == 0, digits == 8 else { return nil }
    return Day(year: numbers.0 / 10_000, month: numbers.0 / 100 % 100, day: numbers.0 % 100)
  }

  /// Whether a byte may stand in a time: a digit, `:` or `.`.
  private static func isOfTime(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  /// Reads a day: `2024-01-05`, `2024/1/5`, `2024.1.5`, `20240105`, `2024年1月5日`, `2024-01`, each
  /// with or without a time behind it, or one of ``forms``. Where only a month is given, the day
  /// is its first.
  ///
  /// - Parameter text: the day in the form that ``TextNormal/value(_:)`` gives.
  func parse(_ text: String) -> Day? {
    guard text.utf8.count <= 64, !Self.isStretch(text) else { return nil }
    let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
    if let day = yearFirst(words) { return day }
    for form in forms {
      if let day = day(words, form) { return day }
    }
    return nil
  }

  /// Whether a text is a stretch of days, of which the first is not the day of a purchase.
  private static func isStretch(_ text: String) -> Bool {
    text.contains { "~～至到—–".contains($0) }
  }

  /// Why a text that is no day is none: there is no such day, it is a spreadsheet's number of a day
  /// (45999 for 2025-12-08), or it has no known form.
  ///
  /// - Parameter text: as for ``parse(_:)``.
  static func fault(of text: String) -> RejectReason {
    let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let isNumber = text.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
    if isNumber, words.count <= 2, let first = words.first, first.count == 5, let days = Int(first),
      serials.contains(days)
    {
      return .dateSerial
    }
    guard let first = words.first, first.allSatisfy(\.isNumber), !isStretch(text),
      words.count < 3 || isDayAndTime(words[2])
    else { return .badDate }
    let year = Int(first.prefix(4)) ?? 0
    // The month, and the day where a time may be joined to it with a T.
    let others = words.dropFirst().prefix(2).map { $0.prefix { $0.isNumber } }
    let isYearFirst =
      first.count == 8
      || first.count == 4 && !others.isEmpty
        && others.allSatisfy { (1...2).contains($0.count) }
    guard isYearFirst else { return .badDate }
    if years.contains(year) { return .noSuchDay }
    // As 9999-12-31, which systems write for no end.
    let digits = first.count == 8 ? [first.dropFirst(4).prefix(2), first.suffix(2)] : others
    let numbers = digits.compactMap { Int($0) }
    let isDay =
      numbers.first.map { (1...12).contains($0) } ?? false
      && numbers.dropFirst().allSatisfy { (1...31).contains($0) }
    return isDay ? .dateOutOfRange : .badDate
  }

  /// The numbers that spreadsheets give to the days of 1982 to 2099.
  private static let serials = 29_952...73_050
  /// The years that ``Procurement/Day`` knows.
  private static let years = 1900...2199

  private func yearFirst(_ words: [String]) -> Day? {
    guard let first = words.first, let year = Int(first) else { return nil }
    if first.count == 4, words.count >= 2, words[1].count <= 2, let month = Int(words[1]) {
      if words.count == 2 { return Day(year: year, month: month, day: 1) }
      let third = words[2].prefix { $0.isNumber }
      guard Self.isDayAndTime(words[2]), third.count <= 2, let day = Int(third) else { return nil }
      return Day(year: year, month: month, day: day)
    }
    if first.count == 8 {
      return Day(year: year / 10_000, month: year / 100 % 100, day: year % 100)
    }
    if first.count == 6, words.count == 1 {
      return Day(year: year / 100, month: year % 100, day: 1)
    }
    return nil
  }

  /// Whether a word is a day's digits, with or without a time joined to them with a T.
  private static func isDayAndTime(_ word: some StringProtocol) -> Bool {
    let rest = word.drop { $0.isNumber }
    return rest.isEmpty || rest.hasPrefix("T")
  }

  private func day(_ words: [String], _ form: Form) -> Day? {
    guard words.count >= form.parts.count else { return nil }
    var (day, month, year) = (1, 0, 0)
    for (part, word) in zip(form.parts, words) {
      switch part {
      case .day: day = Int(word) ?? 0
      case .month: month = Int(word) ?? 0
      case .monthName:
        month = (Self.monthNames.firstIndex(of: word.prefix(3).lowercased()) ?? -1) + 1
      case .year: year = word.count == 4 ? Int(word) ?? 0 : 0
      case .shortYear: year = word.count == 2 ? 2000 + (Int(word) ?? 0) : 0
      }
    }
    return Day(year: year, month: month, day: day)
  }

  private static let monthNames = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
