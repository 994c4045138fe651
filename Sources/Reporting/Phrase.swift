/// A label in both languages, side by side, so that neither can be forgotten.
struct Phrase: Hashable, Sendable {
  /// The Chinese wording, in the field's own terms.
  let zh: String
  /// The English wording.
  let en: String

  /// A label; see the properties.
  init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }
}

/// All labels that the outputs are made of, grouped by where they stand.
///
/// A finding is a clue (线索, 疑似), never a verdict; wording here keeps to that.
enum Phrases {}

extension Phrases {
  /// What stands where records leave something open.
  static let notStated = Phrase("未注明", "Not stated")
  /// The unit of a difference between two percentages.
  static let points = Phrase("个百分点", "pp")
  /// What stands where an input is missing.
  static let notComputable = Phrase("无法计算", "Not computable")
}

extension Phrases {
  /// The report's title.
  static let reportTitle = Phrase("医药价格监测月报", "Monthly price monitoring report")
  /// The title of what is published.
  static let disclosureTitle = Phrase("医药采购价格公示", "Purchase prices for publication")
}
