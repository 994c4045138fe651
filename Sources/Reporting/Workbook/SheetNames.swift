/// Names for sheets, as the format allows them.
struct SheetNames {
  private static let limit = 31
  private var taken: Set<String> = []

  /// No name taken yet.
  init() {}

  /// A name like `wanted`: at most 31 UTF-16 units, none of `[]:*?/\'`, no control character, not
  /// empty, and another than every one before in whatever case.
  mutating func name(for wanted: String) -> String {
    let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\", "'"]
    var clean = wanted.filter { character in
      !forbidden.contains(character)
        && character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
    if clean.isEmpty { clean = "–" }
    var name = Self.cut(clean, to: Self.limit)
    var count = 1
    while !taken.insert(name.lowercased()).inserted {
      count += 1
      let suffix = " (\(count))"
      name = Self.cut(clean, to: Self.limit - suffix.utf16.count) + suffix
    }
    return name
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    var result = text
    while result.utf16.count > limit { result.removeLast() }
    return result
  }
}
