/// A line for a terminal, of pieces of which some stand out.
struct StyledLine: Sendable {
  /// How a piece stands out where colour is wanted.
  enum Style: Sendable {
    case plain, strong, good, watch, warn

    /// The parameter of ECMA-48's SGR sequence; `nil` for plain text.
    var code: String? {
      switch self {
      case .plain: nil
      case .strong: "1"
      case .good: "32"
      case .watch: "33"
      case .warn: "31"
      }
    }
  }

  /// The pieces from left to right.
  private(set) var pieces: [(text: String, style: Style)]

  /// A line of `pieces`; what would steer a terminal in their text is replaced.
  init(_ pieces: [(text: String, style: Style)]) {
    self.pieces = pieces.map { (HarmlessText.line($0.text), $0.style) }
  }

  /// The columns that the line takes.
  var columns: Int { pieces.reduce(0) { $0 + TextWidth.columns($1.text) } }

  /// The line without colour.
  var plain: String { pieces.map(\.text).joined() }

  /// The line with the sequences that colour it on a terminal.
  var coloured: String {
    pieces.map { piece in
      guard let code = piece.style.code, !piece.text.isEmpty else { return piece.text }
      return "\u{1B}[\(code)m\(piece.text)\u{1B}[0m"
    }.joined()
  }

  /// The line cut to at most `limit` columns, with an ellipsis where something was cut.
  func cut(to limit: Int) -> StyledLine {
    guard columns > limit else { return self }
    var kept: [(text: String, style: Style)] = []
    var left = limit - 1
    for piece in pieces {
      let width = TextWidth.columns(piece.text)
      guard width <= left else {
        kept.append((TextWidth.cut(piece.text + "…", to: left + 1), piece.style))
        break
      }
      kept.append(piece)
      left -= width
    }
    return StyledLine(kept)
  }
}

extension Table.Tone {
  /// How a figure of this tone stands out on a terminal.
  var style: StyledLine.Style {
    switch self {
    case .plain, .marked, .total: .plain
    case .good: .good
    case .watch: .watch
    case .warn: .warn
    }
  }
}
