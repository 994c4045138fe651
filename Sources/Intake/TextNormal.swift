/// Brings values that people and machines write in different ways to one form.
enum TextNormal {
  /// Full-width letters, digits and signs as half-width ones, blanks of all kinds at the ends and
  /// invisible signs taken off, runs of blanks inside as one space; the apostrophe, or `="…"`, that
  /// makes a spreadsheet cell text dropped.
  static func value(_ text: String) -> String {
    if isPlain(text) { return text }
    var result = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in text.unicodeScalars {
      var scalar = scalar
      switch scalar.value {
      case 0xFF01...0xFF5E:
        scalar = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
      case 0xFEFF, 0x200B...0x200F, 0x2060:
        continue
      default: break
      }
      if scalar.properties.isWhitespace {
        pendingBlank = !result.isEmpty
      } else {
        if pendingBlank { result.append(" ") }
        pendingBlank = false
        result.append(scalar)
      }
    }
    if result.first == "'" { result.removeFirst() }
    return String(unguarded(Substring.UnicodeScalarView(result)))
  }

  /// What stands between the signs of `="…"`, by which exports keep spreadsheets from taking a code
  /// for a number.
  private static func unguarded(
    _ text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    guard text.count > 2, text.starts(with: "=\"".unicodeScalars), text.last == "\"" else {
      return text
    }
    return text.dropFirst(2).dropLast()
  }

  /// Whether a text is in that form already. Chinese characters are plain: all that is changed
  /// besides ASCII begins with one of five bytes in UTF-8, and they do not.
  private static func isPlain(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      switch byte {
      case 0x20: if last == 0x20 { return false }
      case 0...0x1F, 0x7F, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: return false
      default: break
      }
      last = byte
    }
    return last != 0x20 && !isGuarded(text) || text.isEmpty
  }

  /// Whether a text may begin with what makes a spreadsheet cell text.
  private static func isGuarded(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "'") || text.utf8.first == UInt8(ascii: "=")
  }

  /// Blanks and invisible signs at the ends taken off, and the apostrophe, or `="…"`, that makes a
  /// spreadsheet cell text; all other characters as they are.
  static func trimmed(_ text: String) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
    }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    if scalars.first == "'" { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(unguarded(scalars))
  }

  /// A code: as a value, without blanks inside, letters as capitals.
  static func code(_ text: String) -> String {
    if isCode(text) { return text }
    return String(value(text).filter { $0 != " " }).uppercased()
  }

  /// Whether a text is a code in that form already: signs of ASCII without blanks and small letters.
  private static func isCode(_ text: String) -> Bool {
    let small = UInt8(ascii: "a")...UInt8(ascii: "z")
    return text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !small.contains($0) }
      && !isGuarded(text)
  }

  /// Whether a value is one of ``nulls``.
  static func isNull(_ value: String) -> Bool {
    value.isEmpty || value.utf8.count <= longestNull && nulls.contains(value)
  }

  private static let longestNull = nulls.map(\.utf8.count).max() ?? 0

  /// Words that stand for an empty field.
  static let nulls: Set<String> = [
    "", "\\N", "-", "--", "—", "——", "无", "/", "NULL", "null", "N/A", "n/a", "#N/A", "nan", "NaN",
    "空", "=\"\"",
  ]
}
