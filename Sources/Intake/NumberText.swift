internal import Procurement

/// Numbers as exports print them, read exactly.
enum NumberText {
  /// A number and how many decimals it was printed with.
  struct Value: Equatable {
    /// The number in units of 10^-`places`.
    var scaled: Int64
    /// The digits printed after the point.
    var decimals: Int
  }

  /// Reads a plain number such as `1234.5` or `-3`.
  ///
  /// - Parameters:
  ///   - text: the bytes, in an encoding that holds ASCII.
  ///   - places: how many decimal places to keep.
  /// - Returns: `nil` when the text is anything but a plain number with at most `places` decimals
  ///   and 18 characters; ``parse(_:places:)`` for text understands more.
  /// - Complexity: O(*n*) in the length of `text`.
  static func plain(_ text: Span<UInt8>, places: Int) -> Value? {
    var value: Int64 = 0
    var decimals = -1
    let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
    let first = isNegative ? 1 : 0
    guard first < text.count, text.count <= 18 else { return nil }
    for index in first..<text.count {
      let digit = text[index] &- 48
      if digit < 10 {
        if decimals >= places { return nil }
        value = value &* 10 &+ Int64(digit)
        if decimals >= 0 { decimals &+= 1 }
      } else if text[index] == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else {
        return nil
      }
    }
    let printed = max(decimals, 0)
    guard text.count > first + (decimals >= 0 ? 1 : 0) else { return nil }
    for _ in printed..<max(printed, places) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return Value(scaled: isNegative ? -value : value, decimals: printed)
  }

  /// Reads a number in the form that ``TextNormal/value(_:)`` gives, plain or not.
  ///
  /// - Returns: as ``parse(_:places:)`` does.
  static func value(_ text: String, places: Int) -> Value? {
    plain(Array(text.utf8).span, places: places) ?? parse(text, places: places)
  }

  /// Reads what people and spreadsheets make of numbers: a plus sign, a currency sign before or 元
  /// after, thousands separators, `1.2E+3`, brackets for a negative number; a decimal comma never.
  ///
  /// - Parameters:
  ///   - text: the number in the form that ``TextNormal/value(_:)`` gives.
  ///   - places: how many decimal places to keep; further ones are rounded, halves away from zero.
  /// - Returns: `nil` when the text is no number, or one beyond 64 bits.
  static func parse(_ text: String, places: Int) -> Value? {
    guard let number = Printed(text), (-30...30).contains(number.exponent) else { return nil }
    let digits = number.whole + number.fraction
    guard digits.utf8.count <= 60 else { return nil }
    let point = number.whole.utf8.count + number.exponent + places
    guard let value = scaled(Array(digits.utf8), point: point) else { return nil }
    return Value(
      scaled: number.isNegative ? -value : value,
      decimals: max(0, number.fraction.utf8.count - number.exponent))
  }

  /// Why ``parse(_:places:)`` makes nothing of a text: it is a number beyond all measure, or none.
  static func fault(of text: String) -> RejectReason {
    Printed(text) == nil ? .badNumber : .outOfRange
  }
}

/// The parts of a number as it is printed.
private struct Printed {
  private(set) var isNegative = false
  /// The digits before the point, and behind it.
  private(set) var whole = ""
  private(set) var fraction = ""
  /// The power of ten behind an E; far out of range where it has many digits.
  private(set) var exponent = 0

  /// Takes a number apart; `nil` where the text is none.
  init?(_ text: String) {
    var rest = Substring(text)
    if rest.hasPrefix("("), rest.hasSuffix(")") {
      isNegative = true
      rest = rest.dropFirst().dropLast()
    }
    // The sign stands before the currency's (-¥25) or behind it (¥-25).
    var hasSign = takeSign(of: &rest)
    for sign in ["￥", "¥", "$", "£", "€"] where rest.hasPrefix(sign) {
      rest = rest.dropFirst(sign.count)
      if !hasSign { hasSign = takeSign(of: &rest) }
    }
    if rest.hasSuffix("元") { rest = rest.dropLast() }
    if let mark = rest.firstIndex(where: { $0 == "E" || $0 == "e" }) {
      let power = rest[rest.index(after: mark)...]
      let digits = power.drop { $0 == "+" || $0 == "-" }
      guard power.count - digits.count <= 1, Self.areDigits(digits), !digits.isEmpty else {
        return nil
      }
      exponent = (Int(digits.drop { $0 == "0" }.prefix(4)) ?? 0) * (power.hasPrefix("-") ? -1 : 1)
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Self.withoutSeparators(parts[0]) else {
      return nil
    }
    self.whole = whole
    fraction = parts.count == 2 ? String(parts[1]) : ""
    guard !(whole + fraction).isEmpty, Self.areDigits(whole), Self.areDigits(fraction) else {
      return nil
    }
  }

  /// Takes a sign off the front; `false` where there is none.
  private mutating func takeSign(of rest: inout Substring) -> Bool {
    guard rest.hasPrefix("-") || rest.hasPrefix("+") else { return false }
    isNegative = isNegative != rest.hasPrefix("-")
    rest = rest.dropFirst()
    return true
  }

  private static func areDigits(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { $0 &- 48 < 10 }
  }

  /// `1,234,567` without its commas; `nil` where the commas do not set thousands apart.
  private static func withoutSeparators(_ whole: Substring) -> String? {
    guard whole.contains(",") else { return String(whole) }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
      return nil
    }
    return groups.joined()
  }
}

extension NumberText {
  /// The digits before `point` as a number, rounded by the digit after it.
  private static func scaled(_ digits: [UInt8], point: Int) -> Int64? {
    guard point >= 0 else { return 0 }
    var value: Int64 = 0
    for index in 0..<point {
      let digit = index < digits.count ? Int64(digits[index] &- 48) : 0
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, stillTooLarge) = product.addingReportingOverflow(digit)
      if tooLarge || stillTooLarge { return nil }
      value = sum
    }
    if point < digits.count, digits[point] >= UInt8(ascii: "5") {
      let (sum, tooLarge) = value.addingReportingOverflow(1)
      return tooLarge ? nil : sum
    }
    return value
  }
}
