import Analysis
import Indicators
import Procurement

/// The words of one report: its language and the name of its currency.
struct Wording: Sendable {
  /// The language.
  let language: Language
  /// The unit that amounts are in: 元, `CNY`, or another currency's code.
  let currency: String

  /// The words for `report` in `language`.
  init(_ report: Report, language: Language) {
    self.language = language
    currency = report.currency == "CNY" && language == .zh ? "元" : report.currency
  }

  /// A label given in both languages on the spot.
  func callAsFunction(_ zh: String, _ en: String) -> String {
    language(zh, en)
  }

  /// A label.
  func callAsFunction(_ phrase: Phrase) -> String {
    language(phrase)
  }

  /// A label within a sentence: in English without its capital, unless it begins with an
  /// abbreviation.
  func inline(_ phrase: Phrase) -> String {
    let text = self(phrase)
    guard language == .en, let second = text.dropFirst().first, !second.isUppercase else {
      return text
    }
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// A heading with the currency in brackets.
  func money(_ zh: String, _ en: String) -> String {
    self("\(zh)（\(currency)）", "\(en) (\(currency))")
  }

  /// A heading for prices per smallest preparation unit.
  func price(_ zh: String, _ en: String) -> String {
    self("\(zh)（\(currency)/最小制剂单位）", "\(en) (\(currency) per smallest unit)")
  }

  /// `2025年12月` or `December 2025`.
  func month(_ month: Month) -> String {
    self("\(month.year)年\(month.month)月", "\(Self.englishMonths[month.month - 1]) \(month.year)")
  }

  /// A number with an English word after it, in the plural unless it is one.
  func counted(_ count: Int, _ word: String) -> String {
    "\(NumberText.count(count)) \(word)\(count == 1 ? "" : "s")"
  }

  /// A list of words.
  func list(_ items: [String]) -> String {
    items.joined(separator: self("、", ", "))
  }

  /// Text in brackets, behind a word.
  func bracketed(_ text: String) -> String { self("（\(text)）", " (\(text))") }

  /// An amount with its unit for running text, in 万元 where that is customary.
  func amount(_ value: Money) -> String {
    guard currency == "元" else { return "\(currency) \(NumberText.money(value))" }
    return value.yuan.magnitude < 10_000
      ? "\(NumberText.money(value)) 元" : "\(NumberText.tenThousands(value)) 万元"
  }

  /// An indicator's value in its unit, such as `90.00%` or `512`.
  func value(_ value: Double, unit: IndicatorUnit) -> String {
    switch unit {
    case .ratio: NumberText.percent(value)
    case .count: NumberText.trimmedGrouped(value, places: 1)
    case .amount: amount(Money(rounding: value))
    case .index: NumberText.fixed(value, places: 2)
    }
  }

  /// The difference of two values of an indicator, such as `3.20 个百分点` or `288`.
  func difference(_ value: Double, unit: IndicatorUnit, signed: Bool = false) -> String {
    switch unit {
    case .ratio:
      let points =
        signed
        ? NumberText.signed(value * 100, places: 2) : NumberText.fixed(value * 100, places: 2)
      return "\(points) \(self(Phrases.points))"
    case .count, .amount, .index:
      let number = NumberText.trimmedGrouped(value, places: unit == .count ? 1 : 2)
      return signed && value > 0 ? "+" + number : number
    }
  }

  /// A plan's value as printed; what it says where it prints nothing.
  func printed(_ value: PlanValue) -> String {
    if !value.text.isEmpty { return value.text }
    return self("规划未列", "left blank")
  }

  /// Why a row of the target summary lacks something.
  func reason(_ reason: NotComputableReason?) -> String {
    reason.map { self($0.phrase) } ?? ""
  }

  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
