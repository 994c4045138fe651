/// Encodes values as JSON with sorted keys.
///
/// The text is what Foundation's `JSONEncoder` makes with `.sortedKeys`,
/// `.withoutEscapingSlashes` and, where indented, `.prettyPrinted`, in a third of its time, and the same on every platform. A report is
/// hundreds of thousands of small values, and most of that time went to boxes around them.
struct JSONEncoding: Encoder {
  fileprivate let tree: JSONTree
  /// Where the value goes.
  fileprivate let parent: JSONTree.Node
  fileprivate let place: Int

  /// Where a value stands is not followed: what is encoded here has a form for every value.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The text of `value`, in UTF-8.
  ///
  /// - Parameters:
  ///   - isIndented: whether each value has a line of its own, indented by two spaces a level.
  ///   - level: how many levels it will stand below others, where it is indented.
  /// - Throws: `EncodingError` for a number that is none, and what the value's own encoding throws.
  static func bytes(
    of value: some Encodable, isIndented: Bool = true, level: Int = 0
  ) throws -> [UInt8] {
    let tree = JSONTree()
    try tree.encode(value, in: tree.root, at: tree.root.open())
    return tree.text(indent: isIndented ? level * 2 : nil)
  }

  /// A value whose text is made already, to stand where it was made for.
  struct Encoded: Encodable, Sendable {
    private let bytes: [UInt8]

    /// The text of `value` in an indented text, `level` levels below its outermost value.
    init(_ value: some Encodable, level: Int) throws {
      bytes = try JSONEncoding.bytes(of: value, level: level)
    }

    /// - Precondition: `encoder` is ``JSONEncoding``.
    func encode(to encoder: any Encoder) throws {
      guard let encoding = encoder as? JSONEncoding else {
        throw EncodingError.invalidValue(
          self, EncodingError.Context(codingPath: [], debugDescription: "text for another encoder"))
      }
      encoding.tree.put(bytes, in: encoding.parent, at: encoding.place)
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(
      ObjectEncoding<Key>(
        tree: tree, node: tree.node(isObject: true, in: parent, at: place)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    ArrayEncoding(tree: tree, node: tree.node(isObject: false, in: parent, at: place))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONEncoding: SingleValueEncodingContainer {
  mutating func encodeNil() { tree.put("null".utf8, in: parent, at: place) }
  mutating func encode(_ value: String) { tree.put(string: value, in: parent, at: place) }
  mutating func encode(_ value: Double) throws {
    try tree.put(number: value, in: parent, at: place)
  }
  mutating func encode(_ value: Float) throws { try encode(Double(value)) }
  mutating func encode(_ value: Bool) { put(value) }
  mutating func encode(_ value: Int) { put(value) }
  mutating func encode(_ value: Int8) { put(value) }
  mutating func encode(_ value: Int16) { put(value) }
  mutating func encode(_ value: Int32) { put(value) }
  mutating func encode(_ value: Int64) { put(value) }
  mutating func encode(_ value: UInt) { put(value) }
  mutating func encode(_ value: UInt8) { put(value) }
  mutating func encode(_ value: UInt16) { put(value) }
  mutating func encode(_ value: UInt32) { put(value) }
  mutating func encode(_ value: UInt64) { put(value) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try tree.encode(value, in: parent, at: place)
  }

  private func put(_ value: some CustomStringConvertible) {
    tree.put(value.description.utf8, in: parent, at: place)
  }
}

/// An object being encoded.
private struct ObjectEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let tree: JSONTree
  let node: JSONTree.Node

  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) {
    tree.put("null".utf8, in: node, at: node.open(key.stringValue))
  }

  mutating func encode(_ value: String, forKey key: Key) {
    tree.put(string: value, in: node, at: node.open(key.stringValue))
  }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try tree.encode(value, in: node, at: node.open(key.stringValue))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    superEncoder(forKey: key).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    superEncoder(forKey: key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    JSONEncoding(tree: tree, parent: node, place: node.open("super"))
  }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    JSONEncoding(tree: tree, parent: node, place: node.open(key.stringValue))
  }
}

/// An array being encoded.
private struct ArrayEncoding: UnkeyedEncodingContainer {
  let tree: JSONTree
  let node: JSONTree.Node

  var codingPath: [any CodingKey] { [] }
  var count: Int { node.values.count }

  mutating func encodeNil() { tree.put("null".utf8, in: node, at: node.open()) }
  mutating func encode(_ value: String) { tree.put(string: value, in: node, at: node.open()) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try tree.encode(value, in: node, at: node.open())
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    superEncoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    superEncoder().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    JSONEncoding(tree: tree, parent: node, place: node.open())
  }
}

extension JSONTree {
  /// Puts a value where there is room.
  fileprivate func encode<Value: Encodable>(
    _ value: Value, in parent: Node, at place: Int
  ) throws {
    // Told by type, which costs nothing where casts of values are looked up.
    if Value.self == String.self, let value = value as? String {
      put(string: value, in: parent, at: place)
    } else if Value.self == Int.self, let value = value as? Int {
      put(value.description.utf8, in: parent, at: place)
    } else if Value.self == Double.self, let value = value as? Double {
      try put(number: value, in: parent, at: place)
    } else if Value.self == Bool.self, let value = value as? Bool {
      put((value ? "true" : "false").utf8, in: parent, at: place)
    } else {
      try value.encode(to: JSONEncoding(tree: self, parent: parent, place: place))
    }
  }

  /// Puts a number, whole ones without a point.
  fileprivate func put(number: Double, in parent: Node, at place: Int) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, EncodingError.Context(codingPath: [], debugDescription: "not a number"))
    }
    let text = number.description
    put(text.hasSuffix(".0") ? text.dropLast(2).utf8 : text[...].utf8, in: parent, at: place)
  }
}
