/// The order in which people expect files: runs of digits by their value, so that `2025-2.csv`
/// comes before `2025-10.csv`.
enum NaturalOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    var left = Substring(left)
    var right = Substring(right)
    let whole = (left, right)
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
    if left.isEmpty != right.isEmpty { return left.isEmpty }
    return whole.0.utf8.lexicographicallyPrecedes(whole.1.utf8)
  }
}
