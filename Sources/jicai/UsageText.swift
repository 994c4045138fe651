import Intake

/// What is said of a command that cannot be understood: the parser's words, or the same in Chinese.
struct UsageText {
  private let text: String
  private let isOfSubcommand: Bool
  private let subcommands: [String]

  /// - Parameters:
  ///   - text: what the parser says, with how the command is used.
  ///   - subcommands: the names of all subcommands.
  init(_ text: String, subcommands: [String]) {
    self.text = text
    self.subcommands = subcommands
    isOfSubcommand = !text.contains("Usage: jicai <subcommand>")
  }

  /// The parser's words, with the nearest subcommand where one is misspelt.
  var english: String {
    inLines { line in
      guard let match = line.wholeMatch(of: /Error: Unexpected argument '(.*)'/),
        !isOfSubcommand
      else { return line }
      let name = String(match.1)
      return "Error: Unknown subcommand '\(name)'"
        + (nearest(to: name).map { ". Did you mean '\($0)'?" } ?? "")
    }
  }

  /// The same in Chinese; what is not known stays as it is.
  var chinese: String {
    inLines { line in
      if let match = line.wholeMatch(of: /Error: (.*)/) {
        return "错误：" + message(String(match.1))
      }
      if let match = line.wholeMatch(of: /Help: +(.*)/) { return "说明：\(match.1)" }
      if let match = line.wholeMatch(of: /Usage: (.*)/) { return "用法：\(match.1)" }
      if let match = line.wholeMatch(of: #/  See '(.*)' for more information\./#) {
        return "  详见 \(match.1)"
      }
      return line
    }
  }

  private func inLines(_ change: (String) -> String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { change(String($0)) }
      .joined(separator: "\n")
  }

  private func nearest(to name: String) -> String? {
    Spelling.nearest(to: name, in: subcommands)
  }

  private func message(_ text: String) -> String {
    if let match = text.wholeMatch(of: /Unknown option '(.*?)'\. Did you mean '(.*)'\?/) {
      return "没有选项 \(match.1)；是否为 \(match.2)？"
    }
    if let match = text.wholeMatch(of: /Unknown option '(.*)'/) { return "没有选项 \(match.1)" }
    if let match = text.wholeMatch(of: /Unexpected argument '(.*)'/) {
      let name = String(match.1)
      if isOfSubcommand { return "多余的参数 \(name)" }
      return "没有子命令 \(name)" + (nearest(to: name).map { "；是否为 \($0)？" } ?? "")
    }
    if let match = text.wholeMatch(of: /\d+ unexpected arguments: (.*)/) {
      return "多余的参数 \(match.1)"
    }
    if let match = text.wholeMatch(
      of: /The value '(.*)' is invalid for '(.*?)'\. Please provide one of (.*)\./)
    {
      let values = match.3.replacing(/', '|' or '|' and '/, with: "、").replacing("'", with: "")
      return "\(match.2) 不能为 \(match.1)；可用 \(values)"
    }
    if let match = text.wholeMatch(of: /The value '(.*)' is invalid for '(.*)'/) {
      return "\(match.2) 不能为 \(match.1)"
    }
    if let match = text.wholeMatch(of: /Missing expected argument '(.*)'/) {
      return "缺少参数 \(match.1)"
    }
    if let match = text.wholeMatch(of: /Missing value for '(.*)'/) {
      return "\(match.1) 缺少取值"
    }
    if let match = text.wholeMatch(
      of: /The option '(.*?)' does not take any value, but '(.*)' was specified\./)
    {
      return "选项 \(match.1) 不带取值，却写了 \(match.2)"
    }
    return text
  }
}
