/// Long numbers as spreadsheets shorten them: `2.02501E+14`, of which many have become one.
enum DamagedNumber {
  /// Whether a text is a number shortened so: a digit, decimals or none, `E+` and two or three digits.
  static func isOne(_ text: Span<UInt8>) -> Bool {
    var digits = 0
    while digits < min(3, text.count), text[text.count - 1 - digits] &- 48 < 10 { digits += 1 }
    guard digits >= 2, text.count > digits,
      text[text.count - 1 - digits] == UInt8(ascii: "+")
    else { return false }
    var stem: [UInt8] = []
    for index in 0..<(text.count - digits) { stem.append(text[index]) }
    return isStem(stem[...], digits: UInt8(digits))
  }

  /// Whether what stands before the last digits of a text makes it such a number.
  static func isStem(_ stem: ArraySlice<UInt8>, digits: UInt8) -> Bool {
    guard (2...3).contains(digits), stem.last == UInt8(ascii: "+") else { return false }
    let rest = stem.dropLast()
    guard rest.last == UInt8(ascii: "E") || rest.last == UInt8(ascii: "e") else { return false }
    let mantissa = rest.dropLast()
    guard let first = mantissa.first, first &- 48 < 10 else { return false }
    let fraction = mantissa.dropFirst()
    guard let point = fraction.first else { return true }
    return point == UInt8(ascii: ".") && fraction.dropFirst().allSatisfy { $0 &- 48 < 10 }
  }
}
