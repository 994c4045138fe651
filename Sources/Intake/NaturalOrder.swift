/// The order in which people expect files: folder by folder, runs of digits by their value, so that
/// `2025-2.csv` comes before `2025-10.csv`, and a name before all that begin with it, so that
/// `2025-12 (1).csv` and `2025-12-更正.csv` come after `2025-12.csv`.
enum NaturalOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    let (own, others) = (names(left), names(right))
    for (name, other) in zip(own, others) {
      if let isFirst = isFirst(name, before: other) { return isFirst }
    }
    if own.count != others.count { return own.count < others.count }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// The names along a path, that of the file without its ending.
  private static func names(_ path: String) -> [Substring] {
    let stem = path.lowercased().hasSuffix(".csv") ? path.dropLast(4) : path[...]
    return stem.split(separator: "/", omittingEmptySubsequences: false)
  }

  /// Whether `left` comes first; `nil` where they are the same but for zeros before numbers.
  private static func isFirst(_ left: Substring, before right: Substring) -> Bool? {
    var (left, right) = (left, right)
    while let first = left.first, let second = right.first {
      if first.isASCII, first.isNumber, second.isASCII, second.isNumber {
        let leftDigits = left.prefix { $0.isASCII && $0.isNumber }
        let rightDigits = right.prefix { $0.isASCII && $0.isNumber }
        let leftValue = leftDigits.drop { $0 == "0" }
        let rightValue = rightDigits.drop { $0 == "0" }
        if leftValue.count != rightValue.count { return leftValue.count < rightValue.count }
        if leftValue != rightValue { return leftValue < rightValue }
        left = left.dropFirst(leftDigits.count)
        right = right.dropFirst(rightDigits.count)
      } else if first == second {
        left = left.dropFirst()
        right = right.dropFirst()
      } else {
        return String(first).utf8.lexicographicallyPrecedes(String(second).utf8)
      }
    }
    return left.isEmpty == right.isEmpty ? nil : left.isEmpty
  }
}
