internal import Yams

/// A mapping in a YAML file that knows its place, refuses keys nobody reads, and says where a
/// value is wrong.
struct YAMLSection {
  /// The file's name for messages.
  let path: String
  /// The section's name for messages; empty for the whole file.
  let name: String
  private let mapping: Node.Mapping
  private let mark: Mark?

  /// The whole of a YAML text.
  ///
  /// - Parameter mayBeEmpty: whether a text without any keys, as one of comments alone, is a section
  ///   without keys.
  /// - Throws: ``InputError`` when the text is no YAML, or not a mapping.
  init(text: String, path: String, mayBeEmpty: Bool = false) throws(InputError) {
    let node: Node?
    do {
      // Keys are texts: `"86901"` and 86901 are one product. What a value is, is told by who asks.
      node = try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw Self.error(from: error, path: path)
    } catch {
      throw InputError(
        .malformed, path: path, chinese: "不是有效的 YAML：\(error)", english: "not valid YAML: \(error)")
    }
    let isEmpty = node?.scalar.map { ["", "~", "null"].contains($0.string) } ?? (node == nil)
    guard let mapping = node?.mapping ?? (mayBeEmpty && isEmpty ? Node.Mapping([]) : nil) else {
      throw InputError(
        .malformed, path: path, line: 1, chinese: "文件应由“键: 值”组成",
        english: "the file must be a mapping of keys to values")
    }
    self.path = path
    name = ""
    self.mapping = mapping
    mark = nil
  }

  private init(path: String, name: String, mapping: Node.Mapping, mark: Mark?) {
    self.path = path
    self.name = name
    self.mapping = mapping
    self.mark = mark
  }

  private static func error(from error: YamlError, path: String) -> InputError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      InputError(
        .malformed, path: path, line: mark.line, column: mark.column,
        chinese: "YAML 语法错误：\(problem)", english: "YAML syntax: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      InputError(
        .malformed, path: path, line: context.mark.line, column: context.mark.column,
        chinese: "键重复：\(keys)", english: "repeated keys: \(keys)")
    default:
      InputError(
        .malformed, path: path, chinese: "不是有效的 YAML：\(error)", english: "not valid YAML: \(error)")
    }
  }

  /// The keys in the order of the file.
  var keys: [String] { mapping.keys.compactMap(\.string) }

  /// Refuses keys that are none of `known`.
  func check(known: some Collection<String>) throws(InputError) {
    for key in mapping.keys {
      let text = key.string ?? ""
      guard !known.contains(text) else { continue }
      let nearest = Spelling.nearest(to: text, in: known)
      let options = nearest.map { [$0] } ?? known.sorted()
      let list = options.joined(separator: ", ")
      throw error(
        at: key.mark, chinese: "未知的键 \(text)；是否想写 \(list)？",
        english: "unknown key \(text); did you mean \(list)?")
    }
  }

  /// An error at the value of `key`, or at the section where the key is missing.
  func error(at key: String, chinese: String, english: String) -> InputError {
    error(at: mapping[key]?.mark ?? mark, chinese: chinese, english: english)
  }

  private func error(at mark: Mark?, chinese: String, english: String) -> InputError {
    InputError(
      .malformed, path: path, line: mark?.line, column: mark?.column, chinese: chinese,
      english: english)
  }

  /// The line of the value of `key`, counted from 1; `nil` where there is no such key.
  func line(of key: String) -> Int? { mapping[key]?.mark?.line }

  /// The mapping below `key`; `nil` where there is none.
  func section(_ key: String) throws(InputError) -> YAMLSection? {
    guard let node = mapping[key] else { return nil }
    if node.null != nil { return nil }
    guard let below = node.mapping else {
      throw error(
        at: node.mark, chinese: "\(key) 下应为“键: 值”", english: "\(key) must be a mapping")
    }
    return YAMLSection(path: path, name: key, mapping: below, mark: node.mark)
  }

  /// The text at `key`; `nil` where there is none.
  func string(_ key: String) throws(InputError) -> String? {
    guard let node = mapping[key] else { return nil }
    guard let text = node.scalar?.string else {
      throw error(at: node.mark, chinese: "\(key) 应为文字", english: "\(key) must be a text")
    }
    return text
  }

  /// The text or texts at `key`; empty where there is none.
  func strings(_ key: String) throws(InputError) -> [String] {
    guard let node = mapping[key] else { return [] }
    if let text = node.scalar?.string { return [text] }
    let texts = node.sequence?.compactMap { $0.scalar?.string }
    guard let texts, texts.count == node.sequence?.count else {
      throw error(
        at: node.mark, chinese: "\(key) 应为文字或文字列表",
        english: "\(key) must be a text or a list of texts"
      )
    }
    return texts
  }

  /// The number or switch at `key`; `nil` where there is neither.
  func numberOrFlag(_ key: String) -> (number: Double?, flag: Bool?) {
    guard let node = mapping[key] else { return (nil, nil) }
    return (node.float ?? node.int.map(Double.init), node.bool)
  }
}
