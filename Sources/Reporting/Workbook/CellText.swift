/// Text as a cell of the format can hold it.
enum CellText {
  /// The UTF-16 units that a cell holds.
  static let limit = 32_767

  /// `text` as it can stand in a cell: control characters are shown by their pictures, line ends are
  /// line feeds, what the format would read as an escape is escaped, and text that is too long is
  /// cut and ends in `cutNote`.
  ///
  /// - Complexity: O(*n*) in the text's bytes; nothing is copied where nothing has to change.
  static func legal(_ text: String, cutNote: String) -> String {
    var result = isLegal(text) ? text : replaced(text)
    guard result.utf8.count > limit, result.utf16.count > limit else { return result }
    let room = limit - cutNote.utf16.count
    var taken = 0
    var end = result.unicodeScalars.startIndex
    for index in result.unicodeScalars.indices {
      taken += UTF16.width(result.unicodeScalars[index])
      if taken > room { break }
      end = result.unicodeScalars.index(after: index)
    }
    result.unicodeScalars.removeSubrange(end...)
    return result + cutNote
  }

  /// Whether no byte of `text` needs a second look.
  private static func isLegal(_ text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 && byte != 0x0A && byte != 0x09 { return false }
      // U+FFFE and U+FFFF end in 0xBF and one of two bytes, as few other characters do.
      if byte == 0x7F || (byte == 0x78 && last == 0x5F) { return false }
      if last == 0xBF && (byte == 0xBE || byte == 0xBF) { return false }
      last = byte
    }
    return true
  }

  private static func replaced(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar.value {
      case 0x0D:
        if rest.first != "\n" { result.append("\n") }
      case 0x00..<0x20 where scalar != "\n" && scalar != "\t":
        result.append(picture(scalar.value))
      case 0x7F: result.append("\u{2421}")
      case 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
      case 0x5F where isEscape(rest.prefix(6)):
        result.append(contentsOf: "_x005F_".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The picture of a control character, such as ␀.
  private static func picture(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
  }

  /// Whether what follows an underscore makes it an escape of the format, as in `_x000D_`.
  private static func isEscape(_ next: ArraySlice<Unicode.Scalar>) -> Bool {
    next.count == 6 && next.first == "x" && next.last == "_"
      && next.dropFirst().dropLast().allSatisfy { $0.properties.isASCIIHexDigit }
  }
}
