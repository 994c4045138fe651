/// A pattern of names, where `*` is any run of characters and `?` any one.
public struct Wildcard: Sendable {
  private let pattern: [Character]

  /// The pattern written as `text`.
  public init(_ text: String) {
    pattern = Array(text)
  }

  /// Whether the pattern names more than one text.
  public var isOpen: Bool { pattern.contains("*") || pattern.contains("?") }

  /// Whether `text` is one that the pattern names.
  ///
  /// - Complexity: O(*n* × *m*) at worst, in the lengths of both.
  public func matches(_ text: some StringProtocol) -> Bool {
    let text = Array(text)
    var (position, place) = (0, 0)
    var star: (place: Int, position: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, position)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[position] {
        place += 1
        position += 1
      } else if let last = star {
        place = last.place + 1
        position = last.position + 1
        star = (last.place, last.position + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
