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

  /// `2024-01-05` and `20240105`, with or without a time after a blank or `T`.
  static func plain(_ text: Span<UInt8>) -> Day? {
    func digits(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        let digit = text[index] &- 48
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }
    guard text.count >= 8, let year = digits(0..<4) else { return nil }
    if text[4] == UInt8(ascii: "-") || text[4] == UInt8(ascii: "/") {
      guard text.count >= 10, text[7] == text[4], let month = digits(5..<7),
        let day = digits(8..<10), text.count == 10 || text[10] == 0x20 || text[10] == 0x54
      else { return nil }
      return Day(year: year, month: month, day: day)
    }
    guard text.count == 8, let month = digits(4..<6), let day = digits(6..<8) else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Reads a day: `2024-01-05`, `2024/1/5`, `2024.1.5`, `20240105`, `2024年1月5日`, `2024-01`, each
  /// with or without a time behind it, or one of ``forms``. Where only a month is given, the day
  /// is its first.
  ///
  /// - Parameter text: the day in the form that ``TextNormal/value(_:)`` gives.
  func parse(_ text: String) -> Day? {
    guard text.utf8.count <= 64 else { return nil }
    let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
    if let day = yearFirst(words) { return day }
    for form in forms {
      if let day = day(words, form) { return day }
    }
    return nil
  }

  private func yearFirst(_ words: [String]) -> Day? {
    guard let first = words.first, let year = Int(first) else { return nil }
    if first.count == 4, words.count >= 2, words[1].count <= 2, let month = Int(words[1]) {
      if words.count == 2 { return Day(year: year, month: month, day: 1) }
      // A time may be joined to the day with a T.
      let third = words[2].prefix { $0.isNumber }
      guard third.count <= 2, let day = Int(third) else { return nil }
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
