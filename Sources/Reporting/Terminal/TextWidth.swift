/// How wide text stands on a terminal or in a cell, where Chinese characters take two columns.
enum TextWidth {
  /// The columns that `text` takes.
  ///
  /// - Complexity: O(*n*) in the text's scalars.
  static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  /// The columns that one scalar takes: 0, 1 or 2, after Unicode's East Asian Width.
  static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// `text` cut to at most `limit` columns, with an ellipsis where something was cut.
  static func cut(_ text: String, to limit: Int) -> String {
    guard columns(text) > limit else { return text }
    var result = ""
    var width = 0
    for character in text {
      let next = columns(String(character))
      if width + next > limit - 1 { break }
      result.append(character)
      width += next
    }
    return result + "…"
  }

  /// `text` with blanks after it up to `width` columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  /// `text` in lines of at most `width` columns, broken at blanks where there are any near.
  ///
  /// - Complexity: O(*n*) in the text's characters.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line: [Character] = []
    var taken = 0
    for character in text {
      let next = columns(String(character))
      if taken + next > width {
        let near = line.suffix(width / 3).lastIndex(of: " ")
        let rest = near.map { Array(line[($0 + 1)...]) } ?? []
        if let near { line.removeSubrange(near...) }
        lines.append(String(line))
        line = rest
        taken = columns(String(rest))
        if character == " ", line.isEmpty { continue }
      }
      line.append(character)
      taken += next
    }
    return lines + [String(line)]
  }

  /// `text` with what would steer a terminal replaced: control and formatting characters.
  static func harmless(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result.append(scalar == "\t" || scalar == "\n" || scalar == "\r" ? " " : "\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
