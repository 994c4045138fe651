/// Long numbers as programs shorten them, so that many have become one: `2.02501E+14` as spreadsheets
/// do, `2.02501E14` as Java does.
///
/// A digit, decimals or none, E, and two or three digits; without decimals also the plus sign, since
/// `5E10` may well be an office's own code.
enum DamagedNumber {
  /// Whether a text is a number shortened so.
  static func isOne(_ text: Span<UInt8>) -> Bool {
    var digits = 0
    while digits < text.count, digits < 4, isDigit(text[text.count - 1 - digits]) { digits += 1 }
    guard digits == 2 || digits == 3 else { return false }
    var stem: [UInt8] = []
    for index in 0..<(text.count - digits) { stem.append(text[index]) }
    return isStem(stem[...], digits: UInt8(digits))
  }

  /// Whether what stands before the last digits of a text makes it such a number.
  static func isStem(_ stem: ArraySlice<UInt8>, digits: UInt8) -> Bool {
    guard (2...3).contains(digits), let sign = stem.last else { return false }
    let hasSign = sign == UInt8(ascii: "+")
    let mantissa = stem.dropLast(hasSign ? 2 : 1)
    let mark = stem[mantissa.endIndex...].first
    guard mark == UInt8(ascii: "E") || mark == UInt8(ascii: "e"), let first = mantissa.first,
      isDigit(first)
    else { return false }
    let decimals = mantissa.dropFirst(2)
    if mantissa.count == 1 { return hasSign }
    return mantissa.dropFirst().first == UInt8(ascii: ".") && !decimals.isEmpty
      && decimals.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
