/// What the command line says of itself, in lines that a terminal of 80 columns holds.
///
/// The parser breaks lines by characters, of which Chinese ones take two columns; it is asked for
/// long lines, which are folded here.
public struct HelpText: Sendable {
  /// The columns of the narrowest terminal it is meant for.
  public static let width = 80
  /// As many columns as no line of the parser has.
  public static let unbroken = 100_000

  private let unfolded: String

  /// The text for the parser's `text`, in which no line is broken.
  public init(_ text: String) {
    unfolded = text
  }

  /// The text; no line is wider than ``width`` columns unless a single word is.
  public var text: String {
    unfolded.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Self.folded(String($0)) }.joined(separator: "\n")
  }

  private static func folded(_ line: String) -> [String] {
    guard TextWidth.columns(line) > width else { return [line] }
    let indent = indent(of: line)
    let head = String(line.prefix(indent))
    let hanging = String(repeating: " ", count: TextWidth.columns(head))
    let rest = keepingBrackets(String(line.dropFirst(indent)))
    return TextWidth.wrapped(rest, to: width - hanging.count).enumerated().map {
      ($0 == 0 ? head : hanging) + $1.replacing("\u{A0}", with: " ")
    }
  }

  /// How many characters lead to what is folded: the blanks in front, or a label with the blanks
  /// after it.
  private static func indent(of line: String) -> Int {
    if let match = line.prefixMatch(
      of: /(?:USAGE: |Usage: |用法：)\S+ (?:[a-z]\S* )?| +\S.*? {2,}(?=\S)| +/)
    {
      return match.0.count
    }
    return 0
  }

  /// An option in square brackets stays in one line.
  private static func keepingBrackets(_ text: String) -> String {
    text.replacing(/\[[^\[\]]{1,60}\]/) { $0.0.replacing(" ", with: "\u{A0}") }
  }
}
