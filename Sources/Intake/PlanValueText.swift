internal import Procurement

/// Reads a value as a plan prints it: `90%以上`, `≥90%`, `约75%`, `>500`, `1,200个以上`, `九成以上`, `不高于30%`.
struct PlanValueText {
  /// The value; without a number where the plan gives none or it cannot be read.
  let value: PlanValue
  /// Whether the text states something that could not be read, which has to be reported.
  let isUnreadable: Bool

  /// Reads `printed` for an indicator.
  ///
  /// Counts of varieties and categories are numbers; every other indicator is a share, which plans
  /// print with a per cent sign behind the value, in tenths (成), or in the indicator's head. Words for
  /// nothing (`-`, `——`, `很少`, blank) have no value: a blank is never filled.
  ///
  /// - Parameter baseline: what a target that is stated as a change (`提高5个百分点`) starts from.
  init(_ printed: String, of indicator: String, from baseline: PlanValue? = nil) {
    let text = TextNormal.value(printed)
    var result = PlanValue(text: printed, comparator: nil, value: nil)
    guard !TextNormal.nulls.contains(text), !Self.wordsForNothing.contains(text) else {
      value = result
      isUnreadable = false
      return
    }
    let isCount = PlanIndicators.isCount(indicator)
    if PlanChangeText.isStated(in: text) {
      let change = PlanChangeText.value(in: text, from: baseline, isCount: isCount)
      result.comparator = change?.comparator
      result.value = change?.value
    } else if let number = Self.number(in: text, isCount: isCount) {
      result.comparator = Self.comparator(in: text)
      result.value = number
    }
    value = result
    isUnreadable = result.value == nil
  }

  private static let wordsForNothing: Set<String> = [
    "很少", "较少", "极少", "少量", "暂无", "未开展", "尚未开展", "未列", "不适用", "空白",
  ]

  // MARK: - The comparator

  /// The words of each comparator; the negated ones stand before those that they hold.
  private static let comparators: [(words: [String], comparator: Comparator)] = [
    (
      [
        "以上", "≥", ">=", "=>", "不低于", "不少于", "不小于", "至少", "大于等于", "大于或等于", "高于等于", "高于或等于",
      ], .atLeast
    ),
    (
      [
        "以下", "以内", "≤", "<=", "=<", "不高于", "不超过", "不多于", "不大于", "至多", "最多", "小于等于", "小于或等于",
        "低于等于", "低于或等于",
      ], .atMost
    ),
    ([">", "超过", "高于", "大于", "多于", "突破"], .greater),
    (["<", "低于", "小于", "少于", "不足", "不到"], .less),
    (["左右", "约", "~", "≈"], .about),
  ]

  private static func comparator(in text: String) -> Comparator {
    comparators.first { $0.words.contains { text.contains($0) } }?.comparator ?? .equal
  }

  // MARK: - The number

  /// The one number in a text: a count, or a share as a ratio; `nil` where there is none, or more
  /// than one, or one with a unit that does not fit.
  private static func number(in text: String, isCount: Bool) -> Double? {
    let isDigit = { (sign: Character) in sign.isASCII && sign.isNumber }
    guard let first = text.firstIndex(where: isDigit) else {
      return chinese(in: text, isCount: isCount)
    }
    guard text[..<first].last != "-", text[..<first].last != "." else { return nil }
    let digits = text[first...].prefix { isDigit($0) || $0 == "." || $0 == "," }
    let rest = text[digits.endIndex...]
    guard !rest.contains(where: isDigit),
      let number = NumberText.parse(String(digits), places: 6)?.scaled
    else { return nil }
    return scaled(Double(number) / 1_000_000, unit: rest, isCount: isCount)
  }

  /// A number with what stands behind it: %, 成 (tenths), 万, 千.
  private static func scaled(_ number: Double, unit: Substring, isCount: Bool) -> Double? {
    switch unit.first {
    case "%": isCount ? nil : number / 100
    case "成": isCount ? nil : number / 10
    case "万": isCount ? number * 10_000 : nil
    case "千": isCount ? number * 1_000 : nil
    case "亿", "‰": nil
    default: isCount ? number : number / 100
    }
  }

  private static let digits: [Character: Double] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9,
  ]
  private static let powers: [Character: Double] = ["十": 10, "百": 100, "千": 1_000, "万": 10_000]

  /// A number in Chinese numerals: `八百个以上`, `九成`, `九成五`, `百分之九十五`.
  private static func chinese(in text: String, isCount: Bool) -> Double? {
    var text = text
    let percent = "百分之"
    let isPercent = text.contains(percent)
    if isPercent { text = String(text.split(separator: percent).last ?? "") }
    let isNumeral = { (sign: Character) in digits[sign] != nil || powers[sign] != nil }
    guard let first = text.firstIndex(where: isNumeral) else { return nil }
    let numeral = text[first...].prefix(while: isNumeral)
    var rest = text[numeral.endIndex...]
    guard var number = value(of: numeral) else { return nil }
    if rest.first == "成" {
      guard !isPercent, !isCount, number < 10 else { return nil }
      rest = rest.dropFirst()
      if let half = rest.first, let tenth = digits[half] {
        number += tenth / 10
        rest = rest.dropFirst()
      }
      return rest.contains(where: isNumeral) ? nil : number / 10
    }
    guard !rest.contains(where: isNumeral), rest.first != "分", !(isPercent && isCount) else {
      return nil
    }
    return isCount ? number : number / 100
  }

  /// `一千二百` as 1,200, `十五` as 15; `nil` where digits follow each other or a power does not fit.
  private static func value(of numeral: Substring) -> Double? {
    var whole = 0.0
    var section = 0.0
    var digit: Double?
    for sign in numeral {
      if let next = digits[sign] {
        guard digit == nil || digit == 0 else { return nil }
        digit = next
      } else if let power = powers[sign], power == 10_000 {
        whole = (whole + section + (digit ?? 0)) * power
        section = 0
        digit = nil
      } else if let power = powers[sign] {
        section += (digit ?? 1) * power
        digit = nil
      }
    }
    return whole + section + (digit ?? 0)
  }
}
