/// The values of a JSON text while they are encoded: scalars as they will be written, objects and
/// arrays as nodes.
final class JSONTree {
  /// A value: a stretch of ``scalars``, or a node.
  enum Value {
    case none
    case scalar(start: Int, end: Int)
    case node(Node)
  }

  /// An object or array.
  final class Node {
    /// The keys of an object, in the order they came; `nil` for an array.
    fileprivate(set) var keys: [String]?
    fileprivate(set) var values: [Value] = []

    fileprivate init(isObject: Bool) {
      keys = isObject ? [] : nil
    }

    /// Makes room for a value, which is put there later.
    func open(_ key: String? = nil) -> Int {
      if let key { keys?.append(key) }
      values.append(.none)
      return values.count - 1
    }
  }

  private(set) var scalars: [UInt8] = []
  /// Holds the outermost value.
  let root = Node(isObject: false)

  /// Puts an empty object or array where there is room, unless there is one already.
  func node(isObject: Bool, in parent: Node, at place: Int) -> Node {
    if case .node(let node) = parent.values[place] { return node }
    let node = Node(isObject: isObject)
    parent.values[place] = .node(node)
    return node
  }

  /// Puts a scalar, as it is written, where there is room.
  func put(_ text: some Sequence<UInt8>, in parent: Node, at place: Int) {
    let start = scalars.count
    scalars.append(contentsOf: text)
    parent.values[place] = .scalar(start: start, end: scalars.count)
  }

  /// Puts a string where there is room: in quotes, with nothing escaped that need not be.
  func put(string text: String, in parent: Node, at place: Int) {
    let start = scalars.count
    JSONTree.append(text, to: &scalars)
    parent.values[place] = .scalar(start: start, end: scalars.count)
  }

  // MARK: Writing

  /// The text: keys sorted by their bytes.
  ///
  /// - Parameter indent: the spaces before what stands in the outermost value's place, two more a
  ///   level; `nil` for all in one line.
  func text(indent: Int?) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(scalars.count * (indent == nil ? 2 : 3))
    for value in root.values { write(value, indent: indent, to: &text) }
    return text
  }

  private func write(_ value: Value, indent: Int?, to text: inout [UInt8]) {
    switch value {
    case .none: text.append(contentsOf: "null".utf8)
    case .scalar(let start, let end): text.append(contentsOf: scalars[start..<end])
    case .node(let node): write(node, indent: indent, to: &text)
    }
  }

  private func write(_ node: Node, indent: Int?, to text: inout [UInt8]) {
    let inner = indent.map { $0 + 2 }
    text.append(UInt8(ascii: node.keys == nil ? "[" : "{"))
    let order = node.keys.map(JSONTree.sortedPlaces)
    for place in node.values.indices {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      JSONTree.breakLine(inner, &text)
      let own = order?[place] ?? place
      if let keys = node.keys {
        JSONTree.append(keys[own], to: &text)
        text.append(contentsOf: (indent == nil ? ":" : " : ").utf8)
      }
      write(node.values[own], indent: inner, to: &text)
    }
    if node.values.isEmpty, indent != nil { text.append(0x0A) }
    JSONTree.breakLine(indent, &text)
    text.append(UInt8(ascii: node.keys == nil ? "]" : "}"))
  }

  private static func sortedPlaces(_ keys: [String]) -> [Int] {
    keys.indices.sorted { keys[$0] < keys[$1] }
  }

  private static func breakLine(_ indent: Int?, _ text: inout [UInt8]) {
    guard let indent else { return }
    text.append(0x0A)
    for _ in 0..<indent { text.append(UInt8(ascii: " ")) }
  }

  private static func append(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    let isPlain = string.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain {
      text.append(contentsOf: string.utf8)
    } else {
      for byte in string.utf8 { append(escaping: byte, to: &text) }
    }
    text.append(UInt8(ascii: "\""))
  }

  private static func append(escaping byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): text.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): text.append(contentsOf: "\\\\".utf8)
    case 0x08: text.append(contentsOf: "\\b".utf8)
    case 0x09: text.append(contentsOf: "\\t".utf8)
    case 0x0A: text.append(contentsOf: "\\n".utf8)
    case 0x0C: text.append(contentsOf: "\\f".utf8)
    case 0x0D: text.append(contentsOf: "\\r".utf8)
    case 0..<0x20:
      text.append(contentsOf: "\\u00".utf8)
      text.append(contentsOf: (byte < 0x10 ? "0" : "").utf8)
      text.append(contentsOf: String(byte, radix: 16).utf8)
    default: text.append(byte)
    }
  }
}
