/// Numbers names as they come, and then by their order, so that they are compared once and not
/// with every row that has them.
package struct Numbering {
  /// The names by the number that ``number(of:)`` gave them.
  package private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]
  private var last: (name: String, number: Int)?

  /// No names yet.
  package init() {}

  /// The number of a name; a name keeps it.
  package mutating func number(of name: String) -> Int {
    // Rows of one batch or variety mostly follow each other.
    if let last, last.name == name { return last.number }
    let number = numbers[name] ?? names.count
    if number == names.count {
      names.append(name)
      numbers[name] = number
    }
    last = (name, number)
    return number
  }

  /// The number that a name has; `nil` where it has none.
  package func known(_ name: String) -> Int? { numbers[name] }

  /// The place of each number when the names are sorted.
  package var ranks: [Int] {
    var ranks = names.map { _ in 0 }
    for (rank, number) in names.indices.sorted(by: { names[$0] < names[$1] }).enumerated() {
      ranks[number] = rank
    }
    return ranks
  }
}

extension Array {
  /// The place of each element by its key; of several with one key the first's.
  package func places<Key: Hashable>(by key: (Element) -> Key) -> [Key: Int] {
    Dictionary(enumerated().map { (key($1), $0) }, uniquingKeysWith: { first, _ in first })
  }
}
