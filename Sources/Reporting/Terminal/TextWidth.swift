/// How wide text stands on a terminal or in a cell, where Chinese characters take two columns.
enum TextWidth {
  /// The columns that `text` takes.
  ///
  /// - Complexity: O(*n*) in the text's scalars.
  static func columns(_ text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  /// The columns that `character` takes.
  static func columns(_ character: Character) -> Int {
    character.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ characters: some Sequence<Character>) -> Int {
    characters.reduce(0) { $0 + columns($1) }
  }

  /// The columns that one scalar takes: 0, 1 or 2, after Unicode's East Asian Width.
  static func columns(_ scalar: Unicode.Scalar) -> Int {
    if let plain = plainColumns(scalar) { return plain }
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

  /// The columns of the signs that most texts consist of, printable ASCII and Chinese characters,
  /// which need not be looked up; `nil` for others.
  static func plainColumns(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x20...0x7E: 1
    case 0x4E00...0x9FFF: 2
    default: nil
    }
  }

  /// `text` cut to at most `limit` columns, with an ellipsis where something was cut.
  static func cut(_ text: String, to limit: Int) -> String {
    guard columns(text) > limit else { return text }
    var result = ""
    var width = 0
    for character in text {
      let next = columns(character)
      if width + next > limit - 1 { break }
      result.append(character)
      width += next
    }
    return result + "…"
  }

  /// The end of `text` in at most `limit` columns, with an ellipsis where something was cut before it.
  static func tail(_ text: String, to limit: Int) -> String {
    guard columns(text) > limit else { return text }
    return "…" + String(cut(String(text.reversed()), to: limit).dropLast().reversed())
  }

  /// `text` with blanks after it up to `width` columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  /// `text` in lines of at most `width` columns, broken at blanks and between Chinese characters;
  /// within a word only where it would leave most of a line empty otherwise.
  ///
  /// - Parameter keepsWords: whether words stay whole; else lines are as full as they can be, as
  ///   suits the records of a file.
  /// - Complexity: O(*n*) in the text's characters, for words shorter than a line.
  static func wrapped(_ text: String, to width: Int, keepsWords: Bool = true) -> [String] {
    if columns(text) <= width { return [text] }
    var lines: [String] = []
    var line: [Character] = []
    var taken = 0
    for character in text {
      let next = columns(character)
      if taken + next > width, !line.isEmpty {
        let known = keepsWords ? lastBreak(in: line, before: character, from: width / 3) : nil
        let place = known ?? line.count
        let rest = line[place...].drop { $0 == " " }
        var head = line[..<place]
        while head.last == " " { head.removeLast() }
        lines.append(String(head))
        line = Array(rest)
        taken = columns(line)
        if character == " ", line.isEmpty { continue }
      }
      line.append(character)
      taken += next
    }
    return lines + [String(line)]
  }

  /// The last place where a line may end, at least `least` columns from its beginning.
  private static func lastBreak(
    in line: [Character], before next: Character, from least: Int
  ) -> Int? {
    line.indices.reversed().map { $0 + 1 }.first { place in
      let (left, right) = (line[place - 1], place < line.count ? line[place] : next)
      if left == " " || right == " " { return true }
      guard !opening.contains(left), !closing.contains(right) else { return false }
      return columns(left) == 2 || columns(right) == 2
    }.flatMap { columns(line[..<$0]) >= least ? $0 : nil }
  }

  private static let opening: Set<Character> = ["（", "《", "“", "‘", "【", "〔", "「"]
  private static let closing: Set<Character> = [
    ",", ".", ";", ":", ")", "）", "》", "”", "’", "】", "〕", "」", "，", "。", "、", "；", "：", "！", "？",
    "％", "%", "…",
  ]
}
