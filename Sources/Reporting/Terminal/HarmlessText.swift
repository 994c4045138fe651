/// Text from files as a terminal may be shown it: nothing in it steers the terminal.
public enum HarmlessText {
  /// `text` as a line or a part of one: control and formatting characters replaced by `\u{FFFD}`,
  /// tabs and line breaks by blanks.
  ///
  /// - Complexity: O(*n*) in the text's scalars.
  public static func line(_ text: String) -> String { replaced(text, keepsLines: false) }

  /// `text` of several lines: the same, line feeds stay.
  public static func lines(_ text: String) -> String { replaced(text, keepsLines: true) }

  private static func replaced(_ text: String, keepsLines: Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard TextWidth.plainColumns(scalar) == nil else {
        result.append(scalar)
        continue
      }
      switch scalar.properties.generalCategory {
      case .control where keepsLines && scalar == "\n": result.append(scalar)
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result.append(scalar == "\t" || scalar == "\n" || scalar == "\r" ? " " : "\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
