/// The language of everything a person reads; identifiers in CSV and JSON do not depend on it.
public enum Language: String, CaseIterable, Sendable {
  /// Chinese, the default.
  case zh
  /// English.
  case en

  /// The value of HTML's `lang` attribute.
  var tag: String {
    switch self {
    case .zh: "zh-CN"
    case .en: "en"
    }
  }

  /// What is said in this language.
  public func callAsFunction(_ zh: String, _ en: String) -> String {
    switch self {
    case .zh: zh
    case .en: en
    }
  }

  /// `phrase` in this language.
  func callAsFunction(_ phrase: Phrase) -> String { self(phrase.zh, phrase.en) }
}
