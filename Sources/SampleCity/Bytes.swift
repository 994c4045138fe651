/// Text and numbers appended as bytes: the hot path makes no `String`.
extension [UInt8] {
  mutating func append(text: String) {
    append(contentsOf: text.utf8)
  }

  mutating func append(number: Int, width: Int = 1) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = count
    repeat {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    while count - start < width { append(UInt8(ascii: "0")) }
    var low = start
    var high = count - 1
    while low < high {
      swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  /// Appends an amount in 分 as 元 with two decimals.
  mutating func append(fen: Int) {
    if fen < 0 { append(UInt8(ascii: "-")) }
    let (yuan, cents) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
    append(number: Int(yuan))
    append(UInt8(ascii: "."))
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: cents / 10))
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: cents % 10))
  }

  /// Appends a field, in quotation marks when it needs them.
  mutating func append(field: String, delimiter: UInt8 = UInt8(ascii: ",")) {
    let special: Set<UInt8> = [delimiter, UInt8(ascii: "\""), UInt8(ascii: "\n")]
    guard field.utf8.contains(where: special.contains) else {
      append(text: field)
      return
    }
    append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends a row of fields with a line's end.
  mutating func append(
    row: [String], delimiter: UInt8 = UInt8(ascii: ","), lineEnd: String = "\n"
  ) {
    for (index, field) in row.enumerated() {
      if index > 0 { append(delimiter) }
      append(field: field, delimiter: delimiter)
    }
    append(text: lineEnd)
  }
}

/// An amount in 分 as 元, such as `12.50`.
func yuanText(fen: Int) -> String {
  var bytes: [UInt8] = []
  bytes.append(fen: fen)
  return String(decoding: bytes, as: UTF8.self)
}

/// `number` with leading zeros up to `width` digits.
func digits(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: Swift.max(0, width - text.utf8.count)) + text
}
